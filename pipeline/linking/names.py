"""A person's name: one form for comparing, and hiding it in texts without moving a character."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, TypeVar

from records.base import Record, from_builtins, to_builtins
from transforms.analyser import tokens
from transforms.text import fold, has_diacritics, one_tone_placement

R = TypeVar("R", bound=Record)
# Stands for each letter of a name that is withheld; no word character, so that no search finds it.
MASK = "█"
# What programs go by: a name inside an address stays, or the address would lead nowhere.
_NOT_TEXT = frozenset(("url", "credit_url", "article_id", "source_id", "text_digest", "id"))


@lru_cache(1 << 15)
def name_key(name: str) -> str:
    """Lower case, tones placed one way, single spaces: equal for all ways of writing one name with its diacritics."""
    return " ".join(tokens(name))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    """Finds the name in folded text, as whole words."""
    words = r"[\s.]+".join(map(re.escape, fold(key).split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _spans(text: str, keys: Iterable[str]) -> list[tuple[int, int]]:
    """Where the names stand: as written, in capitals, with the other tone placement, or without diacritics."""
    bare = fold(one_tone_placement(text))
    found = []
    for key in keys:
        for match in _pattern(key).finditer(bare):
            written = text[slice(*match.span())]
            # "Ân" is not "An": folded forms count only where the text has no diacritics there at all.
            if name_key(written) == key or not has_diacritics(written):
                found.append(match.span())
    return found


def masked_text(text: str, keys: Iterable[str]) -> str:
    """The text with every letter of the names replaced; its length, and so all positions in it, stay."""
    for start, end in _spans(text, keys):
        text = text[:start] + re.sub(r"\w", MASK, text[start:end]) + text[end:]
    return text


def masked(record: R, keys: tuple[str, ...]) -> R:
    """The record with the names hidden in all its texts; the record itself where none stands in it."""
    if not keys:
        return record
    plain = to_builtins(record)
    hidden = _masked(plain, keys)
    return record if hidden == plain else from_builtins(hidden, type(record))


def _masked(value: Any, keys: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return masked_text(value, keys)
    if isinstance(value, list):
        return [_masked(inner, keys) for inner in value]
    if isinstance(value, tuple):
        return tuple(_masked(inner, keys) for inner in value)
    if isinstance(value, dict):
        return {k: inner if k in _NOT_TEXT else _masked(inner, keys) for k, inner in value.items()}
    return value
