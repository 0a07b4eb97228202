"""From an address to a query: strict for programs, forgiving for people, bounded for both."""

from collections.abc import Iterable
from typing import Any

import msgspec

from records.base import Record
from records.errors import QueryError
from search.query import NAMES, Query, Unit, make_query

MAX_VALUES = 60  # values of all filters together, portals aside
MAX_SOURCES = 250  # portals: analyses compare years over as many as there are
MAX_VALUE_LENGTH = 200  # characters of one filter's value; the words have their own bound in search.language
API_LIMIT = 200  # hits a page that a program may ask for
_SINGLE = frozenset(
    {"q", "unit", "basis", "role", "from", "to", "signed", "with_reprints", "sort", "limit", "page", "after"}
)

Given = tuple[str, str]


class Asking(Record, frozen=True):
    """The query of a page, and what of the address could not be understood and was left aside."""

    query: Query
    ignored: tuple[Given, ...] = ()


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
