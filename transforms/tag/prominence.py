"""Which of the provinces named an article is about: points for where and how each is mentioned, added up."""

import re
from collections.abc import Iterable

from records.places import provinces
from transforms.tag.mentions import Mention, TextField

# What one mention earns by its field; found on half of the gold.
_FIELD_POINTS: dict[TextField, float] = {"title": 6.0, "lead": 3.0, "body": 1.0, "captions": 0.5}
_OPENING = 300  # code points of the body that a reader sees as its opening
_OPENING_FACTOR = 1.5
_MOST_IN_BODY = 12.0  # beyond this, more mentions in the body add nothing
_TOWN_FACTOR = 0.5  # a town speaks for its province, where that is named too
_MOST_BY_TOWNS = 4.0
_GOVERNMENT_FACTOR = 1.5  # "UBND tỉnh Nghệ An", "TP.HCM": the unit itself, not just a place
_LISTED_FACTOR = 0.5  # one of a list in the body
_ROAD_FACTOR = 0.15  # the end of a road: "cao tốc Hà Nội - Hải Phòng"
_VENUE_FACTOR = 0.7  # "tại Hà Giang"
# National meetings are held in the capital as a matter of course: there "tại Hà Nội" says nothing of the subject.
_CAPITAL = "Hà Nội"
_CAPITAL_VENUE_FACTOR = 0.25
# … and so says the town where a ministry or the Government calls one: "tại thành phố Cần Thơ, Ban Chỉ đạo Tây Nam bộ tổ chức".
_CENTRAL = re.compile(
    r"(?<!\w)(?:Bộ (?!Chính trị)[A-ZĐ]|(?:Phó )?Thủ tướng|Ban Chỉ đạo|Chính phủ|Tổng cục|Tổng Liên đoàn|Ngân hàng Nhà nước)"
)
_MEETING = re.compile(r"(?<!\w)(?:hội nghị|hội thảo|diễn đàn|tọa đàm|sơ kết|tổng kết|tập huấn)(?!\w)", re.IGNORECASE)
_LOCAL = re.compile(r"(?<!\w)(?:UBND|Ủy ban nhân dân|Tỉnh ủy|Thành ủy|HĐND|Sở [A-ZĐ])")
# "Tại TP Đà Lạt (Lâm Đồng)", "tại TP Vinh, Nghệ An"; not "tại hội nghị, Hà Nội cam kết", nor "tại Hải Phòng, Hà Nội cam kết".
_IN_TOWN = re.compile(
    r"(?<!\w)(?:[Tt]ại|[Ởở])\s(?:TP\.?\s?|[Tt]hành phố\s|[Tt]hị xã\s)?"
    r"(?P<town>[A-ZĐÀ-Ỹ][^\W\d_]*(?:\s[A-ZĐÀ-Ỹ][^\W\d_]*){0,2})(?:\s\(|,\s)(?:tỉnh\s)?$"
)
_TOWN_BEFORE, _VENUE_BEFORE, _VENUE_BEHIND = 45, 90, 260

_LEAST_IN_FRONT = 2.2  # where title or lead names it (or a town of it)
_LEAST_ALONE = 2.0  # where hardly another is named
_LEAST_IN_BODY = 4.0
_BODY_SHARE = 0.5  # of all points, where neither title nor lead names it
_ALONE_SHARE = 0.75
_LEAST_AMONG_OTHERS = 6.0
# For another to be a subject beside the first: points, and their share of the first's.
_LEAST_SECOND, _SECOND_SHARE = 4.0, 0.4

_VENUE_WORDS = frozenset({"tại", "ở", "rời", "tai"})
# "(30 tuổi, ngụ TP Hà Nội)": where somebody is from.
_HOME_WORDS = frozenset({"ngụ", "trú", "quê", "gốc"})
_BEFORE_NAME = frozenset({"thủ", "đô", "thành", "phố", "tp", ".", "tỉnh", "trụ", "sở"})
_AUTHORITY = frozenset({"tỉnh", "phố", "tp", "ủy", "ubnd", "hđnd", "tinh", "pho"})


def points(found: Iterable[Mention], towns: Iterable[Mention], name: str) -> float:
    """What speaks for a province being the subject, from its mentions and those of its towns."""
    front, body = 0.0, 0.0
    for mention in found:
        earned = _FIELD_POINTS[mention.field] * _factor(mention, name)
        if mention.field == "body":
            body += earned
        else:
            front += earned
    by_towns = sum(_TOWN_FACTOR * _FIELD_POINTS[town.field] for town in towns)
    return front + min(body, _MOST_IN_BODY) + min(by_towns, _MOST_BY_TOWNS)


def _factor(mention: Mention, name: str) -> float:
    low, i = mention.words.low, mention.place.first - 1
    factor = _OPENING_FACTOR if mention.field == "body" and mention.start < _OPENING else 1.0
    if mention.chained:
        factor *= _ROAD_FACTOR if mention.on_a_road else _LISTED_FACTOR if mention.field == "body" else 1.0
    if mention.place.entry.strong or (i >= 0 and low[i] in _AUTHORITY):
        factor *= _GOVERNMENT_FACTOR
    while i >= 0 and low[i] in _BEFORE_NAME:
        i -= 1
    if i >= 0 and low[i] in _HOME_WORDS:
        factor *= _VENUE_FACTOR
    if (i >= 0 and low[i] in _VENUE_WORDS) or _is_town_of(mention):
        seat = name == _CAPITAL or _is_seat_of_a_central_meeting(mention)
        factor *= _CAPITAL_VENUE_FACTOR if seat else _VENUE_FACTOR
    return factor


def _is_town_of(mention: Mention) -> bool:
    """Whether a province only says where the town is that stands before it as a venue."""
    found = _IN_TOWN.search(mention.words.text, max(0, mention.start - _TOWN_BEFORE), mention.start)
    return found is not None and found["town"] not in {unit.name for unit in provinces().values()}


def _is_seat_of_a_central_meeting(mention: Mention) -> bool:
    """Whether a venue is that of a meeting which a central body holds, and no office of the place is named beside it."""
    around = mention.words.text[max(0, mention.start - _VENUE_BEFORE) : mention.start + _VENUE_BEHIND]
    return all((_CENTRAL.search(around), _MEETING.search(around))) and not _LOCAL.search(around)


def about(earned: dict[str, float], in_front: frozenset[str]) -> frozenset[str]:
    """The keys of the provinces that are the subject: the one with most points if they suffice, and close seconds.

    `in_front` are those that title or lead name, themselves or by a town.
    """
    total = sum(earned.values())
    if not total:
        return frozenset()
    most = max(earned.values())
    best = next(key for key, value in earned.items() if value == most)
    return frozenset(
        key
        for key, value in earned.items()
        if _suffices(value, value / total, in_front=key in in_front)
        and (key == best or (value >= _LEAST_SECOND and value >= _SECOND_SHARE * most))
    )


def _suffices(value: float, share: float, *, in_front: bool) -> bool:
    if in_front:
        return value >= _LEAST_IN_FRONT
    least = _LEAST_ALONE if share >= _ALONE_SHARE else _LEAST_IN_BODY if share >= _BODY_SHARE else _LEAST_AMONG_OTHERS
    return value >= least
