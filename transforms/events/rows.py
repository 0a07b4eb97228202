"""Agreements told in a row: the second of those that are carried out, and examples of what was signed."""

import re
from collections.abc import Iterator

from transforms.events.documents import Span, date_in, document_end, short_name
from transforms.events.lexicon import parties
from transforms.events.reading import Sentence
from transforms.events.references import Act

# "triển khai Hiệp định … và | Bản ghi nhớ …", "sửa đổi, bổ sung (hoặc thay thế) | Thỏa thuận …".
_CARRIED = re.compile(
    r"(?<!\w)(?:theo|trên cơ sở|căn cứ(?: vào)?|dựa trên|thực hiện|triển khai|thực thi|trong khuôn khổ|kế thừa|thay thế|sửa đổi|"
    r"bổ sung|gia hạn|cụ thể hóa|tuân thủ|phát huy)\s(?:\([^()]{3,30}\)\s)?"
    r"(?:(?:tốt|có|hiệu quả|đầy đủ|nghiêm túc|nội dung|khuôn khổ|của|trong|các|những)\s){0,4}"
)
_PAPER = re.compile(
    r"(?:hiệp định|hiệp ước|nghị định thư|công ước|tuyên bố|tuyên bố chung|thỏa thuận|bản ghi nhớ|biên bản|chương trình|kế hoạch|"
    r"quy chế|ý định thư|văn kiện|văn bản|nghị quyết|cam kết)(?!\w)"
)
# "các thỏa thuận đã đạt được như | Bản ghi nhớ …", "những văn bản đã ký, trong đó có | Quy chế …".
_SIGNED = re.compile(
    r"(?<!\w)(?:các|những|nhiều|\d+|hai|ba|bốn)\s(?:\w+\s){0,2}(?:thỏa thuận|văn bản|văn kiện|chương trình|bản ghi nhớ|biên bản|"
    r"cam kết|quy chế|cơ chế)(?:\s(?:hợp tác|phối hợp|ghi nhớ))?"
    r"(?:(?!(?<!\w)(?:sẽ|để|nhằm|trong thời gian tới)(?!\w))[^.;:,]){0,70}?\s(?:đã|được|hiện)\s(?:\w+\s){0,3}?"
    r"(?:ký|ký kết|đạt được|có|thống nhất)(?:\s(?:giữa|với)\s[^.;:,]{2,60}?)?"
    r"(?:,\s|\s)(?:như|nhất là|trong đó có|đặc biệt là|bao gồm|gồm|điển hình là|cụ thể là|có thể kể đến)\s"
)
_JOINT = re.compile(r"(?:,|\svà|\scũng như|,\svà)\s$")
_BROKEN = re.compile(
    r"(?<!\w)(?:sẽ|để|nhằm|là|được|đã|tăng cường|thúc đẩy|đẩy mạnh|tiếp tục|xây dựng|ký|ký kết|đề nghị|phối hợp)(?!\w)"
)
_STOP = re.compile(r"[.;:!?\n]")
_WITH = re.compile(r"(?<!\w)(?:giữa|với)\s")
_YEAR_LAST = re.compile(r"\s(?:năm\s)?((?:19|20)\d\d)$")
# Not "sửa đổi Thỏa thuận … | trong năm 2017": when it is to be changed.
_OF_SIGNING = re.compile(r"\s?\(?(?:(?:đã |được )*(?:ký|kí)(?!\w)|năm|ngày|tháng|từ|\d)")
# One of these is in every sentence that names an agreement; looked for first, being quick.
_WORDS = (
    "thỏa",
    "ghi nhớ",
    "biên bản",
    "hợp tác",
    "phối hợp",
    "liên",
    "quy chế",
    "định thư",
    "cam kết",
    "giao ước",
    "công tác",
)
_REACH = 240
_NAMED_WORDS = 5
_BEHIND = 40


def in_a_row(sentence: Sentence) -> Iterator[Act]:
    """Agreements that stand second in a row of what is carried out, or that are named as an example of what was signed."""
    if not any(word in sentence.low for word in _WORDS):
        return
    for cue in _SIGNED.finditer(sentence.low):
        yield from _those_of(sentence, cue, from_first=True)
    for cue in _CARRIED.finditer(sentence.low):
        if _PAPER.match(sentence.low, cue.end()):
            yield from _those_of(sentence, cue, from_first="(" in cue[0])


def _those_of(sentence: Sentence, cue: re.Match[str], *, from_first: bool) -> Iterator[Act]:
    """The agreements of the row that a cue opens; its first one only where asked for."""
    stop = _STOP.search(sentence.low, cue.end())
    last = min(cue.end() + _REACH, stop.start() if stop else len(sentence.low))
    for found in parties().document.finditer(sentence.low, cue.end(), last):
        between = sentence.low[cue.end() : found.start()]
        if not (from_first if not between else _JOINT.search(between) is not None):
            continue
        if _BROKEN.search(between):
            return
        span, on = _name(sentence, found)
        named = sentence.text[found.start()].isupper() or _WITH.search(sentence.low, found.end(), span[1])
        if named and len(short_name(sentence.text[slice(*span)]).split()) >= _NAMED_WORDS:
            yield Act(sentence, found.start(), found.end(), span, "past", on, sure=True)


def _name(sentence: Sentence, found: re.Match[str]) -> tuple[Span, str | None]:
    """Where a document's name begins and ends, and the day or year behind it."""
    end = document_end(sentence, found.start(), found.end())
    year = _YEAR_LAST.search(sentence.low, found.end(), end)
    if year is not None:
        return (found.start(), year.start()), year[1]
    behind = sentence.low[end : end + _BEHIND]
    return (found.start(), end), date_in(behind) if _OF_SIGNING.match(behind) else None
