"""What the web app needs beyond the index, answered from the ledger and the archive."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from time import monotonic
from typing import Any

from pipeline import clock
from pipeline.corrections import force_of
from pipeline.fates import fate_of, page_fate
from pipeline.home import Home
from pipeline.ledger import Ledger, nights
from pipeline.linking.corrected import InForce, corrected_article
from pipeline.people import people, person_ids
from pipeline.reading_counts import asked_since, coverage_rows, depth_rows
from pipeline.views import archived_versions, article_version, read_version
from records.article import Article
from records.person import Person
from records.source import Source
from search.protocols import CoverageRow, DepthRow, Fate, Kept, SnapshotText, SourceInfo, Version
from transforms.extract.decode import decode

_KEEP_DEPTH = 60.0  # seconds


class ReadingRoom:
    """Fulfils `search.protocols.Archive`. Every call opens a connection of its own, so threads don't meet."""

    def __init__(self, ledger: Ledger, home: Home, sources: Mapping[str, Source], *, night_hours: float = 0) -> None:
        self._ledger, self._home, self._sources = ledger, home, sources
        self._nights_within = timedelta(hours=night_hours)
        self._depth: tuple[float, list[DepthRow]] = (0.0, [])

    @cached_property
    def _infos(self) -> dict[str, SourceInfo]:
        return {known: _info(source) for known, source in self._sources.items()}

    def sources(self) -> Mapping[str, SourceInfo]:
        """All sources of the registry by id."""
        return self._infos

    def versions(self, article_id: str) -> Sequence[Version]:
        """The texts an article has had, newest first."""
        with self._ledger.read() as connection:
            rows = archived_versions(connection, article_id)
        return [
            Version(version=row.version, fetched_at=row.fetched_at, text_digest=row.text_digest)
            for row in reversed(rows)
        ]

    def article(self, article_id: str, version: int) -> Article | None:
        """The article as one version told it, less the names that are withheld."""
        row, force = self._version(article_id, version)
        told = article_version(self._home, row) if row is not None else None
        return corrected_article(told, force)[0] if told is not None else None

    def snapshot(self, article_id: str, version: int, *, max_characters: int) -> SnapshotText | None:
        """The archived page of a version, decoded to text and cut; without its text where that must not be shown."""
        row, force = self._version(article_id, version)
        if row is None:
            return None
        page = read_version(self._home, row)
        text = decode(page.body, page.charset)
        withheld = page_fate(force, article_version(self._home, row) if force.names else None, article_id, text)
        text = text if withheld is None else ""
        return SnapshotText(
            url=page.final_url,
            fetched_at=page.fetched_at,
            status=page.status,
            media_type=page.media_type,
            text=text[:max_characters],
            cut=len(text) > max_characters,
            withheld=withheld,
        )

    def people(self, *, ids: Sequence[str] = (), names: Sequence[str] = ()) -> Sequence[Person]:
        """The people of some ids, and all who go by some names."""
        with self._ledger.read() as connection:
            return people(connection, ids=ids, names=names)

    def person_ids(self, article_ids: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """The ids of the officials whom articles name, by the key of each name."""
        with self._ledger.read() as connection:
            return person_ids(connection, article_ids)

    def fate(self, unit: Kept, document_id: str) -> Fate | None:
        """Where an id that was merged away leads, or why nothing is shown there any more."""
        with self._ledger.read() as connection:
            return fate_of(connection, unit, document_id)

    def coverage(self, since: date) -> Sequence[CoverageRow]:
        """One row a source and day on which it was crawled, newest day first."""
        with self._ledger.read() as connection:
            return coverage_rows(connection, since, self._sources)

    def asked_since(self) -> Mapping[str, date]:
        """The first day on which each source was crawled, whatever came of it."""
        with self._ledger.read() as connection:
            return asked_since(connection)

    def late_night(self) -> str:
        """Why the last good night is too long ago."""
        with self._ledger.read() as connection:
            return nights.late(connection, now=clock.now(), within=self._nights_within)

    def depth(self) -> Sequence[DepthRow]:
        """What is known of each source and month; up to a minute old, as it takes a look at every address."""
        read_at, rows = self._depth
        if not rows or monotonic() - read_at > _KEEP_DEPTH:
            with self._ledger.read() as connection:
                rows = depth_rows(connection, self._sources)
            self._depth = monotonic(), rows
        return rows

    def _version(self, article_id: str, version: int) -> tuple[Any, InForce]:
        """The row of a version (None where there is none), and the corrections in force."""
        with self._ledger.read() as connection:
            rows, force = archived_versions(connection, article_id), force_of(connection)
        return next((row for row in rows if row.version == version), None), force


def _info(source: Source) -> SourceInfo:
    return SourceInfo(
        id=source.id,
        name=source.name,
        home=source.home,
        province=source.province,
        level=source.level,
        distrusted=source.distrusted,
        distrusted_since=source.distrusted_since,
    )
