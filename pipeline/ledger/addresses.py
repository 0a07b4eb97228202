"""Addresses in the ledger: what is known of each, what to ask again tonight, and the merge of a crawl's journal."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, func, or_, select

from pipeline.clock import VIETNAM
from pipeline.ledger.sql import insert_new, select_in, update_rows
from pipeline.ledger.tables import UNDATED, addresses, articles, captures, outcomes
from records.outcome import Outcome, Verdict

# An article is asked for again this many days after it was published: portals edit silently.
REVISIT_DAYS = (1, 2, 4, 8, 16)
# The newest of a source are asked again every night whatever their age: a slow portal's newest may be months old.
REVISIT_NEWEST = 20
# A day of the schedule that no night fell on is made up for within this time of publication.
_MADE_UP_WITHIN = timedelta(days=48)
# The reason of a redirect that leads to no article: what stood at the address is no more.
_HOME = "home"
# Verdicts without an answer from the site: they leave what is known of the address as it was.
_NOT_ASKED = frozenset({Verdict.BUDGET, Verdict.ROBOTS})
_ANSWERED = frozenset({Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED, Verdict.REJECTED})


def due(connection: Connection, source_id: str, *, night: date) -> list[str]:
    """Article addresses to ask again on a night: the newest, those whose day on the schedule has come, the missing."""
    live = (articles.c.source_id == source_id, articles.c.state == "present", articles.c.url != "")
    newest = select(articles.c.url).where(*live).order_by(articles.c.sort_key.desc()).limit(REVISIT_NEWEST)
    found = dict.fromkeys(connection.scalars(newest))
    published = func.coalesce(articles.c.published_at, articles.c.first_seen_at)
    same = (addresses.c.source_id == articles.c.source_id) & (addresses.c.url == articles.c.url)
    since = datetime.combine(night, time(), VIETNAM) - _MADE_UP_WITHIN
    lately = or_(articles.c.sort_key >= f"{since:%Y%m%d}", articles.c.sort_key < UNDATED)
    recent = select(articles.c.url, published.label("published_at"), addresses.c.fetched_at).join(addresses, same)
    recent = recent.where(*live, lately, published >= since).order_by(articles.c.sort_key.desc())
    found |= dict.fromkeys(
        row.url for row in connection.execute(recent) if _day_has_come(row.published_at, row.fetched_at, night)
    )
    # One that answered 404 last time is asked once more, to know whether it is gone.
    missing = select(addresses.c.url).where(
        addresses.c.source_id == source_id, addresses.c.gone_since.is_not(None), addresses.c.gone.is_(False),
        addresses.c.kind == "article",
    )  # fmt: skip
    return list(found | dict.fromkeys(connection.scalars(missing)))


def _day_has_come(published_at: datetime, fetched_at: datetime | None, night: date) -> bool:
    """Whether a day of the schedule lies after the last fetch and not after the night."""
    last = fetched_at.date() if fetched_at else date.min
    days = (published_at.date() + timedelta(days=days) for days in REVISIT_DAYS)
    return any(last < day <= night for day in days)


def discover(connection: Connection, source_id: str, found: Iterable[dict[str, Any]], *, now: datetime) -> int:
    """Adds addresses not yet known (url, kind, section, listed_at); returns how many were new."""
    rows = [
        {"source_id": source_id, "discovered_at": now, "section": "", "listed_at": None, "gone": False} | row
        for row in found
    ]
    return insert_new(connection, addresses, rows)


def complete(connection: Connection, source_id: str, found: Iterable[dict[str, Any]]) -> None:
    """Adds to known addresses the section and the date that no earlier list told of (url, section, listed_at)."""
    told = {row["url"]: row for row in found if row["section"] or row["listed_at"]}
    better = [
        {"id": row.id, "section": row.section or new["section"], "listed_at": row.listed_at or new["listed_at"]}
        for url, row in addresses_of(connection, source_id, told).items()
        for new in (told[url],)
        if (new["section"] and not row.section) or (new["listed_at"] and not row.listed_at)
    ]
    update_rows(connection, addresses, better)


def record(
    connection: Connection,
    run_id: str,
    source_id: str,
    lines: Iterable[Outcome],
    *,
    night: date,
    part_ids: Mapping[str, int] = MappingProxyType({}),
) -> None:
    """Takes a run's outcomes in: one a (address, run), the address' state, and whether it is gone by now.

    The last line of an address is its outcome. `part_ids` are the numbers of the archive's parts, so that each page is
    found again. Taking the same lines in twice changes nothing.
    """
    ended = list(lines)
    if not ended:
        return
    found = ({"url": o.url, "kind": o.kind, "section": o.section, "listed_at": o.listed_at} for o in ended)
    discover(connection, source_id, found, now=ended[0].at)
    rows = addresses_of(connection, source_id, [o.url for o in ended])
    insert_new(connection, captures, [_capture(o, rows[o.url].id, part_ids) for o in ended if o.warc_file])
    last = {o.url: o for o in ended}.values()
    insert_new(connection, outcomes, [_outcome_row(run_id, rows[o.url].id, o) for o in last])
    update_rows(connection, addresses, [_state(o, rows[o.url], night) for o in last])


def _capture(outcome: Outcome, address_id: int, part_ids: Mapping[str, int]) -> dict[str, Any]:
    return {
        "address_id": address_id,
        "at": outcome.at,
        "part_id": part_ids.get(outcome.warc_file),
        "warc_offset": outcome.warc_offset,
        "is_page": outcome.verdict is not Verdict.UNCHANGED,
    }


def _outcome_row(run_id: str, address_id: int, outcome: Outcome) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "address_id": address_id,
        "verdict": outcome.verdict,
        "reason": outcome.reason,
        "status": outcome.status,
        "at": outcome.at,
    }


def addresses_of(connection: Connection, source_id: str, urls: Iterable[str]) -> Mapping[str, Any]:
    """A source's rows of some addresses, by address."""
    query = select(addresses).where(addresses.c.source_id == source_id)
    return {row.url: row for row in select_in(connection, query, addresses.c.url, urls)}


def _state(outcome: Outcome, row: Any, night: date) -> dict[str, Any]:
    """An address' columns after an outcome; an older one than the last known (an imported page) changes nothing."""
    old = {name: getattr(row, name) for name in ("id", "verdict", "reason", "fetched_at", "etag", "last_modified")}
    old |= {name: getattr(row, name) for name in ("digest", "section", "gone_since", "gone")}
    old["section"] = row.section or outcome.section
    late = row.fetched_at is not None and outcome.at < row.fetched_at
    if late or (outcome.verdict in _NOT_ASKED and row.verdict is not None):
        return old
    state = old | {"verdict": outcome.verdict, "reason": outcome.reason}
    if outcome.verdict is Verdict.GONE or (outcome.verdict is Verdict.REDIRECTED and outcome.reason == _HOME):
        gone = row.gone or (row.gone_since is not None and row.gone_since < night)
        return state | {"gone": gone, "gone_since": min(row.gone_since or night, night)}
    if outcome.verdict not in _ANSWERED:
        return state
    fresh = {"etag": outcome.etag, "last_modified": outcome.last_modified, "digest": outcome.digest}
    if outcome.verdict is Verdict.UNCHANGED:  # a 304 need not repeat them
        fresh = {name: value or old[name] for name, value in fresh.items()}
    return state | fresh | {"fetched_at": outcome.at, "gone": False, "gone_since": None}
