"""Whole nights: which sources are due, whether enough of them came through, and when one is searchable."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, select

from pipeline import clock
from pipeline.crawl import new_run_id
from pipeline.ledger import nights
from pipeline.ledger.tables import runs
from pipeline.notices import beat
from pipeline.steps import NAMED_BUDGET
from pipeline.windows import Tonight, tonight
from pipeline.workplace import Workplace
from records.errors import NightError, WindowError
from records.source import Source

# A site asked less often than this waits most of the time; one asked faster keeps a core busy.
_QUICK_SECONDS = 0.5
# Of the sources asked, so many must come through for a night to count.
LEAST_SHARE = 0.6
POLITE, QUICK = "polite", "quick"
Tell = Callable[[str], None]


@dataclass
class Plan:
    """The sources of a night still to be crawled with their budgets, those done already, why others are passed over, and
    what is wrong in YAMLs that could not be read."""

    sources: list[Source] = field(default_factory=list)
    budgets: dict[str, int] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The sources as names and numbers: source_id, budget, and pace (the politeness class)."""
        return [{"source_id": s.id, "budget": self.budgets[s.id], "pace": politeness_class(s)} for s in self.sources]

    @property
    def notes(self) -> list[str]:
        """Why sources that were chosen are not among them, a line each."""
        came = [f"came through tonight already: {', '.join(self.done)}"] if self.done else []
        return [*came, *(f"passed over: {line}" for line in self.passed), *left_out(self.wrong)]


@dataclass(frozen=True)
class Night:
    """What became of the sources of a night: those that came through, why the others did not, and what is wrong in YAMLs
    that could not be read."""

    night: date
    came: tuple[str, ...]
    failed: Mapping[str, str]
    wrong: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether enough came through."""
        asked = len(self.came) + len(self.failed)
        return bool(self.came) and len(self.came) >= LEAST_SHARE * asked

    @property
    def summary(self) -> str:
        """One line for whoever looks after the nights."""
        told = f"night {self.night}: {len(self.came)} of {len(self.came) + len(self.failed)} sources came through"
        told += "".join(f"; {known}: {why}" for known, why in self.failed.items())
        return "; ".join([told, *left_out(self.wrong)])


def left_out(wrong: Iterable[str]) -> list[str]:
    """A line for each YAML that is wrong: its source is left out of the night."""
    return [f"left out, it is wrong: {fault}" for fault in wrong]


def politeness_class(source: Source) -> str:
    """Which sources share a pool: "polite" ones wait for their site, "quick" ones keep a core busy."""
    return POLITE if source.politeness.delay_seconds >= _QUICK_SECONDS else QUICK


def nothing_to_crawl(place: Workplace, names: Sequence[str]) -> str:
    """Why a night without names has nothing to do and is none, "" where it has: no source is enabled, and no YAML is wrong
    that might be one."""
    if names or place.registry.faults or any(True for _ in place.registry.enabled()):
        return ""
    folders = ", ".join(map(str, place.settings.source_folders)) or "no folder"
    return (
        "nothing to crawl: no source is enabled. `khotin sources probe URL --write` adds one, `khotin sources enable ID` "
        f"switches one on, both with this KHOTIN_HOME ({place.settings.folders.root}) and KHOTIN_SOURCES ({folders})"
    )


def plan_night(
    place: Workplace, names: Sequence[str], *, night: date, budget: int | None = None, again: bool = False
) -> Plan:
    """Named sources, or those enabled whose window is open; less (unless `again`) those that came through this night.
    One that was crawled and not read has a budget of 0: it need only be read.

    Raises UsageError for a name that is unknown or disabled, WindowError where no source may be asked now.
    """
    chosen = place.chosen(tuple(names))
    with place.ledger.read() as connection:
        came = set() if again else nights.came_through(connection, night)
        waiting = [source for source in chosen if source.id in came & nights.unread(connection)]
        left = [source for source in chosen if source.id not in came]
        found = Tonight(left, {source.id: budget or NAMED_BUDGET for source in left})
        if not names:
            found = tonight(connection, left, now=clock.now(), night=night, budget=budget)
    plan = Plan([*waiting, *found.sources], {source.id: 0 for source in waiting} | found.budgets, passed=found.passed)
    plan.wrong = list(place.registry.faults.values())
    plan.done = [source.id for source in chosen if source.id in came and source not in waiting]
    if not (plan.sources or plan.done):
        raise WindowError(f"no source may be asked now: {', '.join(plan.passed)}; name those that shall not wait")
    return plan


def budget_now(place: Workplace, source: Source, *, night: date, planned: int, named: bool = False) -> int:
    """For how many requests a planned source may be asked now, which is later than it was planned, or for another try.
    One that was `named` does not wait for its window. Raises WindowError where it is closed, or all requests were made."""
    if named:
        return planned
    with place.ledger.read() as connection:
        found = tonight(connection, [source], now=clock.now(), night=night, budget=planned)
    if not found.sources:
        raise WindowError(
            f"not asked any more tonight: {', '.join(found.passed)}; `khotin run {source.id}` does not wait"
        )
    return found.budgets[source.id]


def judge(connection: Connection, asked: Sequence[str], night: date) -> Night:
    """What the ledger says became of the sources asked."""
    lacking = nights.unread(connection)
    came = nights.came_through(connection, night) - lacking
    query = select(runs.c.source_id, runs.c.error).order_by(runs.c.run_id)
    query = query.where(runs.c.night == night, runs.c.command == "crawl")
    why = {row.source_id: row.error for row in connection.execute(query)}
    why |= {known: "crawled, its pages could not be read" for known in lacking if not why.get(known)}
    ended = {known: why.get(known, "no crawl of it began") or "stopped before its end" for known in asked}
    failed = {known: reason for known, reason in ended.items() if known not in came}
    return Night(night, tuple(known for known in asked if known in came), failed)


def close_crawls(place: Workplace, asked: Sequence[str], night: date, *, tell: Tell) -> dict[str, int]:
    """Says who came through of those asked; gives counts, and notes that the night waits to be searchable. Raises
    NightError, and notes the night as failed, where too few did."""
    with place.ledger.read() as connection:
        found = replace(judge(connection, asked, night), wrong=tuple(place.registry.faults.values()))
    tell(found.summary)
    if not found.is_good:
        note_night(place, night, error=found.summary)
        raise NightError(
            f"{found.summary}: {LEAST_SHARE:.0%} are needed; what did come in is kept, and read by the next night"
        )
    counts, now = {"came": len(found.came), "failed": len(found.failed)}, clock.now()
    with place.ledger.begin() as connection:
        nights.await_index(connection, new_run_id(now, nights.COMMAND), night=night, now=now, stats=counts)
    return counts


def note_night(
    place: Workplace, night: date, *, stats: Mapping[str, int] = MappingProxyType({}), error: str = ""
) -> None:
    """Writes down that a night ended: good where it is searchable, failed with an error."""
    now = clock.now()
    with place.ledger.begin() as connection:
        nights.note(connection, new_run_id(now, nights.COMMAND), night=night, now=now, stats=stats, error=error)


def end_good_night(place: Workplace, night: date, counts: Mapping[str, int]) -> None:
    """Writes down that a night is searchable, and with it those that waited; calls the heartbeat address."""
    now = clock.now()
    with place.ledger.begin() as connection:
        if night not in nights.end_waiting(connection, now=now, stats=counts):
            nights.note(connection, new_run_id(now, nights.COMMAND), night=night, now=now, stats=counts)
    beat(place.settings)


def end_waiting_nights(place: Workplace, counts: Mapping[str, int], *, came_before: datetime) -> list[date]:
    """Writes down that the nights are searchable that came in before a moment and waited for the index, be it over a
    gate's refusal; calls the heartbeat address where there were any. Returns them."""
    with place.ledger.begin() as connection:
        found = nights.end_waiting(connection, now=clock.now(), stats=counts, came_before=came_before)
    if found:
        beat(place.settings)
    return found
