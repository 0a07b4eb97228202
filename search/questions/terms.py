"""The words by which questions are read, as tables by their tokens; made once of words.yaml and the vocabulary."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from records.base import Record
from records.places import provinces
from records.vocabulary import names, region_names
from search.synonyms import forms
from search.values import other_names
from transforms.analyser import folded, tokens

Tokens = tuple[str, ...]
Kind = Literal[
    "decoy", "not", "province", "region", "signed", "agreements", "events", "met", "event_type", "sector", "ask", "with",
    "cooperation", "stop",
]  # fmt: skip
# Of terms of one length, what is looked at first.
_ORDER: tuple[Kind, ...] = (
    "decoy", "not", "province", "region", "signed", "agreements", "event_type", "events", "met", "ask", "sector", "with",
    "cooperation", "stop",
)  # fmt: skip


class Term(Record, frozen=True):
    """What some tokens mean. `value` is the filter's, "" for kinds that have none; `language` "en" for English words, "" for
    those of every language."""

    kind: Kind
    words: Tokens
    value: str = ""
    language: Literal["vi", "en", ""] = ""


@cache
def words_of(name: str) -> frozenset[Tokens]:
    """A list of words.yaml as tokens, as written and without diacritics."""
    written = [tuple(tokens(word)) for word in _file()[name]]
    return frozenset(written) | {tuple(folded(list(word))) for word in written}


@cache
def table() -> dict[Tokens, tuple[Term, ...]]:
    """All terms by their tokens without diacritics, in the order in which they are tried."""
    found: dict[Tokens, list[Term]] = {}
    for term in sorted(_terms(), key=lambda term: _ORDER.index(term.kind)):
        found.setdefault(tuple(folded(list(term.words))), []).append(term)
    return {key: tuple(terms) for key, terms in found.items()}


@cache
def longest() -> int:
    """How many tokens the longest term has."""
    return max(map(len, table()))


def is_city(name: str) -> bool:
    """Whether a province of this name is, or was, a city run by the centre: "thành phố" stands before those only."""
    return any(unit.kind == "city" for unit in provinces().values() if unit.name == name)


def _terms() -> Iterator[Term]:
    listed = _file()
    for kind, name, language in (
        ("decoy", "decoys", ""), ("not", "negations", ""), ("signed", "signed", ""),
        ("agreements", "agreements", ""), ("events", "events", ""), ("met", "met", "vi"), ("met", "met_english", "en"),
        ("with", "with", ""), ("cooperation", "cooperation", ""), ("ask", "asks", "vi"), ("ask", "asks_english", "en"),
        ("stop", "stops", "vi"), ("stop", "stops_english", "en"),
    ):  # fmt: skip
        yield from _made(kind, listed[name], language=language)
    for kind, name, vocabulary in (("event_type", "event_types", "event_types"), ("sector", "sectors", "sectors")):
        for code, words in listed[name].items():
            yield from _made(kind, words, code)
        for code, both in names(vocabulary).items():
            if code != "signing":  # "lễ ký kết" asks for signings, whatever they were part of
                yield from _made(kind, both, code)
    for name in region_names():
        yield from _made("region", [name, *forms(name), *listed["regions_english"].get(name, ())], name)
    yield from _provinces()


def _provinces() -> Iterator[Term]:
    others = other_names()
    for name in dict.fromkeys(unit.name for unit in provinces().values()):
        city = [f"TP {name}", f"Thành phố {name}"] if is_city(name) else []
        spellings = dict.fromkeys(
            [name, *others.get(name, ()), *city, *(form for one in (name, *city) for form in forms(one))]
        )
        yield from _made("province", spellings, name)


def _made(kind: Any, words: Iterable[str], value: str = "", language: Any = "") -> Iterator[Term]:
    for word in words:
        yield Term(kind=kind, words=tuple(tokens(word)), value=value, language=language)


@cache
def _file() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files("search.questions").joinpath("words.yaml").read_text("utf-8"))
    return loaded
