"""Times that are told from the day of asking: yesterday, last week, the last six months; in Vietnamese or English; pure."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

Stretch = tuple[tuple[str, ...], date, date]

_COUNTS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12,
}  # fmt: skip
# A number whole, so that what can't be counted back by ("1,5", "0") is seen as such; no end of a name ("COVID-19 tuần qua"),
# no ordinal ("thứ hai tuần trước").
_N = rf"(?<![\d.,-])(?<!thu )(?P<n>\d+(?:[.,]\d+)*|nam(?= nam)|{'|'.join(_COUNTS)})"
_UNITS = "ngay|tuan|thang|nam|days?|weeks?|months?|years?"
_UNIT = rf"(?P<unit>{_UNITS})"
_VIETNAMESE = {"ngay": "day", "tuan": "week", "thang": "month", "nam": "year"}
_MOST = 100  # of a unit, counted back from today


def _day_before(number: int) -> Callable[[re.Match[str], date], Stretch]:
    def day(_match: re.Match[str], today: date) -> Stretch:
        return (), today - timedelta(days=number), today - timedelta(days=number)

    return day


def _week_before(number: int) -> Callable[[re.Match[str], date], Stretch]:
    """From Monday to Sunday."""

    def week(_match: re.Match[str], today: date) -> Stretch:
        monday = today - timedelta(days=today.weekday() + 7 * number)
        return (), monday, monday + timedelta(days=6)

    return week


def _back(match: re.Match[str], today: date) -> tuple[str, date]:
    """The unit that is counted, and the day so many of it before today; raises ValueError for what is no such number."""
    told = match["n"]
    number = 5 if told == "nam" else _COUNTS[told] if told in _COUNTS else int(told)
    if not 1 <= number <= _MOST:
        raise ValueError(f"{number} is not between 1 and {_MOST}")
    unit = _VIETNAMESE.get(match["unit"], match["unit"].rstrip("s"))
    if unit in ("day", "week"):
        return unit, today - timedelta(days=number * (7 if unit == "week" else 1))
    year, month = divmod(today.year * 12 + today.month - 1 - number * (12 if unit == "year" else 1), 12)
    return unit, date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _until_today(match: re.Match[str], today: date) -> Stretch:
    """So many days, weeks, months or years back, up to today."""
    return (), _back(match, today)[1], today


def _ago(match: re.Match[str], today: date) -> Stretch:
    """The day, week, month or year that was so many ago, by the calendar."""
    unit, on = _back(match, today)
    if unit == "year":
        return (str(on.year),), on, on
    if unit == "month":
        return (), on.replace(day=1), on.replace(day=monthrange(on.year, on.month)[1])
    monday = on - timedelta(days=on.weekday())
    return ((), monday, monday + timedelta(days=6)) if unit == "week" else ((), on, on)


def _vague(match: re.Match[str], _today: date) -> Stretch:
    """Some years ago, or years before something else: of which days, nobody can tell."""
    raise ValueError(f"{match[0]} is no certain time")


# Folded and in lower case, as parts of regular expressions.
FORMS: tuple[tuple[str, Callable[[re.Match[str], date], Stretch]], ...] = (
    (r"(?:hom nay|today)", _day_before(0)),
    (r"(?:hom qua|yesterday)", _day_before(1)),
    (r"(?:tuan nay|this week)", _week_before(0)),
    (r"(?:tuan truoc|tuan qua|last week)", _week_before(1)),
    (rf"{_N} {_UNIT} (?:vua qua|qua|gan day|gan nhat|tro lai day)", _until_today),
    (rf"(?:last|past) {_N} {_UNIT}", _until_today),
    # "5 năm trước Đại hội" is told from the congress, "trong 5 năm trước" is no year.
    (rf"{_N} {_UNIT} (?:truoc day|ago|truoc(?=\s*(?:[,;.?!]|$|(?:o|tai|ai)\b)))", _ago),
    (rf"{_N} {_UNIT} truoc", _vague),
)
_DIGIT = "(?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)"
# What comes before everything else: "mấy năm trước" is neither May nor last year.
VAGUE = (
    rf"trong (?:vong )?{_N} {_UNIT} truoc|(?:vai(?: ba| muoi)?|may(?: muoi)?|nhieu|{_DIGIT} muoi(?: {_DIGIT})?|muoi {_DIGIT}"
    rf"|several|a few|many) (?:{_UNITS}) (?:truoc|ago|qua|vua qua|gan day)",
    _vague,
)
