"""Abbreviations and their full forms (synonyms.yaml), found in a query's tokens and given back as alternatives."""

import unicodedata
from collections import defaultdict
from functools import cache
from importlib.resources import files

from records.yaml_text import read_yaml
from transforms.analyser import folded, tokens

Tokens = tuple[str, ...]


@cache
def _listed() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """(forms that are typed, forms that each of them finds beside itself), as the file writes them."""
    entries: list[list[str] | dict[str, str | list[str]]] = read_yaml(
        files("search").joinpath("synonyms.yaml").read_text("utf-8")
    )
    pairs: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for entry in entries:
        if isinstance(entry, list):
            pairs.append((tuple(entry), tuple(entry)))
        else:
            pairs += [((one,), (full,) if isinstance(full, str) else tuple(full)) for one, full in entry.items()]
    return tuple(pairs)


def _as_tokens(form: str, *, written: bool) -> Tokens:
    return tuple(tokens(form) if written else folded(tokens(form)))


@cache
def _groups(*, written: bool) -> dict[Tokens, tuple[Tokens, ...]]:
    """Each form, as tokens (as written or folded), to the other forms that it finds."""
    others: dict[Tokens, dict[Tokens, None]] = defaultdict(dict)
    for typed, found in _listed():
        forms = dict.fromkeys(_as_tokens(form, written=written) for form in found)
        for form in (_as_tokens(form, written=written) for form in typed):
            others[form] |= {other: None for other in forms if other != form}
    return {form: tuple(found) for form, found in others.items() if found}


@cache
def _meanings(*, written: bool) -> dict[Tokens, tuple[str, ...]]:
    """Each form to what it stands for: the longest other form of its group; of several meanings all, as the file has them."""
    told: dict[Tokens, dict[str, None]] = defaultdict(dict)
    for typed, found in _listed():
        for form in (_as_tokens(form, written=written) for form in typed):
            others = [other for other in found if _as_tokens(other, written=written) != form]
            is_group = bool(others) and len(typed) > 1
            told[form] |= dict.fromkeys([max(others, key=len)] if is_group else others)
    return {form: tuple(meant) for form, meant in told.items()}


def in_full(words: Tokens, *, written: bool) -> tuple[str, ...]:
    """What a synonym stands for, as the file writes it: "Ủy ban nhân dân" for ("ubnd",); for ("hn",) both that it may."""
    return _meanings(written=written)[words]


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
