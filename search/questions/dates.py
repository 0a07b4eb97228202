"""When a question asks about: years, months, days and stretches of them, in Vietnamese or English; pure."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from records.base import Record
from transforms.text import fold, has_diacritics, one_tone_placement

_Y = r"(?<!\d)(?:19[89]|20\d)\d(?!\d)"
_D, _M = r"(?:3[01]|[12]\d|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_TO = r"\s*(?:-|–|—|\bden(?: nam| het nam)?\b|\btoi(?: nam)?\b|\bto\b|\band\b)\s*"
_IN = r"(?:(?:trong|vao|hoi|dau|cuoi|giua|in|during|of|year|early|late)\s+)*"


class When(Record, frozen=True):
    """A stretch of time: whole years by themselves, or first and last day (None: open). `end` is where its words end.
    With none of these it is words like a date that no calendar has."""

    end: int
    years: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


_Made = tuple[tuple[str, ...], date | None, date | None]


def _years(match: re.Match[str], _today: date) -> _Made:
    one, other = sorted((int(match["a"]), int(match["b"])))
    return (), date(one, 1, 1), date(other, 12, 31)


def _day(match: re.Match[str], _today: date) -> _Made:
    month = match["m"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    on = date(int(match["y"]), number, int(match["d"]))
    return (), on, on


def _month_of(year: int, month: int) -> _Made:
    return (), date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _month(match: re.Match[str], _today: date) -> _Made:
    month = match["m"]
    return _month_of(int(match["y"]), int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1)


def _quarter(match: re.Match[str], _today: date) -> _Made:
    last = _QUARTERS[match["q"]] * 3
    year = int(match["y"])
    return (), date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])


def _last_month(_match: re.Match[str], today: date) -> _Made:
    before = today.replace(day=1) - timedelta(days=1)
    return _month_of(before.year, before.month)


def _since(match: re.Match[str], _today: date) -> _Made:
    return (), date(int(match["y"]), 1, 1), None


_FORMS: tuple[tuple[str, Callable[[re.Match[str], date], _Made]], ...] = (
    (rf"(?:tu\s+|from\s+|between\s+)?(?:nam\s+)?(?P<a>{_Y}){_TO}(?P<b>{_Y})", _years),
    (rf"(?:ke\s+)?(?:tu|since)\s+(?:nam\s+)?(?P<y>{_Y})(?:\s+(?:den nay|toi nay|tro di|den gio))?", _since),
    (rf"(?:sau|after)\s+(?:nam\s+)?(?P<y>{_Y})", lambda m, _: ((), date(int(m["y"]) + 1, 1, 1), None)),
    (rf"(?:truoc|before)\s+(?:nam\s+)?(?P<y>{_Y})", lambda m, _: ((), None, date(int(m["y"]) - 1, 12, 31))),
    (rf"(?:ngay\s+|on\s+)?(?P<d>{_D})\s*[/.-]\s*(?P<m>{_M})\s*[/.-]\s*(?P<y>{_Y})", _day),
    (rf"(?:ngay\s+)?(?P<d>{_D})\s+thang\s+(?P<m>{_M})\s*(?:,\s*)?(?:nam\s+|[/-]\s*)?(?P<y>{_Y})", _day),
    (rf"(?:on\s+)?(?P<d>{_D})\s+(?P<m>{_MONTH}),?\s+(?P<y>{_Y})", _day),
    (rf"(?:on\s+)?(?P<m>{_MONTH})\s+(?P<d>{_D}),?\s+(?P<y>{_Y})", _day),
    (rf"{_IN}thang\s+(?P<m>{_M})\s*(?:,\s*)?(?:nam\s+|[/-]\s*)?(?P<y>{_Y})", _month),
    (rf"{_IN}(?P<m>{_M})\s*/\s*(?P<y>{_Y})", _month),
    (rf"{_IN}(?P<m>{_MONTH}),?\s+(?P<y>{_Y})", _month),
    (rf"{_IN}quy\s+(?P<q>iv|iii|ii|i|[1-4])\s*(?:/|nam\s|,)?\s*(?P<y>{_Y})", _quarter),
    (rf"{_IN}(?:nam nay|this year)", lambda _, today: ((str(today.year),), None, None)),
    (rf"{_IN}(?:nam ngoai|nam truoc|last year)", lambda _, today: ((str(today.year - 1),), None, None)),
    (rf"{_IN}(?:thang nay|this month)", lambda _, today: _month_of(today.year, today.month)),
    (rf"{_IN}(?:thang truoc|last month)", _last_month),
    (rf"{_IN}(?:nam\s+)?(?P<y>{_Y})", lambda m, _: ((m["y"],), None, None)),
)
_PATTERNS = tuple((re.compile(rf"{form}(?!\w)"), make) for form, make in _FORMS)
# How the words of these forms are written: "Nam" is no year, "từ" no "tử".
_WRITTEN = {
    "nam": "năm", "thang": "tháng", "ngay": "ngày", "quy": "quý", "tu": "từ", "den": "đến", "toi": "tới", "truoc": "trước",
    "dau": "đầu", "cuoi": "cuối", "giua": "giữa", "vao": "vào", "hoi": "hồi", "ngoai": "ngoái", "tro": "trở", "di": "đi",
    "ke": "kể", "het": "hết", "gio": "giờ",
}  # fmt: skip
# "2.000 tỷ", "2000 doanh nghiệp": an amount, not a year.
_AMOUNT = re.compile(
    r"\s*(?:%|ty\b|trieu\b|nghin\b|dong\b|usd\b|ha\b|km\b|m2\b|nguoi\b|doanh nghiep\b|ho\b|tan\b|people\b|billion\b|million\b)"
)


def when_at(text: str, start: int, today: date) -> When | None:
    """The stretch of time that the NFC text tells of from a word's start on; None where it tells none.

    The longest form wins. A number with what it counts behind it is no year.
    """
    bare = fold(text).lower()
    for pattern, make in _PATTERNS:
        match = pattern.match(bare, start)
        if match is None or not _as_written(text[start : match.end()], written=has_diacritics(text)):
            continue
        if match[0][-4:].isdigit() and _AMOUNT.match(bare, match.end()):
            continue
        try:
            years, first, last = make(match, today)
        except ValueError:  # 31/2/2023
            return When(end=match.end())
        return When(end=match.end(), years=years, first=first, last=last)
    return None


def _as_written(words: str, *, written: bool) -> bool:
    """Whether words that have diacritics have the ones of a date."""
    said = re.findall(r"[^\W\d_]+", one_tone_placement(words.lower()))
    return not written or all(word == _WRITTEN.get(fold(word), word) for word in said)
