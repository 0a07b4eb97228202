"""Where the event was held: said ("tại TP Vinh, tỉnh Nghệ An"), or implied by the one province that holds it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from records.tag import Evidence
from transforms.events.provinces import Mention, Places, foreign_places
from transforms.events.reading import Sentence, evidence
from transforms.events.subject import Anchor

_AT = re.compile(r"(?<!\w)(?:tại|ở)\s+")
# "tại hội nghị", "tại buổi làm việc" name the occasion, not the place.
_NOT_PLACE = re.compile(
    r"(?:hội nghị|buổi|cuộc|lễ|hội thảo|tọa đàm|diễn đàn|phiên|kỳ họp|đây|đó|các|nhiều|một số|việt nam|nước ta|địa phương|"
    r"địa bàn|chương trình|báo cáo|quyết định|nghị quyết|văn bản|thời điểm|sự kiện|đại hội|họp báo|hội đàm|khu vực|vùng|"
    r"doanh nghiệp|công văn|điều|kết luận|chỉ thị|thông báo|nghị định|luật|những|mỗi|từng|phần|hai|ba)(?!\w)"
)
_ENDS = re.compile(
    r"[;.!?“”\"\n,]|\s(?:đã|diễn ra|do|nhằm|với sự|dưới sự|vào|"
    r"ngày|sáng|chiều|tối|để|từ|về|được|tổ chức|với|có|và|cho|sẽ)\s"
)
# A comma or full stop inside a place: "TP. Vinh, tỉnh Nghệ An".
_GOES_ON = re.compile(r",\s*(?:tỉnh|tp|thành phố|huyện|quận|thị xã|phường|xã)(?!\w)|\.\s?\w")
_ABROAD = re.compile(r"(?<!\w)(?:giờ địa phương|giờ đức|giờ pháp|giờ mỹ|giờ nga|giờ nhật)(?!\w)")
_LONGEST = 110
_HALL = re.compile(
    r"(?:trụ sở|ubnd|ủy ban nhân dân|tỉnh ủy|thành ủy|hđnd|trung tâm|hội trường|văn phòng|nhà|khách sạn|"
    r"quận|huyện|phường|xã|thị xã)"
)


class Place(NamedTuple):
    """The province (None where abroad or unsaid), the words, and whether the text itself says them."""

    province: str | None = None
    text: str | None = None
    proof: Evidence | None = None
    abroad: bool = False


def _phrase(sentence: Sentence, start: int, mentions: Sequence[Mention]) -> int:
    """Where the words after "tại" end: a comma before another name of a place does not end them."""
    stop = min(len(sentence.text), start + _LONGEST)
    for match in _ENDS.finditer(sentence.low, start, stop):
        if match[0] == "." and sentence.low[max(0, match.start() - 2) : match.start()] in ("tp", "tx", " q", " p"):
            continue
        if match[0] == "," and _comma_goes_on(sentence, start, match.start(), mentions):
            continue
        return match.start()
    return stop


def _comma_goes_on(sentence: Sentence, start: int, comma: int, mentions: Sequence[Mention]) -> bool:
    """Whether a comma stands inside a place ("TP Vinh, tỉnh Nghệ An"), not before whoever acts there."""
    named = {m.name for m in mentions if start <= m.start < comma and not m.town}
    following = next((m for m in mentions if comma < m.start <= comma + 22), None)
    if named and (following is None or following.name not in named):
        return False
    if _GOES_ON.match(sentence.low, comma):
        return True
    return following is not None and following.start - comma <= 2


def _stated(sentence: Sentence, places: Places, around: int) -> list[tuple[int, Place]]:
    """Each "tại …" of a sentence that names a place, with its distance from the event's name."""
    mentions = places.in_sentence(sentence)
    found = []
    for match in _AT.finditer(sentence.low):
        start = match.end()
        if _NOT_PLACE.match(sentence.low, start) or not sentence.text[start : start + 1].strip():
            continue
        end = _phrase(sentence, start, mentions)
        inside = [m for m in mentions if start <= m.start < end]
        text = sentence.text[start:end].strip(" ,(")
        proof = evidence(sentence, start, end, "place")
        if inside and not foreign_places().match(sentence.text, start):
            found.append((abs(start - around), Place(_decisive(inside), text, proof)))
        elif foreign_places().search(sentence.text, start, end):
            found.append((abs(start - around), Place(None, text, proof, abroad=True)))
        elif sentence.text[start].isupper() or _HALL.match(sentence.low, start):
            found.append((abs(start - around), Place(None, text, proof)))
    return found


def _decisive(inside: Sequence[Mention]) -> str:
    """Of the names in one phrase the last province proper, else the last town's."""
    proper = [m for m in inside if not m.town]
    return (proper or inside)[-1].name


def stated_place(sentences: Sequence[Sentence], anchor: Anchor, places: Places) -> Place | None:
    """The first place the opening says the event was at, the anchor's own sentence first."""
    around = anchor.start
    ordered = [anchor.sentence, *(s for s in sentences if s is not anchor.sentence)]
    best: Place | None = None
    for sentence in ordered:
        found = _stated(sentence, places, around if sentence is anchor.sentence else 0)
        if sentence is not anchor.sentence:
            found = [item for item in found if _about_event(sentence, anchor)]
        for _, place in sorted(found, key=lambda item: item[0]):
            if place.province or place.abroad:
                return place._replace(text=place.text if best is None else f"{best.text}")
            best = best or place
        if best is None and sentence is anchor.sentence and _ABROAD.search(sentence.low):
            return Place(abroad=True)
    return best


def _about_event(sentence: Sentence, anchor: Anchor) -> bool:
    """Whether another sentence of the opening speaks of the same happening as held somewhere."""
    return anchor.noun in sentence.low and bool(re.search(r"diễn ra|tổ chức|khai mạc|chủ trì", sentence.low))


def implied_place(hosts: Sequence[str], visited: Sequence[str]) -> str | None:
    """The province that receives or holds it by itself: of one only, else nobody can say."""
    for group in (visited, hosts):
        names = list(dict.fromkeys(group))
        if len(names) == 1:
            return names[0]
        if names:
            return None
    return None
