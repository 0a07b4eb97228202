"""When a question asks about: a time by itself, from one to another, since, before or until one; pure."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from search.questions.times import (
    DAY,
    MONTH,
    MONTH_NAME,
    QUARTER,
    When,
    first_match,
    month_number,
    no_day,
    quarter_months,
    single,
)
from search.questions.written import is_time
from transforms.text import fold, has_diacritics

Bound = Literal["since", "after", "before", "until"]

_TO = r"\s*(?:-|–|—|\b(?:cho )?(?:den|toi)\b(?: het)?|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s*"
_FROM = re.compile(r"(?:(?:ke\s+)?tu|from)\s+")
_BETWEEN = re.compile(r"(?:giua|between)\s+")
_BEHIND_FROM = re.compile(_TO)
_BEHIND_BETWEEN = re.compile(rf"{_TO}|\s*\b(?:and|va)\b\s*")
# The beginning of a stretch may leave to its end what both have: "từ tháng 3 đến tháng 6/2023", "5-10/3/2023".
_FRAGMENTS = tuple(
    re.compile(rf"{form}(?!\w)")
    for form in (
        rf"ngay\s+(?P<d>{DAY})(?:\s*[/.-]\s*|\s+thang\s+)(?P<m>{MONTH})",
        rf"(?:ngay\s+)?(?P<d>{DAY})(?:\s*/\s*|\s+thang\s+)(?P<m>{MONTH})",
        rf"(?P<d>{DAY})\s+(?P<m>{MONTH_NAME})",
        rf"(?P<m>{MONTH_NAME})\s+(?P<d>{DAY})",
        rf"thang\s+(?P<m>{MONTH})",
        rf"(?P<m>{MONTH_NAME})",
        rf"quy\s+(?P<q>{QUARTER})",
        rf"ngay\s+(?P<d>{DAY})",
        rf"(?P<d>{DAY})",
    )
)
_BOUNDS: dict[re.Pattern[str], Bound] = {
    re.compile(r"(?:(?:ke\s+)?tu|since)\s+"): "since",
    re.compile(r"(?:sau|after)\s+"): "after",
    re.compile(r"(?:truoc|before)\s+"): "before",
    re.compile(r"(?:(?:cho\s+)?(?:den|toi)(?:\s+het)?|until|till)\s+"): "until",
}


# English names of months that, folded, are Vietnamese words too, or parts of names: "máy", "sếp", "Mar".
_MONTHS_AND_WORDS = re.compile(
    r"(?<!\w)(?:may(?! (?:ngay|tuan|thang|nam) truoc)|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)(?!\w)"
)


def when_at(text: str, start: int, today: date, *, english: bool) -> When | None:
    """The stretch of time that the NFC text tells of from a word's start on; None where it tells none. `english`: what the
    text is in.

    A stretch with two ends comes before one with a bound, and that before a time by itself.
    """
    bare = fold(text).lower()
    if not english:
        bare = _MONTHS_AND_WORDS.sub(lambda match: "_" * len(match[0]), bare)
    try:
        when = _stretch(bare, start, today) or _bounded(bare, start, today) or single(bare, start, today)
    except ValueError:  # 31/2/2023
        when = no_day(bare, start)
    if when is None or not is_time(text[start : when.end], written=has_diacritics(text)):
        return None
    return when


def _stretch(bare: str, start: int, today: date) -> When | None:
    """From one time to another, of which the first may lack what both have. Parts of a time may only stand at its ends:
    no calendar says which day "từ cuối 2021 đến 2023" begins with."""
    between = _BETWEEN.match(bare, start)
    lead = between or _FROM.match(bare, start)
    at = lead.end() if lead else start
    to = _BEHIND_BETWEEN if between else _BEHIND_FROM
    whole = single(bare, at, today)
    for begun in _beginnings(bare, at, whole):
        joint = to.match(bare, begun.end if isinstance(begun, When) else begun.end())
        other = single(bare, joint.end(), today) if joint else None
        if other is None or not (other.last or other.years):
            continue
        if whole and begun is not whole and other.end <= whole.end:  # "5-6-2023" is no stretch from "5-6" to "2023"
            continue
        if other.part in ("start", "middle") or (isinstance(begun, When) and begun.part in ("middle", "end")):
            return None
        return _from_to(begun, other)
    return None


def _beginnings(bare: str, at: int, whole: When | None) -> Iterator[When | re.Match[str]]:
    """A whole time, then the words of those that lack something."""
    if whole:
        yield whole
    yield from filter(None, (pattern.match(bare, at) for pattern in _FRAGMENTS))


def _from_to(begun: When | re.Match[str], other: When) -> When:
    if isinstance(begun, When):
        return When(end=other.end, first=min(begun.days[0], other.days[0]), last=max(begun.days[1], other.days[1]))
    first, last = _completed(begun, other.days[1]), other.days[1]
    if first > last:  # "từ tháng 11 đến tháng 2/2023": of which year is not told
        return When(end=other.end)
    return When(end=other.end, first=first, last=last)


def _completed(match: re.Match[str], other: date) -> date:
    """The first day of a time that lacks its year, or its month too, with those of the end of its stretch."""
    given = match.groupdict()
    if given.get("q"):
        return date(other.year, quarter_months(given["q"])[0], 1)
    return date(other.year, month_number(given.get("m") or str(other.month)), int(given.get("d") or 1))


def _bounded(bare: str, start: int, today: date) -> When | None:
    """What is since, after, before or until a time; "đến năm 2030" is what plans are made for."""
    match = first_match(_BOUNDS, bare, start)
    when = single(bare, match.end(), today) if match else None
    if match is None or when is None:
        return None
    bound = _BOUNDS[match.re]
    is_plan = bound == "until" and when.years and match[0].strip() not in ("until", "till")
    if is_plan or (when.part and (bound, when.part) != ("since", "start")):
        return None
    if not when.years and not (when.first and when.last):
        return When(end=when.end, first=when.first) if bound == "since" else None
    first, last = when.days
    if bound in ("since", "after"):
        return When(end=when.end, first=first if bound == "since" else last + timedelta(days=1))
    return When(end=when.end, last=last if bound == "until" else first - timedelta(days=1))
