"""Persons' names in a sentence: runs of capitalised syllables, cut free of the places and bodies they follow."""

import re
from functools import cache
from typing import NamedTuple

from records.places import provinces
from transforms.events.lexicon import people
from transforms.events.provinces import place_names
from transforms.events.reading import Sentence
from transforms.text import one_tone_placement


def _letters(*, upper: bool) -> str:
    """All upper- or lower-case letters of Latin script, as the inside of a character class."""
    codes = (*range(0x41, 0x7B), *range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))
    return "".join(chr(c) for c in codes if (chr(c).isupper() if upper else chr(c).islower()))


_UP, _LO = _letters(upper=True), _letters(upper=False)
# A capitalised syllable, a foreign name's hyphens and an initial allowed; an acronym is not one. "Phạm S" is a name.
_WORD = (
    rf"(?:(?:[HYK][’']|Mc|Mac)?[{_UP}][{_LO}]+(?:[\-’'][{_UP}{_LO}][{_LO}]*)*|[{_UP}]\.?(?=\s[{_UP}])|[{_UP}](?![\w.]))"
)
# "Kees van Baar": a small word inside a foreign name.
_PARTICLE = r"(?:\s(?:van|von|der|den|de|del|da|dos|di|al|bin|el)(?=\s))"
_RUN = re.compile(rf"(?<![\w.]){_WORD}(?:{_PARTICLE}{{0,2}}\s{_WORD})*(?!\w)")
_MOST_SYLLABLES = 5
# Two capitalised words after one of these are a place: "huyện Hà Khẩu", "bán đảo Sơn Trà".
_PLACE_CUES = re.compile(
    r"(?<!\w)(?:quận|huyện|thị xã|tx|thành phố|tp|phường|xã|thị trấn|đảo|bán đảo|đường|phố|trường|bệnh viện|núi|sông|hồ|chợ|"
    r"vườn quốc gia|khu bảo tồn(?: thiên nhiên)?|khu du lịch|cầu|làng|đèo|cảng|vịnh|thôn|bản|ấp|khu|biển|thpt|thcs|nhà máy|"
    r"công ty|biên giới|cửa khẩu|hội quán|giải thưởng|giải|sân|ga|đền|chùa|ảnh:?|tác giả:?)\.?\s+$"
)
# What opens a sentence and ends nobody's name, behind so many syllables.
_OPENERS = frozenset({"Ông", "Bà", "Ảnh", "Chia", "Phát", "Theo", "Tham"})
_PERSON = 3
# "Bí thư Quận ủy Lê Chân Phạm Hồng Điệp": so many capitals after a committee are a place and a person.
_COMMITTEE = re.compile(r"(?<!\w)(?:quận|huyện|thị|thành|đảng) ủy\s+$")
_PLACE_AND_PERSON = 5
# "Chủ tịch UBND tỉnh Đồng Văn Thanh": what follows is a province or a person, no town.
_OF_PROVINCE = re.compile(r"(?<!\w)tỉnh\s+$")
_LUNAR_YEAR = re.compile(
    r"(?:Giáp|Ất|Bính|Đinh|Mậu|Kỷ|Canh|Tân|Nhâm|Quý) (?:Tý|Sửu|Dần|Mão|Thìn|Tỵ|Ngọ|Mùi|Thân|Dậu|Tuất|Hợi)\b"
)


class Name(NamedTuple):
    """A person named at sentence.text[start:end]; `known` where the family name is Vietnamese."""

    text: str
    start: int
    end: int
    known: bool


def _is_person(words: list[str]) -> bool:
    """Whether words after "tỉnh" or "ông" are no province but a whole name, though it begins as a town does: "Đồng Văn Thanh"."""
    two = " ".join(words[:2])
    return 3 <= len(words) <= _PLACE_AND_PERSON - 1 and words[0] in people().surnames and _starts_with_town(two)


def _starts_with_town(two: str) -> bool:
    """Whether two words are a place, and no province."""
    return place_names().fullmatch(two) is not None and two not in _province_names()


@cache
def _province_names() -> frozenset[str]:
    return frozenset(one_tone_placement(unit.name) for unit in provinces().values())


def _cut_front(words: list[str], text: str, *, cued: bool) -> int:
    """How many words at the head of a run are a place, a body or a form of address."""
    cut = 0
    match = place_names().match(text)
    while match is not None and cut < len(words):
        cut += len(match[0].split())
        rest = " ".join(words[cut:])
        match = place_names().match(rest) if rest else None
    if not cut and cued:
        cut = _place_length(words)
    while cut < len(words) and people().honorific.fullmatch(words[cut].lower()):
        # "Ông" is also a family name, but hardly before another capital.
        cut += 1
    return cut


def _may_be_foreign(words: list[str]) -> bool:
    """Whether words without a family name of ours can be a person: no body, place or company among them."""
    if any(word in people().not_names for word in words):
        return False
    return place_names().search(" ".join(words)) is None


def _place_length(words: list[str]) -> int:
    """Words of a place after "quận", "huyện": up to the first strong family name that leaves a whole name."""
    for i in (2, 3, 1):
        if len(words) - i >= 2 and words[i] in people().strong_surnames:
            return i
    return 0


def _surname_at(words: list[str], cut: int) -> int | None:
    """Where the person's name begins: the first family name that leaves two to five syllables."""
    for i in range(cut, len(words) - 1):
        weak = i > cut  # what comes before it in the run is unknown: ask for a family name proper
        known = people().strong_surnames if weak else people().surnames
        if words[i] in known and len(words) - i <= _MOST_SYLLABLES:
            return i
    return None


def _without_tail(words: list[str]) -> list[str]:
    """A run of capitals without what begins the next sentence where a caption ran into it: "Đào Minh Tú | Chia sẻ"."""
    for i in range(_PERSON, len(words)):
        if words[i] in _OPENERS:
            return words[:i]
    return words


def find_names(sentence: Sentence) -> list[Name]:
    """The persons a sentence may name, in order; unknown ones are for whoever finds a title beside them to accept."""
    text = one_tone_placement(sentence.text)
    titles = [m.span() for m in people().title.finditer(sentence.low)]
    found = []
    for match in _RUN.finditer(text):
        if any(start < match.end() < end for start, end in titles):
            continue  # "Phó Chủ" of "Phó Chủ tịch"
        if _LUNAR_YEAR.search(match[0]):
            continue
        words = match[0].split(" ") if "  " not in match[0] else match[0].split()
        words = _without_tail(words)
        run_end = match.start() + len(" ".join(words)) if len(words) < len(match[0].split()) else match.end()
        if len(words) < 2 and not people().before_name.search(sentence.low[: match.start()][-12:]):
            continue
        cued = bool(_PLACE_CUES.search(sentence.low[max(0, match.start() - 14) : match.start()]))
        of_committee = len(words) >= _PLACE_AND_PERSON and _COMMITTEE.search(sentence.low[: match.start()][-12:])
        in_province = _OF_PROVINCE.search(sentence.low[: match.start()][-6:]) is not None
        addressed = people().before_name.search(sentence.low[: match.start()][-12:]) is not None
        whole = (in_province or addressed) and _is_person(words)
        cut = 0 if whole else _cut_front(words, match[0], cued=cued or bool(of_committee))
        if cued and len(words) - cut < 3 and not cut:
            continue
        at = _surname_at(words, cut)
        known = at is not None
        at = cut if at is None else at
        if not known and (at >= len(words) or not _may_be_foreign(words[at:]) or cued):
            continue
        if len(words) - at < 2 or len(words) - at > _MOST_SYLLABLES + (not known):
            continue
        start = match.start() + sum(len(word) + 1 for word in words[:at])
        found.append(Name(sentence.text[start:run_end], start, run_end, known))
    return found
