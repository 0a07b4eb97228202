"""From an address to a query: strict for programs, forgiving for people, bounded for both."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote_plus

import msgspec

from records.base import Record
from records.errors import QueryError
from search.engine import Notice
from search.query import NAMES, Query, Unit, make_query

MAX_VALUES = 60  # values of all filters together, portals aside
MAX_SOURCES = 250  # portals: analyses compare years over as many as there are
MAX_VALUE_LENGTH = 200  # characters of one filter's value; the words have their own bound in search.language
# What the words of a page may come to in an address: a page links to its own query hundreds of times. As many
# Vietnamese words as are searched (search.language) have room in it.
MAX_WORDS_LENGTH = 1300
_WORD_END = 30  # characters after which a word that goes on is cut
API_LIMIT = 200  # hits a page that a program may ask for
_SINGLE = frozenset(
    {"q", "unit", "basis", "role", "from", "to", "signed", "with_reprints", "sort", "limit", "page", "after"}
)

Given = tuple[str, str]


class Asking(Record, frozen=True):
    """The query of a page, what of the address could not be understood and was left aside, and what else is to be told."""

    query: Query
    ignored: tuple[Given, ...] = ()
    notices: tuple[Notice, ...] = ()


def strict(given: Iterable[Given], *, limit: int = API_LIMIT) -> Query:
    """The query of a program's call; raises QueryError for anything unknown or beyond the bounds."""
    listed = [(name, value) for name, value in given if name != "lang"]
    query = make_query(_gathered(_bounded(listed)))
    if query.limit > limit:
        raise QueryError(f"limit {query.limit} is out of range: from 0 to {limit}; page with `page` or `after`")
    return query


def forgiving(given: Iterable[Given], unit: Unit, *, limit: int = 25) -> Asking:
    """The query of a page; filters with an unknown value are left aside and named, foreign parameters passed over."""
    known = [(name.replace("-", "_"), value.strip()) for name, value in given]
    known = [(name, value) for name, value in known if name in NAMES and name not in ("unit", "limit") and value]
    kept, ignored = _within_bounds(known)
    ignored += [pair for pair in kept if not _alone(pair, kept)]
    kept = [pair for pair in kept if pair not in ignored]
    try:
        query = make_query(_gathered(kept))
    except QueryError:  # each is fine alone, so it is the two dates that contradict each other
        ignored += [pair for pair in kept if pair[0] in ("from", "to")]
        query = make_query(_gathered([pair for pair in kept if pair not in ignored]))
    query = msgspec.structs.replace(query, unit=unit, limit=limit)
    return Asking(query=query, ignored=tuple(dict.fromkeys(ignored)))


def on_page(given: Iterable[Given], unit: Unit) -> Asking:
    """As `forgiving`, for a page full of links to its own query: of words without end only the beginning is asked for."""
    asking = forgiving(given, unit)
    words = beginning(asking.query.q)
    if words is None:
        return asking
    told = Notice(code="too-long", text="only the beginning of the query was searched")
    return msgspec.structs.replace(asking, query=msgspec.structs.replace(asking.query, q=words), notices=(told,))


def beginning(words: str) -> str | None:
    """The words cut at the first gap behind MAX_WORDS_LENGTH, None where they don't reach it. What was cut is cut at the
    same place again, so that the pages it leads to say so too."""
    if len(quote_plus(words)) <= MAX_WORDS_LENGTH:
        return None
    length = 0
    for at, character in enumerate(words):
        length += len(quote_plus(character))
        if length > MAX_WORDS_LENGTH:
            gap = re.search(r"\s", words[at : at + _WORD_END])
            return words[: at + (gap.start() if gap else _WORD_END)]
    return None


def _alone(pair: Given, kept: list[Given]) -> bool:
    """Whether a filter's value is understood on the basis asked for."""
    name, value = pair
    if name != "q" and len(value) > MAX_VALUE_LENGTH:
        return False
    bases = [v for n, v in kept if n == "basis" and v in ("then", "today")]
    try:
        make_query({"basis": bases[-1] if bases else None} | {name: value})
    except QueryError:
        return False
    return True


def _within_bounds(given: list[Given]) -> tuple[list[Given], list[Given]]:
    """The first values, as many as are allowed, and the others."""
    kept: list[Given] = []
    beyond: list[Given] = []
    room = {True: MAX_SOURCES, False: MAX_VALUES}
    for pair in given:
        is_source = pair[0] == "source"
        (kept if room[is_source] > 0 else beyond).append(pair)
        room[is_source] -= 1
    return kept, beyond


def _bounded(given: list[Given]) -> list[Given]:
    if _within_bounds(given)[1]:
        raise QueryError(f"{len(given)} filter values are too many: at most {MAX_VALUES}, and {MAX_SOURCES} sources")
    for name, value in given:
        if name != "q" and len(value) > MAX_VALUE_LENGTH:
            raise QueryError(f"the value of {name} is too long: {len(value)} characters, at most {MAX_VALUE_LENGTH}")
    return given


def _gathered(given: list[Given]) -> dict[str, Any]:
    """Names with one value, or all of their values where they may have several; of single ones the last counts."""
    gathered: dict[str, Any] = {}
    for name, value in given:
        key = name.replace("-", "_")
        if key in _SINGLE:
            gathered[key] = value
        else:
            gathered.setdefault(key, []).append(value)
    return gathered
