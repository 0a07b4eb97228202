"""Filters and facets as Elasticsearch's JSON, for both engines: which index field each stands on."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from records.errors import QueryError
from records.places import provinces
from search.names import name_key
from search.query import FILTERS, Query, Unit
from search.values import named_units, near

Json = dict[str, Any]

# Facet -> how many of its values are shown; cross-tabs take them all.
SHOWN = {
    "province": 100,
    "region": 20,
    "sector": 30,
    "year": 100,
    "source": 500,
    "event_type": 20,
    "official": 50,
    "partner": 100,
    "language": 20,
    "signed": 2,
}
COUNTABLE = (*SHOWN, "month")
# What documents of a unit have no value of at all (`search/documents.py`): no filter finds them by it, no count has rows.
LACKING: Mapping[Unit, tuple[str, ...]] = {
    "articles": (),
    "events": ("sector",),
    "agreements": ("sector", "source", "event_type", "official"),
}
ALL = 60_000  # more buckets than tantivy would make (65,000) are refused


def field_of(facet: str, query: Query) -> str:
    """The index field of a facet on the query's basis and role; raises QueryError for what can't be counted by."""
    fields = {
        "province": f"provinces_{query.basis}_{query.role}",
        "region": f"regions_{query.basis}",
        "sector": "sectors",
        "source": "source_ids",
        "event_type": "event_types",
        "official": "officials",
        "partner": "partners_today" if query.basis == "today" else "partners",
    }
    if facet not in COUNTABLE:
        raise QueryError(f"can't count by {facet!r}{near(facet, COUNTABLE)}; known: {', '.join(COUNTABLE)}")
    return fields.get(facet, facet)


def lacking(query: Query, by: Sequence[str] = ()) -> tuple[str, ...]:
    """What is filtered or counted by that the query's unit has no value of."""
    return tuple(facet for facet in LACKING[query.unit] if facet in by or facet in query.filters)


def filter_clauses(query: Query) -> list[Json]:
    """What every match must also be; scores nothing."""
    clauses = [clause for name in FILTERS for clause in _clauses(name, query)]
    if not query.with_reprints and query.unit == "articles":
        # Left out, not asked for: reprints are few, and leads nearly all there is.
        clauses.append({"bool": {"must_not": [{"term": {"is_lead": {"value": False}}}]}})
    if query.among:
        clauses.append({"terms": {"id": list(query.among)}})
    return clauses


def _clauses(name: str, query: Query) -> list[Json]:
    if name in _SPECIAL:
        return _SPECIAL[name](query) if name in query.filters else []
    values: tuple[str, ...] = getattr(query, name)
    return [{"terms": {field_of(name, query): list(values)}}] if values else []


def _provinces(query: Query) -> list[Json]:
    """A name stands for units of that name of both vintages, and for the one unit that it follows; a key for one of them."""
    keys = [value for value in query.province if value in provinces()]
    given = [value for value in query.province if value not in keys]
    named = list(dict.fromkeys(name for value in given for name in named_units(value, query.basis)))
    either = [{"terms": {field_of("province", query): named}}] if named else []
    either += [{"terms": {f"province_keys_{query.role}": keys}}] if keys else []
    return [{"bool": {"should": either, "minimum_should_match": 1}}] if len(either) > 1 else either


def _partner_keys(query: Query) -> str:
    return "partner_keys_today" if query.basis == "today" else "partner_keys"


def _partners(query: Query) -> list[Json]:
    """All partners asked for took part, each under any of its names; a key stands for one name."""
    known = provinces()
    return [
        {"terms": {_partner_keys(query): [name_key(name) for name in names]}}
        for value in query.partner
        for names in [(known[value].name,) if value in known else named_units(value, query.basis)]
    ]


def _range(field: str, side: str, day: date | None) -> list[Json]:
    return [{"range": {field: {side: day.isoformat()}}}] if day else []


_SPECIAL: dict[str, Callable[[Query], list[Json]]] = {
    "province": _provinces,
    # All partners asked for took part; of officials any.
    "partner": _partners,
    "official": lambda query: [{"terms": {"official_keys": [name_key(value) for value in query.official]}}],
    "signed": lambda _query: [{"term": {"signed": {"value": True}}}],
    "from": lambda query: _range("ends_on", "gte", query.from_on),
    "to": lambda query: _range("starts_on", "lte", query.to_on),
}


def terms(facet: str, query: Query, size: int = ALL) -> Json:
    """The aggregation of one facet: its most frequent values, all of them unless a size is given."""
    # Exact counts, not each segment's best: counts must be equal on both engines.
    return {"terms": {"field": field_of(facet, query), "size": size, "shard_size": ALL}}


def cross_tab_request(by: Sequence[str], query: Query) -> Json:
    """Nested terms aggregations, one level a facet; each level is named by its depth."""
    request: Json = {}
    for depth, facet in reversed(list(enumerate(by))):
        level = terms(facet, query)
        request = {str(depth): level | ({"aggs": request} if request else {})}
    return request


def without_self_pairs(by: Sequence[str], rows: list[tuple[tuple[str, ...], int]]) -> list[tuple[tuple[str, ...], int]]:
    """The rows less those of a province with itself: every party of an event is a partner of its provinces, its own too."""
    if not {"province", "partner"} <= set(by):
        return rows
    province, partner = by.index("province"), by.index("partner")
    return [row for row in rows if row[0][province] != row[0][partner]]


def read_cross_tab(answer: Json, depth: int, levels: int) -> list[tuple[tuple[str, ...], int]]:
    """The rows of nested buckets: the values of all levels, and the count."""
    rows: list[tuple[tuple[str, ...], int]] = []
    for bucket in answer[str(depth)]["buckets"]:
        if depth == levels - 1:
            rows.append(((value_of(bucket),), bucket["doc_count"]))
        else:
            inner = read_cross_tab(bucket, depth + 1, levels)
            rows += [((value_of(bucket), *values), count) for values, count in inner]
    return rows


def value_of(bucket: Json) -> str:
    """A bucket's value as text; booleans come as 1 and 0 with their words beside."""
    return str(bucket.get("key_as_string", bucket["key"]))
