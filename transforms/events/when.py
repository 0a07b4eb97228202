"""Dates as administrative prose writes them: "Sáng 25/3", "ngày 12 tháng 3 năm 2025", "từ ngày 30-5 đến 11-7-2026"."""

import calendar
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

TimeOfDay = Literal["sáng", "trưa", "chiều", "tối"]

_PARTS: dict[str, TimeOfDay] = {
    "rạng sáng": "sáng",
    "sáng": "sáng",
    "trưa": "trưa",
    "chiều": "chiều",
    "chiều tối": "tối",
    "chiều muộn": "chiều",
    "tối": "tối",
    "đêm": "tối",
}
_PART = r"(?P<part>rạng sáng|chiều tối|chiều muộn|sáng|trưa|chiều|tối|đêm)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:đến(?: hết)?|tới|và|-|–)\s*(?:(?:hết )?ngày\s+)?"
_CUE = (
    rf"(?:(?<!\w)(?:{_PART}(?:\s+muộn)?(?:\s+(?:thứ \w+|chủ nhật),?)?\s*,?\s*)?"
    r"(?:\(?\s*(?P<ngay>ngày|hôm|mùng|mồng)\s+(?:thứ \w+,?\s+)?)?)"
)
_NUMERIC = re.compile(
    rf"{_CUE}(?<![\d/.,\-])(?:(?P<d1>{_DAY})(?:(?:\s*[./\-]\s*(?P<m1>{_MONTH})(?:\s*[./\-]\s*(?P<y1>{_YEAR}))?)?{_TO}|"
    rf"(?:\s*,\s*{_DAY}){{0,3}}\s*(?:,|và)\s*))?"
    rf"(?P<d>{_DAY})\s?(?:[./\-]\s?(?P<m>{_MONTH})(?:\s?[./\-]\s?(?P<y>{_YEAR}))?|"
    rf"\s*tháng\s+(?P<wm>{_MONTH}|giêng|chạp|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai)?)"
    rf"(?:\s*(?:,\s*)?(?:năm\s+|[/\-.]\s*)(?P<wy>{_YEAR}))?)(?![\d%]|[./\-]\d|,\d)"
)
_RELATIVE = re.compile(
    rf"(?<!\w)(?:{_PART}\s+(?P<day>hôm nay|nay|hôm qua|qua)|(?P<alone>hôm nay|hôm qua|cùng ngày)|"
    r"(?P<vague>tuần qua|vừa qua|mới đây|tháng qua))(?!\w)"
)
# Not "kỳ họp thứ ba", "lần thứ hai".
_WEEKDAY = re.compile(
    r"(?<!\w)(?<!họp )(?<!lần )(?<!phiên )(?<!khóa )(?<!nghị )(?<!hội )(?<!ngày )(?<!năm )"
    rf"(?:{_PART}\s+)?(?:thứ (?P<name>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật))(?!\w)"
)
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5}
_MONTHS = {"giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
_MONTHS |= {"mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12}
# What stands before a date that is not the day of the happening told.
_OTHER = re.compile(
    r"(?:quyết định|nghị quyết|chỉ thị|công văn|văn bản|nghị định|luật|thông tư|kế hoạch|tờ trình|thông báo|công điện|"
    r"số [\w/\-.]+|sinh|mất|kỷ niệm|ký kết|được ký|hạn|trước|hết|chậm nhất|kể từ|ngày sinh|thành lập|chiến thắng|"
    r"tính đến|tính từ|ra đời|đến|sau|ban hành)[\s,(]*(?:ngày\s*|vào\s*)*$"
)
# "chuyển về huyện quản lý từ ngày 1/7": from when something holds, unless something opens then.
_IN_FORCE = re.compile(
    r"(?<!diễn ra )(?<!tổ chức )(?<!khai mạc )(?<!kéo dài )(?<!trong nước )(?<!trong )(?<!\w)từ\s(?:ngày\s)?$"
)
# "triển khai thỏa thuận ký ngày 20/5/2022": the day of a paper, where the sentence gives another.
_SIGNED_ON = re.compile(r"(?<!\w)(?<!lễ )(?<!buổi )ký(?: kết)?\s(?:vào\s)?$")
_FESTIVAL = re.compile(
    r"(?:kỷ niệm|nhân (?:dịp )?ngày|chào mừng|ngày truyền thống|hưởng ứng|quốc khánh|ngày (?!hôm)\w+)[^.;]{0,80}$"
)
_LUNAR = re.compile(r"[\s,)]*(?:\(?\s*(?:tức\s+)?(?:âm lịch|al\b)|năm (?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) )")
# Months that only the lunar calendar has a name for.
_LUNAR_MONTHS = frozenset({"giêng", "chạp"})
_FULL_MOON = re.compile(r"(?<!\w)rằm tháng (?P<wm>giêng|chạp|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|\d{1,2})(?!\w)")
_HISTORIC = 1990


class DateMention(NamedTuple):
    """A date in a sentence: text.low[start:end]. Numbers are 0 where not written.

    `relative` is days from publication (0 "hôm nay", -1 "hôm qua"), `weekday` 0 for Monday; `lunar` dates are not
    solar and give no month_day; `vague` is "tuần qua".
    """

    start: int
    end: int
    day: int = 0
    month: int = 0
    year: int = 0
    last_day: int = 0
    last_month: int = 0
    last_year: int = 0
    part: TimeOfDay | None = None
    cued: bool = False
    lunar: bool = False
    relative: int | None = None
    weekday: int | None = None
    vague: bool = False


def exists(year: int, month: int, day: int) -> bool:
    """Whether there is such a day; year 0 takes a leap year."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year or 2024, month)[1]


def _number(match: re.Match[str], *names: str) -> int:
    for name in names:
        value = match[name]
        if value:
            return int(value) if value.isdigit() else _MONTHS.get(value, 0)
    return 0


def _numeric(match: re.Match[str], low: str) -> DateMention | None:
    """The date or range a match of _NUMERIC holds; None for fractions, scores and days that don't exist."""
    month, year = _number(match, "m", "wm"), _number(match, "y", "wy")
    day, first = _number(match, "d"), _number(match, "d1")
    cued = bool(match["part"] or match["ngay"] or match["wm"])
    bracketed = low[max(0, match.start("d") - 6) : match.start("d")].endswith(("(", "nay ", "nay, ", "qua "))
    if not exists(year, month, day) or not (cued or year or bracketed or first):
        return None
    if first and not (cued or year or low.endswith("từ ", 0, match.start("d1"))):
        return None
    start = match.start("d1") if first else match.start("d")
    start = match.start() if cued else start
    mention = DateMention(
        start, match.end(), day, month, year, part=_PARTS.get(match["part"] or ""), cued=cued
    )._replace(lunar=bool(_LUNAR.match(low, match.end())) or match["wm"] in _LUNAR_MONTHS)
    if not first:
        return mention
    first_month = _number(match, "m1") or month
    if not exists(_number(match, "y1") or year, first_month, first):
        return mention
    return mention._replace(
        day=first, month=first_month, year=_number(match, "y1") or year, last_day=day, last_month=month, last_year=year
    )


def _relative(match: re.Match[str]) -> DateMention:
    word = match["day"] or match["alone"] or ""
    mention = DateMention(match.start(), match.end(), part=_PARTS.get(match["part"] or ""), cued=True)
    if match["vague"]:
        return mention._replace(vague=True, cued=False)
    if word == "cùng ngày":
        return mention._replace(vague=True)
    return mention._replace(relative=-1 if word.endswith("qua") else 0)


def find_dates(low: str) -> Iterator[DateMention]:
    """All dates of a lower-cased text, by kind: numbers first, then "hôm nay", then weekdays."""
    if any(c.isdigit() for c in low):
        for match in _NUMERIC.finditer(low):
            mention = _numeric(match, low)
            if mention is not None:
                yield mention
    for match in _FULL_MOON.finditer(low):
        yield DateMention(match.start(), match.end(), 15, _number(match, "wm"), cued=True, lunar=True)
    for match in _RELATIVE.finditer(low):
        yield _relative(match)
    for match in _WEEKDAY.finditer(low):
        weekday = 6 if match["sunday"] else _WEEKDAYS[match["name"]]
        yield DateMention(match.start(), match.end(), part=_PARTS.get(match["part"] or ""), weekday=weekday)


def tells_the_day(mention: DateMention, low: str) -> bool:
    """Whether a date can be the day of what the sentence tells, rather than a decree's, a birth's, an anniversary's."""
    before = low[max(0, mention.start - 100) : mention.start]
    if mention.year and mention.year < _HISTORIC:
        return False
    if mention.relative is None and not mention.last_day and (_OTHER.search(before) or _IN_FORCE.search(before)):
        return False
    return not (not mention.part and low[mention.start - 1 : mention.start] == "(" and _FESTIVAL.search(before))


def event_date(low: str, around: int | None = None) -> DateMention | None:
    """The date a sentence gives for its happening; `around` is where the event's name stands.

    A date with its numbers wins over "sáng nay"; the first wins, unless it stands in another clause than the name.
    """
    found = [m for m in find_dates(low) if tells_the_day(m, low)]
    exact = (
        [m for m in found if m.month and not m.lunar]
        or [m for m in found if m.month]
        or [m for m in found if m.relative is not None]
    )
    exact = exact or [m for m in found if m.weekday is not None] or found
    exact = [m for m in exact if not _SIGNED_ON.search(low[: m.start][-40:])] or exact
    if not exact:
        return None
    if around is None:
        return exact[0]
    before = [m for m in exact if m.end <= around]
    sure = [m for m in before if m.part or m.cued]
    return (sure or before or exact)[0]


def with_part(mention: DateMention, low: str) -> DateMention:
    """ "chiều nay (8/2)": the date in brackets takes the time of day from the words before it."""
    if mention.part is not None:
        return mention
    words = _RELATIVE.search(low, max(0, mention.start - 20), mention.start)
    if words is None or mention.start - words.end() > 3:
        return mention
    return mention._replace(part=_PARTS.get(words["part"] or ""), start=words.start())
