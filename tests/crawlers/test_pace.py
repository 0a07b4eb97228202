"""Turns are spaced, floods rested, and a site that never lets up is given up."""

import asyncio

import pytest

from crawlers.pace import Pace, retry_after


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def turns(pace: Pace, clock: Clock, count: int, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    async def sleep(seconds: float) -> None:
        clock.now += seconds

    async def take() -> list[float]:
        at = []
        for _ in range(count):
            await pace.turn()
            at.append(clock.now)
        return at

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return asyncio.run(take())


def test_turns_are_spaced(monkeypatch):
    clock = Clock()
    assert turns(Pace(delay_seconds=1.5, clock=clock), clock, 3, monkeypatch) == [0, 1.5, 3]


def test_rest_holds_and_a_flood_slows_down(monkeypatch):
    clock = Clock()
    pace = Pace(delay_seconds=1, clock=clock)
    assert pace.flooded(0, 60, slow_down=True)
    assert turns(pace, clock, 2, monkeypatch) == [60, 61.5]


def test_rest_that_is_not_said_grows():
    clock = Clock()
    pace = Pace(delay_seconds=1, clock=clock)
    assert [pace.flooded(n, None, slow_down=False) for n in range(4)] == [True, True, True, False]
    assert not pace.given_up


def test_long_rest_gives_the_site_up_after_three():
    pace = Pace(delay_seconds=1)
    assert [pace.flooded(0, 3600, slow_down=True) for _ in range(3)] == [False] * 3
    assert "rest 3600 s" in pace.given_up


def test_answer_in_between_forgives():
    pace = Pace(delay_seconds=0)
    for _ in range(30):
        assert not pace.unreachable(2, "timeout")
        pace.answered()
    assert pace.given_up == ""


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("Thu, 01 Jan 1970 00:01:40 GMT", 40),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("9" * 300, 301),
        ("9" * 400, 301),
        ("Thu, 01 Jan 2970 00:00:00 GMT", 301),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after(value, seconds):
    assert retry_after(value, now=60) == seconds
