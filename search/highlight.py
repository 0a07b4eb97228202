"""Passages and marks from the stored text, in our own code, so that both engines show the same; never HTML."""

import re
import unicodedata
from itertools import groupby, pairwise

from records.base import Record
from search.engine import Pieces
from search.language import Parsed, positive
from search.synonyms import alternatives, spans
from transforms.text import fold, one_tone_placement

PASSAGE_LENGTH = 260  # code points, about two lines on a wide screen
_ELLIPSIS = "… "
_SENTENCE_END = re.compile(r"[.!?…]\s+|\n+")


class Marker(Record, frozen=True):
    """What to look for.

    `words` of the query count alone, forms of synonyms only `whole`; `neighbours` count more when they stand side by
    side; `written` is whether the text is compared as it is, not folded. `pattern` finds the end of any token sought
    ("" where there are none), `forms` gives the token for each way of writing it.
    """

    words: frozenset[str]
    whole: frozenset[tuple[str, ...]]
    neighbours: frozenset[tuple[str, str]]
    pattern: str
    forms: dict[str, str]
    written: bool


Span = tuple[int, int]


def marker(parsed: Parsed) -> Marker:
    """What a query's words, phrases and synonyms mark."""
    runs = positive(parsed.tree)
    alone: set[str] = set()
    whole: set[tuple[str, ...]] = set()
    for run in map(tuple, runs):
        found = spans(run, written=parsed.written)
        alone.update(word for at, word in enumerate(run) if not any(start <= at < end for start, end in found))
        for start, end in found:
            whole |= {run[start:end], *alternatives(run[start:end], written=parsed.written)}
    sought = alone | {word for form in whole for word in form}
    forms = {form: word for word in sought for form in _tone_forms(word)}
    return Marker(
        words=frozenset(alone),
        whole=frozenset(whole),
        neighbours=frozenset(pair for run in [*runs, *whole] for pair in pairwise(run)),
        pattern=rf"(?:{'|'.join(sorted(map(re.escape, forms)))})(?!\w)" if forms else "",
        forms=forms,
        written=parsed.written,
    )


def _tone_forms(word: str) -> list[str]:
    """A token and its other tone placement ("hòa", "hoà"): cheaper than placing the tones of every text shown."""
    letters = unicodedata.normalize("NFD", word)
    forms = [word]
    for at, tone in enumerate(letters[:-1]):
        if unicodedata.combining(tone):
            moved = unicodedata.normalize("NFC", letters[:at] + letters[at + 1] + tone + letters[at + 2 :])
            forms += [moved] if moved != word and one_tone_placement(moved) == word else []
    return forms


def marked(text: str, wanted: Marker) -> Pieces:
    """The whole text in pieces, the query's words marked; joined it is the text itself (NFC)."""
    text = unicodedata.normalize("NFC", text)
    return _pieces(text, 0, len(text), [span for span, _ in _found(text, wanted)])


def passage(text: str, wanted: Marker, length: int = PASSAGE_LENGTH) -> Pieces:
    """The stretch of the text that holds most of the query's words, in pieces; its beginning where it holds none."""
    text = unicodedata.normalize("NFC", text)
    found = _found(text, wanted)
    start = _opening(text, _best_start(found, length), length)
    end = _closing(text, start, length)
    pieces = _pieces(text, start, end, [span for span, _ in found])
    before: Pieces = ((_ELLIPSIS, False),) if start else ()
    after: Pieces = ((" …", False),) if end < len(text) else ()
    return (*before, *pieces, *after)


def _comparable(text: str, written: bool) -> str:
    """The text in the letters of the analyser's tokens, each character in its place."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose lower case is longer; positions must hold
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered if written else fold(lowered)


def _found(text: str, wanted: Marker) -> list[tuple[Span, str]]:
    """Where to mark: stretches of neighbouring words of the query; single words only if they stand nowhere in such
    a stretch. With each the words it holds, parted by spaces."""
    if not wanted.pattern:
        return []
    text = _comparable(text, wanted.written)
    runs: list[list[tuple[str, int, int]]] = []
    for match in re.finditer(wanted.pattern, text):
        start, end = match.span()
        if start and _is_word(text[start - 1]):
            continue  # the end of a longer token
        word = wanted.forms[match[0]]
        last = runs[-1][-1] if runs else None
        if last and (last[0], word) in wanted.neighbours and not any(map(_is_word, text[last[2] : start])):
            runs[-1].append((word, start, end))
        else:
            runs.append([(word, start, end)])
    runs = [part for run in runs for part in _without_scraps(run, wanted)]
    together = {word for run in runs if len(run) > 1 for word, _, _ in run}
    kept = [run for run in runs if len(run) > 1 or run[0][0] not in together]
    return [((run[0][1], run[-1][2]), " ".join(word for word, _, _ in run)) for run in kept]


def _without_scraps(run: list[tuple[str, int, int]], wanted: Marker) -> list[list[tuple[str, int, int]]]:
    """The stretches of a run without the words of synonyms that don't stand there whole ("TP" of "TP.HCM")."""
    words = [word for word, _, _ in run]
    kept = [word in wanted.words for word in words]
    if all(kept):
        return [run]
    for form in wanted.whole:
        for at in range(len(words) - len(form) + 1):
            if tuple(words[at : at + len(form)]) == form:
                kept[at : at + len(form)] = [True] * len(form)
    parts = groupby(zip(run, kept, strict=True), key=lambda pair: pair[1])
    return [[token for token, _ in part] for keep, part in parts if keep]


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _best_start(found: list[tuple[Span, str]], length: int) -> int:
    """Where the window of a length begins that holds most different words, those side by side counting more."""
    best, best_start = 0.0, 0
    for index, ((start, _), _) in enumerate(found):
        inside = [words for (_, end), words in found[index : index + 40] if end <= start + length]
        different = {word for words in inside for word in words.split(" ")}
        score = len(different) + 0.5 * len({words for words in inside if " " in words})
        if score > best:
            best, best_start = score, start
    return best_start


def _opening(text: str, start: int, length: int) -> int:
    """The beginning of the sentence before a place, if it is near, else of a word."""
    near = max(0, start - length // 3)
    if near == 0:
        return 0
    ends = [match.end() for match in _SENTENCE_END.finditer(text, near, start)]
    if ends:
        return ends[-1]
    space = text.find(" ", near, start)
    return space + 1 if space >= 0 else start


def _closing(text: str, start: int, length: int) -> int:
    """The end of the last word that fits."""
    if len(text) <= start + length:
        return len(text)
    space = text.rfind(" ", start, start + length)
    return space if space > start else start + length


def _pieces(text: str, start: int, end: int, spans_: list[Span]) -> Pieces:
    pieces: list[tuple[str, bool]] = []
    at = start
    for first, last in spans_:
        if first < at or last > end:
            continue
        pieces += [(text[at:first], False)] if first > at else []
        pieces.append((text[first:last], True))
        at = last
    return (*pieces, *(((text[at:end], False),) if at < end else ()))
