"""A single time as words tell of it: a day, month, quarter or year, or a part of one; in Vietnamese or English; pure."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Literal

import msgspec

from records.base import Record
from search.questions.relative import FORMS as RELATIVE
from search.questions.relative import VAGUE

Part = Literal["start", "middle", "end"]
Made = tuple[tuple[str, ...], date | None, date | None]  # whole years, or first and last day

_Y = r"(?<!\d)(?:19[89]|20\d)\d(?!\d)"
DAY, MONTH = r"(?:3[01]|[12]\d|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
QUARTER = r"(?:iv|iii|ii|i|[1-4])"
MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_QUARTERS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "first": 1, "second": 2, "third": 3, "fourth": 4,
}  # fmt: skip
_COUNTS = {"hai": 2, "ba": 3, "sau": 6, "chin": 9, "three": 3, "six": 6, "nine": 9}
_YEAR = rf"(?:(?:nam\s+|year\s+)?(?P<y>{_Y})|(?P<this>nam nay|this year)|(?P<before>nam ngoai|nam truoc|last year))"
_OF = r"\s*(?:,\s*|[/.-]\s*|(?:cua|of)\s+)?"
_IN = r"(?:(?:trong|vao|hoi|in|during|of|the)\s+)*"
_PART = re.compile(
    rf"{_IN}(?:(?P<start>(?:nua )?dau|early|(?:beginning|start|first half) of)|(?P<middle>giua|middle of|mid)"
    r"|(?P<end>(?:nua )?cuoi|late|(?:end|second half) of))(?:\s+|-)"
)
_ONWARDS = re.compile(r"\s+(?:den nay|toi nay|den gio|tro di|tro lai day|onwards?|until now)(?!\w)")
_BACKWARDS = re.compile(r"\s+tro ve truoc(?!\w)")


class When(Record, frozen=True):
    """A stretch of time: whole years by themselves, or first and last day (None: open). `end` is where its words end;
    `part` which part of a longer time it is, whose days no calendar names. With no time it is words like a date that no
    calendar has."""

    end: int
    years: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    part: Part | None = None

    @property
    def days(self) -> tuple[date, date]:
        """First and last day of a time that has at least one of them."""
        if self.years:
            return date(int(min(self.years)), 1, 1), date(int(max(self.years)), 12, 31)
        first, last = self.first or self.last, self.last or self.first
        assert first
        assert last
        return first, last


def first_match(patterns: Iterable[re.Pattern[str]], bare: str, at: int) -> re.Match[str] | None:
    """The match of the first pattern that has one at a place."""
    return next((match for pattern in patterns if (match := pattern.match(bare, at))), None)


def single(bare: str, start: int, today: date) -> When | None:
    """The time that the folded, lower-case text tells of at a place; raises ValueError for one that no calendar has."""
    part, match = _found(bare, start)
    if match is None:
        return None
    years, first, last = _PATTERNS[match.re](match, today)
    when = When(end=match.end(), years=years, first=first, last=last)
    if part is not None:
        when = _narrowed(when, part)
    if onwards := _ONWARDS.match(bare, when.end):
        return When(end=onwards.end(), first=when.days[0])
    if backwards := _BACKWARDS.match(bare, when.end):
        return When(end=backwards.end(), last=when.days[1])
    return when


def no_day(bare: str, start: int) -> When | None:
    """The words of a time that no calendar has; None where they only end in it."""
    _, match = _found(bare, start)
    return When(end=match.end()) if match else None


def month_number(text: str) -> int:
    """Of a month in digits or by its English name, also cut short."""
    return int(text) if text.isdigit() else _MONTHS.index(text[:3]) + 1


def quarter_months(text: str) -> tuple[int, int]:
    """The first and the last month of a quarter: "iii", "3", "third"."""
    last = _QUARTERS[text] * 3
    return last - 2, last


def _found(bare: str, start: int) -> tuple[Part | None, re.Match[str] | None]:
    """The words for a part of a time, and those of the time behind them."""
    part = _PART.match(bare, start)
    parts: tuple[Part, ...] = ("start", "middle", "end")
    name = next((name for name in parts if part and part[name]), None)
    return name, first_match(_PATTERNS, bare, part.end() if part else start)


def _narrowed(when: When, part: Part) -> When:
    """Generously, so that nothing early is missed by who asks for what was early: half a year or half a month."""
    (first, last), narrowed = when.days, msgspec.structs.replace(when, part=part)
    if when.years:
        months = {"start": (1, 6), "middle": (4, 9), "end": (7, 12)}[part]
        _, begin, end = _months(first.year, *months)
    elif first.day == 1 and last == date(first.year, first.month, monthrange(first.year, first.month)[1]):
        days = {"start": (1, 15), "middle": (6, 25), "end": (16, last.day)}[part]
        begin, end = first.replace(day=days[0]), first.replace(day=days[1])
    else:
        return narrowed
    return msgspec.structs.replace(narrowed, years=(), first=begin, last=end)


def _year(match: re.Match[str], today: date) -> int:
    return int(match["y"]) if match["y"] else today.year if match["this"] else today.year - 1


def _months(year: int, first: int, last: int) -> Made:
    return (), date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _day(match: re.Match[str], today: date) -> Made:
    on = date(_year(match, today), month_number(match["m"]), int(match["d"]))
    return (), on, on


def _month(match: re.Match[str], today: date) -> Made:
    month = month_number(match["m"])
    return _months(_year(match, today), month, month)


def _quarter(match: re.Match[str], today: date) -> Made:
    return _months(_year(match, today), *quarter_months(match["q"]))


def _some_months(match: re.Match[str], today: date) -> Made:
    """ "6 tháng đầu năm": its first months, or its last."""
    count = int(match["n"]) if match["n"].isdigit() else _COUNTS[match["n"]]
    return _months(_year(match, today), *((13 - count, 12) if match["late"] else (1, count)))


def _this_month(_match: re.Match[str], today: date) -> Made:
    return _months(today.year, today.month, today.month)


def _last_month(_match: re.Match[str], today: date) -> Made:
    before = today.replace(day=1) - timedelta(days=1)
    return _months(before.year, before.month, before.month)


_FORMS: tuple[tuple[str, Callable[[re.Match[str], date], Made]], ...] = (
    (rf"(?:{VAGUE[0]})", VAGUE[1]),
    (rf"(?:ngay\s+|on\s+)?(?P<d>{DAY})\s*[/.-]\s*(?P<m>{MONTH})(?:\s*[/.-]\s*|\s+){_YEAR}", _day),
    (rf"(?:ngay\s+)?(?P<d>{DAY})\s+thang\s+(?P<m>{MONTH}){_OF}{_YEAR}", _day),
    (rf"(?:on\s+)?(?P<d>{DAY})\s+(?P<m>{MONTH_NAME}){_OF}{_YEAR}", _day),
    (rf"(?:on\s+)?(?P<m>{MONTH_NAME})\s+(?P<d>{DAY}){_OF}{_YEAR}", _day),
    (rf"{_IN}(?P<n>1[0-2]|[1-9]) thang (?:(?P<late>cuoi)\s+|dau\s+)?(?:cua\s+)?{_YEAR}", _some_months),
    (rf"{_IN}(?P<n>ba|sau|chin) thang (?:(?P<late>cuoi)|dau)\s+(?:cua\s+)?{_YEAR}", _some_months),
    (rf"{_IN}(?:(?P<late>last)|first) (?P<n>1[0-2]|[1-9]|three|six|nine) months of\s+{_YEAR}", _some_months),
    (rf"{_IN}thang\s+(?P<m>{MONTH}){_OF}{_YEAR}", _month),
    (rf"{_IN}(?P<m>{MONTH})\s*[/-]\s*{_YEAR}", _month),
    (rf"{_IN}(?P<m>{MONTH_NAME}){_OF}{_YEAR}", _month),
    (rf"{_IN}(?:quy\s+|q\.?)(?P<q>{QUARTER}){_OF}{_YEAR}", _quarter),
    (rf"{_IN}(?P<q>first|second|third|fourth) quarter{_OF}{_YEAR}", _quarter),
    (rf"{_IN}(?:thang nay|this month)", _this_month),
    (rf"{_IN}(?:thang truoc|last month)", _last_month),
    *((rf"{_IN}{form}", make) for form, make in RELATIVE),
    (rf"{_IN}{_YEAR}", lambda match, today: ((str(_year(match, today)),), None, None)),
)
_PATTERNS = {re.compile(rf"{form}(?!\w)"): make for form, make in _FORMS}
