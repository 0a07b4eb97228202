"""The one query object of both engines: words, filters, unit, order and page, by the command line's names."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from records.base import Record
from records.errors import QueryError
from search import values

Unit = Literal["articles", "events", "agreements"]
Basis = Literal["then", "today"]
RoleFilter = Literal["about", "named", "place", "any"]
Sort = Literal["relevance", "newest", "oldest", "known"]

MAX_LIMIT = 1000
MAX_DEPTH = 1000  # hits that relevance can be paged to; the other orders go on without end
_CHOICES: dict[str, tuple[str, ...]] = {
    "unit": ("articles", "events", "agreements"),
    "basis": ("then", "today"),
    "role": ("about", "named", "place", "any"),
    "sort": ("relevance", "newest", "oldest", "known"),
}
_LISTS = ("province", "region", "sector", "year", "source", "event_type", "partner", "official", "language")
_FLAGS = ("signed", "with_reprints")
_DATES = ("from", "to")
_CHANGE = re.compile(r"\d{0,15}", re.ASCII)  # a change number, or none
_NUMBERS = {"limit": (0, MAX_LIMIT), "page": (1, MAX_DEPTH)}
NAMES = ("q", *_CHOICES, *_LISTS, *_FLAGS, *_DATES, *_NUMBERS, "after")
# What narrows the set: everything but the words and the way of showing.
FILTERS = (*_LISTS, *_FLAGS[:1], *_DATES)


class Query(Record, frozen=True):
    """What is asked. Make it with `make_query`, which validates; `msgspec.structs.replace` changes one thing of it.

    Values of one list are alternatives (any of them), except partners: all of them must take part. `province` holds
    short names, or a unit's key ("63:15") where a name means two units; `partner` and `official` names as typed.
    `from_on` and `to_on` are inclusive days at +07:00. `sort` "known" puts first what the archive added or changed last.
    `after` is the `next_after` of the page before (newest, oldest, known); `page` counts from 1 (relevance). `adjusted`
    says how given values were understood: (given, taken).
    `among` are the only ids that may match, where any are given (at most 1,000); it can't be asked for from outside.
    """

    q: str = ""
    unit: Unit = "articles"
    province: tuple[str, ...] = ()
    basis: Basis = "then"
    role: RoleFilter = "any"
    region: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    from_on: date | None = msgspec.field(default=None, name="from")
    to_on: date | None = msgspec.field(default=None, name="to")
    source: tuple[str, ...] = ()
    event_type: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    official: tuple[str, ...] = ()
    signed: bool = False
    language: tuple[str, ...] = ()
    with_reprints: bool = False
    sort: Sort | None = None
    limit: int = 25
    page: int = 1
    after: str = ""
    adjusted: tuple[tuple[str, str], ...] = ()
    among: tuple[str, ...] = ()

    @property
    def order(self) -> Sort:
        """The order asked for; without one, by relevance where there are words, else newest first."""
        wanted = self.sort or "relevance"
        return wanted if self.q.strip() or wanted != "relevance" else "newest"

    @property
    def filters(self) -> dict[str, Any]:
        """The filters that are set, by the command line's names, as JSON would hold them."""
        raw: dict[str, Any] = msgspec.to_builtins(self)
        return {name: raw[name] for name in FILTERS if raw[name]}

    def without(self, *names: str) -> "Query":
        """The same query less some filters, by their command line names."""
        attributes = {"from": "from_on", "to": "to_on"}
        empty = {
            attributes.get(name, name): None if name in _DATES else False if name in _FLAGS else () for name in names
        }
        return msgspec.structs.replace(self, **empty)


def make_query(raw: Mapping[str, Any]) -> Query:
    """The validated query of names and values as they come from a command line, JSON or an address.

    Lists may be given as one value or many; None and "" mean not given. Raises QueryError for an unknown name or value,
    listing what is near it.
    """
    given = {name.replace("-", "_"): value for name, value in raw.items() if value not in (None, "", [], ())}
    unknown = sorted(set(given) - set(NAMES))
    if unknown:
        raise QueryError(f"unknown filter {unknown[0]!r}{values.near(unknown[0], NAMES)}")
    fields: dict[str, Any] = {"q": str(given.get("q", "")), "after": str(given.get("after", ""))}
    fields |= {name: _choice(name, given[name]) for name in _CHOICES if name in given}
    fields |= {name: _flag(name, given[name]) for name in _FLAGS if name in given}
    fields |= {f"{name}_on": values.day(name, given[name]) for name in _DATES if name in given}
    fields |= {name: _number(name, given[name]) for name in _NUMBERS if name in given}
    lists, adjusted = _lists(given, fields.get("basis", "then"))
    query = Query(**fields, **lists, adjusted=adjusted)
    if query.sort == "known" and not _CHANGE.fullmatch(query.after):
        raise QueryError(f"after {query.after!r} is no mark in the order of what is known: take next_after as given")
    if query.from_on and query.to_on and query.from_on > query.to_on:
        raise QueryError(f"from {query.from_on} is after to {query.to_on}: exchange them")
    return query


def _lists(given: Mapping[str, Any], basis: str) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """Each list filter's values as the index knows them, and which of them were understood as something else."""
    lists: dict[str, Any] = {}
    adjusted: list[tuple[str, str]] = []
    for name in _LISTS:
        raw = given.get(name, ())
        taken: list[str] = []
        for value in raw if isinstance(raw, list | tuple) else (raw,):
            known = values.known(name, str(value), basis)
            taken.append(known)
            if values.is_other(name, str(value), known):
                adjusted.append((str(value), known))
        if taken:
            lists[name] = tuple(dict.fromkeys(taken))
    return lists, tuple(adjusted)


def _choice(name: str, value: object) -> str:
    if value not in _CHOICES[name]:
        raise QueryError(f"{name} {value!r} is unknown: it is one of {', '.join(_CHOICES[name])}")
    return str(value)


def _flag(name: str, value: object) -> bool:
    said = str(value).lower()
    if said not in ("true", "false", "1", "0", "on", "off", "yes", "no"):
        raise QueryError(f"{name} {value!r} is unknown: it is true or false")
    return said in ("true", "1", "on", "yes")


def _number(name: str, value: object) -> int:
    low, high = _NUMBERS[name]
    try:
        number = int(str(value))
    except ValueError:
        raise QueryError(f"{name} {value!r} is not a whole number") from None
    if not low <= number <= high:
        raise QueryError(f"{name} {number} is out of range: from {low} to {high}")
    return number
