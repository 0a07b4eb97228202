"""Times that are told from the day of asking: yesterday, last week, the last six months; in Vietnamese or English; pure."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

Stretch = tuple[tuple[str, ...], date, date]

_COUNTS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "two": 2, "three": 3,
    "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(_COUNTS)})"
_DAYS = {"ngay": 1, "tuan": 7, "days": 1, "weeks": 7}
_MONTHS = {"thang": 1, "nam": 12, "months": 1, "years": 12}


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


def _until_today(match: re.Match[str], today: date) -> Stretch:
    """So many days, weeks, months or years back; raises ValueError before the calendar begins."""
    number, unit = int(match["n"]) if match["n"].isdigit() else _COUNTS[match["n"]], match["unit"]
    if unit in _DAYS:
        return (), today - timedelta(days=number * _DAYS[unit]), today
    year, month = divmod(today.year * 12 + today.month - 1 - number * _MONTHS[unit], 12)
    if year < 1:
        raise ValueError(f"{number} {unit} before {today} no calendar has begun")
    return (), date(year, month + 1, min(today.day, monthrange(year, month + 1)[1])), today


# Folded and in lower case, as parts of regular expressions.
FORMS: tuple[tuple[str, Callable[[re.Match[str], date], Stretch]], ...] = (
    (r"(?:hom nay|today)", _day_before(0)),
    (r"(?:hom qua|yesterday)", _day_before(1)),
    (r"(?:tuan nay|this week)", _week_before(0)),
    (r"(?:tuan truoc|tuan qua|last week)", _week_before(1)),
    (rf"{_N} (?P<unit>ngay|tuan|thang|nam) (?:vua qua|qua|gan day|gan nhat|tro lai day)", _until_today),
    (rf"(?:last|past) {_N} (?P<unit>days|weeks|months|years)", _until_today),
)
