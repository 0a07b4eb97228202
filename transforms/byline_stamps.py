"""Cuts a date, a time and a counter of views off the line that also names an author."""

import re

# A date with its time and day of the week, beside the names in one line: "Hồng Nam | Thứ bảy, 25/03/2023 16:40".
_DAY = (
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}\s*(?:tháng|thg)\s*\d{1,2}\s*,?\s*(?:năm\s*)?\d{4}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2},?\s+\d{4}"
    r"|\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+\d{4}"
)
_CLOCK = r"\d{1,2}\s*(?::|h|giờ)\s*\d{2}(?::\d{2})?(?:\s*(?:[ap]\.?m\.?|sa|ch))?"
_STAMP = re.compile(
    rf"(?:(?:(?:thứ\s+\w+|chủ nhật|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|ngày|lúc|vào|on|at)\b,?\s*)|(?:{_CLOCK})[\s,-]*)*"
    rf"(?:{_DAY})(?:[\s,:|@–—-]*(?:lúc\s+|at\s+)?{_CLOCK})?(?:\s*\(?(?:gmt|utc)\S*)?",
    re.I,
)
# What says that a date is the publication's and no name: "Đăng" of "Đăng lúc …", not of "Đăng Khoa".
_POSTED = re.compile(
    r"^(?:được\s+)?(?:ngày\s+|thời gian\s+)?(?:đăng|gửi|viết|cập nhật|xuất bản|posted|published|updated|submitted|date)"
    r"(?:\s+(?:on|at|lúc|ngày|vào))?(?=\s*(?:$|[:|,–-]|bởi\b|by\b))[\s:|,–-]*",
    re.I,
)
_COUNTER = re.compile(
    r"(?:số\s+)?(?:lượt|lần)\s+(?:xem|đọc)\s*:?\s*[\d.,]*|\(?[\d.,]+\s+(?:views?|lượt (?:xem|đọc))\)?|views?\s*:?\s*[\d.,]+"
    r"|\d{1,3}\s+phút\s+đọc|\d{1,3}[\s-]*min(?:ute)?s?\s+read",
    re.I,
)


def without_stamp(line: str) -> str:
    """A line without the date, the time and the counter of views beside its names; as it is without a date."""
    if not re.search(r"\d{4}", line) or not _STAMP.search(line):
        return line
    rest = _stripped(_COUNTER.sub("", _STAMP.sub("", line)))
    return _stripped(_POSTED.sub("", rest))


def _stripped(rest: str) -> str:
    """What is left of a line without the signs at its ends; a bracket stays where both are there: "Nam (tổng hợp)"."""
    bare = rest.strip(" |,–—-•·()/:")
    cut = rest[rest.find(bare) + len(bare) :]
    if "(" in bare and ")" not in bare and cut.startswith(")"):
        return f"{bare})"
    return bare
