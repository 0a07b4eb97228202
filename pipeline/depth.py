"""Archive depth: how many articles are known of each source and month, whether that is all, and how long the rest takes.

Counts over years are only as comparable as this table: whatever counts asks it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from types import MappingProxyType
from typing import Any, Literal

from sqlalchemy import Connection, String, case, cast, func, select

from pipeline.ledger import frontier, nights, runs
from pipeline.ledger.tables import addresses, articles, parts
from records.source import Politeness, Source

# Whether what is known of a month is all there is: "whole" (everything found was asked for), "open" (backfill has not
# come so far), "closed" (the portal was gone before we began: what is here came in by import).
Reach = Literal["whole", "open", "closed"]
# Days over which the growth of the archive is measured.
_LATELY = timedelta(days=14)


@dataclass(frozen=True)
class MonthDepth:
    """One source and month ("2023-03", "" for articles without a date)."""

    source_id: str
    month: str
    articles: int
    waiting: int
    reach: Reach


@dataclass(frozen=True)
class Backfill:
    """How far a source's past has come in.

    `percent` is of the article addresses known so far; `bottom` says that no page that lists articles is left to read,
    so that they are all. `nights_left` is None where nothing is left, or where nobody can tell yet.
    """

    source_id: str
    percent: int
    bottom: bool
    waiting: int
    lists_waiting: int
    oldest_month: str
    nights_left: int | None


def archive_depth(connection: Connection, sources: Mapping[str, Source] = MappingProxyType({})) -> list[MonthDepth]:
    """All sources and months of which anything is known, in order."""
    watched, lists = nights.first_watched(connection), _lists_left(connection)
    waiting = _waiting_by_month(connection)
    counted = _articles_by_month(connection)
    rows = []
    for source_id, month in sorted({*counted, *waiting}):
        left = waiting[source_id, month]
        reach = _reach(source_id, sources.get(source_id), watched, lists[source_id], left + waiting[source_id, ""])
        rows.append(MonthDepth(source_id, month, counted[source_id, month], left, reach))
    return rows


def _reach(source_id: str, source: Source | None, watched: Mapping[str, date], lists: int, left: int) -> Reach:
    """Whether all of a month is known: some crawl ended in order, no list is left to read, nothing found is left to ask for."""
    first = watched.get(source_id)
    if first is None or (source and source.valid_until and source.valid_until < first):
        return "closed"
    return "open" if lists or left else "whole"


def _lists_left(connection: Connection) -> Counter[str]:
    """Listings and sitemaps that are still to be read, by source."""
    found: Counter[str] = Counter()
    for (source_id, kind), number in frontier.left_over(connection).items():
        found[source_id] += number if kind != "article" else 0
    return found


def _articles_by_month(connection: Connection) -> Counter[tuple[str, str]]:
    month = func.substr(articles.c.sort_key, 1, 6)
    query = select(articles.c.source_id, month, func.count()).where(articles.c.state != "withdrawn")
    rows = connection.execute(query.group_by(articles.c.source_id, month))
    return Counter({(row[0], _month(row[1])): row[2] for row in rows})


def _month(digits: str) -> str:
    return "" if digits == "000000" else f"{digits[:4]}-{digits[4:]}"


def _waiting_by_month(connection: Connection) -> Counter[tuple[str, str]]:
    """Articles found and not fetched, by the month that the page which listed them said; "" where it said none."""
    a = addresses.c
    # As the database writes it, in UTC: the night's hours at a month's end don't matter here.
    month = case((a.listed_at.is_(None), ""), else_=func.substr(cast(a.listed_at, String), 1, 7))
    query = select(a.source_id, month, func.count()).where(a.kind == "article", frontier.is_undone())
    rows = connection.execute(query.group_by(a.source_id, month))
    return Counter({(row[0], row[1]): row[2] for row in rows})


def backfills(connection: Connection, sources: Mapping[str, Source]) -> list[Backfill]:
    """How far each source that was crawled has come."""
    left = frontier.left_over(connection)
    a = addresses.c
    fetched = select(a.source_id, func.count()).where(a.kind == "article", a.fetched_at.is_not(None))
    done = {row[0]: row[1] for row in connection.execute(fetched.group_by(a.source_id))}
    oldest: dict[str, str] = {}
    for source_id, month in sorted(_articles_by_month(connection)):
        if month:
            oldest.setdefault(source_id, month)
    last = runs.last(connection, "crawl")
    return [
        _backfill(
            source_id, sources.get(source_id), last[source_id], done.get(source_id, 0), left, oldest.get(source_id, "")
        )
        for source_id in sorted(last)
    ]


def _backfill(
    source_id: str,
    source: Source | None,
    run: Mapping[str, Any],
    done: int,
    left: Mapping[tuple[str, str], int],
    oldest: str,
) -> Backfill:
    waiting = left.get((source_id, "article"), 0)
    lists = left.get((source_id, "listing"), 0) + left.get((source_id, "sitemap"), 0)
    most = (source.politeness if source else Politeness()).requests_a_night
    # What a night needs before it comes to backfill: everything it asked for that brought no new page.
    fresh = max(0, run["stats"].get("requests", 0) - run["stats"].get("new", 0))
    room = most - min(fresh, most // 2)
    whole = waiting == 0 and lists == 0
    # A listing not read yet hides an unknown number of articles: with one, nobody can tell.
    needed = None if whole or (lists and not waiting) else ceil((waiting + lists) / max(room, 1))
    percent = 100 * done // (done + waiting) if done + waiting else 0
    return Backfill(source_id, percent, lists == 0, waiting, lists, oldest, needed)


def disk_days(connection: Connection, *, now: datetime, used: int, free: int) -> int | None:
    """Days until the disk is full: free bytes over what a night adds, by the bytes that each article has taken so far.

    None where nothing came in lately.
    """
    stored = connection.scalar(select(func.count()).select_from(articles)) or 0
    lately = connection.scalar(select(func.sum(parts.c.articles)).where(parts.c.sealed_at >= now - _LATELY)) or 0
    first = connection.scalar(select(func.min(parts.c.sealed_at)).where(parts.c.sealed_at >= now - _LATELY))
    if not (stored and lately and used and first):
        return None
    days = max((now - first).total_seconds() / 86_400, 1.0)
    return int(free / (used / stored * lately / days))
