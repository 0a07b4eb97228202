"""What the event is called and of which subtype it is, from the words at its anchor."""

import re

from transforms.events.anchor import Anchor
from transforms.events.lexicon import kinds
from transforms.events.reading import Reading
from transforms.events.subject import looks_back, openings

_END = re.compile(
    r"[.;!?\n]|,\s(?!(?:giai|năm|lần|nhiệm vụ|giải pháp|phương hướng|mục tiêu|kế hoạch|định hướng|(?<=tỉnh,\s)thành)(?!\w))|"
    r"\stổ chức\s(?=tại|vào|trong|từ)|\s(?:đã\s)?diễn ra|\sđược tổ chức|\sdo\s|\snhằm\s|\sdưới sự\s|"
    r"\stại\s(?=[A-ZĐ“\"])|\svới sự\s|"
    r"\scó\s(?=(?:ông|bà|các|sự|đồng chí|đại diện|lãnh đạo|phó|chủ tịch|bí thư)\s)|\sđã\s|\svào\s|\s-\s(?:đã)"
)
_ABBREVIATED = re.compile(r"(?:TP|T|TT|TX|Q|P)$")
_RECEPTION = re.compile(r"(?:^|\s)tiếp(?!\s(?:xúc|công dân))")
# A row of names: "…, Nghệ An, tỉnh Hà Tĩnh và Thừa Thiên Huế", or one that is called a row before it begins.
_JOINT = re.compile(
    r"(?:,\s|\s(?=(?:và|với|cùng)\s))?(?:(và|với|cùng)\s)?(?:(?:tỉnh|thành phố)\s|tp\.?\s?)?", re.IGNORECASE
)
_WORD = re.compile(r"(?:\s-\s|[\s-])?([^\W\d_]+)")
_ROW = re.compile(r"(?:các|\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s(?:tỉnh|thành phố|địa phương)[\s:(]+$")
# What a name goes on with: a title in quotation marks, or what it is on.
_NAMES = re.compile(
    r"\s(?:[“\"][^”\"]|(?:về(?! phía)|tổng kết|sơ kết|triển khai|xúc tiến|liên kết|kết nối|toàn quốc|trực tuyến|quốc tế|"
    r"khoa học|giao ban|đánh giá|công bố|góp ý|phát triển|quán triệt|bàn|lần thứ)\s)"
)
_MORE_WORDS = 2
_LONGEST = 260
_REACH = 70


def _is_open(text: str) -> bool:
    """Whether a bracket or a pair of quotation marks has been opened and not closed: the name goes on inside it."""
    return text.count("(") > text.count(")") or text.count("“") > text.count("”") or text.count('"') % 2 == 1


def _names_end(text: str, at: int) -> int:
    """Where the words with capitals that stand at a position end."""
    while (word := _WORD.match(text, at)) is not None and word[1][0].isupper():
        at = word.end()
    return at


def _row_end(text: str, floor: int, comma: int) -> int:
    """Where a row of names that goes on after a comma ends; 0 where none does. A row ends with "và", or is announced
    ("các tỉnh A, B")."""
    begin = next((m.start() for m in re.finditer(r"\w+$", text[floor:comma])), 0) + floor
    while (before := re.search(r"\w+\s$", text[floor:begin])) and before[0][0].isupper():
        begin = floor + before.start()
    if not text[begin : begin + 1].isupper():
        return 0
    at, closed = comma, bool(_ROW.search(text[floor:begin].lower()))
    while (joint := _JOINT.match(text, at)) and joint.end() > at:
        end = _names_end(text, joint.end())
        if end == joint.end():
            break
        at, closed = end, closed or joint[1] is not None
    return at if closed and at > comma else 0


def event_name(anchor: Anchor) -> str | None:
    """The event's name as written, from its noun to the end of the phrase; None where only a verb tells of it."""
    if anchor.mode == "verb":
        return None
    text = anchor.sentence.text
    stop = min(len(text), anchor.start + _LONGEST)
    at = anchor.end
    while (end := _END.search(text, at, stop)) is not None:
        inside = text[anchor.start : end.start()]
        abbreviated = end[0] == "." and _ABBREVIATED.search(inside)
        row = _row_end(text, anchor.start, end.start()) if end[0][0] == "," else 0
        if not abbreviated and not _is_open(inside) and not row:
            stop = end.start()
            break
        at = max(end.end(), row)
    return text[anchor.start : stop].strip(" ,-–:") or None


def full_name(anchor: Anchor, reading: Reading) -> str | None:
    """The event's name; where its own sentence has the bare noun ("Hội nghị do Bộ A tổ chức"), as the opening has it."""
    name = event_name(anchor)
    if name is None or name.lower() != anchor.noun or anchor.mode != "held":
        return name
    for sentence in (*reading.title, *(s for s, _ in openings(reading))):
        at = sentence.low.find(f"{anchor.noun} ")
        if at < 0 or sentence is anchor.sentence or looks_back(sentence) or sentence.low[at - 1 : at].isalnum():
            continue
        other = event_name(anchor._replace(sentence=sentence, start=at, end=at + len(anchor.noun)))
        if (
            other is not None
            and len(other.split()) >= len(name.split()) + _MORE_WORDS
            and _NAMES.match(other, len(name))
        ):
            return other
    return name


def subtype_of(anchor: Anchor, reading: Reading) -> str | None:
    """The kind within the type: the first known word in the event's name or right after it, else in the title."""
    if anchor.type == "signing":
        return "ký kết"
    if anchor.type == "working-session" and _RECEPTION.search(anchor.noun):
        return "tiếp"
    stretches = [anchor.sentence.low[anchor.start : anchor.end + _REACH], *(s.low for s in reading.title)]
    if anchor.mode == "verb":
        stretches.insert(0, anchor.noun)
    for pattern in (kinds().subtype, kinds().weak_subtype):
        for stretch in stretches:
            found = pattern.search(stretch)
            if found:
                return found[0]
    return None
