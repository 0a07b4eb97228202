"""The transform step: reads each part of the archive that has no reading yet, on all cores where there is much to read."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select, update

from pipeline import clock, locks
from pipeline.archive import read_part
from pipeline.crawl import new_run_id
from pipeline.files import written_whole
from pipeline.home import Home, no_folder_name
from pipeline.ledger import Ledger
from pipeline.ledger.tables import parts, runs
from pipeline.page_reading import Readers
from pipeline.readings import Reading, reading_key, reading_name, write_reading
from pipeline.settings import Settings
from records.errors import UsageError
from records.rejection import Quarantine
from records.snapshot import Snapshot
from sources.registry import Registry

# The first and the last night of a stretch.
Days = tuple[date, date]
# Pages, and about how many -> each with what became of it.
Read = Callable[[Iterable[Snapshot], int], Iterator[tuple[Snapshot, Reading]]]


@dataclass
class TransformCounts:
    """What a transform did; the first three counts sum to the pages, `by_rules` are articles that rules for their site read,
    `rejected` the rejections by reason."""

    articles: int = 0
    rejections: int = 0
    quarantined: int = 0
    by_rules: int = 0
    rejected: Counter[str] = field(default_factory=Counter)

    @property
    def pages(self) -> int:
        """All pages read."""
        return self.articles + self.rejections + self.quarantined


class WaitingPart(NamedTuple):
    """A part to read, its number of records, and the reading it has ("" for none)."""

    part: str
    records: int
    reading: str


def waiting_parts(
    home: Home, ledger: Ledger, source_id: str, key: str, *, force: bool, days: Days | None = None
) -> list[WaitingPart]:
    """Parts of a source to read: those never read, those whose reading is no longer
    there, and with `force` all that were read otherwise; with `days` of the runs of those nights alone."""
    query = select(parts.c.part, parts.c.records, parts.c.reading, parts.c.reading_key)
    query = query.where(parts.c.source_id == source_id)
    if days:
        query = query.join(runs, runs.c.run_id == parts.c.run_id).where(runs.c.night.between(*days))
    with ledger.read() as connection:
        rows = connection.execute(query.order_by(parts.c.part)).all()
    stored = home.store.sizes(f"{home.readings.name}/{source_id}")
    return [
        WaitingPart(row.part, row.records, row.reading or "")
        for row in rows
        if row.reading_key is None
        or (force and row.reading_key != key)
        or f"{home.readings.name}/{row.reading}" not in stored
    ]


def _was_crawled(ledger: Ledger, source_id: str) -> bool:
    """Whether pages of it came from a portal: what was imported never had a YAML."""
    query = select(runs.c.run_id).where(runs.c.source_id == source_id, runs.c.command == "crawl").limit(1)
    with ledger.read() as connection:
        return connection.scalar(query) is not None


def many_waiting(
    settings: Settings, ledger: Ledger, registry: Registry, source_ids: Iterable[str], *, force: bool, enough: int
) -> int:
    """How many pages of these sources are to be read; not counted further once there are enough."""
    many = 0
    for source_id in source_ids:
        key = reading_key(registry.sources.get(source_id), registry.platforms)
        many += sum(part.records for part in waiting_parts(settings.folders, ledger, source_id, key, force=force))
        if many >= enough:
            break
    return many


def transform_source(
    settings: Settings,
    ledger: Ledger,
    registry: Registry,
    source_id: str,
    *,
    force: bool = False,
    days: Days | None = None,
    progress: Callable[[int, int], None] | None = None,
    readers: Readers | None = None,
) -> TransformCounts:
    """Reads what is new of one source (with `days`, of the pages that the runs of those nights stored); a part killed
    half-read is read again whole. `readers` are processes that are kept for other sources.

    Raises LockError where another run holds the source, TransformError where a process that reads was ended, UsageError
    for an id that is no plain name, and with `force` for a crawled source whose YAML is not there.
    """
    if why := no_folder_name(source_id):
        raise UsageError(f"source {source_id!r}: {why}")
    now = clock.now()
    counts = TransformCounts()
    if force and source_id not in registry.sources and _was_crawled(ledger, source_id):
        raise UsageError(
            f"source {source_id!r} was crawled, but no YAML of it is in the folders of sources: read again without it, its "
            "articles would lose its rules and its province; set KHOTIN_SOURCES to the folder that has it"
        )
    key = reading_key(registry.sources.get(source_id), registry.platforms)
    with locks.held(settings.folders.locks, source_id, run_id=new_run_id(now, source_id), now=now):
        _sweep(settings.folders.readings / source_id)
        todo = waiting_parts(settings.folders, ledger, source_id, key, force=force, days=days)
        total = sum(part.records for part in todo)
        with nullcontext(readers) if readers else Readers(settings.worker_count) as reading:
            reading.expect(total)
            read = partial(reading.read, registry)
            for part in todo:
                _transform_part(
                    settings.folders, ledger, part, key, read, counts, lambda n: progress and progress(n, total)
                )
        settings.folders.settle(source_id)
    return counts


def _sweep(folder: Path) -> None:
    """Removes what a killed run left half-written; whoever holds the source's lock is the only one who writes here."""
    for unfinished in folder.glob(".*"):
        unfinished.unlink()


def _transform_part(
    home: Home,
    ledger: Ledger,
    waiting: WaitingPart,
    key: str,
    read: Read,
    counts: TransformCounts,
    tell: Callable[[int], object],
) -> None:
    own, part = TransformCounts(), waiting.part

    def counted() -> Iterator[Reading]:
        for snapshot, reading in read(read_part(home, part), waiting.records):
            _count(own, reading)
            if reading.quarantine:
                _keep_quarantined(home, snapshot, reading.quarantine)
            tell(counts.pages + own.pages)
            yield reading

    name = reading_name(part, key)
    write_reading(home, name, counted())
    counts.articles += own.articles
    counts.rejections += own.rejections
    counts.quarantined += own.quarantined
    counts.by_rules += own.by_rules
    counts.rejected += own.rejected
    row = vars(own) | {"rejected": json.dumps(own.rejected, sort_keys=True)}
    with ledger.begin() as connection:
        connection.execute(update(parts).where(parts.c.part == part).values(reading=name, reading_key=key, **row))


def _count(counts: TransformCounts, reading: Reading) -> None:
    counts.articles += reading.article is not None
    counts.by_rules += reading.article is not None and reading.article.by_rules
    if reading.rejection is not None:
        counts.rejections += 1
        counts.rejected[reading.rejection.reason] += 1
    counts.quarantined += reading.quarantine is not None


def _keep_quarantined(home: Home, snapshot: Snapshot, why: Quarantine) -> None:
    """Page and traceback side by side, named after the page's digest."""
    path = home.quarantine / snapshot.source_id / hashlib.sha256(snapshot.body).hexdigest()[:20]
    with written_whole(path.with_suffix(".page")) as file:
        file.write(snapshot.body)
    with written_whole(path.with_suffix(".txt")) as file:
        file.write(f"{why.url}\n{snapshot.warc_file} at byte {snapshot.warc_offset}\n{why.traceback}".encode())
