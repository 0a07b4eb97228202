"""The sectors an article belongs to: weighted words of a lexicon, added up, with the words kept as proof."""

from collections import defaultdict
from functools import cache
from importlib.resources import files
from math import log2, sqrt
from typing import NamedTuple

import msgspec
import yaml

from records.base import Record
from records.errors import RegistryError
from records.tag import Evidence, EvidenceField, SectorTag
from records.vocabulary import names
from transforms.scan import Phrases, Words, phrase_words
from transforms.tag.mentions import TextField

MOST_SECTORS = 3
MOST_EVIDENCES = 8
# A word's weight counts so many times by its field.
_FIELD_FACTOR: dict[TextField, float] = {"title": 3.0, "lead": 1.5, "body": 1.0, "captions": 0.5}
_SECTION_POINTS = 8.0
# Bodies longer than this many words have their points scaled down by the root, lest they drown title and lead.
_USUAL_LENGTH = 400
_LEAST_POINTS = 2.0
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
    raw = yaml.safe_load(files("transforms.lexicons").joinpath("sectors.yaml").read_text("utf-8"))
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
) -> tuple[SectorTag, ...]:
    """One to three sectors, the weightiest first (none where no word speaks for any); `extra` adds points with their
    evidence from elsewhere. `weight` is the sector's share of all points."""
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
    return tuple(
        SectorTag(code=code, weight=round(points[code] / total, 3), evidence=_strongest(evidence[code]))
        for code in _chosen(points)
    )


def _found(words: Words, lexicon: SectorLexicon) -> dict[Cue, list[tuple[int, int]]]:
    """The cues of a text with the words where each stands."""
    spans: dict[Cue, list[tuple[int, int]]] = {}
    for cue, first, end in lexicon.cues.matches(words.low):
        if all(words.is_capital(first + k) for k, need in enumerate(cue.capitals) if need) and (
            len(cue.capitals) > 1 or not cue.capitals[0] or _stands_alone(words, first)
        ):
            spans.setdefault(cue, []).append((first, end))
    return spans


def _stands_alone(words: Words, i: int) -> bool:
    """Whether a one-word name ("Anh", "Đức") is neither a part of a person's name nor a sentence's first word."""
    return i > 0 and words.raw[i - 1].isalpha() and not words.is_capital(i - 1)


def _chosen(points: dict[str, float]) -> list[str]:
    ranked = sorted(points, key=lambda code: (-points[code], code))
    if not ranked or points[ranked[0]] < _LEAST_POINTS:
        return []
    most = points[ranked[0]]
    shares = (0.0, _SECOND_SHARE, _THIRD_SHARE)
    return [code for code, share in zip(ranked[:MOST_SECTORS], shares, strict=False) if points[code] >= share * most]


def _evidence(words: Words, field: EvidenceField, first: int, end: int) -> Evidence:
    start, stop = words.span(first, end)
    return Evidence(field=field, start=start, end=stop, text=words.text[start:stop])


def _strongest(found: list[tuple[float, Evidence]]) -> tuple[Evidence, ...]:
    """The evidence that weighs most, the heaviest first."""
    ranked = sorted(found, key=lambda pair: -pair[0])
    return tuple(proof for _, proof in ranked[:MOST_EVIDENCES])
