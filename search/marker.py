"""What a query marks in a text: its words, phrases and synonyms, and every way of writing them; pure."""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from records.base import Record
from search.language import Either, Group, Node, Parsed, Phrase, positive
from search.letters import letters
from search.matching import ALL_WORDS_UP_TO, other_forms, synonyms_in
from transforms.text import one_tone_placement


class Marker(Record, frozen=True):
    """What to look for.

    `words` of the query count alone, phrases and forms of synonyms only `whole`; `followers` of each word are those that
    stand behind it somewhere in the query: side by side they count more; `written` is whether the text is compared as it is,
    not folded; `many` whether there are so many words that some may be missing. `sought` are the ways of writing each token: a
    space and its letters, as they stand in a text's, the way itself, and the token.
    """

    words: frozenset[str]
    whole: frozenset[tuple[str, ...]]
    followers: dict[str, frozenset[str]]
    sought: tuple[tuple[bytes, str, str], ...]
    written: bool
    many: bool


def marker(parsed: Parsed) -> Marker:
    """What a query's words, phrases and synonyms mark."""
    runs = positive(parsed.tree)
    phrases = {words for words in _phrases(parsed.tree) if len(words) > 1}
    alone: set[str] = set()
    whole: set[tuple[str, ...]] = set(phrases)
    for run in map(tuple, runs):
        if run in phrases:
            continue
        found = synonyms_in(run, parsed)
        alone.update(word for at, word in enumerate(run) if not any(start <= at < end for start, end in found))
        for start, end in found:
            whole |= {run[start:end], *other_forms(run[start:end], parsed)}
    sought = alone | {word for form in whole for word in form}
    forms = sorted({form: word for word in sought for form in _tone_forms(word)}.items())
    return Marker(
        words=frozenset(alone),
        whole=frozenset(whole),
        followers=_followers([*runs, *whole]),
        sought=tuple((letters(form, written=parsed.written)[:-1], form, word) for form, word in forms),
        written=parsed.written,
        many=len(alone) > ALL_WORDS_UP_TO,
    )


def _followers(runs: Iterable[Sequence[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for run in runs:
        for word, following in pairwise(run):
            found.setdefault(word, set()).add(following)
    return {word: frozenset(following) for word, following in found.items()}


def _phrases(node: Node) -> list[tuple[str, ...]]:
    """What was asked for as a phrase, in quotes or in a field."""
    match node:
        case Phrase(tokens=words):
            return [words]
        case Group(items=parts) | Either(options=parts):
            return [words for part in parts for words in _phrases(part)]
    return []


def _tone_forms(word: str) -> list[str]:
    """A token and its other tone placement ("hòa", "hoà"): cheaper than placing the tones of every text shown."""
    letters = unicodedata.normalize("NFD", word)
    forms = [word]
    for at, tone in enumerate(letters[:-1]):
        if unicodedata.combining(tone):
            moved = unicodedata.normalize("NFC", letters[:at] + letters[at + 1] + tone + letters[at + 2 :])
            forms += [moved] if moved != word and one_tone_placement(moved) == word else []
    return forms
