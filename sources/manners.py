"""What must hold of a source's politeness: anything less polite or less safe than the defaults says why."""

import re
from pathlib import Path

from records.errors import RegistryError
from records.source import Politeness

_DEFAULT = Politeness()
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_DAY = 24 * 60


def check_politeness(path: Path, manners: Politeness) -> None:
    """Raises RegistryError for a number or time that means nothing, and for bad manners without a `because`."""
    for name, least in (("delay_seconds", 0), ("concurrency", 1), ("requests_a_night", 1)):
        value = getattr(manners, name)
        if value < least:
            raise RegistryError(f"{path}: key 'politeness.{name}': {value!r} means nothing; write {least} or more")
    for time in manners.window:
        if not _TIME.fullmatch(time):
            raise RegistryError(
                f"{path}: key 'politeness.window': {time!r} is no time of day; write two in quotes, "
                'as in ["20:00", "07:00"]'
            )
    rude = [
        name
        for name, is_rude in (
            ("delay_seconds", manners.delay_seconds < _DEFAULT.delay_seconds),
            ("concurrency", manners.concurrency > _DEFAULT.concurrency),
            ("obey_robots", not manners.obey_robots),
            ("allow_private", manners.allow_private),
            ("tls", manners.tls != _DEFAULT.tls),
            ("window", not _lies_within(manners.window, _DEFAULT.window)),
            ("requests_a_night", manners.requests_a_night > _DEFAULT.requests_a_night),
        )
        if is_rude
    ]
    if rude and not manners.because.strip():
        raise RegistryError(
            f"{path}: key 'politeness.{rude[0]}': {_shown(getattr(manners, rude[0]))} is less polite than the default "
            f"{_shown(getattr(_DEFAULT, rude[0]))}; say why in politeness.because"
        )


def _lies_within(window: tuple[str, str], wider: tuple[str, str]) -> bool:
    """Whether one span of the day lies inside another; both may pass midnight, equal ends are the whole day."""
    start = _minutes(wider[0])
    begins, ends = ((_minutes(time) - start) % _DAY for time in window)
    return begins <= (ends or _DAY) <= (_minutes(wider[1]) - start) % _DAY and window[0] != window[1]


def _minutes(time: str) -> int:
    hour, minute = time.split(":")
    return int(hour) * 60 + int(minute)


def _shown(value: object) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else repr(value)
