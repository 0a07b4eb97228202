"""What the web app needs beyond the index, answered from the ledger and the archive."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import func, select

from pipeline.home import Home
from pipeline.ledger import Ledger
from pipeline.ledger.tables import addresses, outcomes, runs
from pipeline.views import archived_versions, article_version, merged_into, read_version
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
        """The article as one version told it."""
        row = self._version(article_id, version)
        return article_version(self._home, row) if row is not None else None

    def snapshot(self, article_id: str, version: int, *, max_characters: int) -> SnapshotText | None:
        """The archived page of a version, decoded to text and cut."""
        row = self._version(article_id, version)
        if row is None:
            return None
        page = read_version(self._home, row)
        text = decode(page.body, page.charset)
        return SnapshotText(
            url=page.final_url,
            fetched_at=page.fetched_at,
            status=page.status,
            media_type=page.media_type,
            text=text[:max_characters],
            cut=len(text) > max_characters,
        )

    def fate(self, unit: Unit, document_id: str) -> Fate | None:
        """Where an id that was merged away leads."""
        with self._ledger.read() as connection:
            into = merged_into(connection, unit, document_id)
        return Fate(kind="merged", into=into) if into else None

    def coverage(self, since: date) -> Sequence[CoverageRow]:
        """One row a source and day on which it was crawled, newest day first."""
        with self._ledger.read() as connection:
            nights = connection.execute(select(runs).where(runs.c.command == "crawl", runs.c.night >= since)).all()
            query = select(outcomes.c.run_id, outcomes.c.verdict, func.count().label("count"))
            query = query.join(runs, runs.c.run_id == outcomes.c.run_id)
            query = query.join(addresses, addresses.c.id == outcomes.c.address_id)
            query = query.where(runs.c.night >= since, addresses.c.kind == "article")
            ended = connection.execute(query.group_by(outcomes.c.run_id, outcomes.c.verdict)).all()
        return _coverage_rows(nights, ended)

    def _version(self, article_id: str, version: int) -> Any:
        with self._ledger.read() as connection:
            rows = archived_versions(connection, article_id)
        return next((row for row in rows if row.version == version), None)


def _coverage_rows(nights: Sequence[Any], ended: Sequence[Any]) -> list[CoverageRow]:
    """Counts by source and night; a night with a good run is complete, or partial where pages failed."""
    keys = {row.run_id: (row.source_id, row.night) for row in nights}
    good = {keys[row.run_id] for row in nights if row.state == "done"}
    counts: dict[tuple[str, date], dict[str, int]] = {key: {} for key in keys.values()}
    for row in ended:
        if row.run_id in keys:
            own = counts[keys[row.run_id]]
            own[row.verdict] = own.get(row.verdict, 0) + row.count
    rows = []
    for source_id, night in sorted(counts, key=lambda key: (key[1], key[0]), reverse=True):
        own = counts[(source_id, night)]
        failed = own.get(Verdict.FAILED, 0)
        rows.append(
            CoverageRow(
                source_id=source_id,
                day=night,
                state="failed" if (source_id, night) not in good else "partial" if failed else "complete",
                new=own.get(Verdict.NEW, 0),
                changed=own.get(Verdict.CHANGED, 0),
                gone=own.get(Verdict.GONE, 0),
                failed=failed,
            )
        )
    return rows
