"""Import: articles given as JSON lines, WARC files, saved pages and texts become snapshots and go the crawl's way."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from pipeline import clock
from pipeline.article_rows import owned_by_another
from pipeline.import_archive import ImportArchive
from pipeline.import_items import Item, Items, expand
from pipeline.ledger import Ledger
from pipeline.ledger.addresses import addresses_of
from pipeline.ledger.sql import select_in
from pipeline.ledger.tables import articles, captures
from pipeline.settings import Settings
from records.errors import ImportFileError
from records.outcome import Verdict
from records.source import Source

_BATCH = 500


@dataclass
class ImportCounts:
    """What an import did: items new, changed and already there; the sources they came under; what was passed over; what
    can't be taken in (a damaged file, an id that is another source's); and where each page kept came from."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    source_ids: set[str] = field(default_factory=set)
    notices: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    # Part and offset in the archive -> file, and byte in it. Articles given as JSON are not among them: those that
    # can't be read are passed over before.
    origins: dict[tuple[str, int], str] = field(default_factory=dict)


def import_files(
    settings: Settings,
    ledger: Ledger,
    sources: Sequence[Source],
    paths: Sequence[Path],
    *,
    source_id: str | None = None,
    progress: Callable[[int, str], None] | None = None,
) -> ImportCounts:
    """Keeps everything in the files as snapshots; what is there already, the same, is passed over.

    A file that can't be read on, and an article whose id or address another source gives to another text, are told as
    failures; the others go on. Raises ImportFileError for a file that isn't there.
    """
    counts = ImportCounts()
    reader = Items(sources, source_id)
    files = expand(paths, counts.notices)
    with ImportArchive(settings, ledger, clock.now()) as archive:
        keeper = _Keeper(ledger, archive, counts)
        for path in files:
            for batch in _batches(reader.of(path, counts.notices), counts.failures):
                keeper.keep(batch)
                if progress:
                    progress(len(batch), path.name)
    return counts


def _batches(items: Iterator[Item], failures: list[str]) -> Iterator[list[Item]]:
    """Items in batches; where a file can't be read on, what came before is the last."""
    batch: list[Item] = []
    try:
        for item in items:
            batch.append(item)
            if len(batch) == _BATCH:
                yield batch
                batch = []
    except ImportFileError as exc:
        failures.append(str(exc))
    if batch:
        yield batch


class _Keeper:
    """Decides for each item whether it is new; remembers what this import was given, and what is not merged yet."""

    def __init__(self, ledger: Ledger, archive: ImportArchive, counts: ImportCounts) -> None:
        self._ledger, self._archive, self._counts = ledger, archive, counts
        # Address of what was given without a time of its own -> source, digests of bytes and text, address on the web.
        self._given: dict[str, tuple[str, str, str, str]] = {}
        self._latest: dict[tuple[str, str], str] = {}
        self._captured: set[tuple[str, str, datetime]] = set()

    def keep(self, batch: list[Item]) -> None:
        """Writes what is new of a batch."""
        for item in batch:
            self._archive.enter(item.source_id)
        with self._ledger.read() as connection:
            self._look_up(connection, batch)
            ids = [item.article.article_id for item in batch if item.article]
            rows = select_in(connection, select(articles), articles.c.article_id, ids)
            owners = {row.article_id: row._mapping for row in rows}
        for item in batch:
            if item.fetched_at is not None:
                self._keep_capture(item, item.fetched_at)
            elif self._is_first(item, owners):
                self._keep_given(item)
        if self._archive.merge_if_full():
            self._latest.clear()
            self._captured.clear()

    def _look_up(self, connection: Connection, batch: list[Item]) -> None:
        """What the ledger knows of the batch's addresses, under what this import has added since."""
        for source_id, items in _by_source(batch):
            rows = addresses_of(connection, source_id, (item.url for item in items))
            for url, row in rows.items():
                self._latest.setdefault((source_id, url), row.digest)
            urls = {row.id: url for url, row in rows.items()}
            timed = select(captures)
            for row in select_in(connection, timed, captures.c.address_id, urls):
                self._captured.add((source_id, urls[row.address_id], row.at))

    def _is_first(self, item: Item, owners: Mapping[str, Mapping[str, Any]]) -> bool:
        """Whether nothing was given under the item's id before it; another source's id is a failure."""
        article = item.article
        own = (item.source_id, item.digest, article.text_digest if article else "", article.url if article else "")
        first = self._given.get(item.url, own)
        if article is not None:
            row = dict(zip(("source_id", "digest", "text_digest", "url"), first, strict=True))
            if conflict := owned_by_another(row, article) or owned_by_another(owners.get(article.article_id), article):
                self._counts.failures.append(f"{item.origin}: {conflict}")
                return False
        if first is own:
            self._given[item.url] = own
            return True
        self._counts.unchanged += first[1] == item.digest
        if first[1] != item.digest:
            self._counts.notices.append(
                f"{item.url}: given twice; the first stands (import the other by itself, and it is a new version)"
            )
        return False

    def _keep_given(self, item: Item) -> None:
        if self._latest.get((item.source_id, item.url)) == item.digest:
            self._counts.unchanged += 1
        else:
            self._add(item)

    def _keep_capture(self, item: Item, at: datetime) -> None:
        key = (item.source_id, item.url, at)
        if key in self._captured:
            self._counts.unchanged += 1
            return
        self._captured.add(key)
        self._add(item)

    def _add(self, item: Item) -> None:
        address, counts = (item.source_id, item.url), self._counts
        old = self._latest.get(address)
        verdict = Verdict.NEW if not old else Verdict.UNCHANGED if old == item.digest else Verdict.CHANGED
        part, offset, _ = self._archive.add(item, verdict)
        if item.article is None:
            counts.origins[part, offset] = item.origin
        self._latest[address] = item.digest
        counts.new += verdict is Verdict.NEW
        counts.changed += verdict is Verdict.CHANGED
        counts.unchanged += verdict is Verdict.UNCHANGED
        counts.source_ids.add(item.source_id)


def _by_source(batch: list[Item]) -> Iterable[tuple[str, list[Item]]]:
    ordered = sorted(batch, key=lambda item: item.source_id)
    return [(source_id, list(items)) for source_id, items in groupby(ordered, key=lambda item: item.source_id)]
