"""Whether a name in a text is the place, by the words around it: not a street, a ship, a person, a company."""

import re
from collections.abc import Iterator

from transforms.gazetteer import Gazetteer, Place
from transforms.scan import Phrases, Words

# How far left of a name its body's head may stand: "Công ty Cổ phần Xây dựng và Phát triển Đô thị Quảng Ngãi".
_BODY_REACH = 12
_REGION_BODY_REACH = 9
# "thư viện", "bệnh viện" are no institutes.
_NO_INSTITUTE = frozenset({"thư", "bệnh", "thu", "benh"})
_VOWELS = re.compile(r"[aeiouy]+")
_SENTENCE_ENDS = frozenset('.!?…"')


def why_not(words: Words, places: list[Place], k: int, gazetteer: Gazetteer, *, rivals: frozenset[str]) -> str:
    """Why the k-th name found is not the place it is spelt like ("" where it is): the deciding words, for whoever asks.

    `rivals` are the names whose foreign namesake the article speaks of.
    """
    place = places[k]
    if place.entry.kind in ("decoy", "rival"):
        return place.entry.name
    if place.entry.kind == "province":
        return _not_the_province(words, places, k, gazetteer, rivals)
    if place.entry.kind == "town":
        return _not_the_town(words, place, gazetteer)
    return _not_the_region(words, place, gazetteer)


def _not_the_province(words: Words, places: list[Place], k: int, gazetteer: Gazetteer, rivals: frozenset[str]) -> str:
    place = places[k]
    name = place.entry.name
    if name in rivals and not _ends(gazetteer.rival_cues, words, place.first):
        return f"{name} abroad"
    cue = _ends(gazetteer.cues["government"], words, place.first)
    if place.entry.strong or cue:
        return _body(words, place.first - len(cue.split()), gazetteer, gazetteer.company_heads)
    return next(filter(None, _objections(words, places, k, gazetteer)), "")


def _objections(words: Words, places: list[Place], k: int, gazetteer: Gazetteer) -> Iterator[str]:
    """What speaks against a province's name without a cue of government beside it, most telling first."""
    place = places[k]
    chained = in_chain(words, places, k, gazetteer)
    before = _ends(gazetteer.not_after, words, place.first)
    if before and not _is_road_or_town(place, before, gazetteer, chained=chained):
        yield f"{before} …"
    after = gazetteer.not_before.longest_at(words.low, place.end)
    if after:
        yield f"… {after[0]}"
    needed = _needed_cues(words, place, gazetteer)
    if needed and not chained and not any(_ends(gazetteer.cues[c], words, place.first) for c in needed):
        yield "no cue"
    if not chained and _is_person(words, place, gazetteer):
        yield "a person"
    if _is_signature(words, place):
        yield "a signature"
    yield _body(words, place.first, gazetteer, gazetteer.body_heads)


def _is_road_or_town(place: Place, before: str, gazetteer: Gazetteer, *, chained: bool) -> bool:
    """ "đường Hà Nội - Hải Phòng" runs between the places, "tắc đường Hà Nội" is of the place's own streets."""
    streets = gazetteer.data.never_streets
    own = place.entry.spelling in streets.names and before in streets.after
    return own or (chained and before in gazetteer.data.not_after_but_in_chain)


def _needed_cues(words: Words, place: Place, gazetteer: Gazetteer) -> tuple[str, ...]:
    data, name = gazetteer.data, place.entry.name
    if place.entry.spelling in data.needs_cue:
        return data.needs_cue[place.entry.spelling]
    if name in data.needs_cue_in_capitals and all(words.raw[i].isupper() for i in range(place.first, place.end)):
        return data.needs_cue_in_capitals[name]
    return ()


def in_chain(words: Words, places: list[Place], k: int, gazetteer: Gazetteer) -> bool:
    """Whether another place stands beside it with nothing between but a dash, a comma or "và"."""
    place = places[k]
    neighbours = [(places[k - 1], place)] if k else []
    if k + 1 < len(places):
        neighbours.append((place, places[k + 1]))
    return any(
        right.first == left.end + 1
        and words.low[left.end] in gazetteer.chain_words
        and left.entry.kind in ("province", "town")
        and right.entry.kind in ("province", "town")
        for left, right in neighbours
    )


def _ends(phrases: Phrases[str], words: Words, first: int) -> str:
    """The phrase that ends right before a word, or ""."""
    found = phrases.longest_at(words.low, first - 1)
    return found[0] if found else ""


def _is_person(words: Words, place: Place, gazetteer: Gazetteer) -> bool:
    """ "Nguyễn Hòa Bình", "Lê Thị Hà Giang": a surname before, or a middle name and a surname."""
    i = place.first - 1
    if i < 0 or not words.is_capital(i):
        return False
    if words.low[i] in gazetteer.surnames:
        # "phủ Trịnh" is a palace, "Chính phủ Trương Hòa Bình" the head of a title and a person
        government = i > 1 and words.low[i - 2 : i] == ["chính", "phủ"]
        return government or not (i and words.low[i - 1] in gazetteer.not_surnames_after)
    return (
        words.low[i] in gazetteer.middle_names
        and i > 0
        and words.is_capital(i - 1)
        and words.low[i - 1] in gazetteer.surnames
    )


def _is_signature(words: Words, place: Place) -> bool:
    """Whether the name is all there is after the last sentence: a pen name ("Hà Nam")."""
    if place.end != len(words.low) or place.first == 0:
        return False
    gap = words.text[words.ends[place.first - 1] : words.starts[place.first]]
    return "\n" in gap or words.low[place.first - 1] in _SENTENCE_ENDS


def _body(words: Words, first: int, gazetteer: Gazetteer, heads: Phrases[str]) -> str:
    """The head of the company or school whose name this one ends ("Đại học Thái Nguyên"), or ""."""
    for i in range(first - 1, max(-1, first - 1 - _BODY_REACH), -1):
        head = heads.longest_at(words.low, i)
        if head:
            return head[0]
        if not words.is_capital(i) and words.low[i] not in gazetteer.body_words and not words.low[i].isdigit():
            return ""
    return ""


def _not_the_town(words: Words, place: Place, gazetteer: Gazetteer) -> str:
    if place.entry.name in gazetteer.districts:
        return "" if _ends(gazetteer.district_cues, words, place.first) else "no cue"
    if _ends(gazetteer.town_cues, words, place.first):
        return ""
    if place.entry.name not in gazetteer.plain_towns:
        return "no cue"
    if _is_person(words, place, gazetteer):
        return "a person"
    return _ends(gazetteer.not_after, words, place.first) or _body(words, place.first, gazetteer, gazetteer.body_heads)


def _is_foreign_word(words: Words, i: int) -> bool:
    """ "miền Nam Mindanao": a capital right after the name, with more vowel groups than a Vietnamese syllable has."""
    if i >= len(words.low) or not words.is_capital(i) or not words.raw[i].isascii():
        return False
    return len(_VOWELS.findall(words.low[i])) > 1


def _not_the_region(words: Words, place: Place, gazetteer: Gazetteer) -> str:
    before = _ends(gazetteer.not_before_region, words, place.first)
    if before and words.low[max(0, place.first - 2) : place.first] in (["thành", "phố"], ["thanh", "pho"]):
        before = ""  # "các tỉnh, thành phố miền Trung" names no street
    if not before and place.entry.spelling in gazetteer.data.directions.names:
        before = _ends(gazetteer.directions, words, place.first)
    if before:
        return f"{before} …"
    after = gazetteer.not_after_region.longest_at(words.low, place.end)
    if after:
        return f"… {after[0]}"
    if _is_foreign_word(words, place.end):
        return f"… {words.raw[place.end]}"
    if _is_signature(words, place):
        return "a signature"
    for i in range(place.first - 1, max(-1, place.first - 1 - _REGION_BODY_REACH), -1):
        head = gazetteer.region_heads.longest_at(words.low, i)
        if head and not _NO_INSTITUTE.intersection(words.low[i - 1 : i]):
            return head[0]
        if not words.raw[i].isalpha():
            return ""
    return ""
