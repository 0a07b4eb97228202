"""The query JSON of search.matching and search.facets (a subset of Elasticsearch's) as tantivy queries."""

from collections.abc import Callable
from datetime import date
from typing import Any

import tantivy
from tantivy import Occur, Query

from search.query import Unit
from search.tantivy.schema import moment, schema

Json = dict[str, Any]


def to_tantivy(unit: Unit, query: Json) -> Query:
    """The tantivy query of one clause; raises KeyError for a clause that is not in the subset."""
    ((kind, body),) = query.items()
    return _CLAUSES[kind](unit, body)


def whole_query(unit: Unit, match: Json, filters: list[Json], ranking: list[Json]) -> Query:
    """What matches and passes the filters, scored by the match and by what ranks it."""
    clauses = [(Occur.Must, to_tantivy(unit, match))]
    clauses += [restriction for clause in filters for restriction in _restrictions(unit, clause)]
    clauses += [(Occur.Should, to_tantivy(unit, clause)) for clause in ranking]
    return Query.boolean_query(clauses) if len(clauses) > 1 else clauses[0][1]


def _restrictions(unit: Unit, clause: Json) -> list[tuple[Occur, Query]]:
    """A filter as clauses of the whole query. One that only leaves out stands there itself: alone it would match nothing."""
    if list(clause.get("bool", ())) == ["must_not"]:
        return [(Occur.MustNot, to_tantivy(unit, one)) for one in clause["bool"]["must_not"]]
    # A filter scores nothing in Elasticsearch; here its score is made a constant nought.
    return [(Occur.Must, Query.const_score_query(to_tantivy(unit, clause), 0.0))]


def _bool(unit: Unit, body: Json) -> Query:
    clauses = [(Occur.Must, to_tantivy(unit, clause)) for clause in body.get("must", ())]
    clauses += [(Occur.MustNot, to_tantivy(unit, clause)) for clause in body.get("must_not", ())]
    should = [(Occur.Should, to_tantivy(unit, clause)) for clause in body.get("should", ())]
    return Query.boolean_query(clauses + should, minimum_number_should_match=body.get("minimum_should_match"))


def _term(unit: Unit, body: Json) -> Query:
    ((field, term),) = body.items()
    kept = "freq" if field.endswith("pairs") else "position"
    query = Query.term_query(schema(unit), field, term["value"], index_option=kept)
    boost = term.get("boost", 1.0)
    return query if boost == 1.0 else Query.boost_query(query, boost)


def _range(unit: Unit, body: Json) -> Query:
    ((field, sides),) = body.items()
    lower, upper = (moment(date.fromisoformat(sides[side])) if side in sides else None for side in ("gte", "lte"))
    return Query.range_query(schema(unit), field, tantivy.FieldType.Date, lower, upper)


def _dis_max(unit: Unit, body: Json) -> Query:
    return Query.disjunction_max_query([to_tantivy(unit, inner) for inner in body["queries"]])


def _terms(unit: Unit, body: Json) -> Query:
    ((field, values),) = body.items()
    return Query.term_set_query(schema(unit), field, values)


def _prefix(unit: Unit, body: Json) -> Query:
    ((field, beginning),) = body.items()
    return Query.regex_query(schema(unit), field, f"{beginning['value']}.*")  # a token holds no sign of a pattern


def _fuzzy(unit: Unit, body: Json) -> Query:
    ((field, like),) = body.items()
    return Query.fuzzy_term_query(schema(unit), field, like["value"], distance=like["fuzziness"])


def _match_phrase(unit: Unit, body: Json) -> Query:
    ((field, phrase),) = body.items()
    return Query.phrase_query(schema(unit), field, phrase["query"].split(" "))


_CLAUSES: dict[str, Callable[[Unit, Json], Query]] = {
    "match_all": lambda _unit, _body: Query.all_query(),
    "bool": _bool,
    "dis_max": _dis_max,
    "term": _term,
    "terms": _terms,
    "match_phrase": _match_phrase,
    "prefix": _prefix,
    "fuzzy": _fuzzy,
    "range": _range,
}
