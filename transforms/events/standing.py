"""Regions that stand for their provinces among the parties: "13 tỉnh, thành vùng ĐBSCL"."""

import re
from collections.abc import Iterable
from functools import cache

from records.tag import Evidence
from transforms.events.hosts import Holders
from transforms.events.lexicon import parties, read_words
from transforms.events.provinces import Places
from transforms.events.reading import Reading, Sentence, evidence
from transforms.events.subject import Anchor, openings

_COUNTED = re.compile(
    r"(?P<n>\d{1,2}|các|một số|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:tỉnh,?\s*(?:và\s+)?(?:thành phố|thành|tp)|tỉnh|"
    r"địa phương|thành phố)(?:\s+(?:thuộc|trong|ở))?(?:\s+(?:khu vực|vùng|miền))?\s+$"
)
# "các tỉnh duyên hải miền Trung và Tây Nguyên": the second region is counted with the first.
_ALSO_REGION = re.compile(r"\s?(?:và|,|-|–)\s(?:khu vực\s|vùng\s|các tỉnh\s)?$")
# "Thỏa thuận hợp tác giữa TP.HCM và các tỉnh …": the words from a document's name to its parties.
_OF_DOCUMENT = re.compile(r"(?:[^.;,“”\"]|\.(?=\S)){0,90}?(?<!\w)(?:giữa|với)\s(?:[^.;“”\"]|\.(?=\S)){0,60}$")
_DOCUMENT_REACH = 170
# "Hội đồng điều phối vùng Đồng bằng sông Hồng": its meeting is the region's; how many it has may be said later.
_COUNCIL = re.compile(r"(?<!\w)hội đồng (?:điều phối )?vùng\s+$")
_IN_REGION = re.compile(
    r"(?<!\w)(?P<n>\d{1,2})\s(?:tỉnh,?\s(?:và\s)?thành(?:\sphố)?|tỉnh|địa phương)\s(?:trong|của|thuộc|toàn)\svùng(?!\w)"
)
_NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.get(word)


def _regions(sentences: Iterable[Sentence], places: Places) -> dict[str, tuple[int | None, Evidence]]:
    """Regions that stand for their provinces: "13 tỉnh, thành vùng ĐBSCL", with the first count printed."""
    found: dict[str, tuple[int | None, Evidence]] = {}
    for sentence in sentences:
        counted = 0
        for name, start, end in places.regions_in(sentence):
            match = _COUNTED.search(sentence.low[max(0, start - 70) : start])
            if match is None and not (counted and _ALSO_REGION.fullmatch(sentence.low, counted, start)):
                continue
            counted = end
            count = _count(match["n"]) if match else None
            proof = evidence(sentence, max(0, start - 70) + match.start() if match else start, end, "partner")
            if name not in found or (found[name][0] is None and count):
                found[name] = count, proof
    return found


def of_council(sentence: Sentence, places: Places) -> dict[str, Evidence]:
    """The region whose coordinating council a sentence names, and the words that name it."""
    return {
        name: evidence(sentence, council.start(), end, "partner")
        for name, start, end in places.regions_in(sentence)
        if (council := _COUNCIL.search(sentence.low, 0, start))
    }


def _in_region(sentences: Iterable[Sentence]) -> int | None:
    """How many provinces "trong vùng" sentences count."""
    counts = (m for s in sentences for m in _IN_REGION.finditer(s.low))
    return next((int(m["n"]) for m in counts), None)


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
    """Whether so many provinces are named that the region no longer stands for them."""
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
    stands = _regions((anchor.sentence, *reading.title, *reading.lead), places)
    for region, proof in of_council(anchor.sentence, places).items():
        stands.setdefault(region, (_in_region(s for s, _ in openings(reading)), proof))
    meets = anchor.type == "working-session" and len({*holders.provinces, *holders.visited}) > 1
    for region, (count, proof) in list(stands.items()):
        members = _members(seen, region, places)
        if _spelled_out(len(members), count) or (meets and _is_in_document(anchor.sentence, proof)):
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
