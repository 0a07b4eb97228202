"""The filters of search.facets in tantivy's query language, which is what its filter aggregation takes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from search.facets import Json
from search.tantivy.schema import moment


def phrased(clauses: list[Json]) -> str:
    """All of some filters, as tantivy's query parser takes them; raises KeyError for a clause that no filter is made of."""
    return " AND ".join(_clause(clause) for clause in clauses)


def _clause(clause: Json) -> str:
    ((kind, body),) = clause.items()
    return _KINDS[kind](body)


def _bool(body: Json) -> str:
    """Filters hold either what may be (any of it) or what may not."""
    if "must_not" in body:
        return f"(* AND NOT ({' OR '.join(map(_clause, body['must_not']))}))"
    return f"({' OR '.join(map(_clause, body['should']))})"


def _terms(body: Json) -> str:
    ((field, values),) = body.items()
    return "(" + " OR ".join(f"{field}:{_quoted(value)}" for value in values) + ")"


def _term(body: Json) -> str:
    ((field, term),) = body.items()
    return f"{field}:{_quoted(term['value'])}"


def _range(body: Json) -> str:
    ((field, sides),) = body.items()
    days = (date.fromisoformat(sides[side]) if side in sides else None for side in ("gte", "lte"))
    lower, upper = (f"{moment(day):%Y-%m-%dT%H:%M:%SZ}" if day else "*" for day in days)
    return f"{field}:[{lower} TO {upper}]"


def _quoted(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_KINDS: dict[str, Callable[[Json], str]] = {"bool": _bool, "terms": _terms, "term": _term, "range": _range}
