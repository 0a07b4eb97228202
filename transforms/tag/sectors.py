"""The sectors an article belongs to: weighted words of a lexicon, added up, with the words kept as proof."""

from collections import defaultdict
from functools import cache
from importlib.resources import files
from math import log2, sqrt
from typing import NamedTuple

import msgspec

from records.base import Record
from records.errors import RegistryError
from records.tag import Evidence, EvidenceField, SectorTag
from records.vocabulary import names
from records.yaml_text import read_yaml
from transforms.scan import Phrases, Words, phrase_words
from transforms.tag.mentions import TextField

MOST_SECTORS = 3
MOST_EVIDENCES = 8
# A word's weight counts so many times by its field.
_FIELD_FACTOR: dict[TextField, float] = {"title": 3.0, "lead": 1.5, "body": 1.0, "captions": 0.5}
_SECTION_POINTS = 8.0
# Bodies longer than this many words have their points scaled down by the root, lest they drown title and lead.
_USUAL_LENGTH = 400
# What the first sector needs: little of a note of few words, more of a long text, which holds a faint word of any sector.
_LEAST_POINTS, _MOST_NEEDED = 2.0, 6.0
_NOTE, _LONG = 80, 240
# "chùa Pháp Hoa", "huyện Mỹ Đức": what is called by a name that only begins like a country's.
_NAME_HEADS = frozenset(
    (
        "chùa",
        "đình",
        "đền",
        "huyện",
        "xã",
        "phường",
        "quận",
        "đường",
        "phố",
        "cầu",
        "chợ",
        "ông",
        "bà",
        "anh",
        "chị",
        "em",
        "cô",
        "cháu",
        "kênh",
        "khu",
    )
)
# "Nguyễn Thanh Long" is no dragon fruit: the words of a name behind one of the families most have.
_FAMILIES = frozenset(
    [
        "Nguyễn",
        "Trần",
        "Lê",
        "Phạm",
        "Hoàng",
        "Huỳnh",
        "Phan",
        "Vũ",
        "Võ",
        "Đặng",
        "Bùi",
        "Đỗ",
        "Hồ",
        "Ngô",
        "Dương",
        "Lý",
    ]
)
_OFFICES = {False: ("ubnd", "hđnd", "sở"), True: ("ubnd", "hdnd", "so")}
# … of which one is also a lake: "Hồ Thủy Lợi Suối Cái", but "ông Hồ Thủy Lợi", "Chủ tịch Hồ Thủy Lợi".
_LAKE = "Hồ"
_BEFORE_PERSONS = frozenset(
    ("ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cháu", "thầy", "chí", "tịch", "thư", "đốc", "trưởng", "tá")
)
# A further sector that no more than one word speaks for needs as much.
_LEAST_ALONE = 3.0
# A further sector is kept where it has this share of the first one's points.
_SECOND_SHARE = 0.35
_THIRD_SHARE = 0.5


class SectorData(Record, frozen=True):
    """What lexicons/sectors.yaml holds; the file explains each key."""

    sections: dict[str, str]
    between_provinces: tuple[str, ...]
    cues: dict[str, dict[int, tuple[str, ...]]]
    none: tuple[str, ...]


class Cue(NamedTuple):
    """A phrase, which of its words need a capital, and what it is worth to which sectors."""

    phrase: str
    capitals: tuple[bool, ...]
    worth: tuple[tuple[str, int], ...]


class SectorLexicon:
    """The cues in one form: as written, or without diacritics."""

    def __init__(self, data: SectorData, *, folded: bool = False) -> None:
        """Compile the data; `folded` reads texts without diacritics."""
        worth: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
        spelling: dict[tuple[str, ...], str] = {}
        for sector, by_weight in data.cues.items():
            for weight, phrases in by_weight.items():
                for phrase in phrases:
                    key = phrase_words(phrase, folded=folded)
                    spelling.setdefault(key, phrase)
                    worth[key][sector] = max(weight, worth[key].get(sector, 0))
        cues = {key: Cue(spelling[key], _capitals(spelling[key]), tuple(w.items())) for key, w in worth.items()}
        for phrase in data.none:
            key = phrase_words(phrase, folded=folded)
            cues[key] = Cue(phrase, _capitals(phrase), ())
        self.cues = Phrases(((" ".join(key), cue) for key, cue in cues.items()), folded=folded)
        self.between_provinces = Phrases(((p, p) for p in data.between_provinces), folded=folded)
        self.codes = tuple(data.cues)
        self.sections = Phrases(data.sections.items(), folded=folded)


def _capitals(phrase: str) -> tuple[bool, ...]:
    return tuple(word[0].isupper() for word in Words(phrase).raw)


@cache
def load_sectors(*, folded: bool = False) -> SectorLexicon:
    """The lexicon of lexicons/sectors.yaml; raises RegistryError naming the key that is wrong."""
    raw = read_yaml(files("transforms.lexicons").joinpath("sectors.yaml").read_text("utf-8"))
    try:
        data = msgspec.convert(raw, SectorData)
    except msgspec.ValidationError as exc:
        raise RegistryError(f"sectors.yaml: {exc}") from exc
    unknown = {*data.cues, *data.sections.values()} - names("sectors").keys()
    if unknown:
        raise RegistryError(
            f"sectors.yaml: no such sector: {', '.join(sorted(unknown))}; known: {', '.join(names('sectors'))}"
        )
    return SectorLexicon(data, folded=folded)


def tag_sectors(
    fields: dict[TextField, Words],
    lexicon: SectorLexicon,
    folded: SectorLexicon,
    *,
    section: str = "",
    extra: dict[str, tuple[float, tuple[Evidence, ...]]] | None = None,
    official: bool = False,
) -> tuple[SectorTag, ...]:
    """One to three sectors, the weightiest first (none where no word speaks for any); `extra` adds points with their
    evidence from elsewhere; `official` is true of a province's own portal. `weight` is the sector's share of all points."""
    points: dict[str, float] = defaultdict(float)
    evidence: dict[str, list[tuple[float, Evidence]]] = defaultdict(list)
    for field, words in fields.items():
        for cue, spans in _found(words, folded if words.folded else lexicon).items():
            scale = _FIELD_FACTOR[field] * (1 + log2(len(spans)))
            if field == "body":
                scale *= min(1.0, sqrt(_USUAL_LENGTH / len(words.low)))
            for sector, weight in cue.worth:
                points[sector] += scale * weight
                evidence[sector].append((scale * weight, _evidence(words, field, *spans[0])))
    heading = Words(section)
    for sector, first, end in lexicon.sections.matches(heading.low):
        points[sector] += _SECTION_POINTS
        evidence[sector].append((_SECTION_POINTS, _evidence(heading, "section", first, end)))
    for sector, (more, proofs) in (extra or {}).items():
        points[sector] += more
        evidence[sector] += [(more, proof) for proof in proofs]
    total = sum(points.values())
    least = _LEAST_POINTS if official else _needed(points, list(fields.values()))
    return tuple(
        SectorTag(code=code, weight=round(points[code] / total, 3), evidence=_strongest(evidence[code]))
        for code in _chosen(points, least, {code: len(found) for code, found in evidence.items()})
    )


def _found(words: Words, lexicon: SectorLexicon) -> dict[Cue, list[tuple[int, int]]]:
    """The cues of a text with the words where each stands."""
    spans: dict[Cue, list[tuple[int, int]]] = {}
    for cue, first, end in lexicon.cues.matches(words.low):
        if all(words.is_capital(first + k) for k, need in enumerate(cue.capitals) if need) and (
            len(cue.capitals) > 1 or not cue.capitals[0] or _stands_alone(words, first)
        ):
            if _is_given_name(words, first, end):
                continue
            spans.setdefault(cue, []).append((first, end))
    return spans


def _is_given_name(words: Words, first: int, end: int) -> bool:
    """Whether words are those of a name behind a family's; "Hồ" is more often a lake, unless a person is addressed."""
    if not first or words.raw[first - 1] not in _FAMILIES or not all(words.is_capital(i) for i in range(first, end)):
        return False
    return words.raw[first - 1] != _LAKE or (first > 1 and words.low[first - 2] in _BEFORE_PERSONS)


def _stands_alone(words: Words, i: int) -> bool:
    """Whether a one-word name ("Anh", "Đức") is neither a part of a person's or a temple's name nor a sentence's first word."""
    if not i or not words.raw[i - 1].isalpha() or words.is_capital(i - 1):
        return False
    goes_on = i + 1 < len(words.raw) and words.is_capital(i + 1)
    return not (goes_on and words.low[i - 1] in _NAME_HEADS)


def _needed(points: dict[str, float], fields: list[Words]) -> float:
    """The points that a text's first sector needs: the least where it names an office of a province, since what that
    does is of some sector, however few words say which; else the more the longer it is."""
    if max(points.values(), default=0.0) >= _MOST_NEEDED:
        return _LEAST_POINTS
    if any(word in words.low for words in fields for word in _OFFICES[words.folded]):
        return _LEAST_POINTS
    grown = min(1.0, max(0, sum(len(words.low) for words in fields) - _NOTE) / (_LONG - _NOTE))
    return _LEAST_POINTS + grown * (_MOST_NEEDED - _LEAST_POINTS)


def _chosen(points: dict[str, float], least: float, words: dict[str, int]) -> list[str]:
    """The sectors with points enough, the weightiest first; `words` counts the different words that speak for each."""
    ranked = sorted(points, key=lambda code: (-points[code], code))
    if not ranked or points[ranked[0]] < least:
        return []
    most = points[ranked[0]]
    shares = (0.0, _SECOND_SHARE, _THIRD_SHARE)
    return [
        code
        for n, (code, share) in enumerate(zip(ranked[:MOST_SECTORS], shares, strict=False))
        if points[code] >= share * most and (not n or words[code] > 1 or points[code] >= _LEAST_ALONE)
    ]


def _evidence(words: Words, field: EvidenceField, first: int, end: int) -> Evidence:
    start, stop = words.span(first, end)
    return Evidence(field=field, start=start, end=stop, text=words.text[start:stop])


def _strongest(found: list[tuple[float, Evidence]]) -> tuple[Evidence, ...]:
    """The evidence that weighs most, the heaviest first."""
    ranked = sorted(found, key=lambda pair: -pair[0])
    return tuple(proof for _, proof in ranked[:MOST_EVIDENCES])
