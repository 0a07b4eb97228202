"""What the pages that count need of the ledger: each source's days, and how deep the archive of each reaches."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, func, select

from pipeline.coverage import coverage_days
from pipeline.depth import archive_depth
from pipeline.ledger.tables import runs
from records.outcome import Verdict
from records.source import Source
from search.protocols import CoverageRow, DepthRow


def coverage_rows(connection: Connection, since: date, sources: Mapping[str, Source]) -> list[CoverageRow]:
    """One row a source and day on which it was crawled, newest day first."""
    return [
        CoverageRow(
            source_id=day.source_id,
            day=day.day,
            state=day.state,
            new=day.outcomes.get(Verdict.NEW, 0),
            changed=day.outcomes.get(Verdict.CHANGED, 0),
            gone=day.outcomes.get(Verdict.GONE, 0),
            failed=day.outcomes.get(Verdict.FAILED, 0),
            finding=day.finding,
            published=day.published,
            expected=day.expected,
        )
        for day in coverage_days(connection, since, sources)
    ]


def depth_rows(connection: Connection, sources: Mapping[str, Source]) -> list[DepthRow]:
    """One row a source and month of which anything is known, in order."""
    return [
        DepthRow(source_id=row.source_id, month=row.month, articles=row.articles, waiting=row.waiting, reach=row.reach)
        for row in archive_depth(connection, sources)
    ]


def asked_since(connection: Connection) -> dict[str, date]:
    """The first day on which each source was crawled, whatever came of it: a later day without a row went unread."""
    query = select(runs.c.source_id, func.min(runs.c.night)).where(runs.c.command == "crawl")
    return {row[0]: row[1] for row in connection.execute(query.group_by(runs.c.source_id))}
