"""How many articles a source may be expected to publish, from its own past, and whether what was seen is too little."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil, floor, sqrt
from statistics import median

from records.source import Expectation

# Weeks of the past that are looked at, and how many of them must have been watched before they count.
PAST_WEEKS = 12
ENOUGH_WEEKS = 4
# Median absolute deviation -> standard deviation of a normal distribution, and how many of those are still usual.
_MAD, _USUAL = 1.4826, 2.5
Range = tuple[int, int]


def expected_range(values: list[int]) -> Range:
    """Least and most that is usual: the median and its spread, which is at least that of mere chance."""
    middle = median(values)
    spread = max(_MAD * median(abs(value - middle) for value in values), sqrt(middle))
    return max(0, floor(middle - _USUAL * spread)), ceil(middle + _USUAL * spread)


def day_range(published: Mapping[date, int], day: date, since: date, expect: Expectation) -> Range | None:
    """What is usual on that weekday; the written expectation until enough weeks were watched; None without either.

    `since` is the first night on which the source was watched.
    """
    if (day - since).days >= 7 * ENOUGH_WEEKS:
        return expected_range([published.get(day - timedelta(weeks=n), 0) for n in range(1, PAST_WEEKS + 1)])
    if expect.articles_per_week:
        least, most = expect.articles_per_week
        return least // 7, ceil(most / 7)
    return None


def week_range(published: Mapping[date, int], day: date, since: date, expect: Expectation) -> Range | None:
    """What is usual in the seven days that end with `day`."""
    if (day - since).days >= 7 * ENOUGH_WEEKS:
        return expected_range([in_week(published, day - timedelta(weeks=n)) for n in range(1, PAST_WEEKS + 1)])
    return expect.articles_per_week


def in_week(published: Mapping[date, int], day: date) -> int:
    """Articles published in the seven days that end with `day`."""
    return sum(published.get(day - timedelta(days=n), 0) for n in range(7))


def too_few(published: Mapping[date, int], day: date, since: date, expect: Expectation) -> tuple[str, str]:
    """("silent" or "low", why) where that day, or the week it ends, brought less than is usual; else ("", "").

    The week speaks for sources so small that a day without news is nothing unusual.
    """
    seen, usual = published.get(day, 0), day_range(published, day, since, expect)
    week, usual_week = in_week(published, day), week_range(published, day, since, expect)
    if usual and seen < usual[0]:
        why = f"{seen} articles of {day}, {usual[0]} to {usual[1]} are usual"
        return "low" if seen else "silent", why
    if usual_week and week < usual_week[0]:
        why = f"{week} articles in the week up to {day}, {usual_week[0]} to {usual_week[1]} are usual"
        return "low" if week else "silent", why
    return "", ""
