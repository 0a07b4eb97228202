"""Where a happening is named, and what it is once its words are read: the conference whose opening ceremony is told."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from records.event import EventType
from transforms.events.lexicon import kinds
from transforms.events.reading import Sentence

# "Lễ khai mạc Hội nghị A": a part of the conference, not a ceremony of its own.
_PART_OF = re.compile(r"(?:lễ|buổi|phiên) (?:khai mạc|bế mạc|khai mạc trọng thể)$")
_COUNCIL = re.compile(r"(?<!\w)(?:quốc hội|hđnd|hội đồng nhân dân|nghị viện|kỳ họp|ubnd|chính phủ)(?!\w)")
# "kỳ họp lần thứ 39 Ủy ban liên Chính phủ": two governments meet.
_JOINT_COMMITTEE = re.compile(
    r"[^.;,]{0,30}?(?:ủy|tiểu) ban (?:liên chính phủ|hỗn hợp|liên hợp|hợp tác|điều phối)(?!\w)"
)
_MEETS = re.compile(r"(?:buổi |cuộc )?(?:họp mặt|gặp mặt)")
_HONOURS = re.compile(
    r",?\s(?:và\s)?(?:[^\s,.;]+,\s)?(?:biểu dương|tôn vinh|tuyên dương|vinh danh|tri ân|khen thưởng|trao thưởng|chúc thọ|mừng thọ|"
    r"trao tặng|tặng quà|trao quà)(?!\w)"
)
_OBJECT = re.compile(r"\s(?:trọng thể\s|chính thức\s)?(?:một\s|các\s)?")
_A_DELEGATION = re.compile(r"\s(?:với\s)?đoàn (?:đại biểu|công tác|cán bộ|lãnh đạo|tỉnh|khách)")
_CONFERENCES = frozenset({"conference", "seminar", "forum"})


class Anchor(NamedTuple):
    """Where the happening is named: sentence.text[start:end], in which way, and the score of the whole article."""

    sentence: Sentence
    start: int
    end: int
    type: EventType
    noun: str
    mode: str
    score: float


def named_whole(anchor: Anchor, candidates: Sequence[Anchor]) -> Anchor:
    """The happening itself where the words found name a part of it, its opening, or only that people came together."""
    return _meeting_of(_session_of(_whole_of(_opened_by(anchor, candidates))))


def _whole_of(anchor: Anchor) -> Anchor:
    """The conference itself where its opening ceremony is named."""
    following = kinds().noun.match(anchor.sentence.low, anchor.end + 1)
    if following is None or not _PART_OF.search(anchor.noun):
        return anchor
    return anchor._replace(
        start=following.start(), end=following.end(), noun=following[0], type=kinds().types[following[0]]
    )


def _session_of(anchor: Anchor) -> Anchor:
    """The conference whose sittings are told of ("tại các phiên thảo luận của hội nghị"): no council's session."""
    if anchor.type == "assembly-session" and _JOINT_COMMITTEE.match(anchor.sentence.low, anchor.end):
        return anchor._replace(type="working-session")
    if anchor.type != "assembly-session" or _COUNCIL.search(anchor.sentence.low):
        return anchor
    whole = next((m for m in kinds().noun.finditer(anchor.sentence.low) if kinds().types[m[0]] in _CONFERENCES), None)
    if whole is None:
        return anchor
    return anchor._replace(start=whole.start(), end=whole.end(), noun=whole[0], type=kinds().types[whole[0]])


def _meeting_of(anchor: Anchor) -> Anchor:
    """What people come together for: "họp mặt đoàn đại biểu tỉnh A" receives a delegation, "gặp mặt, tôn vinh" honours."""
    if not _MEETS.fullmatch(anchor.noun):
        return anchor
    if _A_DELEGATION.match(anchor.sentence.low, anchor.end):
        return anchor._replace(type="working-session")
    return anchor._replace(type="ceremony") if _HONOURS.match(anchor.sentence.low, anchor.end) else anchor


def _opened_by(anchor: Anchor, candidates: Sequence[Anchor]) -> Anchor:
    """What a verb of opening or closing has as its object: "khai mạc lớp tập huấn" tells of the course."""
    if anchor.mode != "verb" or anchor.noun not in ("khai mạc", "bế mạc"):
        return anchor
    beside = (a for a in candidates if a.sentence is anchor.sentence and a.mode != "verb")
    whole = next((a for a in beside if _OBJECT.fullmatch(a.sentence.low, anchor.end, a.start)), None)
    return anchor if whole is None else whole._replace(score=anchor.score)
