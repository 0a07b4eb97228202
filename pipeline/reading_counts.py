"""What the pages that count need of the ledger: each source's days, and how deep the archive of each reaches."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, distinct, exists, func, literal_column, select, tuple_

from pipeline.clock import VIETNAM
from pipeline.coverage import coverage_days
from pipeline.depth import archive_depth
from pipeline.ledger.tables import pages, parts, runs
from records.outcome import Verdict
from records.source import Source
from search.protocols import CoverageRow, DepthRow


def coverage_rows(connection: Connection, since: date, sources: Mapping[str, Source]) -> list[CoverageRow]:
    """One row a source and day on which it was crawled, newest day first."""
    changed = texts_changed(connection, since)
    return [
        CoverageRow(
            source_id=day.source_id,
            day=day.day,
            state=day.state,
            new=day.outcomes.get(Verdict.NEW, 0),
            text_changed=changed.get((day.source_id, day.day), 0),
            page_changed=day.outcomes.get(Verdict.CHANGED, 0),
            gone=day.outcomes.get(Verdict.GONE, 0),
            failed=day.outcomes.get(Verdict.FAILED, 0),
            left=day.left,
            finding=day.finding,
            published=day.published,
            expected=day.expected,
        )
        for day in coverage_days(connection, since, sources)
    ]


def texts_changed(connection: Connection, since: date) -> dict[tuple[str, date], int]:
    """Articles of which a night brought another text, by source and night: other bytes of a page alone are none."""
    earlier = pages.alias()
    again = exists().where(
        earlier.c.article_id == pages.c.article_id,
        earlier.c.version == pages.c.version,
        tuple_(earlier.c.fetched_at, earlier.c.part_id, earlier.c.line)
        < tuple_(pages.c.fetched_at, pages.c.part_id, pages.c.line),
    )
    first = datetime.combine(
        since - timedelta(days=1), datetime.min.time(), VIETNAM
    )  # a night may begin the day before
    query = (
        select(runs.c.source_id, runs.c.night, func.count(distinct(pages.c.article_id)))
        .select_from(pages.join(parts, parts.c.id == pages.c.part_id).join(runs, runs.c.run_id == parts.c.run_id))
        .where(pages.c.version > literal_column("1"), pages.c.fetched_at >= first, runs.c.night >= since, ~again)
        .group_by(runs.c.source_id, runs.c.night)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


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
