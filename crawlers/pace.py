"""How fast one site is asked, how often a failed request is repeated, and when the site is given up for the night."""

import asyncio
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from time import monotonic

# Repeats of one request, after the first try.
_FLOOD_REPEATS = 3
_OTHER_REPEATS = 2
# A site that asks for a longer rest than this is asked again another night.
_LONGEST_REST = 300.0
_LONGEST_DELAY = 30.0
# Addresses in a row that stayed without an answer, after which the site is down or has shut us out.
_UNREACHABLE_IN_A_ROW = 8
_FLOODED_IN_A_ROW = 3


class Pace:
    """Gives each request its turn, `delay_seconds` apart, and later when the site asked for a rest."""

    def __init__(self, *, delay_seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self.delay_seconds = delay_seconds
        self.given_up = ""
        self._clock = clock
        self._next_at = 0.0
        self._rests_until = 0.0
        self._unreachable = 0
        self._flooded = 0

    async def turn(self) -> None:
        """Returns when it is the caller's turn."""
        while True:
            now = self._clock()
            at = max(now, self._next_at)
            self._next_at = at + self.delay_seconds
            if at > now:
                await asyncio.sleep(at - now)
            if self._rests_until <= at:
                return
            # A rest began while we waited: queue again behind it.

    def slow_down_to(self, delay_seconds: float) -> None:
        """The site asks for a longer delay than ours, from now on."""
        self.delay_seconds = max(self.delay_seconds, delay_seconds)
        self._next_at = max(self._next_at, self._clock() + self.delay_seconds)

    def answered(self) -> None:
        """The site answers: earlier troubles are forgotten."""
        self._unreachable = self._flooded = 0

    def flooded(self, tries: int, rest: float | None, *, slow_down: bool) -> bool:
        """The site asked us to wait, `rest` seconds if it said so; whether to repeat the request then."""
        if rest is None:
            rest = min(60.0, max(0.2, 15 * self.delay_seconds) * 2**tries)
        if tries >= _FLOOD_REPEATS or rest > _LONGEST_REST:
            self._flooded += 1
            if self._flooded >= _FLOODED_IN_A_ROW:
                self.given_up = f"it asks to be left alone (rest {rest:.0f} s) on {self._flooded} addresses in a row"
            return False
        now = self._clock()
        if slow_down and now >= self._rests_until:
            self.delay_seconds = min(_LONGEST_DELAY, self.delay_seconds * 1.5)
        self._rest(now + rest)
        return True

    def broken(self, tries: int) -> bool:
        """The site answered with an error of its own; whether to repeat the request."""
        self._unreachable = self._flooded = 0
        return self._repeat(tries)

    def unreachable(self, tries: int, reason: str) -> bool:
        """The network failed; whether to repeat the request."""
        if self._repeat(tries):
            return True
        self._unreachable += 1
        if self._unreachable >= _UNREACHABLE_IN_A_ROW:
            self.given_up = f"no answer from {self._unreachable} addresses in a row ({reason})"
        return False

    def _repeat(self, tries: int) -> bool:
        if tries >= _OTHER_REPEATS or self.given_up:
            return False
        self._rest(self._clock() + max(0.1, self.delay_seconds) * 2**tries)
        return True

    def _rest(self, until: float) -> None:
        self._rests_until = max(self._rests_until, until)
        self._next_at = max(self._next_at, until)


def retry_after(value: str, *, now: float) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or a date, no more than it takes to be too long; None if
    unreadable. `now` is a Unix time."""
    value = value.strip()
    try:
        # "²" is a digit too
        rest = float(value) if value.isascii() and value.isdecimal() else parsedate_to_datetime(value).timestamp() - now
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(0.0, rest), _LONGEST_REST + 1)
