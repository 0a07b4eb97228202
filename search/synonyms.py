"""Abbreviations and their full forms (synonyms.yaml), found in a query's tokens and given back as alternatives."""

import unicodedata
from collections import defaultdict
from functools import cache
from importlib.resources import files

import yaml

from transforms.analyser import folded, tokens

Tokens = tuple[str, ...]


@cache
def _groups(*, written: bool) -> dict[Tokens, tuple[Tokens, ...]]:
    """Each form, as tokens (as written or folded), to the other forms of its groups."""
    listed: list[list[str]] = yaml.safe_load(files("search").joinpath("synonyms.yaml").read_text("utf-8"))
    others: dict[Tokens, dict[Tokens, None]] = defaultdict(dict)
    for group in listed:
        forms = dict.fromkeys(tuple(tokens(form) if written else folded(tokens(form))) for form in group)
        for form in forms:
            others[form] |= {other: None for other in forms if other != form}
    return {form: tuple(found) for form, found in others.items()}


@cache
def _texts(*, written: bool) -> dict[Tokens, str]:
    """Each form as the file writes it, for showing."""
    listed: list[list[str]] = yaml.safe_load(files("search").joinpath("synonyms.yaml").read_text("utf-8"))
    forms = (form for group in listed for form in group)
    return {tuple(tokens(form) if written else folded(tokens(form))): form for form in forms}


def in_full(words: Tokens, *, written: bool) -> str:
    """The longest other form of a synonym, as the file writes it: "Ủy ban nhân dân" for ("ubnd",)."""
    others = alternatives(words, written=written)
    return _texts(written=written)[max(others, key=len)]


@cache
def _longest() -> int:
    return max(len(form) for form in _groups(written=True))


def alternatives(words: Tokens, *, written: bool) -> tuple[Tokens, ...]:
    """The other forms of exactly these tokens; none where they are no synonym. `written`: with diacritics."""
    return _groups(written=written).get(words, ())


def respelled(one: Tokens, other: Tokens) -> bool:
    """Whether two forms are the same words, one with i where the other has y: "kí kết", "ký kết"."""
    return [_with_i(word) for word in one] == [_with_i(word) for word in other]


def _with_i(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("y", "i"))


def spans(words: Tokens, *, written: bool) -> list[tuple[int, int]]:
    """Where synonyms stand in a run of tokens: [start, end), longest first from the left, without overlap."""
    found = []
    start = 0
    while start < len(words):
        reach = range(min(len(words), start + _longest()), start, -1)
        end = next((end for end in reach if words[start:end] in _groups(written=written)), None)
        if end is not None:
            found.append((start, end))
        start = end or start + 1
    return found


def forms(name: str) -> list[str]:
    """The other forms of a name, as words parted by blanks; none where it is no synonym."""
    return [" ".join(other) for other in alternatives(tuple(tokens(name)), written=True)]
