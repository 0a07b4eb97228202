"""What the web app needs beyond the index, answered from the ledger and the archive."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from pipeline.corrections import force_of
from pipeline.coverage import coverage_days
from pipeline.fates import fate_of, page_fate
from pipeline.home import Home
from pipeline.ledger import Ledger
from pipeline.linking.corrected import InForce, corrected_article
from pipeline.views import archived_versions, article_version, read_version
from records.article import Article
from records.outcome import Verdict
from records.source import Source
from search.protocols import CoverageRow, Fate, SnapshotText, SourceInfo, Version
from search.query import Unit
from transforms.extract.decode import decode


class ReadingRoom:
    """Fulfils `search.protocols.Archive`. Every call opens a connection of its own, so threads don't meet."""

    def __init__(self, ledger: Ledger, home: Home, sources: Mapping[str, Source]) -> None:
        self._ledger, self._home, self._sources = ledger, home, sources

    @cached_property
    def _infos(self) -> dict[str, SourceInfo]:
        return {
            known: SourceInfo(id=known, name=s.name, home=s.home, province=s.province, level=s.level)
            for known, s in self._sources.items()
        }

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

    def fate(self, unit: Unit, document_id: str) -> Fate | None:
        """Where an id that was merged away leads, or why nothing is shown there any more."""
        with self._ledger.read() as connection:
            return fate_of(connection, unit, document_id)

    def coverage(self, since: date) -> Sequence[CoverageRow]:
        """One row a source and day on which it was crawled, newest day first."""
        with self._ledger.read() as connection:
            days = coverage_days(connection, since)
        return [
            CoverageRow(
                source_id=day.source_id,
                day=day.day,
                state=day.state,
                new=day.outcomes.get(Verdict.NEW, 0),
                changed=day.outcomes.get(Verdict.CHANGED, 0),
                gone=day.outcomes.get(Verdict.GONE, 0),
                failed=day.outcomes.get(Verdict.FAILED, 0),
            )
            for day in days
        ]

    def _version(self, article_id: str, version: int) -> tuple[Any, InForce]:
        """The row of a version (None where there is none), and the corrections in force."""
        with self._ledger.read() as connection:
            rows, force = archived_versions(connection, article_id), force_of(connection)
        return next((row for row in rows if row.version == version), None), force
