"""The analyser of transforms/analyser.py as Elasticsearch's native analysis: what es_mappings/analysis.json must hold.

    python -m search.elasticsearch.analysis        # writes that file anew

Elasticsearch has no filter for Unicode's composed form, for our tone placement or for folding that leaves m² alone, so
each is a table of letters; Vietnamese has few enough of them.
"""

import json
import unicodedata
from itertools import permutations, product
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from transforms.text import fold, one_tone_placement

# Everything but letters, numbers and the underscore parts tokens, as in Python's \w.
_BETWEEN_TOKENS = "[^\\p{L}\\p{N}_]+"
# Lucene refuses a term of 32,766 bytes; two of these make a pair that is shorter in any script.
_LONGEST = 4000
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VIETNAMESE = (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))


def analysis() -> dict[str, Any]:
    """The `analysis` part of the index settings: analysers vi_written, vi_folded, each with _pairs; normalizer vi_key."""
    written = ["vi_compose", "vi_tones"]
    return {
        "char_filter": {
            "vi_compose": _table(_composing()),
            "vi_tones": _table(_placing()),
            "vi_fold": _table(_folding()),
        },
        "tokenizer": {"vi_words": {"type": "pattern", "pattern": _BETWEEN_TOKENS}},
        "filter": {
            "vi_cut": {"type": "truncate", "length": _LONGEST},
            "vi_pairs": {
                "type": "shingle",
                "min_shingle_size": 2,
                "max_shingle_size": 2,
                "output_unigrams": False,
                "token_separator": "_",
            },
        },
        "analyzer": {
            "vi_written": _analyzer(written),
            "vi_written_pairs": _analyzer(written, "vi_pairs"),
            "vi_folded": _analyzer(["vi_fold"]),
            "vi_folded_pairs": _analyzer(["vi_fold"], "vi_pairs"),
        },
        "normalizer": {"vi_key": {"type": "custom", "char_filter": ["vi_compose"], "filter": ["lowercase"]}},
    }


def _analyzer(char_filters: list[str], *more: str) -> dict[str, Any]:
    return {
        "type": "custom",
        "char_filter": char_filters,
        "tokenizer": "vi_words",
        "filter": ["lowercase", "vi_cut", *more],
    }


def _table(pairs: dict[str, str]) -> dict[str, Any]:
    return {"type": "mapping", "mappings": [f"{_escaped(a)}=>{_escaped(b)}" for a, b in sorted(pairs.items())]}


def _escaped(text: str) -> str:
    """Combining marks by number: in the file they would stick to the quotation mark before them."""
    return "".join(f"\\u{ord(c):04X}" if unicodedata.combining(c) else c for c in text)


def _composing() -> dict[str, str]:
    """Every way of writing a letter in parts to the letter; capitals of these and of plain letters to small ones."""
    table = {parts: letter.lower() for letter in map(chr, _VIETNAMESE) for parts in _in_parts(letter)}
    table |= {c: small for c in map(chr, _VIETNAMESE) if (small := c.lower()) != c}
    table |= {c.upper(): c for c in ascii_lowercase}
    return table


def _in_parts(letter: str) -> list[str]:
    """The decomposed forms that Unicode holds equal to a letter: marks in any order, some of them joined already."""
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if not marks:
        return []
    forms = {base + "".join(order) for order in permutations(marks)}
    forms |= {unicodedata.normalize("NFC", base + first) + rest for first, rest in permutations(marks, 2)}
    return sorted(form for form in forms if form != letter and unicodedata.normalize("NFC", form) == letter)


def _placing() -> dict[str, str]:
    """ "oà" -> "òa" at the end of a syllable only: a letter after it, or a q before it, keeps it as it is."""
    table: dict[str, str] = {}
    for (first, last), tone in product((("o", "a"), ("o", "e"), ("u", "y")), _TONES):
        new = first + unicodedata.normalize("NFC", last + tone)
        table[new] = one_tone_placement(new)
        table[f"q{new}"] = f"q{new}"
        table |= {new + letter: new + letter for letter in ascii_lowercase}
    return table


def _folding() -> dict[str, str]:
    """Each letter with marks, composed or in parts, to its bare small letter."""
    table = {
        parts: bare for parts, letter in _composing().items() if (bare := fold(letter)).isascii() and bare != parts
    }
    return table | {c: bare for c in map(chr, _VIETNAMESE) if (bare := fold(c.lower())) != c and fold(c).isascii()}


def text() -> str:
    """The file's content."""
    return json.dumps(analysis(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    Path(__file__).resolve().parents[2].joinpath("es_mappings", "analysis.json").write_text(text(), "utf-8")
