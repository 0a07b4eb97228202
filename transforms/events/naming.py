"""What the event is called and of which subtype it is, from the words at its anchor."""

import re

from transforms.events.lexicon import kinds
from transforms.events.reading import Reading
from transforms.events.subject import Anchor

_END = re.compile(
    r"[.;!?\n]|,\s(?!(?:giai|năm|lần|nhiệm vụ|giải pháp|phương hướng|mục tiêu|kế hoạch|định hướng)(?!\w))|"
    r"\stổ chức\s(?=tại|vào|trong|từ)|\s(?:đã\s)?diễn ra|\sđược tổ chức|\sdo\s|\snhằm\s|\sdưới sự\s|"
    r"\stại\s(?=[A-ZĐ“\"])|\svới sự\s|\sđã\s|\svào\s|\s-\s(?:đã)"
)
_ABBREVIATED = re.compile(r"(?:TP|T|TT|TX|Q|P)$")
_RECEPTION = re.compile(r"(?:^|\s)tiếp(?!\s(?:xúc|công dân))")
_LONGEST = 260
_REACH = 70


def _is_open(text: str) -> bool:
    """Whether a bracket or a pair of quotation marks has been opened and not closed: the name goes on inside it."""
    return text.count("(") > text.count(")") or text.count("“") > text.count("”") or text.count('"') % 2 == 1


def event_name(anchor: Anchor) -> str | None:
    """The event's name as written, from its noun to the end of the phrase; None where only a verb tells of it."""
    if anchor.mode == "verb":
        return None
    text = anchor.sentence.text
    stop = min(len(text), anchor.start + _LONGEST)
    for end in _END.finditer(text, anchor.end, stop):
        inside = text[anchor.start : end.start()]
        abbreviated = end[0] == "." and _ABBREVIATED.search(inside)
        if not abbreviated and not _is_open(inside):
            stop = end.start()
            break
    return text[anchor.start : stop].strip(" ,-–:") or None


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
