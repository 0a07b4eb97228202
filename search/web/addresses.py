"""A query as an address and back: one canonical form, so that every view can be bookmarked, sent on and cited."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote, quote_plus, urlsplit

import msgspec

from records.places import provinces
from search.protocols import Kept
from search.query import NAMES, Query, Unit
from search.questions.reading import is_read
from search.values import exactly

PATHS: dict[Unit, str] = {"articles": "/", "events": "/events", "agreements": "/agreements"}
Pairs = list[tuple[str, str]]

# Name in addresses, attribute, value without which it is left out.
_ATTRIBUTES = {field.encode_name: field.name for field in msgspec.structs.fields(Query)}
_DEFAULTS: list[tuple[str, str, Any]] = [
    (name, _ATTRIBUTES[name], getattr(Query(), _ATTRIBUTES[name])) for name in NAMES
]


def pairs(query: Query, *leave_out: str) -> Pairs:
    """Names and values that make the query, without what is as by default; lists repeat their name."""
    found: Pairs = []
    for name, attribute, default in _DEFAULTS:  # by hand: a page holds hundreds of addresses
        given = getattr(query, attribute)
        if given == default or name in leave_out:
            continue
        values = given if isinstance(given, tuple) else (given,)
        found += [(name, "true" if value is True else str(value)) for value in values]
    return found


def listing(query: Query) -> str:
    """The page that shows the query's results; words that would be read as a question are marked as meant exactly."""
    exact = [("exact", "true")] if is_read(query.q) else []
    return _joined(PATHS[query.unit], [*pairs(query, "unit"), *exact])


def question(query: Query, asked: str = "", also: Sequence[tuple[str, str]] = ()) -> str:
    """The page that reads the query's words as a question; or, given the question, the one that shows how it was read.
    `also` stands before them: of a name that counts once, the last counts."""
    told = [("asked", asked)] if asked else []
    return _joined(PATHS[query.unit], [*also, *pairs(query, "unit"), *told])


def results(query: Query, asked: str = "") -> str:
    """The query's results as they are, with the question that they answer ("" for none)."""
    return question(query, asked) if asked else listing(query)


def api(query: Query) -> str:
    """The same results as JSON."""
    return _joined("/api/search", pairs(query))


def export(query: Query, form: str) -> str:
    """All documents of the query as a file."""
    return _joined("/export", [*pairs(query, "limit", "page", "after"), ("format", form)])


def about(query: Query) -> str:
    """What the query's exports stand on."""
    return _joined("/export/about", pairs(query, "limit", "page", "after", "sort"))


def feed(query: Query, path: str = "/feed.atom", *, after: str = "") -> str:
    """The newest of the query's results, for those who follow it; or those after a mark."""
    # A calendar is of events whatever list it is made for.
    left_out = ("sort", "limit", "page", "after", *(("unit",) if path == "/events.ics" else ()))
    return _joined(path, [*pairs(query, *left_out), *([("after", after)] if after else [])])


def alert(query: Query) -> str:
    """The form of those who want to be told of the query's news."""
    return _joined("/alerts/new", pairs(query, "sort", "limit", "page", "after"))


def analysis(query: Query) -> str:
    """The query's results counted by two facets."""
    return _joined("/analysis", pairs(query, "sort", "limit", "page", "after"))


def document(unit: Kept, document_id: str) -> str:
    """The page of one document; ids given by others may hold slashes."""
    return f"/{unit}/{quote(document_id, safe='')}"


def version(article_id: str, number: int) -> str:
    """The page that shows one text an article has had."""
    return f"{document('articles', article_id)}?version={number}"


def snapshot(article_id: str, number: int) -> str:
    """The archived page behind one version, as plain text."""
    return f"/snapshots/{quote(article_id, safe='')}?version={number}"


def from_start(query: Query) -> Query:
    """The same query from its first page."""
    return msgspec.structs.replace(query, page=1, after="")


def with_value(query: Query, facet: str, value: str) -> Query:
    """The query narrowed by one more value of a facet."""
    if facet == "signed":
        return msgspec.structs.replace(from_start(query), signed=True)
    alone = exactly(facet, value, query.basis)
    return msgspec.structs.replace(from_start(query), **{facet: (*getattr(query, facet), alone)})


def narrowed(query: Query, facet: str, value: str) -> str:
    """The results of the query narrowed by one more value of a list; a page has hundreds of these addresses."""
    before, after = _around(query, facet)
    return f"{before}{_quoted(exactly(facet, value, query.basis))}{after}"


@lru_cache(256)
def _around(query: Query, facet: str) -> tuple[str, str]:
    """What stands before and after one more value of a list in the address; no value holds what it is parted at."""
    named = f"{facet}=%00"
    before, _, after = listing(with_value(query, facet, "\0")).rpartition(named)
    return f"{before}{facet}=", after


def without_value(query: Query, facet: str, value: str) -> Query:
    """The query less one value of a facet; a province goes by its name and by its keys, also as a partner."""
    query = from_start(query)
    if facet in ("from", "to", "signed"):
        return query.without(facet)
    kept = tuple(had for had in getattr(query, facet) if value not in (had, shown(facet, had)))
    return msgspec.structs.replace(query, **{facet: kept})


def shown(facet: str, value: str) -> str:
    """The value as the facet counts it: a province's key by its name."""
    unit = provinces().get(value) if facet in ("province", "partner") else None
    return unit.name if unit else value


def is_web(url: str) -> bool:
    """Whether an address taken from a crawled page may be linked to: http and https only."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _joined(path: str, given: Pairs) -> str:
    return f"{path}?{'&'.join([f'{name}={_quoted(value)}' for name, value in given])}" if given else path


# A page links to its own query some three hundred times.
_quoted = lru_cache(4096)(quote_plus)
