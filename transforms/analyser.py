"""The one analyser of both engines: tokens as written and folded, and their neighbouring pairs (findings: pairs do what
a word segmenter does)."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from transforms.text import fold, one_tone_placement

_TOKEN = re.compile(r"\w+")


def tokens(text: str) -> list[str]:
    """Lower-case runs of letters, digits and underscores, NFC, tones placed one way."""
    return [_placed(word) for word in _TOKEN.findall(unicodedata.normalize("NFC", text).lower())]


@lru_cache(1 << 16)
def _placed(word: str) -> str:
    """A token with its tones placed one way; Vietnamese has few syllables, so nearly all are in the cache."""
    return one_tone_placement(word)


def folded(words: list[str]) -> list[str]:
    """The tokens without diacritics."""
    return [fold(word) for word in words]


def pairs(words: list[str]) -> list[str]:
    """Neighbouring tokens joined by an underscore: what tells "hợp tác" from "hợp" and "tác"."""
    return [f"{a}_{b}" for a, b in pairwise(words)]
