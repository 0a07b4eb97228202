"""The list of people by name."""

from collections.abc import Sequence

from records.base import Record
from records.errors import QueryError
from search.engine import Reader
from search.names import name_key
from search.protocols import Archive
from search.query import Query
from search.web.documents.people import Entry, entry
from search.web.i18n import Language
from transforms.analyser import folded, tokens

SHOWN = 50  # names in the list
_WORDS = 8  # of what was asked


class PeoplePage(Record, frozen=True):
    """People by name; `shared` are names that several of them have. `more` says that names were left out."""

    asked: str
    entries: tuple[Entry, ...]
    shared: frozenset[str]
    more: bool


def people_page(engine: Reader, archive: Archive, asked: str, lang: Language) -> PeoplePage:
    """The people whose names hold all words asked for, or begin so, most told first; without words, those who are told
    most."""
    words = list(tokens(asked))[:_WORDS]
    names = _names(engine, words)
    found = [entry(person, lang) for person in archive.people(names=names[:SHOWN])]
    found.sort(key=lambda one: (-one.events, -one.articles, name_key(one.name)))
    keys = [name_key(one.name) for one in found]
    shared = frozenset(one.name for one, key in zip(found, keys, strict=True) if keys.count(key) > 1)
    return PeoplePage(asked=asked, entries=tuple(found), shared=shared, more=len(names) > SHOWN)


def _names(engine: Reader, words: Sequence[str]) -> list[str]:
    """Names of officials as the index counts them: those that withheld are is not in it."""
    if not words:
        facets = engine.search(Query(unit="events", limit=0)).facets
        return [value.value for value in facets["official"]]
    found = [name for name in _with_words(engine, words) if _has(name, words)]
    return found or _begun(engine, words)


def _begun(engine: Reader, words: Sequence[str]) -> list[str]:
    """Names that hold all words but the last, and one that begins as the last does: it may not be typed to its end."""
    *whole, last = words
    try:
        names = _with_words(engine, whole)
    except QueryError:  # more people than can be counted: those who are told most will do
        names = [s.value for s in engine.suggest(" ".join(words), SHOWN) if s.kind == "official"]
    return [name for name in names if _has(name, whole) and any(word.startswith(last) for word in _forms(name, last))]


def _with_words(engine: Reader, words: Sequence[str]) -> list[str]:
    """The officials of all events that name one with these words, most told first."""
    asked = " ".join(f'official:"{word}"' for word in words)
    return [values[0] for values, _ in engine.count(["official"], Query(unit="events", q=asked)).rows]


def _has(name: str, words: Sequence[str]) -> bool:
    """Whether all words stand in a name: those with diacritics as written, those without in any way."""
    return all(word in _forms(name, word) for word in words)


def _forms(name: str, word: str) -> Sequence[str]:
    """The words of a name as one that is asked for is compared with them."""
    written = list(tokens(name))
    return folded(written) if folded([word]) == [word] else written
