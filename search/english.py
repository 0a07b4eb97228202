"""Which words of a text are English ones, so that they are taken for nothing else; pure."""

import re
from functools import cache

from search.questions.reading import is_english
from search.questions.terms import words_of
from transforms.text import composed, has_diacritics

_LISTS = ("asks_english", "stops_english", "met_english", "english", "english_surely")
_WORD = re.compile(r"\w+")


def english_words(text: str) -> frozenset[str]:
    """Words such as "who" and "the" in an English text, in lower case; none in capitals throughout, which are abbreviations
    (WHO), and none of a text that is not English."""
    words = _WORD.findall(composed(text))
    if not is_english([word.lower() for word in words], written=has_diacritics(text)):
        return frozenset()
    capitals = {word.lower() for word in words if len(word) > 1 and word.isupper()}
    return frozenset(word.lower() for word in words).intersection(_common()) - capitals


@cache
def _common() -> frozenset[str]:
    """The words that English questions are made of, whatever they ask for."""
    return frozenset(word for name in _LISTS for form in words_of(name) for word in form)
