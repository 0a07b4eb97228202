"""Regions that stand for their provinces among the parties: "13 tỉnh, thành vùng ĐBSCL"."""

import re
from collections.abc import Iterable
from functools import cache

from records.tag import Evidence
from transforms.events.anchor import Anchor
from transforms.events.hosts import Holders
from transforms.events.lexicon import parties, read_words
from transforms.events.provinces import Mention, Places
from transforms.events.reading import Reading, Sentence, evidence
from transforms.events.subject import openings

_COUNTED = re.compile(
    r"(?P<n>\d{1,2}|các|một số|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:tỉnh,?\s*(?:và\s+)?(?:thành phố|thành|tp)|tỉnh|"
    r"địa phương|thành phố|vùng)(?:\s+(?:thuộc|trong|ở))?(?:\s+(?:khu vực|vùng|miền))?\s+$"
)
# "giữa doanh nghiệp Cần Thơ và doanh nghiệp vùng Đông Nam Bộ": those of a region meet those of a province.
_THOSE_OF = re.compile(
    r"(?<!\w)giữa\s[^.;]{2,60}?\s(?:và|với)\s(?:các )?(?:doanh nghiệp|hợp tác xã|địa phương|nhà cung cấp|đơn vị|sở \w+(?: \w+)?)"
    r"(?: của| ở| tại)?(?: các tỉnh)?(?: khu vực| vùng)?\s$"
)
# "Tại hội thảo, nhiều chuyên gia cho rằng 13 tỉnh miền Tây cần …": whom the talk was of.
_SAYS = re.compile(r"(?<!\w)(?:cho rằng|cho biết|nhận định|khẳng định|nhấn mạnh|nêu rõ|đề nghị|kiến nghị|chỉ ra)(?!\w)")
# "các tỉnh duyên hải miền Trung và Tây Nguyên": the second region is counted with the first.
_ALSO_REGION = re.compile(r"\s?(?:và|,|-|–)\s(?:khu vực\s|vùng\s|các tỉnh\s)?$")
# "Thỏa thuận hợp tác giữa TP.HCM và các tỉnh …": the words from a document's name to its parties.
_OF_DOCUMENT = re.compile(r"(?:[^.;,“”\"]|\.(?=\S)){0,90}?(?<!\w)(?:giữa|với)\s(?:[^.;“”\"]|\.(?=\S)){0,60}$")
_DOCUMENT_REACH = 170
# "nối giữa Thái Nguyên và các tỉnh trong vùng": who is named before "và" is no part of the rest.
_BETWEEN = re.compile(r"(?<!\w)giữa\s(?:tỉnh\s|thành phố\s|tp\.?\s?)?$")
_AND_OTHERS = re.compile(r"\s(?:và|với)\s(?:các|\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vùng|khu vực)\s")
# "Hội đồng điều phối vùng Đồng bằng sông Hồng": its meeting is the region's; how many it has may be said later.
_COUNCIL = re.compile(r"(?<!\w)hội đồng (?:điều phối )?vùng\s+$")
_IN_REGION = re.compile(
    r"(?<!\w)(?P<n>\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s(?:tỉnh,?\s(?:và\s)?thành(?:\sphố)?|tỉnh|"
    r"địa phương)\s(?:trong|của|thuộc|toàn)\svùng(?!\w)"
)
# "Diễn đàn liên kết vùng A và B", to which "lãnh đạo các tỉnh trong hai vùng" came.
_LINKS = re.compile(
    r"(?<!\w)(?:liên kết|kết nối|hợp tác)(?: phát triển)?(?: \w+ \w+)?(?: giữa)?(?: các tỉnh| nội)?"
    r"(?: hai)?(?: vùng| khu vực| tiểu vùng)?\s$"
)
_ALL_THERE = re.compile(
    r"(?<!\w)(?:tham dự|dự|tham gia|có mặt|đến dự|tới dự)(?!\w)[^.]{0,150}?(?<!\w)"
    r"(?:các|\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s"
    r"(?:tỉnh(?:, thành(?: phố)?)?|địa phương)(?: thành viên)?\s(?:trong|của|thuộc|toàn)\s(?:hai |khu |tiểu )?(?:vùng|vực)(?!\w)"
)
# "TP.HCM - ĐBSCL", "Hà Nội với Tây Nguyên": a region met by a province, without a word of how many.
_JOINT = re.compile(r"\s?(?:-|–|và|với)\s(?:vùng\s|khu vực\s)?$")
_JOINT_REACH = 20
# … of "các tỉnh miền Đông", which is a region's name as a whole.
_ALL = "các tỉnh "
_NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.get(word)


def _regions(
    sentences: Iterable[Sentence], places: Places, said_from: int = -1
) -> dict[str, tuple[int | None, Evidence]]:
    """Regions that stand for their provinces: "13 tỉnh, thành vùng ĐBSCL", with the first count printed.

    What the first sentence says from `said_from` on behind "cho rằng" and the like is talk of a region.
    """
    found: dict[str, tuple[int | None, Evidence]] = {}
    for i, sentence in enumerate(sentences):
        counted = 0
        for name, begin, end in places.regions_in(sentence):
            if i == 0 and said_from >= 0 and _SAYS.search(sentence.low, said_from, max(said_from, begin)):
                break
            start = begin + len(_ALL) if sentence.low.startswith(_ALL, begin) else begin
            match = _COUNTED.search(sentence.low[max(0, start - 70) : start])
            with_province = match is None and _joined_to(sentence, start, places) is not None
            also = counted and _ALSO_REGION.fullmatch(sentence.low, counted, start)
            if not (match or with_province or also or _THOSE_OF.search(sentence.low, max(0, start - 110), start)):
                continue
            counted = end
            count = _count(match["n"]) if match else None
            proof = evidence(sentence, max(0, start - 70) + match.start() if match else start, end, "partner")
            if name not in found or (found[name][0] is None and count):
                found[name] = count, proof
    return found


def _joined_to(sentence: Sentence, start: int, places: Places) -> Mention | None:
    """The province that a region is joined to: "Diễn đàn kết nối TP.HCM - Đồng bằng sông Cửu Long"; `start` is the region's."""
    joint = _JOINT.search(sentence.low, max(0, start - _JOINT_REACH), start)
    if joint is None or not parties().cooperation.search(sentence.low):
        return None
    return next((m for m in places.in_sentence(sentence) if m.end == joint.start() and not m.town), None)


def _met(sentences: Iterable[Sentence], places: Places) -> dict[str, str]:
    """The regions that a province is told with, and that province: "TP.HCM và 8 tỉnh Tây Bắc", "Hà Nội - Tây Nguyên"."""
    found = {}
    for sentence in sentences:
        for name, begin, _ in places.regions_in(sentence):
            counted = _COUNTED.search(sentence.low, max(0, begin - 70), begin)
            of_all = counted is not None and _count(counted["n"]) is None  # "các tỉnh Tây Bắc" are those that are named
            beside = None if of_all else _joined_to(sentence, counted.start() if counted else begin, places)
            row = beside is not None and counted is not None and beside.name in _members([beside.name], name, places)
            if beside is not None and not row:  # "An Giang, Kiên Giang - hai tỉnh Tây Nam Bộ" says where they lie
                found[name] = beside.name
    return found


def _set_apart(sentences: Iterable[Sentence], places: Places) -> set[str]:
    """The provinces that are told apart from the others of their region: "giữa Thái Nguyên và các tỉnh trong vùng"."""
    return {
        m.name
        for sentence in sentences
        for m in places.in_sentence(sentence)
        if _BETWEEN.search(sentence.low, max(0, m.start - 30), m.start) and _AND_OTHERS.match(sentence.low, m.end)
    }


def of_council(sentence: Sentence, places: Places) -> dict[str, Evidence]:
    """The region whose coordinating council a sentence names, and the words that name it."""
    return {
        name: evidence(sentence, council.start(), end, "partner")
        for name, start, end in places.regions_in(sentence)
        if (council := _COUNCIL.search(sentence.low, 0, start))
    }


def _linked(anchor: Anchor, told: Iterable[Sentence], places: Places) -> dict[str, Evidence]:
    """The regions that the event's name links ("Diễn đàn liên kết vùng A và B") where their provinces are said to be there."""
    if not any(_ALL_THERE.search(sentence.low) for sentence in told):
        return {}
    found: dict[str, Evidence] = {}
    at = anchor.end
    for name, start, end in places.regions_in(anchor.sentence):
        linked = _LINKS.search(anchor.sentence.low, anchor.end, start) if start >= anchor.end else None
        if linked or (found and _ALSO_REGION.fullmatch(anchor.sentence.low, at, start)):
            found[name], at = evidence(anchor.sentence, start, end, "partner"), end
    return found


def _in_region(sentences: Iterable[Sentence]) -> int | None:
    """How many provinces "trong vùng" sentences count."""
    counts = (m for s in sentences for m in _IN_REGION.finditer(s.low))
    return next((_count(m["n"]) for m in counts), None)


@cache
def _parts() -> dict[str, frozenset[str]]:
    """The provinces of regions that the statistics office does not count by (Tây Bắc, Nam Trung Bộ)."""
    return {region: frozenset(names) for region, names in read_words("places")["region_members"].items()}


def _members(seen: Iterable[str], region: str, places: Places) -> list[str]:
    """Which of the provinces named are of a region; of a region whose provinces nobody has listed, all that are."""
    named, part = list(seen), _parts().get(region)
    if part is None and not places.is_statistical(region):
        return named
    return [name for name in named if (name in part if part is not None else places.region_of(name) == region)]


def _spelled_out(named: int, count: int | None) -> bool:
    """Whether so many provinces of a region are named that it does not stand for them."""
    return named >= 0.7 * count if count else named >= 3


def standing(
    reading: Reading,
    anchor: Anchor,
    holders: Holders,
    kept: set[str],
    places: Places,
    seen: dict[str, Evidence | None],
) -> dict[str, tuple[int | None, Evidence]]:
    """The regions that stand for provinces; their members are taken out of `seen` unless they hold it or are `kept`."""
    others = [sentence for sentence in (*reading.title, *reading.lead) if sentence is not anchor.sentence]
    stands = _regions((anchor.sentence, *others), places, anchor.end)
    told = [s for s, _ in openings(reading)]
    for region, proof in {**of_council(anchor.sentence, places), **_linked(anchor, told, places)}.items():
        counted = _regions(told, places).get(region, (None, proof))[0]
        stands.setdefault(region, (counted or _in_region(told), proof))
    met = _met((anchor.sentence, *reading.title), places)
    kept = kept | _set_apart((anchor.sentence, *reading.title), places)
    for name in met.values():
        seen.setdefault(name, None)
    meets = anchor.type == "working-session" and len({*holders.provinces, *holders.visited}) > 1
    for region, (count, proof) in list(stands.items()):
        members = _members(seen, region, places)
        if meets and _is_in_document(anchor.sentence, proof):
            del stands[region]
            continue
        if _spelled_out(len(members), count):
            if region not in met:  # a region that is met by name is a party beside its provinces
                del stands[region]
            continue
        known = region in _parts() or places.is_statistical(region)
        for name in [n for n in members if known and n not in holders.provinces and n not in kept]:
            del seen[name]
    return stands


def _is_in_document(sentence: Sentence, proof: Evidence) -> bool:
    """Whether a region stands in the name of an agreement: two provinces that meet on it are all that meet."""
    if proof.field != sentence.field or not sentence.start <= proof.start < sentence.end:
        return False
    at = proof.start - sentence.start
    begins = [m.end() for m in parties().document.finditer(sentence.low, max(0, at - _DOCUMENT_REACH), at)]
    return any(_OF_DOCUMENT.fullmatch(sentence.low, begin, at) for begin in begins)
