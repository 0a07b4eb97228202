"""Coverage: what each source brought on each day, what was to be expected of it, and a verdict.

Everything is read from the runs' own counts, so that it costs the same however large the ledger is.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Literal

from sqlalchemy import Connection, func, select

from pipeline.breakage import Read, broken, came_to, why_broken
from pipeline.expectation import PAST_WEEKS, day_range, too_few
from pipeline.ledger import nights as whole_nights
from pipeline.ledger.ends import ends_of_full_nights
from pipeline.ledger.redesigns import BrokenField, broken_since
from pipeline.ledger.tables import articles, parts, runs
from records.outcome import Verdict
from records.source import Expectation, Source

Finding = Literal["ok", "low", "silent", "broken extraction", "blocked", "unreachable", "unfinished"]
FINDINGS: tuple[Finding, ...] = ("ok", "low", "silent", "broken extraction", "blocked", "unreachable", "unfinished")
# The verdict of a day on which nothing looks wrong, though the budget ended before all that was known was asked for.
BUDGET_ENDED = "budget ended"
_FETCHED = (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED)


@dataclass(frozen=True)
class CoverageDay:
    """One source on one day: `outcomes` counts its articles' addresses, each once, by how they ended: a verdict, or
    "duplicate" or "put_off" (`pipeline/ledger/ends.py`). "changed" are other bytes than before, which need not be another
    text.

    `state` is "failed" where no run of the day came through, "partial" where pages failed, else "complete".
    `discovered` are addresses never met before, `fetched` article pages that answered, `published` the articles of that
    day as seen so far, `expected` what is usual on such a day (None where nobody can know yet). `finding` says whether
    all is well ("unfinished": a run was killed or stopped, or is at it), `why` in a sentence what is not, `broken` which fields the
    day showed to be read wrongly or no more.
    """

    source_id: str
    day: date
    state: Literal["complete", "partial", "failed"]
    outcomes: dict[str, int]
    discovered: int = 0
    fetched: int = 0
    published: int = 0
    expected: tuple[int, int] | None = None
    finding: Finding = "ok"
    why: str = ""
    broken: tuple[BrokenField, ...] = ()

    @property
    def addresses(self) -> int:
        """All addresses that the day's runs came to, or would have with more budget."""
        return sum(self.outcomes.values())

    @property
    def left(self) -> int:
        """Addresses of articles that the day's runs would have asked for with more budget; 0 where none came through."""
        return 0 if self.state == "failed" else self.outcomes.get(Verdict.BUDGET, 0)

    @property
    def verdict(self) -> str:
        """The finding; of a day that was well as far as the budget went, that it ended."""
        return BUDGET_ENDED if self.finding == "ok" and self.left else self.finding


@dataclass
class _Night:
    """The runs of one source and night, put together."""

    states: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)
    discovered: int = 0
    read: Read = field(default_factory=Read)
    broken: tuple[BrokenField, ...] = ()

    def worse(self, before: Read) -> str:
        """What the night's pages show of a redesign, "" where nothing does."""
        return why_broken(self.broken) or broken(self.read, before)


_Nights = dict[date, _Night]


def coverage_days(
    connection: Connection, since: date, sources: Mapping[str, Source] = MappingProxyType({})
) -> list[CoverageDay]:
    """One row a source and day on which it was crawled or imported into, newest day first."""
    past = since - timedelta(weeks=PAST_WEEKS + 1)
    first, once = whole_nights.first_watched(connection), ends_of_full_nights(connection, since)
    rows = []
    for source_id, nights in sorted(_nights(connection, past).items()):
        published = _published(connection, source_id, past)
        expect = sources[source_id].expect if source_id in sources else Expectation()
        watched = first.get(source_id)
        for day, night in nights.items():
            night.outcomes = once.get((source_id, day), night.outcomes)
        rows += [_day(source_id, day, nights, published, watched, expect) for day in sorted(nights) if day >= since]
    return sorted(rows, key=lambda row: row.day, reverse=True)


def worries(connection: Connection, sources: Sequence[Source], night: date) -> list[str]:
    """What a night that came through brought too little of, a line a source: news, or pages that could be read."""
    past = night - timedelta(weeks=PAST_WEEKS + 1)
    found, first = [], whole_nights.first_watched(connection)
    for source in sources:
        nights = _nights(connection, past, source.id).get(source.id, {})
        own = nights.get(night)
        why = own.worse(_before(nights, night)) if own else ""
        if own and not own.discovered and not why and source.id in first:
            published = _published(connection, source.id, past)
            finding, told = too_few(published, night - timedelta(days=1), first[source.id], source.expect)
            why = f"silent: {told}, and tonight brought no new address" if finding == "silent" else ""
        if why:
            found.append(f"{source.id}: {why}")
    return found


def _day(
    source_id: str, day: date, nights: _Nights, published: Mapping[date, int], first: date | None, expect: Expectation
) -> CoverageDay:
    night = nights[day]
    finding, why = _finding(day, nights, published, first, expect)
    return CoverageDay(
        source_id=source_id,
        day=day,
        state=_state("done" in night.states, night.outcomes),
        outcomes=night.outcomes,
        discovered=night.discovered,
        fetched=sum(night.outcomes.get(verdict, 0) for verdict in _FETCHED),
        published=published.get(day, 0),
        expected=day_range(published, day, first, expect) if first else None,
        finding=finding,
        why=why,
        broken=night.broken,
    )


def _finding(
    day: date, nights: _Nights, published: Mapping[date, int], first: date | None, expect: Expectation
) -> tuple[Finding, str]:
    night = nights[day]
    if "done" not in night.states:
        return came_to(night.states, night.errors)
    if why := night.worse(_before(nights, day)):
        return "broken extraction", why
    # How much a day brought is known only when a later night has asked for the rest of it.
    asked_later = any("done" in nights[later].states for later in nights if later > day)
    if first and asked_later:
        finding, why = too_few(published, day, first, expect)
        if finding == "silent":
            return "silent", why
        if finding == "low":
            return "low", why
    return "ok", ""


def _before(nights: _Nights, day: date) -> Read:
    """What was read in the nights before."""
    return sum((night.read for known, night in nights.items() if known < day), Read())


def _state(came_through: bool, ended: Mapping[str, int]) -> Literal["complete", "partial", "failed"]:
    if not came_through:
        return "failed"
    return "partial" if ended.get(Verdict.FAILED) else "complete"


def _nights(connection: Connection, since: date, source_id: str = "") -> dict[str, _Nights]:
    """What happened by source and night."""
    columns = (
        runs.c.run_id,
        runs.c.source_id,
        runs.c.night,
        runs.c.state,
        runs.c.error,
        runs.c.discovered,
        runs.c.counts,
    )
    query = select(*columns, whole_nights.was_stopped().label("stopped")).where(
        runs.c.night >= since, runs.c.command.not_in(("transform", "night"))
    )
    read = select(
        parts.c.run_id, func.sum(parts.c.records), func.sum(parts.c.articles), func.sum(parts.c.by_rules),
        func.sum(parts.c.quarantined), func.count() - func.count(parts.c.reading),
    )  # fmt: skip
    read = read.join(runs, runs.c.run_id == parts.c.run_id).where(runs.c.night >= since).group_by(parts.c.run_id)
    if source_id:
        query, read = query.where(runs.c.source_id == source_id), read.where(runs.c.source_id == source_id)
    by_run = {row[0]: Read(*row[1:5]) for row in connection.execute(read) if not row[5]}
    found: dict[str, _Nights] = {}
    for row in connection.execute(query.order_by(runs.c.run_id)):
        night = found.setdefault(row.source_id, {}).setdefault(row.night, _Night())
        night.states.add("stopped" if row.state == "done" and row.stopped else row.state)
        night.errors += [row.error] if row.error else []
        night.discovered += row.discovered
        night.read += by_run.get(row.run_id, Read())
        for verdict, number in json.loads(row.counts).items():
            night.outcomes[verdict] = night.outcomes.get(verdict, 0) + number
    for (name, day), shown in broken_since(connection, since, source_id).items():
        if day in found.get(name, {}):
            found[name][day].broken = tuple(shown)
    return found


def _published(connection: Connection, source_id: str, since: date) -> dict[date, int]:
    """A source's articles by the day of their publication, as far as they are known."""
    day = func.substr(articles.c.sort_key, 1, 8)
    own = (articles.c.source_id == source_id, articles.c.sort_key >= f"{since:%Y%m%d}")
    query = select(day, func.count()).where(*own, articles.c.state != "withdrawn").group_by(day)
    return {datetime.strptime(row[0], "%Y%m%d").date(): row[1] for row in connection.execute(query)}  # noqa: DTZ007
