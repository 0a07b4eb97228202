"""What is usual is told from the past, weekday by weekday; too little is told from chance."""

import random
from datetime import date, timedelta

import pytest

from crawlers.job import CrawlStats
from pipeline.breakage import Read, broken, came_to
from pipeline.cli.heat_map import heat_map
from pipeline.coverage import FINDINGS, CoverageDay
from pipeline.crawl import nothing_came
from pipeline.expectation import day_range, expected_range, too_few, week_range
from records import Expectation

LAST = date(2026, 3, 2)  # a Monday
SINCE = date(2025, 11, 1)
NONE = Expectation()


def past(workday: int, weekend: int, *, seed: int = 3) -> dict[date, int]:
    """Twenty weeks of a source that publishes more on workdays, with some noise."""
    rng = random.Random(seed)
    days = [LAST - timedelta(days=n) for n in range(140)]
    return {day: max(0, (weekend if day.weekday() > 4 else workday) + rng.randint(-2, 2)) for day in days}


def test_the_range_is_the_median_and_at_least_the_spread_of_chance() -> None:
    assert expected_range([20] * 12) == (8, 32)
    assert expected_range([0] * 12) == (0, 0)
    low, high = expected_range([20, 20, 20, 21, 19, 400])
    assert (low, high) == expected_range([20, 20, 20, 21, 19, 20]), "one odd day moves nothing"


def test_weekdays_are_told_apart() -> None:
    published = past(30, 6)
    sunday = LAST - timedelta(days=1)
    workday, weekend = day_range(published, LAST, SINCE, NONE), day_range(published, sunday, SINCE, NONE)
    assert workday
    assert weekend
    assert workday[0] > 10
    assert weekend[1] < 16


@pytest.mark.parametrize(("seen", "finding"), [(0, "silent"), (3, "low"), (28, ""), (60, "")])
def test_a_day_without_news_is_silent_where_there_always_is_some(seen: int, finding: str) -> None:
    found, why = too_few(past(30, 6) | {LAST: seen}, LAST, SINCE, NONE)
    assert found == finding
    assert bool(why) == bool(finding)


def test_a_small_source_is_judged_by_its_weeks() -> None:
    published = {LAST - timedelta(days=n): int(n % 7 in (1, 2, 4)) * 4 for n in range(140)}
    assert too_few(published, LAST, SINCE, NONE) == ("", "")
    for n in range(7):
        published[LAST - timedelta(days=n)] = 0
    found, why = too_few(published, LAST, SINCE, NONE)
    assert (found, why[:23]) == ("silent", "0 articles in the week ")


def test_until_four_weeks_were_watched_the_written_expectation_holds() -> None:
    young, expect = LAST - timedelta(days=27), Expectation(articles_per_week=(14, 70))
    assert day_range(past(30, 6), LAST, young, NONE) is None
    assert week_range(past(30, 6), LAST, young, expect) == (14, 70)
    assert day_range(past(30, 6), LAST, young, expect) == (2, 10)
    assert too_few({}, LAST, young, expect)[0] == "silent"
    assert too_few({}, LAST, young, NONE) == ("", "")


@pytest.mark.parametrize(
    ("tonight", "before", "told"),
    [
        (Read(20, 19, 18), Read(300, 290, 280), ""),
        (Read(20, 20, 2), Read(300, 290, 280), "2 of 20 pages were read by its rules, 93 in 100 before"),
        (Read(20, 3, 0), Read(300, 290, 0), "3 of 20 pages were read as articles, 96 in 100 before"),
        (Read(3, 0, 0), Read(300, 290, 280), ""),
        (Read(20, 12, 12), Read(300, 190, 190), ""),
        (Read(30, 2, 2), Read(), "only 2 of 30 pages could be read"),
        (Read(30, 20, 0), Read(), ""),
        (Read(), Read(300, 290, 280), ""),
    ],
)
def test_a_redesign_shows_in_what_is_read(tonight: Read, before: Read, told: str) -> None:
    found = broken(tonight, before)
    assert told in found
    assert bool(told) == bool(found)


@pytest.mark.parametrize(
    ("states", "error", "finding"),
    [
        ({"failed"}, "unreachable: connection refused", "unreachable"),
        ({"failed"}, "given up: 5 times 429", "blocked"),
        ({"failed"}, "robots.txt forbids KhoTinBot the home page", "blocked"),
        ({"failed"}, "nothing came in: no article in 4 requests", "silent"),
        ({"failed"}, "the crawl ended without its report (exit -9)", "unfinished"),
        ({"killed"}, "ended without a word", "unfinished"),
        ({"running"}, "", "unfinished"),
    ],
)
def test_what_a_failed_night_came_to(states: set[str], error: str, finding: str) -> None:
    assert came_to(states, [error] if error else [])[0] == finding


@pytest.mark.parametrize(
    ("stats", "told"),
    [
        (CrawlStats(requests=9, articles=3, discovered=3), ""),
        (CrawlStats(requests=9, by_status={"304": 8, "200": 1}), ""),
        (CrawlStats(requests=9, stopped=True), ""),
        (CrawlStats(requests=9, by_status={"200": 9}), "no article in 9 requests (9 times 200)"),
        (CrawlStats(requests=9, gone=7, by_status={"404": 7}), "7 known articles are missing"),
        (CrawlStats(requests=9, failed=8, discovered=8), "8 article pages were asked for and none answered"),
        (CrawlStats(requests=2, other_hosts={"127.0.0.1:80": 31, "fb.com": 2}), "31 of its links that look like articles name"),
    ],
)  # fmt: skip
def test_a_night_of_nothing_is_told(stats: CrawlStats, told: str) -> None:
    found = nothing_came(stats)
    assert told in found
    assert bool(told) == bool(found)


def test_the_heat_map_is_read_aloud_as_it_is_seen() -> None:
    rows = [
        CoverageDay(source_id="nghean", day=LAST - timedelta(days=n), state="complete", outcomes={}, finding=finding)
        for n, finding in enumerate(FINDINGS)
    ]
    lines = heat_map(rows, last=LAST, days=9, colour=False)
    assert lines[0] == "nights from 2026-02-22 to 2026-03-02, a character each, the last on the right:"
    assert lines[1] == "nghean  ..?UBXSlo"
    assert lines[2].startswith(". no run, o ok, b budget ended, l low, S silent, X broken extraction")
    coloured = heat_map(rows, last=LAST, days=9, colour=True)
    assert "\x1b[31mX\x1b[0m" in coloured[1]
    assert coloured[2] == lines[2]
