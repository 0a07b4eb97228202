"""Reads the dates that portals print, Vietnamese and English, as moments in Vietnam's time with their precision."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

from records.base import Record

# Asia/Ho_Chi_Minh has stood at +07:00 since 1975; no portal is older.
VIETNAM = timezone(timedelta(hours=7))
_OLDEST = datetime(1997, 1, 1, tzinfo=VIETNAM)  # Vietnam went online in November 1997
_CLOCK_SKEW = timedelta(minutes=15)

_ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_VIETNAMESE = (
    "một giêng",
    "hai",
    "ba",
    "tư bốn",
    "năm",
    "sáu",
    "bảy bẩy",
    "tám",
    "chín",
    "mười",
    "mười một",
    "mười hai chạp",
)
_MONTHS = {name: n for n, names in enumerate(_VIETNAMESE, 1) for name in ([names] if n > 10 else names.split())}
_MONTHS |= {"mười hai": 12, "chạp": 12} | {name: n for n, name in enumerate(_ENGLISH, 1)}

_NAMES = "|".join(sorted((m for m in _MONTHS if m not in _ENGLISH), key=len, reverse=True))
_EN_NAMES = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})(?!\d)"
    # NukeViet's article:published_time writes the offset before the time: 2023-03-25+0716:40:00
    r"(?:(?P<early>[+-]\d{2}):?(?=\d{2}:\d{2}))?"
    r"(?:[T ,]*(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?)?"
)
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4})(?=\D|\d{1,2}[:h]\d{2}|$)"
)
_SPELT = re.compile(
    rf"(?P<d>\d{{1,2}})\s*,?\s*(?:tháng|thg\.?|th\.?)\s*(?P<m>\d{{1,2}}|{_NAMES})\s*,?\s*(?:năm\s*)?(?P<y>\d{{4}})",
    re.I,
)
_SPELT_MONTH_FIRST = re.compile(
    rf"(?:tháng|thg\.?|th\.?)\s*(?P<m>\d{{1,2}}|{_NAMES})\s+(?P<d>\d{{1,2}})\s*,\s*(?P<y>\d{{4}})", re.I
)
_ENGLISH_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<m>{_EN_NAMES})[\s,-]+(?P<y>\d{{4}})", re.I
)
_ENGLISH_MONTH_FIRST = re.compile(
    rf"\b(?P<m>{_EN_NAMES})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y>\d{{4}})", re.I
)
_FORMS = (_NUMERIC, _SPELT, _SPELT_MONTH_FIRST, _ENGLISH_DAY_FIRST, _ENGLISH_MONTH_FIRST)
_TIME = re.compile(
    r"(?<![\d:])(?P<H>\d{1,2})\s*(?::|h|giờ|g)\s*(?P<M>\d{2})(?!\d)(?:\s*(?::|'|phút)\s*(?P<S>\d{2}(?!\d))?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\b\.?|SA\b|CH\b)?(?:\s*(?P<zone>Z\b|UTC\b|[+-]\d{4}\b))?"
)
# The clock in a page's header: a long date with the zone behind the time.
_PAGE_CLOCK = re.compile(
    r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}.{0,12}\d{1,2}:\d{2}.{0,6}GMT|^\s*hôm nay", re.I
)


class Stamp(Record, frozen=True):
    """A moment as printed: aware, +07:00. With precision "day" no time was printed and the hour means nothing."""

    at: datetime
    precision: Literal["minute", "day"]


def read_date(text: str, *, now: datetime, day_first: bool = True) -> Stamp | None:
    """The first date in a short text, None where there is none, where it lies in the future as seen from `now`, or
    where the text is a page's clock. A stamp at exactly 00:00 is a day: portals print it for want of a time."""
    if _PAGE_CLOCK.search(text):
        return None
    stamp = _iso(text) or _printed(text, day_first=day_first)
    if stamp is None or not _OLDEST <= stamp.at <= now + _CLOCK_SKEW:
        return None
    return stamp


def read_format(text: str, form: str, *, has_time: bool, now: datetime) -> Stamp | None:
    """The date of a text written in one strptime format."""
    try:
        at = datetime.strptime(text.strip(), form)  # noqa: DTZ007 - made aware below
    except ValueError:
        return None
    at = at.astimezone(VIETNAM) if at.tzinfo else at.replace(tzinfo=VIETNAM)
    stamp = Stamp(at=at, precision="minute" if has_time else "day")
    return stamp if _OLDEST <= stamp.at <= now + _CLOCK_SKEW else None


def _iso(text: str) -> Stamp | None:
    match = _ISO.search(text)
    if match is None:
        return None
    zone = match["zone"] or (f"{match['early']}00" if match["early"] else None)
    return _stamp(match, int(match["m"]), match if match["H"] else None, zone)


def _printed(text: str, *, day_first: bool) -> Stamp | None:
    """The date that stands first in the text, with the time after it or else before it."""
    found = [m for form in _FORMS if (m := form.search(text))]
    for match in sorted(found, key=lambda m: m.start()):
        month = _month(match["m"])
        if month is None:
            continue
        time = _TIME.search(text[match.end() : match.end() + 40]) or _last(_TIME, text[: match.start()])
        stamp = _stamp(match, month, time, time["zone"] if time else None, swap=not day_first)
        if stamp:
            return stamp
    return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match in the 30 characters before a date."""
    return max(pattern.finditer(text[-30:]), key=lambda m: m.start(), default=None)


def _month(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    lowered = written.lower().rstrip(".")
    return _MONTHS.get(lowered) or _MONTHS.get(lowered[:3])


def _stamp(
    date: re.Match[str], month: int, time: re.Match[str] | None, zone: str | None, *, swap: bool = False
) -> Stamp | None:
    """The moment that date and time make; None where they make none (31/02, 27:70)."""
    day = int(date["d"])
    if (swap and day <= 12) or (month > 12 >= day):
        day, month = month, day
    hour = minute = second = 0
    if time is not None:
        hour, minute, second = int(time["H"]), int(time["M"]), int(time["S"] or 0)
        half = (time["half"] or "").upper().replace(".", "")
        if half in ("PM", "CH") and hour < 12:
            hour += 12
        elif half in ("AM", "SA") and hour == 12:
            hour = 0
    try:
        at = datetime(int(date["y"]), month, day, hour, minute, second, tzinfo=_zone(zone))
        at = at.astimezone(VIETNAM)
    except (ValueError, OverflowError):
        return None
    if time is None or (hour, minute) == (0, 0):
        return Stamp(at=at.replace(hour=0, minute=0, second=0), precision="day")
    return Stamp(at=at, precision="minute")


def _zone(written: str | None) -> timezone:
    if not written:
        return VIETNAM
    if written in ("Z", "UTC"):
        return UTC
    digits = written.replace(":", "")
    minutes = int(digits[1:3]) * 60 + int(digits[3:5] or 0)
    return timezone(timedelta(minutes=-minutes if digits[0] == "-" else minutes))
