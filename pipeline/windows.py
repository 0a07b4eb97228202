"""When a source may be asked by a run that names no sources, and for how much: its nightly window and its budget."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from pipeline.clock import VIETNAM
from pipeline.ledger import runs
from records.source import Politeness, Source

_ALWAYS = ("00:00", "24:00")
_DEFAULT = Politeness().window


@dataclass
class Tonight:
    """The sources of a run without names: those asked now, with their budgets, and why others are passed over."""

    sources: list[Source] = field(default_factory=list)
    budgets: dict[str, int] = field(default_factory=dict)
    passed: list[str] = field(default_factory=list)


def window_of(source: Source) -> tuple[str, str]:
    """The source's window; on a private network nobody reads by day, so there only one that was written down holds."""
    window = source.politeness.window
    return _ALWAYS if source.politeness.allow_private and window == _DEFAULT else window


def is_open(window: tuple[str, str], now: datetime) -> bool:
    """Whether a moment lies in a window of Vietnam's time; one that begins as it ends is always open."""
    begins, ends = map(_minutes, window)
    minute = _minutes(f"{now.astimezone(VIETNAM):%H:%M}")
    if begins <= ends:
        return begins <= minute < ends or begins == ends
    return minute >= begins or minute < ends


def opens_at(window: tuple[str, str], now: datetime) -> datetime:
    """When a window that is closed opens next."""
    local = now.astimezone(VIETNAM)
    hour, minute = divmod(_minutes(window[0]) % (24 * 60), 60)
    opening = datetime.combine(local.date(), time(hour, minute), VIETNAM)
    return opening if opening > local else opening + timedelta(days=1)


def _minutes(clock_time: str) -> int:
    hours, _, minutes = clock_time.partition(":")
    return int(hours) * 60 + int(minutes)


def tonight(
    connection: Connection, sources: Sequence[Source], *, now: datetime, night: date, budget: int | None = None
) -> Tonight:
    """Which of the sources may be asked now, each for what is left of its night's requests (and at most `budget`)."""
    found = Tonight()
    for source in sources:
        window = window_of(source)
        asked = runs.requests_of_night(connection, source.id, night)
        most = source.politeness.requests_a_night
        if not is_open(window, now):
            opening = f"{opens_at(window, now):%Y-%m-%d %H:%M}"
            found.passed.append(f"{source.id} (its window is {window[0]} to {window[1]}; it opens {opening})")
        elif asked >= most:
            found.passed.append(f"{source.id} (all its {most} requests of the night {night} were made)")
        else:
            found.sources.append(source)
            found.budgets[source.id] = min(most - asked, budget or most)
    return found
