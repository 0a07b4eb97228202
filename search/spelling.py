"""A word that hardly any text holds, and one a letter away that titles do: "du lihc" for "du lịch"; pure."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from search.english import english_words
from search.matching import Json
from transforms.analyser import tokens
from transforms.text import composed, fold, has_diacritics

MOST_WORDS = 8  # of a query are looked at
_SHORTEST = 3  # letters of a word that is looked at; shorter ones are near to too many
_RARE = 3  # a word in fewer texts may be a slip
_TOKEN = re.compile(r"\w+")


def word_clause(word: str) -> Json:
    """Texts that hold a folded word."""
    return {"term": {"text.folded": {"value": word}}}


def alike_clause(word: str) -> Json:
    """Titles with a word one letter more, less or other, or two exchanged."""
    return {"fuzzy": {"title.folded": {"value": word, "fuzziness": 1, "max_expansions": 1000}}}


def respelled(
    text: str, count: Callable[[Sequence[str]], Sequence[int]], titles: Callable[[str], Sequence[str]]
) -> str:
    """The query with its rare words replaced by what titles hold in their place; "" where there is nothing to replace.

    `count` gives the number of texts for each of some folded words, `titles` the newest titles with one like a word.
    """
    written = has_diacritics(text)
    looked_at = list(dict.fromkeys(fold(word) for word in tokens(text) if len(word) >= _SHORTEST and word.isalpha()))
    english = english_words(text)  # "the" is no slip of "thi"
    looked_at = [word for word in looked_at if word not in english][:MOST_WORDS]
    rare = [word for word, texts in zip(looked_at, count(looked_at), strict=True) if texts < _RARE] if looked_at else []
    better = {word: near for word in rare if (near := _nearest(word, titles(word), written=written))}
    if not better:
        return ""
    return _TOKEN.sub(lambda match: better.get(fold(match[0].lower()), match[0]), composed(text))


def _nearest(word: str, titles: Sequence[str], *, written: bool) -> str:
    """The word one slip away that most titles hold; with its diacritics where the query has some."""
    near = Counter(token for title in titles for token in set(tokens(title)) if is_slip(word, fold(token)))
    if not near:
        return ""
    best = max(near, key=lambda token: (near[token], token))
    return best if written else fold(best)


def is_slip(one: str, other: str) -> bool:
    """Whether two different words are one letter apart: one more, less or other, or two neighbours exchanged."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        differ = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
        exchanged = len(differ) == 2 and differ[1] == differ[0] + 1 and _swapped(one, differ) == other
        return len(differ) == 1 or exchanged
    shorter, longer = sorted((one, other), key=len)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _swapped(word: str, places: Sequence[int]) -> str:
    ((first, second),) = pairwise(places)
    letters = list(word)
    letters[first], letters[second] = letters[second], letters[first]
    return "".join(letters)
