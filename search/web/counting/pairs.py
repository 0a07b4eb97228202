"""Which parties have how much together, as an engine counts it, and the list that proves each number; nothing shown yet."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote_plus

import msgspec

from records.base import Record
from records.places import Vintage, provinces, regions
from records.vocabulary import region_names
from search.engine import CrossTab, Notice, Reader
from search.query import Basis, Query
from search.values import exactly
from search.web import addresses

# (a, b) in the order of the parties -> documents by year; and how many of them are agreements with inferred parties.
Pairs = dict[tuple[str, str], Counter[str]]


class Together(Record, frozen=True):
    """The parties, what each two of them have together by year, and how the question was taken.

    `inferred` are those of `pairs` that are agreements of which no text says who signed: their parties are those of a
    meeting that refers to them.
    """

    parties: tuple[str, ...]
    pairs: Pairs
    inferred: Pairs
    notices: tuple[Notice, ...]


def together(engine: Reader, query: Query) -> Together:
    """Counts what each two parties have together.

    One question a party, as others than provinces and regions are partners too, without end: a table of all with all
    would be larger than an engine makes. What is told of the first holds for all: where words were relaxed, each party
    is of what was found so; but any of them may be partial.
    """
    every = engine.count(["partner"], query)
    known, notices = _known(every, query.basis), list(every.notices)
    place = {name: number for number, name in enumerate(known)}
    by = ["year", "partner", *(["signed"] if query.unit == "agreements" else [])]
    found: Pairs = {}
    inferred: Pairs = {}
    for name in known:
        table = engine.count(by, _between(query, name))
        notices += [notice for notice in table.notices if notice.code == "partial" and notice not in notices]
        for (year, other, *signed), count in table.rows:
            if place.get(other, -1) > place[name]:
                found.setdefault((name, other), Counter())[year] += count
                if signed == ["false"]:
                    inferred.setdefault((name, other), Counter())[year] += count
    return Together(parties=known, pairs=found, inferred=inferred, notices=tuple(notices))


def _known(table: CrossTab, basis: Basis) -> tuple[str, ...]:
    """Provinces from north to south, then regions, that took part in anything the query finds."""
    present = {values[0] for values, _ in table.rows}
    order = dict.fromkeys((*_province_names(basis), *region_names()))
    return tuple(name for name in order if name in present)


def evidence(query: Query, one: str, other: str) -> str:
    """The list of what two parties have together."""
    return addresses.listing(_between(query, one, other))


def _between(query: Query, *names: str) -> Query:
    alone = (exactly("partner", name, query.basis) for name in names)
    return msgspec.structs.replace(query, partner=tuple(dict.fromkeys((*query.partner, *alone))))


def rows(told: Together, query: Query, base: str) -> Iterator[tuple[str | int, ...]]:
    """The matrix as a table (`columns`): each pair once a year, with the address of its list under `base`."""
    for (one, other), years in told.pairs.items():
        inferred = told.inferred.get((one, other), Counter())
        for year in sorted(years):
            proof = base + evidence(msgspec.structs.replace(query, year=(year,)), one, other)
            of_them = (inferred[year],) if query.unit == "agreements" else ()
            yield one, other, year, years[year], *of_them, query.basis, proof


def columns(query: Query) -> tuple[str, ...]:
    """What the columns of `rows` are called."""
    of_them = ("parties_inferred",) if query.unit == "agreements" else ()
    return "party_1", "party_2", "year", query.unit, *of_them, "basis", "evidence"


def _province_names(basis: Basis) -> tuple[str, ...]:
    """From north to south, as the regions are listed; on the basis "then" names of both vintages, the older first."""
    units = [unit for unit in provinces().values() if basis == "then" or unit.vintage == "34"]
    vintages: tuple[Vintage, Vintage] = ("63", "34") if basis == "then" else ("34", "63")
    listed = dict.fromkeys(region for vintage in vintages for region in regions(vintage))
    order = {region: number for number, region in enumerate(listed)}
    return tuple(dict.fromkeys(unit.name for unit in sorted(units, key=lambda unit: order[unit.region])))


class Evidence:
    """The address of each pair's list, written once with two gaps to fill: a matrix has thousands."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._form = evidence(query, "\0one", "\0other")
        self._quoted: dict[str, str] = {}

    def of(self, one: str, other: str) -> str:
        """The list of two parties."""
        if self._query.partner:  # which may be one of the two
            return evidence(self._query, one, other)
        return self._form.replace("%00one", self._quote(one)).replace("%00other", self._quote(other))

    def _quote(self, name: str) -> str:
        if name not in self._quoted:
            self._quoted[name] = quote_plus(exactly("partner", name, self._query.basis))
        return self._quoted[name]
