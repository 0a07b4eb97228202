"""Passages and marks from the stored text, in our own code, so that both engines show the same; never HTML."""

import re
import unicodedata
from itertools import groupby, pairwise

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
Token = tuple[int, int, str]  # from, to, the token sought
Stretch = tuple[int, int, str]  # from, to, the tokens sought, parted by spaces


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
    inside = [stretch for stretch in found if start <= stretch[0] and stretch[1] <= end]
    pieces = _pieces(text, start, end, _to_mark(text, inside, wanted))
    before: Pieces = ((_ELLIPSIS, False),) if start else ()
    after: Pieces = ((" …", False),) if end < len(text) else ()
    return (*before, *pieces, *after)


def _found(text: str, wanted: Marker) -> list[Stretch]:
    """Where the query's words stand: stretches of neighbouring ones, and single words. With each the words it holds,
    parted by spaces."""
    if not wanted.sought:
        return []
    within = letters(text, written=wanted.written)
    found = _tokens(text, within, wanted)
    joined = _joined(found, within, wanted)
    if not wanted.whole:
        return [(start, end, words) for start, end, words, _ in joined]
    runs = (found[first : first + 1 + words.count(" ")] for _, _, words, first in joined)
    parts = [part for run in runs for part in _without_scraps(run, wanted)]
    return [(part[0][0], part[-1][1], " ".join([word for _, _, word in part])) for part in parts]


def _joined(found: list[Token], within: bytes, wanted: Marker) -> list[tuple[int, int, str, int]]:
    """The tokens, what is side by side in the query and here in one stretch; with each the number of its first token."""
    joined: list[tuple[int, int, str, int]] = []
    followers, nothing = wanted.followers, frozenset[str]()
    at, until, words, first, last = 0, -1, "", 0, ""
    for number, (start, end, word) in enumerate(found):
        # Both are whole tokens, so one place between them holds none.
        if word in followers.get(last, nothing) and (start - until == 1 or within[until + 1 : start + 1].isspace()):
            words = f"{words} {word}"
        else:
            joined.append((at, until, words, first))
            at, words, first = start, word, number
        until, last = end, word
    joined.append((at, until, words, first))
    return joined[1:]  # the first stands for nothing


def _tokens(text: str, within: bytes, wanted: Marker) -> list[Token]:
    """The tokens sought, where they stand; the first place of `within` is a space before the text."""
    found: list[Token] = []
    find, lower = within.find, ""
    for sought, form, word in wanted.sought:
        start, length, exact = find(sought), len(form), is_exact(sought)
        while start >= 0:
            end = start + length
            # A search for letters that end in a space, as every fifth does, would be half as fast.
            if within[end + 1] == _SPACE:
                lower = lower or ("" if exact else lowered(text))
                if exact or _is(lower[start:end], form, wanted.written):
                    found.append((start, end, word))
            start = find(sought, end + 1)
    found.sort()
    return found


def _is(text: str, form: str, written: bool) -> bool:
    return (text if written else fold(text)) == form


def _to_mark(text: str, found: list[Stretch], wanted: Marker) -> list[Span]:
    """What of it to mark: all stretches; a single word only if no stretch holds it. Once the stretches hold half of a
    long query, only such that look like a name or a number: a lone common syllable says nothing."""
    together = {word for _, _, words in found if " " in words for word in words.split(" ")}
    enough = wanted.many and 2 * len(together & wanted.words) >= len(wanted.words)
    return [
        (start, end)
        for start, end, words in found
        if " " in words or (words not in together and not (enough and text[start].islower()))
    ]


def _without_scraps(run: list[Token], wanted: Marker) -> list[list[Token]]:
    """The stretches of a run without the words of synonyms that don't stand there whole ("TP" of "TP.HCM")."""
    words = [word for _, _, word in run]
    kept = [word in wanted.words for word in words]
    if all(kept):
        return [run]
    for form in wanted.whole:
        for at in range(len(words) - len(form) + 1):
            if tuple(words[at : at + len(form)]) == form:
                kept[at : at + len(form)] = [True] * len(form)
    parts = groupby(zip(run, kept, strict=True), key=lambda pair: pair[1])
    return [[token for token, _ in part] for keep, part in parts if keep]


def _words_and_pairs(words: str) -> list[str]:
    """What a stretch holds: each word, and each two side by side, which count half."""
    alone = words.split(" ")
    return [*alone, *(f"{a} {b}" for a, b in pairwise(alone))] if len(alone) > 1 else alone


def _best_start(found: list[Stretch], length: int) -> int:
    """Where the window of a length begins that holds most different words and pairs of neighbours."""
    known = {words: _words_and_pairs(words) for words in {words for _, _, words in found}}
    worth = {part: 1 if " " in part else 2 for parts in known.values() for part in parts}
    held = dict.fromkeys(worth, 0)  # how often the window holds each, which moves on from stretch to stretch
    best, best_start, score, beyond, most = 0, 0, 0, 0, sum(worth.values())
    for index, (start, _, words) in enumerate(found):
        last = min(len(found), index + _WINDOW_STRETCHES)
        while beyond < last and found[beyond][1] <= start + length:
            for part in known[found[beyond][2]]:
                score += 0 if held[part] else worth[part]
                held[part] += 1
            beyond += 1
        if score > best:
            best, best_start = score, start
        if best == most or beyond == len(found):
            break  # what follows holds no more
        if beyond == index:  # a stretch longer than the window
            beyond += 1
            continue
        for part in known[words]:
            held[part] -= 1
            score -= 0 if held[part] else worth[part]
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
