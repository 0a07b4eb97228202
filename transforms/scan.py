"""One pass over a text: its words with their places, and the longest known phrases among them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Generic, TypeVar

from transforms.text import fold, one_tone_placement

V = TypeVar("V")

# Letters, digits and every other printed sign apart: "TP.HCM" is three words, "7/2017Hà Nội" does not hide a name.
_WORD = re.compile(r"([^\W\d_]+|\d+|[^\w\s])")
_DIACRITIC = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1ea0-\u1ef9]")
_SIGNS = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "“": '"', "”": '"'})
_KEPT_FORMS, _LONGEST_KEPT = 200_000, 20


class _Forms(dict[str, str]):
    """Each word seen to the form it is looked up in; worked out once a word, since the same few thousand recur."""

    def __init__(self, *, folded: bool) -> None:
        super().__init__()
        self._folded = folded

    def __missing__(self, word: str) -> str:
        form = one_tone_placement(word.lower().translate(_SIGNS))
        form = fold(form) if self._folded else form
        if len(self) < _KEPT_FORMS and len(word) <= _LONGEST_KEPT:
            self[word] = form
        return form


_FORMS = {False: _Forms(folded=False), True: _Forms(folded=True)}


class Words:
    """The words of one text: `raw[i]` as written, `low[i]` in lower case with one tone placement (bare letters where
    `folded`), both standing at `text[starts[i]:ends[i]]`, in code points."""

    __slots__ = ("ends", "folded", "low", "raw", "starts", "text")

    def __init__(self, text: str, *, folded: bool | None = None) -> None:
        """Split a text; `folded` says whether it is written without diacritics (found out where None)."""
        self.text = text
        self.folded = _DIACRITIC.search(text) is None if folded is None else folded
        pieces = _WORD.split(text)  # gap, word, gap, word, …, gap
        reached = list(accumulate(map(len, pieces)))
        self.raw = pieces[1::2]
        self.starts = reached[:-1:2]
        self.ends = reached[1::2]
        forms = _FORMS[self.folded]
        self.low = list(map(forms.__getitem__, self.raw))

    def is_capital(self, i: int) -> bool:
        """Whether the word begins with a capital letter as written."""
        return self.raw[i][0].isupper()

    def span(self, i: int, j: int) -> tuple[int, int]:
        """Start and end in the text of words i to j, j not included."""
        return self.starts[i], self.ends[j - 1]


@lru_cache(maxsize=16384)
def phrase_words(phrase: str, *, folded: bool = False) -> tuple[str, ...]:
    """The words of a lexicon's phrase, in the form texts are scanned in."""
    return tuple(Words(phrase, folded=folded).low)


class _Node(Generic[V]):
    __slots__ = ("next", "value")

    def __init__(self) -> None:
        self.next: dict[str, _Node[V]] = {}
        self.value: V | None = None


class Phrases(Generic[V]):
    """A trie of phrases, each with a value. `backward` phrases are looked up leftwards from a word."""

    def __init__(self, items: Iterable[tuple[str, V]], *, folded: bool = False, backward: bool = False) -> None:
        """Phrases given twice keep the first value."""
        self._root: _Node[V] = _Node()
        self._step = -1 if backward else 1
        for phrase, value in items:
            node = self._root
            for word in phrase_words(phrase, folded=folded)[:: self._step]:
                node = node.next.setdefault(word, _Node())
            if node.value is None and node is not self._root:
                node.value = value

    def longest_at(self, low: list[str], i: int) -> tuple[V, int] | None:
        """The longest phrase that begins at word i (backward: ends at word i), and the word after it (before it)."""
        node = self._root.next.get(low[i]) if 0 <= i < len(low) else None
        best: tuple[V, int] | None = None
        while node is not None:
            i += self._step
            if node.value is not None:
                best = node.value, i
            node = node.next.get(low[i]) if 0 <= i < len(low) else None
        return best

    def matches(self, low: list[str]) -> Iterator[tuple[V, int, int]]:
        """The phrases of a text from left to right, the longest first, none inside another: value, first, end."""
        first = self._root.next
        after, last = 0, len(low) - 1
        for i, node in enumerate(map(first.get, low)):
            # most words that begin a phrase do not go on as one: told here, where it costs least
            if node is None or i < after or (node.value is None and (i == last or low[i + 1] not in node.next)):
                continue
            found = self.longest_at(low, i)
            if found is not None:
                after = found[1]
                yield found[0], i, after
