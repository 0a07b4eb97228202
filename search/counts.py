"""Facets and histograms of a search: which aggregations to run, and the counts read from their answers; pure."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from records.base import Record
from records.places import provinces
from search.engine import FacetValue, Histogram
from search.facets import ALL, SHOWN, field_of, filter_clauses, terms, value_of
from search.query import Basis, Query

Json = dict[str, Any]

# Facets that one column holds together, each value under its facet's name: counting that is one pass in place of nine.
# Names of people and partners are too many for it: only the most frequent of them are shown, and looked up.
GATHERED = ("province", "region", "sector", "year", "month", "source", "event_type", "language", "signed")
# Facets of whose chosen values all must hold: another one narrows what is left, so that it is counted within that.
_ALL_OF = ("partner",)
BASES: tuple[Basis, ...] = ("then", "today")
_FIELDS = {basis: [(facet, field_of(facet, Query(basis=basis))) for facet in GATHERED] for basis in BASES}
_HISTOGRAM = ("year", "from", "to")
_TOGETHER = "together"


def gathered(fields: Mapping[str, Any], basis: Basis) -> list[str]:
    """What the column of gathered facets holds of a document, from its fields."""
    return [f"{facet}:{value}" for facet, name in _FIELDS[basis] for value in _values_of(fields[name])]


def _values_of(field: Any) -> Iterable[str]:
    if isinstance(field, bool):
        return ("true" if field else "false",)
    return field if isinstance(field, list) else (field,)


def facet_request(query: Query, as_filter: Callable[[list[Json]], Any]) -> tuple[list[Json], Json]:
    """All facets and histograms as one request, each over the query less the filter that it ignores: the filters that all
    of them share, for the query itself, and the aggregations, in which the others stand before what they narrow, in the
    engine's words (`as_filter`)."""
    plans = [(filter_clauses(narrowed), request) for narrowed, request in _plan(query)]
    shared = [clause for clause in plans[0][0] if all(clause in kept for kept, _ in plans)]
    whole: Json = {}
    for number, (kept, request) in enumerate(plans):
        own = [clause for clause in kept if clause not in shared]
        whole |= {f"_{number}": {"filter": as_filter(own), "aggs": request}} if own else request
    return shared, whole


def _plan(query: Query) -> list[tuple[Query, Json]]:
    """The aggregations to run, each over the query less the filter that its facets ignore.

    Facets whose filter is not set, and those of whose values all must hold, share one request.
    """
    plans: list[tuple[Query, Json]] = []
    shared: Json = {_TOGETHER: {"terms": {"field": f"facets_{query.basis}", "size": ALL, "shard_size": ALL}}}
    for facet, size in SHOWN.items():
        wanted = {facet: terms(facet, query, size)}
        if getattr(query, facet) and facet not in _ALL_OF:
            plans.append((query.without(facet), wanted))
        elif facet not in GATHERED or (facet == "province" and query.role != "any"):
            shared |= wanted
    if any(name in query.filters for name in _HISTOGRAM):
        histogram = {"years": terms("year", query), "months": terms("month", query)}
        plans.append((query.without(*_HISTOGRAM), histogram))
    return [(query, shared), *plans]


def lifted(answers: Mapping[str, Json]) -> dict[str, Json]:
    """The answers of one request by name, those under a filter of their own lifted out of it."""
    found: dict[str, Json] = {}
    for name, answer in answers.items():
        found |= (
            {key: inner for key, inner in answer.items() if key != "doc_count"} if name[0] == "_" else {name: answer}
        )
    return found


class Counts(Record, frozen=True):
    """What stands beside the hits: how many match, the facets, largest first, years in order (chosen values are always
    there); years and months in order, the unknown last."""

    total: int
    facets: dict[str, tuple[FacetValue, ...]]
    years: Histogram
    months: Histogram


NOTHING = Counts(total=0, facets={}, years=(), months=())


def read_counts(answers: Mapping[str, Json], query: Query) -> Counts:
    """The facets and histograms of the aggregations' answers by name."""
    counted = _apart(answers[_TOGETHER])
    total = sum(counted["year"].values())  # each document has one, if only "unknown"
    counted |= {facet: _counted(answer) for facet, answer in answers.items() if facet != _TOGETHER}
    return Counts(
        total=total,
        facets={facet: _values(facet, counted[facet], query) for facet in SHOWN},
        years=_histogram(counted.get("years", counted["year"])),
        months=_histogram(counted.get("months", counted["month"])),
    )


def _apart(answer: Json) -> dict[str, dict[str, int]]:
    """The counts of each gathered facet."""
    counted: dict[str, dict[str, int]] = {facet: {} for facet in GATHERED}
    for bucket in answer["buckets"]:
        facet, _, value = bucket["key"].partition(":")
        counted[facet][value] = bucket["doc_count"]
    return counted


def _counted(answer: Json) -> dict[str, int]:
    return {value_of(bucket): bucket["doc_count"] for bucket in answer["buckets"] if bucket["doc_count"]}


def _values(facet: str, counted: dict[str, int], query: Query) -> tuple[FacetValue, ...]:
    chosen = getattr(query, facet)
    chosen = ("true",) if chosen is True else tuple(_shown_name(value) for value in chosen or ())
    if facet == "year":
        ordered = _in_order({*counted, *chosen})
    else:
        ordered = _most_first(counted, counted)[: SHOWN[facet]]
        ordered += _most_first({*chosen}.difference(ordered), counted)
    return tuple(FacetValue(value=value, count=counted.get(value, 0), chosen=value in chosen) for value in ordered)


def _shown_name(value: str) -> str:
    unit = provinces().get(value)
    return unit.name if unit else value


def _most_first(values: Iterable[str], counted: Mapping[str, int]) -> list[str]:
    """The most frequent first, those counted alike in their own order."""
    return sorted(sorted(values), key=lambda value: counted.get(value, 0), reverse=True)


def _histogram(counted: dict[str, int]) -> Histogram:
    return tuple((value, counted[value]) for value in _in_order(counted))


def _in_order(values: Iterable[str]) -> list[str]:
    """Years or months, the unknown last, whose name comes after every number."""
    return sorted(values)
