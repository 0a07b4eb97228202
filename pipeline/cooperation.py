"""Who works with whom: provinces and regions, year by year, with the events, agreements and articles behind each pair."""

from collections.abc import Iterable
from itertools import combinations
from typing import Literal

from sqlalchemy import Connection, select

from pipeline.ledger.tables import linked
from records.agreement import Agreement
from records.base import Record, decode
from records.links import LinkedEvent
from records.places import by_name, provinces, regions

Basis = Literal["then", "today"]
UNKNOWN = "unknown"


class Edge(Record, frozen=True):
    """Two parties in one year, in the order of the alphabet; never one with itself. `year` is YYYY or "unknown".

    Parties are provinces as of the basis, or regions as texts name them: a region is never expanded into its provinces.
    """

    a: str
    b: str
    year: str
    event_ids: tuple[str, ...] = ()
    agreement_ids: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()


def cooperation(connection: Connection, *, basis: Basis = "then") -> list[Edge]:
    """The graph of all that is linked, by year and parties."""
    query = select(linked.c.unit, linked.c.id, linked.c.record).where(linked.c.state == "present")
    rows = connection.execute(query.where(linked.c.unit.in_(("events", "agreements")))).all()
    events = {r.id: decode(r.record, LinkedEvent) for r in rows if r.unit == "events"}
    return edges(events, {r.id: decode(r.record, Agreement) for r in rows if r.unit == "agreements"}, basis=basis)


def edges(events: dict[str, LinkedEvent], agreements: dict[str, Agreement], *, basis: Basis) -> list[Edge]:
    """The pairs of parties at events, and of agreements, by year and names. Two that are one province today are none."""
    found: dict[tuple[str, str, str], tuple[set[str], set[str], set[str]]] = {}

    def add(parties: Iterable[str], year: str, kind: int, known: str, article_ids: Iterable[str]) -> None:
        for a, b in combinations(sorted(set(parties)), 2):
            behind = found.setdefault((year, a, b), (set(), set(), set()))
            behind[kind].add(known)
            behind[2].update(article_ids)

    for known, told in events.items():
        named = (*told.event.partners, *(region.name for region in told.event.partner_regions))
        year = str(told.event.starts_on.year) if told.event.starts_on else UNKNOWN
        add(_parties(named, told.vintage, basis), year, 0, known, told.article_ids)
    for known, signed in agreements.items():
        year = (signed.signed_on or UNKNOWN)[:4] if signed.signed_on else UNKNOWN
        add(_parties(signed.parties, signed.vintage, basis), year, 1, known, signed.article_ids)
    return [
        Edge(a=a, b=b, year=year, event_ids=_ids(e), agreement_ids=_ids(g), article_ids=tuple(sorted(told)))
        for (year, a, b), (e, g, told) in sorted(found.items())
    ]


def _parties(named: Iterable[str], vintage: str, basis: Basis) -> Iterable[str]:
    """Provinces and regions among the parties; on today's basis each province is what it belongs to now."""
    first, second = (by_name("63"), by_name("34")) if vintage == "63" else (by_name("34"), by_name("63"))
    known_regions = {*regions("63"), *regions("34")}
    for name in named:
        unit = first.get(name) or second.get(name)
        if unit is not None:
            yield provinces()[unit.today].name if basis == "today" else unit.name
        elif name in known_regions:
            yield name


def _ids(known: set[str]) -> tuple[str, ...]:
    return tuple(sorted(known, key=lambda one: int(one[1:])))


__all__ = ["UNKNOWN", "Basis", "Edge", "cooperation", "edges"]
