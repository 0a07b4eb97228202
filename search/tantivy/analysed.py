"""One text by the analysers of es_mappings, each as tokens parted by spaces, which is how tantivy takes them."""

import unicodedata
from collections.abc import Callable

from search.letters import parted
from transforms.analyser import folded, tokens
from transforms.text import one_tone_placement


class Analysed:
    """One value's tokens by each analyser, made when first asked for."""

    def __init__(self, value: str) -> None:
        both = parted(unicodedata.normalize("NFC", value).lower())
        if both is None:  # letters that need looking at one by one
            words = tokens(value)
            self._written, self._folded = " ".join(words), " ".join(folded(words))
        else:
            # Of the text as a whole: taking it apart and together again costs more than all the rest.
            self._written, self._folded = one_tone_placement(both[0]), both[1]
        self._made: dict[str, str] = {}

    def by(self, analyzer: str) -> str:
        """The tokens of one analyser, parted by one or more spaces."""
        if analyzer not in self._made:
            self._made[analyzer] = _WAYS[analyzer](self)
        return self._made[analyzer]

    def written(self) -> str:
        """As they stand."""
        return self._written

    def folded(self) -> str:
        """Without diacritics."""
        return self._folded

    def written_pairs(self) -> str:
        """Neighbours."""
        return _in_pairs(self._written.split())

    def folded_pairs(self) -> str:
        """Neighbours without diacritics."""
        return _in_pairs(self._folded.split())


_WAYS: dict[str, Callable[[Analysed], str]] = {
    "vi_written": Analysed.written,
    "vi_folded": Analysed.folded,
    "vi_written_pairs": Analysed.written_pairs,
    "vi_folded_pairs": Analysed.folded_pairs,
}


def _in_pairs(words: list[str]) -> str:
    """transforms.analyser.pairs in one text: "a b c" -> "a_b b_c ". Laid out as one list, as no pair is needed alone."""
    between = len(words) - 1
    if between < 1:
        return ""
    parts = ["_"] * (4 * between)
    parts[0::4], parts[2::4], parts[3::4] = words[:-1], words[1:], [" "] * between
    return "".join(parts)
