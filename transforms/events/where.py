"""Where the event was held: said ("tại TP Vinh, tỉnh Nghệ An"), or implied by the one province that holds it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from records.tag import Evidence
from transforms.events.anchor import Anchor
from transforms.events.provinces import Mention, Places, foreign_places, names_abroad
from transforms.events.reading import Sentence, evidence
from transforms.events.venues import venue_spans

_ABROAD = re.compile(r"(?<!\w)(?:giờ địa phương|giờ đức|giờ pháp|giờ mỹ|giờ nga|giờ nhật)(?!\w)")
# "tại thành phố Ulyanovsk (Nga)", where the phrase has ended before the bracket.
_BRACKET = re.compile(r"\s?\([^()]{2,40}\)")
_HALL = re.compile(
    r"(?:trụ sở|ubnd|ủy ban nhân dân|tỉnh ủy|thành ủy|hđnd|trung tâm|hội trường|văn phòng|nhà|khách sạn|"
    r"quận|huyện|phường|xã|thị xã)"
)


# "Tổ hợp đa chức năng Hà Nội - Moskva": a name made of two places.
_WITH_ABROAD = re.compile(rf"\s?[-–]\s?{foreign_places().pattern}")


# "… (INCENTRA) ở Thủ đô Moskva".
_THEN_ABROAD = re.compile(rf"(?:ở|tại|,) (?:[Tt]hủ đô|[Tt]hành phố|TP\.?) {foreign_places().pattern}")


# "liệt sĩ hy sinh tại Lào", "người Việt sinh sống ở Đức": where somebody is or was, not where it is held.
_LIVES = re.compile(
    r"(?<!\w)(?:hy sinh|sinh sống|định cư|chiến đấu|tu nghiệp|du học|học tập|lao động|sinh ra|an nghỉ|mất|xuất khẩu|sản xuất)\s"
    r"(?:và\s\w+\s\w+\s)?(?:tại|ở)\s+$"
)
# What a text calls the event when it comes back to it: "buổi lễ", "hội nghị".
_HEADS = re.compile(r"(?:hội nghị|hội thảo|tọa đàm|diễn đàn|đại hội|lễ|buổi|cuộc|kỳ họp|chương trình|lớp)(?!\w)")
_IS_HELD = re.compile(r"diễn ra|tổ chức|khai mạc|chủ trì|điểm cầu (?:chính|trung ương|trung tâm)")
# "Sau khi kiểm tra …, hai bên làm việc tại UBND huyện A": where those who went about sat down.
_BOTH_TALK = re.compile(
    r"(?<!\w)(?:hai bên|các bên|hai đoàn|đoàn(?: công tác)?)\s(?:đã\s|có buổi\s)*(?:làm việc|hội đàm|họp)\stại(?!\w)"
)


_DASH = re.compile(r"\s?[-–—]\s")


class Place(NamedTuple):
    """The province (None where abroad or unsaid), the words, and whether the text itself says them."""

    province: str | None = None
    text: str | None = None
    proof: Evidence | None = None
    abroad: bool = False


def _stated(sentence: Sentence, places: Places, around: int) -> list[tuple[int, Place]]:
    """Each "tại …" of a sentence that names a place, with its distance from the event's name."""
    mentions = places.in_sentence(sentence)
    found = []
    for start, stop in venue_spans(sentence, mentions):
        if _LIVES.search(sentence.low[max(0, start - 40) : start]):
            continue
        inside = [m for m in mentions if start <= m.start < stop and not _WITH_ABROAD.match(sentence.text, m.end)]
        bracket = _BRACKET.match(sentence.text, stop)
        end = bracket.end() if bracket and not inside else stop
        text = sentence.text[start:end].strip(" ,(")
        proof = evidence(sentence, start, end, "place")
        if inside and not (
            foreign_places().match(sentence.text, start) or _THEN_ABROAD.search(sentence.text, start, stop)
        ):
            found.append((abs(start - around), Place(_decisive(inside), text, proof)))
        elif names_abroad(sentence.text[start:end]):
            found.append((abs(start - around), Place(None, text, proof, abroad=True)))
        elif sentence.text[start].isupper() or _HALL.match(sentence.low, start):
            found.append((abs(start - around), Place(None, text, proof)))
    return found


def _decisive(inside: Sequence[Mention]) -> str:
    """Of the names in one phrase the last province proper, else the last town's."""
    proper = [m for m in inside if not m.town]
    return (proper or inside)[-1].name


def stated_place(sentences: Sequence[Sentence], anchor: Anchor, places: Places, dated: Sentence | None) -> Place | None:
    """The first place the opening says the event was at, the anchor's own sentence first; `dated` gives its day."""
    around = anchor.start
    ordered = [anchor.sentence, *(s for s in sentences if s is not anchor.sentence)]
    best: Place | None = None
    for sentence in ordered:
        found = _stated(sentence, places, around if sentence is anchor.sentence else 0)
        if sentence is not anchor.sentence:
            found = [item for item in found if sentence is dated or _about_event(sentence, anchor)]
        for _, place in sorted(found, key=lambda item: item[0]):
            if place.province or place.abroad:
                return place._replace(text=place.text if best is None else f"{best.text}")
            best = best or place
        if best is None and sentence is anchor.sentence and _ABROAD.search(sentence.low):
            return Place(abroad=True)
    return best


def _about_event(sentence: Sentence, anchor: Anchor) -> bool:
    """Whether another sentence of the opening speaks of the same happening as held somewhere."""
    head = _HEADS.match(anchor.noun)
    # told by a verb: the text comes back to it as "buổi làm việc", "cuộc họp"
    named = re.search(rf"(?<!\w){re.escape(head[0])}(?!\w)", sentence.low) if head else _HEADS.match(sentence.low)
    if named is not None and _IS_HELD.search(sentence.low):
        return True
    return anchor.type == "working-session" and _BOTH_TALK.search(sentence.low) is not None


def town_of_venue(anchor: Anchor, places: Places) -> Place | None:
    """The place that the venue's name tells by a town in it: "tại bến xe Đức Hòa"."""
    sentence = anchor.sentence
    for start, end in venue_spans(sentence, places.in_sentence(sentence)):
        town = places.town_within(sentence, start, end)
        if town is not None:
            return Place(town, sentence.text[start:end].strip(" ,("), evidence(sentence, start, end, "place"))
    return None


def dateline(anchor: Anchor, places: Places) -> str | None:
    """The province in capitals that the anchor's sentence, the text's first, opens with: "HÀ NỘI - Chiều 19/10, tại …"."""
    sentence = anchor.sentence
    mentions = places.in_sentence(sentence)
    first = next(iter(mentions), None)
    opens = sentence.start == 0 and sentence.field in ("lead", "body") and first is not None
    if first is None or not opens or first.start or not sentence.text[: first.end].isupper():
        return None
    dash = _DASH.match(sentence.text, first.end)
    if dash is None or any(m.start == dash.end() and sentence.text[m.start : m.end].isupper() for m in mentions):
        return None  # "NGHỆ AN - THANH HÓA: …" names two
    return first.name


def implied_place(hosts: Sequence[str], visited: Sequence[str]) -> str | None:
    """The province that receives or holds it by itself: of one only, else nobody can say."""
    for group in (visited, hosts):
        names = list(dict.fromkeys(group))
        if len(names) == 1:
            return names[0]
        if names:
            return None
    return None
