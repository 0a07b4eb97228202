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
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?|SA\b|CH\b)?\s*(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?)?"
)
# 20230325T164000+0700, as some metadata has it
_COMPACT = re.compile(
    r"(?<!\d)(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})T(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2})(?P<half>)(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
# A count of seconds or milliseconds since 1970, bare in an attribute or as .NET writes it: /Date(1679737200000)/
_EPOCH = re.compile(r"\s*(?:(?P<s>\d{10})|(?P<ms>\d{13})|/Date\((?P<net>\d{12,13})(?:[+-]\d{4})?\)/)\s*")
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4})(?=\D|\d{1,2}[:h]\d{2}|$)"
)
_SPELT = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})[\s,-]*(?:tháng|thg\.?|th\.?)\s*(?P<m>\d{{1,2}}|{_NAMES})[\s,-]*(?:năm\s*)?(?P<y>\d{{4}})",
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
# Java's own form: Sat Mar 25 16:40:00 ICT 2023
_JAVA = re.compile(
    rf"\b(?P<m>{_EN_NAMES})\s+(?P<d>\d{{1,2}})\s+(?=\d{{2}}:\d{{2}}:\d{{2}}\s+(?:ICT|GMT\+07:00)\s+(?P<y>\d{{4}}))",
    re.I,
)
# Two digits for the year only where the text is a date and a time and nothing else.
_SHORT_YEAR = re.compile(
    r"\s*(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{2})\s*(?:$|[,|-]?\s*(?=\d{1,2}[:h]\d{2}\s*$))"
)
_SPELT_FORMS = (_SPELT, _SPELT_MONTH_FIRST)
_ENGLISH_FORMS = (_ENGLISH_DAY_FIRST, _ENGLISH_MONTH_FIRST, _JAVA)
_TIME = re.compile(
    r"(?<![\d:])(?P<H>\d{1,2})\s*(?::|h|giờ|g)\s*(?P<M>\d{2})(?!\d)(?:\s*(?::|'|phút)\s*(?P<S>\d{2}(?!\d))?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\b\.?|SA\b|CH\b|sáng\b|trưa\b|chiều\b|tối\b)?(?:\s*(?P<zone>Z\b|UTC\b|[+-]\d{4}\b))?"
)
# "lúc 16h, ngày 25/3/2023": an hour alone, which must say that it is one.
_HOUR = re.compile(r"(?<![\d:])(?P<H>[01]?\d|2[0-3])\s*(?:h|giờ)(?![\w:])(?P<M>)(?P<S>)(?P<half>)(?P<zone>)")
_LATER = frozenset(("PM", "CH", "CHIỀU", "TỐI"))
_EARLIER = frozenset(("AM", "SA", "SÁNG"))
# The clock in a page's header: a long date with the zone behind the time.
_PAGE_CLOCK = re.compile(
    r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}.{0,12}\d{1,2}:\d{2}.{0,6}GMT|^\s*(?:hôm nay|bây giờ|today)\b", re.I
)
# What stands before a stamp says whose it is. An update's or a creation's is taken where no other is printed; a
# draft's or a correction's is never the publication.
_LABEL = re.compile(
    r"(?P<published>(?:(?:ngày|thời gian|thời điểm)\s+)?(?:đăng|xuất bản|phát hành|đưa tin)\b|publi(?:shed|c)|posted)"
    r"|(?P<never>(?:chỉnh\s+)?sửa(?:\s+đổi)?\b|hiệu chỉnh|(?:bản\s+)?nháp\b|draft|lần cuối"
    r"|last\s+(?:modified|edited|updated)|modified|edited)"
    r"|(?P<updated>cập nhật(?!\s+lần cuối)|updated?\b|(?:ngày\s+)?tạo\b|soạn\b|created)",
    re.I,
)

# A date, with or without its time, alone in brackets at the end of a line.
_BRACKETED = re.compile(
    r"\s*[(\[]\s*((?:\d{1,2}\s*[:h]\s*\d{2}\s*[,|-]?\s*)?(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"(?:\s*[,|-]?\s*\d{1,2}\s*[:h]\s*\d{2})?)\s*[)\]]\s*$",
    re.I,
)

CLOCK_WORDS = ("hôm nay", "bây giờ", "today")
# One of these stands in every label.
_LABEL_STEMS = (
    "đăng", "đưa", "bản", "hành", "publi", "post", "sửa", "chỉnh", "nháp", "draft", "cuối", "last", "modif", "edit", "cập",
    "updat", "tạo", "soạn", "creat",
)  # fmt: skip


class Stamp(Record, frozen=True):
    """A moment as printed: aware, +07:00. With precision "day" no time was printed and the hour means nothing."""

    at: datetime
    precision: Literal["minute", "day"]


def read_date(
    text: str, *, now: datetime, day_first: bool = True, which: Literal["published", "modified"] = "published"
) -> Stamp | None:
    """The first date in a short text, None where there is none, where it lies in the future as seen from `now`, or
    where the text is a page's clock. A stamp at exactly 00:00 is a day: portals print it for want of a time.

    Where labels tell several stamps apart ("Ngày đăng: … Cập nhật: …"), `which` says whose is wanted.
    """
    lowered = text.lower()
    # Most texts are a bare stamp: words that none of the patterns can do without settle them.
    if ("gmt" in lowered or lowered.lstrip().startswith(CLOCK_WORDS)) and _PAGE_CLOCK.search(text):
        return None
    if any(stem in lowered for stem in _LABEL_STEMS) and _LABEL.search(text):
        parts = _labelled(text, which)
        return next((s for part in parts if (s := _within(_read(part, day_first=day_first), now))), None)
    return _within(_read(text, day_first=day_first), now)


def plausible(at: datetime, *, now: datetime) -> bool:
    """Whether something can have been published then: not before Vietnam was online, not in the future."""
    return _OLDEST <= at <= now + _CLOCK_SKEW


def is_labelled(text: str) -> bool:
    """Whether a text begins by saying that its date is a publication's: "Ngày đăng: …"."""
    label = _LABEL.match(text.lstrip(" (|"))
    return label is not None and label.lastgroup != "never"


def without_date(text: str) -> str:
    """A line without the labelled date at its end: "… Ngày đăng: 25/3/2023"."""
    label = next((m for m in _LABEL.finditer(text) if m.start() and _read(text[m.end() :][:60], day_first=True)), None)
    return text[: label.start()].rstrip(" (-–|,") if label else text


def without_bracketed_date(text: str, *, now: datetime) -> str:
    """A line without the date in brackets at its end, which is all that they hold: "… (25/03/2023)"; as it is without
    one."""
    found = _BRACKETED.search(text)
    if found is None or not found.start():
        return text
    return text[: found.start()].rstrip() if _within(_read(found[1], day_first=True), now) else text


def read_format(text: str, form: str, *, has_time: bool, now: datetime) -> Stamp | None:
    """The date of a text written in one strptime format."""
    try:
        at = datetime.strptime(text.strip(), form)  # noqa: DTZ007 - made aware below
    except ValueError:
        return None
    at = at.astimezone(VIETNAM) if at.tzinfo else at.replace(tzinfo=VIETNAM)
    has_time = has_time and (at.hour, at.minute, at.second) != (0, 0, 0)
    return _within(Stamp(at=at, precision="minute") if has_time else _day(at), now)


def _within(stamp: Stamp | None, now: datetime) -> Stamp | None:
    return stamp if stamp is not None and plausible(stamp.at, now=now) else None


def _read(text: str, *, day_first: bool) -> Stamp | None:
    return _iso(text) or _printed(text, day_first=day_first) or _counted(text)


def _labelled(text: str, which: Literal["published", "modified"]) -> list[str]:
    """The parts of a text from label to label, the best first; those that can't be the wanted stamp's are left out."""
    order = {"published": 0, None: 0, "updated": 1} if which == "published" else {"never": 0, "updated": 0, None: 1}
    labels = list(_LABEL.finditer(text))
    cuts = [0, *(label.start() for label in labels), len(text)]
    kinds = [None, *(label.lastgroup for label in labels)]
    parts = [(order[kind], text[cuts[n] : cuts[n + 1]]) for n, kind in enumerate(kinds) if kind in order]
    return [part for _, part in sorted(parts, key=lambda p: p[0])]


def _counted(text: str) -> Stamp | None:
    """A moment written as a count since 1970."""
    found = _EPOCH.fullmatch(text)
    if found is None:
        return None
    seconds = int(found["s"]) if found["s"] else int(found["ms"] or found["net"]) // 1000
    return Stamp(at=datetime.fromtimestamp(seconds, VIETNAM), precision="minute")


def _iso(text: str) -> Stamp | None:
    match = _ISO.search(text) or _COMPACT.search(text)
    if match is None:
        return None
    early = match.groupdict().get("early")
    zone = match["zone"] or (f"{early}00" if early else None)
    return _stamp(match, int(match["m"]), match if match["H"] else None, zone)


def _printed(text: str, *, day_first: bool) -> Stamp | None:
    """The date that stands first in the text, with the time after it or else before it."""
    lowered = text.lower()
    forms = [_NUMERIC]
    if "th" in lowered:
        forms += _SPELT_FORMS
    if any(name in lowered for name in _ENGLISH):
        forms += _ENGLISH_FORMS
    found = [m for form in forms if (m := form.search(text))] or [m for m in [_SHORT_YEAR.match(text)] if m]
    for match in sorted(found, key=lambda m: m.start()):
        month = _month(match["m"])
        if month is None:
            continue
        after, before = text[match.end() : match.end() + 40], text[: match.start()]
        time = _TIME.search(after) or _last(_TIME, before) or _HOUR.search(after) or _last(_HOUR, before)
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
        hour, minute, second = int(time["H"]), int(time["M"] or 0), int(time["S"] or 0)
        half = (time["half"] or "").upper().replace(".", "")
        if (half in _LATER and hour < 12) or (half == "TRƯA" and hour < 3):
            hour += 12
        elif half in _EARLIER and hour == 12:
            hour = 0
    year = int(date["y"]) + (2000 if len(date["y"]) == 2 else 0)
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=_zone(zone))
        at = at.astimezone(VIETNAM)
    except (ValueError, OverflowError):
        return None
    # Midnight in either zone is a day whose time nobody gave.
    if time is None or (hour, minute, second) == (0, 0, 0) or (at.hour, at.minute, at.second) == (0, 0, 0):
        return _day(at)
    return Stamp(at=at, precision="minute")


def _day(at: datetime) -> Stamp:
    """The day of a moment, whose hour is then 00:00 and means nothing."""
    return Stamp(at=at.replace(hour=0, minute=0, second=0, microsecond=0), precision="day")


def _zone(written: str | None) -> timezone:
    if not written:
        return VIETNAM
    if written in ("Z", "UTC"):
        return UTC
    digits = written.replace(":", "")
    minutes = int(digits[1:3]) * 60 + int(digits[3:5] or 0)
    return timezone(timedelta(minutes=-minutes if digits[0] == "-" else minutes))
