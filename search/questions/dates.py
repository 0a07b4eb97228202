"""When a question asks about: years, months, days and stretches of them, in Vietnamese or English; pure."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

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
_TO = r"\s*(?:-|–|—|\b(?:cho )?(?:den|toi)\b(?: het)?|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s*"
_AND = r"\s*\b(?:and|va)\b\s*"
_IN = r"(?:(?:trong|vao|hoi|dau|cuoi|giua|in|during|of|year|early|late)\s+)*"


class When(Record, frozen=True):
    """A stretch of time: whole years by themselves, or first and last day (None: open). `end` is where its words end.
    With none of these it is words like a date that no calendar has."""

    end: int
    years: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


_Made = tuple[tuple[str, ...], date | None, date | None]
Bound = Literal["since", "after", "before", "until"]


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


_FORMS: tuple[tuple[str, Callable[[re.Match[str], date], _Made]], ...] = (
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
# The beginning of a stretch may leave to its end what both have: "từ tháng 3 đến tháng 6/2023", "5-10/3/2023".
_FRAGMENTS = tuple(
    re.compile(rf"{form}(?!\w)")
    for form in (
        rf"ngay\s+(?P<d>{_D})(?:\s*[/.-]\s*|\s+thang\s+)(?P<m>{_M})",
        rf"(?:ngay\s+)?(?P<d>{_D})(?:\s*/\s*|\s+thang\s+)(?P<m>{_M})",
        rf"(?P<d>{_D})\s+(?P<m>{_MONTH})",
        rf"(?P<m>{_MONTH})\s+(?P<d>{_D})",
        rf"thang\s+(?P<m>{_M})",
        rf"(?P<m>{_MONTH})",
        r"quy\s+(?P<q>iv|iii|ii|i|[1-4])",
        rf"ngay\s+(?P<d>{_D})",
        rf"(?P<d>{_D})",
    )
)
_FROM = re.compile(r"(?:(?:ke\s+)?tu|from)\s+")
_BETWEEN = re.compile(r"(?:giua|between)\s+")
_BOUNDS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile(r"(?:(?:ke\s+)?tu|since)\s+"), "since"),
    (re.compile(r"(?:sau|after)\s+"), "after"),
    (re.compile(r"(?:truoc|before)\s+"), "before"),
    (re.compile(r"(?:(?:cho\s+)?(?:den|toi)(?:\s+het)?|until|till)\s+"), "until"),
)
_ONWARDS = re.compile(r"\s+(?:den nay|toi nay|den gio|tro di|tro lai day|onwards?|until now)(?!\w)")
_BACKWARDS = re.compile(r"\s+tro ve truoc(?!\w)")
# "Sau giữa năm 2023", "từ cuối 2021 đến 2023": no calendar says which day that is.
_INSIDE = re.compile(r"\b(?:dau|cuoi|giua|early|late)\b")
_NOT_FIRST = re.compile(r"\b(?:cuoi|giua|late)\b")
_NOT_LAST = re.compile(r"\b(?:dau|giua|early)\b")
# How the words of these forms are written: "Nam" is no year, "từ" no "tử".
_WRITTEN = {
    "nam": "năm", "thang": "tháng", "ngay": "ngày", "quy": "quý", "tu": "từ", "den": "đến", "toi": "tới", "truoc": "trước",
    "dau": "đầu", "cuoi": "cuối", "giua": "giữa", "vao": "vào", "hoi": "hồi", "ngoai": "ngoái", "tro": "trở", "di": "đi",
    "ke": "kể", "het": "hết", "gio": "giờ", "va": "và", "lai": "lại", "day": "đây", "ve": "về", "sau": "sau", "cho": "cho",
}  # fmt: skip
# "2.000 tỷ", "2000 doanh nghiệp": an amount, not a year.
_AMOUNT = re.compile(
    r"\s*(?:%|tỷ\b|tỉ\b|triệu\b|nghìn\b|đồng\b|usd\b|ha\b|km\b|m2\b|người\b|doanh nghiệp\b|hộ\b|tấn\b|people\b|billion\b"
    r"|million\b)"
)
_BARE_AMOUNT = re.compile(fold(_AMOUNT.pattern))
_BARE_YEAR = re.compile(_Y)


def when_at(text: str, start: int, today: date) -> When | None:
    """The stretch of time that the NFC text tells of from a word's start on; None where it tells none.

    A stretch with two ends comes before one with a bound, and that before a day, month or year by itself; of those the
    first form wins.
    """
    bare = fold(text).lower()
    try:
        when = _stretch(bare, start, today) or _bounded(bare, start, today) or _point(bare, start, today)
    except ValueError:  # 31/2/2023
        when = _no_day(bare, start, today)
    if when is None or not _as_written(text[start : when.end], written=has_diacritics(text)):
        return None
    return when


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether the number at [start, end) is bare, and what it counts stands behind it: no year. A capital begins a name."""
    following = text[end:].lstrip()
    if not _BARE_YEAR.fullmatch(text, start, end) or (following[:1].isupper() and following[:3] != "USD"):
        return False
    pattern = _AMOUNT if has_diacritics(text) else _BARE_AMOUNT
    return bool(pattern.match(text.lower(), end))


def _point(bare: str, start: int, today: date) -> When | None:
    """A day, month, quarter or year by itself; raises ValueError for one that no calendar has."""
    for pattern, make in _PATTERNS:
        match = pattern.match(bare, start)
        if match is None:
            continue
        years, first, last = make(match, today)
        when = When(end=match.end(), years=years, first=first, last=last)
        if onwards := _ONWARDS.match(bare, when.end):
            return When(end=onwards.end(), first=_ends(when)[0])
        if backwards := _BACKWARDS.match(bare, when.end):
            return When(end=backwards.end(), last=_ends(when)[1])
        return when
    return None


def _no_day(bare: str, start: int, today: date) -> When | None:
    """The words of a day that no calendar has; None where they only end in it."""
    match = next((found for pattern, _ in _PATTERNS if (found := pattern.match(bare, start))), None)
    return When(end=match.end()) if match else None


def _stretch(bare: str, start: int, today: date) -> When | None:
    """From one time to another, of which the first may lack what both have."""
    lead = _BETWEEN.match(bare, start) or _FROM.match(bare, start)
    at = lead.end() if lead else start
    to = re.compile(f"(?:{_TO}|{_AND})" if lead and _BETWEEN.match(bare, start) else _TO)
    whole = next((m for pattern, _ in _PATTERNS if (m := pattern.match(bare, at))), None)
    for one in (whole, *(pattern.match(bare, at) for pattern in _FRAGMENTS)):
        between = to.match(bare, one.end()) if one else None
        if one is None or between is None:
            continue
        other = _point(bare, between.end(), today)
        if other is None or (not other.last and not other.years):
            continue
        if _NOT_FIRST.search(one[0]) or _NOT_LAST.search(bare, between.end(), other.end):
            return None
        begun = _point(bare, at, today) if one is whole else _completed(one, _ends(other)[1])
        assert begun
        first, last = _ends(begun)[0], _ends(other)[1]
        if one is not whole and first > last:  # "từ tháng 11 đến tháng 2/2023": of which year is not told
            return When(end=other.end)
        return When(end=other.end, first=min(first, last), last=max(_ends(begun)[1], last))
    return None


def _completed(match: re.Match[str], other: date) -> When:
    """A time that lacks its year, or its month too, with those of the end of its stretch."""
    given = match.groupdict()
    if given.get("q"):
        month = _QUARTERS[given["q"]] * 3 - 2
        return When(end=match.end(), first=date(other.year, month, 1), last=date(other.year, month, 1))
    named = given.get("m") or str(other.month)
    month = int(named) if named.isdigit() else _MONTHS.index(named[:3]) + 1
    on = date(other.year, month, int(given.get("d") or 1))
    return When(end=match.end(), first=on, last=on)


def _bounded(bare: str, start: int, today: date) -> When | None:
    """What is since, after, before or until a time; "đến năm 2030" is what plans are made for."""
    for pattern, bound in _BOUNDS:
        match = pattern.match(bare, start)
        when = _point(bare, match.end(), today) if match else None
        if match is None or when is None:
            continue
        inside = _INSIDE.search(bare, match.end(), when.end)
        is_plan = bound == "until" and when.years and match[0].strip() not in ("until", "till")
        if is_plan or (inside and (bound, inside[0]) != ("since", "dau")):
            return None
        if not when.years and not (when.first and when.last):
            return When(end=when.end, first=when.first) if bound == "since" else None
        first, last = _ends(when)
        if bound in ("since", "after"):
            return When(end=when.end, first=first if bound == "since" else last + timedelta(days=1))
        return When(end=when.end, last=last if bound == "until" else first - timedelta(days=1))
    return None


def _ends(when: When) -> tuple[date, date]:
    """First and last day of a time that has both."""
    if when.years:
        return date(int(min(when.years)), 1, 1), date(int(max(when.years)), 12, 31)
    first, last = when.first or when.last, when.last or when.first
    assert first
    assert last
    return first, last


def _as_written(words: str, *, written: bool) -> bool:
    """Whether words that have diacritics have the ones of a date."""
    said = re.findall(r"[^\W\d_]+", one_tone_placement(words.lower()))
    return not written or all(word == _WRITTEN.get(fold(word), word) for word in said)
