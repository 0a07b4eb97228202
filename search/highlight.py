"""Passages and marks from the stored text, in our own code, so that both engines show the same; never HTML."""

import re
import unicodedata
from itertools import groupby, pairwise
from operator import itemgetter

from search.engine import Pieces
from search.letters import is_exact, letters, lowered
from search.marker import Marker
from transforms.text import fold

PASSAGE_LENGTH = 260  # code points, about two lines on a wide screen
_ELLIPSIS = "… "
_WINDOW_STRETCHES = 40  # that are looked at in one window
_SPACE = ord(" ")
_SENTENCE_END = re.compile(r"[.!?…]\s+|\n+")


Span = tuple[int, int]
Token = tuple[str, int, int]  # the token sought, from, to


def marked(text: str, wanted: Marker) -> Pieces:
    """The whole text in pieces, the query's words marked; joined it is the text itself (NFC)."""
    text = unicodedata.normalize("NFC", text)
    return _pieces(text, 0, len(text), _to_mark(text, _found(text, wanted), wanted))


def passage(text: str, wanted: Marker, length: int = PASSAGE_LENGTH) -> Pieces:
    """The stretch of the text that holds most of the query's words, in pieces; its beginning where it holds none."""
    text = unicodedata.normalize("NFC", text)
    found = _found(text, wanted)
    start = _opening(text, _best_start(found, length), length)
    end = _closing(text, start, length)
    inside = [(span, words) for span, words in found if start <= span[0] and span[1] <= end]
    pieces = _pieces(text, start, end, _to_mark(text, inside, wanted))
    before: Pieces = ((_ELLIPSIS, False),) if start else ()
    after: Pieces = ((" …", False),) if end < len(text) else ()
    return (*before, *pieces, *after)


def _found(text: str, wanted: Marker) -> list[tuple[Span, str]]:
    """Where the query's words stand: stretches of neighbouring ones, and single words. With each the words it holds,
    parted by spaces."""
    if not wanted.sought:
        return []
    text = lowered(text)
    within = letters(text, written=wanted.written)
    runs: list[list[Token]] = []
    last: Token | None = None
    for token in _tokens(text, within, wanted):
        word, start, _ = token
        # Both are whole tokens, so one place between them holds none.
        if (
            last
            and (last[0], word) in wanted.neighbours
            and (start - last[2] == 1 or within[last[2] + 1 : start + 1].isspace())
        ):
            runs[-1].append(token)
        else:
            runs.append([token])
        last = token
    if wanted.whole:
        runs = [part for run in runs for part in _without_scraps(run, wanted)]
    return [((run[0][1], run[-1][2]), " ".join([word for word, _, _ in run])) for run in runs]


def _tokens(text: str, within: bytes, wanted: Marker) -> list[Token]:
    """The tokens sought, where they stand; the first place of `within` is a space before the text."""
    found: list[Token] = []
    for sought, form, word in wanted.sought:
        length, exact = len(form), is_exact(sought)
        start = within.find(sought)
        while start >= 0:
            end = start + length
            # A search for letters that end in a space, as every fifth does, would be half as fast.
            if within[end + 1] == _SPACE and (exact or _is(text[start:end], form, wanted.written)):
                found.append((word, start, end))
            start = within.find(sought, end + 1)
    found.sort(key=itemgetter(1))
    return found


def _is(text: str, form: str, written: bool) -> bool:
    return (text if written else fold(text)) == form


def _to_mark(text: str, found: list[tuple[Span, str]], wanted: Marker) -> list[Span]:
    """What of it to mark: all stretches; a single word only if no stretch holds it. Once the stretches hold half of a
    long query, only such that look like a name or a number: a lone common syllable says nothing."""
    together = {word for _, words in found if " " in words for word in words.split(" ")}
    enough = wanted.many and 2 * len(together & wanted.words) >= len(wanted.words)
    return [
        span
        for span, words in found
        if " " in words or (words not in together and not (enough and text[span[0]].islower()))
    ]


def _without_scraps(run: list[Token], wanted: Marker) -> list[list[Token]]:
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


def _words_and_pairs(words: list[str]) -> list[tuple[str, float]]:
    """With the weight of each."""
    return [(word, 1.0) for word in words] + [(f"{a} {b}", 0.5) for a, b in pairwise(words)]


def _best_start(found: list[tuple[Span, str]], length: int) -> int:
    """Where the window of a length begins that holds most different words and pairs of neighbours."""
    best, best_start, score, beyond = 0.0, 0, 0.0, 0
    held: dict[str, int] = {}  # words and pairs of the window, which moves on from stretch to stretch
    known: dict[str, list[tuple[str, float]]] = {}
    parts = [known.get(words) or known.setdefault(words, _words_and_pairs(words.split(" "))) for _, words in found]
    for index, ((start, _), _) in enumerate(found):
        most = min(len(found), index + _WINDOW_STRETCHES)
        while beyond < most and found[beyond][0][1] <= start + length:
            for part, weight in parts[beyond]:
                held[part] = times = held.get(part, 0) + 1
                if times == 1:
                    score += weight
            beyond += 1
        if score > best:
            best, best_start = score, start
        if beyond == index:  # a stretch longer than the window
            beyond += 1
            continue
        for part, weight in parts[index]:
            held[part] = times = held[part] - 1
            if not times:
                score -= weight
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
