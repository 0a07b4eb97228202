"""Writes what linking found into the ledger: ids first, then the records, which name each other's."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from pipeline.ledger.database import take_numbers
from pipeline.ledger.registry import Node, ids_of_articles, name_clusters, write_members, write_records
from pipeline.ledger.sql import delete_rows, insert_new, select_in, update_rows
from pipeline.ledger.tables import articles, linked, person_names
from pipeline.linking.agreements import Mention, linked_day, merged_agreement
from pipeline.linking.careers import KeptPerson, grown_person, merged_person
from pipeline.linking.events import Telling
from pipeline.linking.groups import Place
from pipeline.linking.merging import is_withheld, merged_event
from pipeline.linking.names import name_key
from pipeline.linking.neighbours import Neighbourhood
from pipeline.linking.persons import People
from pipeline.linking.stale import stale, telling_of
from records.agreement import Agreement
from records.base import decode
from records.links import LinkedEvent

_LINKS = (articles.c.group_id, articles.c.is_lead, articles.c.reprint_ids, articles.c.event_ids)
# What an agreement needs of an event: its day ("" where not known); None where a correction says that it is none.
_Days = dict[str, str | None]


def store(connection: Connection, events: Neighbourhood[Telling], agreements: Neighbourhood[Mention]) -> None:
    """Gives events and agreements their ids and writes them."""
    event_ids = _named(connection, events)
    agreement_ids = _named(connection, agreements)
    stale_events, stale_agreements = stale(events, agreements)
    told = {telling_of(node) for cluster in stale_agreements for node in cluster}
    elsewhere = ids_of_articles(connection, "events", {article for article, _ in told - event_ids.keys()})
    event_of = {node: elsewhere[node] for node in told - event_ids.keys()} | event_ids
    agreed = _agreed(agreements, agreement_ids)
    event_records = {event_ids[cluster[0]]: _event(cluster, events, agreed) for cluster in stale_events}
    withheld = {event_ids[c[0]] for c in stale_events if is_withheld(events.items[node] for node in c)}
    days: _Days = _days(connection, {event_of[node] for node in told} - event_records.keys())
    days |= {k: None if k in withheld else str(e.event.starts_on or "") for k, e in event_records.items()}
    agreement_records = {
        agreement_ids[cluster[0]]: _agreement(cluster, agreements, event_of, days) for cluster in stale_agreements
    }
    empty = {known for known, record in agreement_records.items() if not record.article_ids}
    turned = write_records(connection, "events", event_records, event_ids, events.before, withheld=withheld)
    write_records(connection, "agreements", agreement_records, agreement_ids, agreements.before, withheld=empty)
    write_members(connection, "events", event_ids, events.before)
    write_members(connection, "agreements", agreement_ids, agreements.before)
    moved = {node for node, known in event_ids.items() if known in turned or events.before.get(node) != known}
    _write_event_ids(connection, {article for article, _ in moved | (events.before.keys() - event_ids.keys())})


def store_people(connection: Connection, found: People) -> None:
    """Gives people their ids and writes them, and under which names they go."""
    people = found.near
    ids = _named(connection, people)
    clusters = {ids[cluster[0]]: cluster for cluster in people.clusters}
    records = {known: _person(known, cluster, found) for known, cluster in clusters.items()}
    clustered = {node for cluster in people.clusters for node in cluster}
    before = {n: known for n, known in people.before.items() if n in clustered or known not in found.growing}
    write_records(connection, "people", records, ids, before)
    write_members(connection, "people", ids, before)
    now = {(name_key(name), known) for known, record in records.items() for name in record.names}
    stored = select_in(connection, select(person_names), person_names.c.id, {*before.values(), *records})
    had = {(row.name, row.id) for row in stored}
    delete_rows(connection, person_names, [{"name": name, "id": known} for name, known in had - now])
    insert_new(connection, person_names, [{"name": name, "id": known} for name, known in sorted(now - had)])


def _person(known: str, cluster: list[Node], found: People) -> KeptPerson:
    old = found.growing.get(known)
    if old is None:
        return merged_person([found.near.items[node] for node in cluster])
    return grown_person(old, [found.near.items[node] for node in cluster if node not in found.near.before])


def _days(connection: Connection, ids: Collection[str]) -> _Days:
    """The days of events that are not linked now."""
    query = select(linked.c.id, linked.c.state, linked.c.record).where(linked.c.unit == "events")
    rows = select_in(connection, query, linked.c.id, ids)
    return {
        row.id: None if row.state == "withheld" else str(decode(row.record, LinkedEvent).event.starts_on or "")
        for row in rows
    }


def _named(connection: Connection, found: Neighbourhood[Any]) -> dict[Node, str]:
    ids = name_clusters(connection, found.kind.unit, found.clusters, found.before)
    return {node: known for known, cluster in zip(ids, found.clusters, strict=True) for node in cluster}


# A telling's agreements, and the day they fix for it if it is their signing.
_Agreed = dict[Node, tuple[set[str], set[date]]]


def _agreed(agreements: Neighbourhood[Mention], ids: Mapping[Node, str]) -> _Agreed:
    found: _Agreed = {}
    for cluster in agreements.clusters:
        day = linked_day([agreements.items[node] for node in cluster])
        for node in cluster:
            known, days = found.setdefault(telling_of(node), (set(), set()))
            known.add(ids[node])
            if day and node[1] >= 0:
                days.add(day)
    return found


def _event(cluster: list[Node], events: Neighbourhood[Telling], agreed: _Agreed) -> LinkedEvent:
    ids = {known for node in cluster for known in agreed.get(node, (set(), set()))[0]}
    days = {day for node in cluster for day in agreed.get(node, (set(), set()))[1]}
    day = days.pop() if len(days) == 1 else None
    record = merged_event([events.items[node] for node in cluster], linked_day=day)
    return msgspec.structs.replace(record, agreement_ids=_in_order(ids))


def _agreement(
    cluster: list[Node], agreements: Neighbourhood[Mention], event_of: Mapping[Node, str], days: _Days
) -> Agreement:
    """The agreement of its mentions, less those at what a correction says is no event; one without any is empty."""
    kept = [node for node in cluster if days[event_of[telling_of(node)]] is not None]
    if not kept:
        return Agreement(agreement_id="", change=0, name="", parties=())
    signings = _in_order({event_of[telling_of(node)] for node in kept if node[1] >= 0})
    reviews = {event_of[telling_of(node)] for node in kept if node[1] < 0} - set(signings)
    ordered = sorted(reviews, key=lambda known: (days[known] or "9999", int(known[1:])))
    return msgspec.structs.replace(
        merged_agreement([agreements.items[node] for node in kept]),
        signing_event_id=signings[0] if signings else None,
        review_event_ids=tuple(ordered),
        reviewed_on=tuple(days[known] or "" for known in ordered),
    )


def _in_order(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids, key=lambda known: int(known[1:])))


def write_places(connection: Connection, places: Mapping[str, Place]) -> None:
    """Writes where articles stand among their reprints."""
    _write_links(connection, {known: asdict(place) for known, place in places.items()})


def _write_event_ids(connection: Connection, article_ids: Collection[str]) -> None:
    told: dict[str, list[str]] = {known: [] for known in article_ids}
    members = ids_of_articles(connection, "events", article_ids)
    query = select(linked.c.id).where(linked.c.unit == "events", linked.c.state == "withheld")
    withheld = {row.id for row in select_in(connection, query, linked.c.id, set(members.values()))}
    for (article, _), known in sorted(members.items()):
        if known not in withheld:
            told[article].append(known)
    _write_links(connection, {known: {"event_ids": json.dumps(ids)} for known, ids in told.items()})


def _write_links(connection: Connection, wanted: Mapping[str, Mapping[str, Any]]) -> None:
    """Writes links where they are other than stored, each article with a new change number."""
    query = select(articles.c.article_id, *_LINKS)
    rows = []
    for row in select_in(connection, query, articles.c.article_id, wanted):
        stored = dict(row._mapping)
        now = stored | dict(wanted[row.article_id])
        if now != stored:
            rows.append(now)
    first = take_numbers(connection, "change", len(rows)) if rows else 0
    update_rows(connection, articles, [row | {"change": first + number} for number, row in enumerate(rows)])
