"""What a title or a name is about: its pairs of syllables, without what any title has."""

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from records.yaml_text import read_yaml
from transforms.analyser import pairs, tokens


@cache
def _common() -> dict[str, frozenset[str]]:
    raw = read_yaml(files("pipeline.linking").joinpath("common_words.yaml").read_text("utf-8"))
    words = {unit: frozenset(word for row in rows for word in row) for unit, rows in raw.items()}
    return words | {"agreement": words["agreement"] | words["event"]}


@lru_cache(maxsize=8192)
def _words_of(name: str) -> frozenset[str]:
    """The syllables of a name; the same few places and people come back in most articles."""
    return frozenset(tokens(name))


def subject_of(text: str, names: Iterable[str] = (), *, of: Literal["event", "agreement"] = "event") -> frozenset[str]:
    """Pairs of neighbouring syllables of which at least one is neither common nor of the names (of places, of people)."""
    dull = _common()[of].union(*map(_words_of, names))
    return frozenset(pair for pair in pairs(tokens(text)) if not dull.issuperset(pair.split("_")))
