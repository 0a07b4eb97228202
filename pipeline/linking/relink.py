"""Links what is new or changed with what is near it; everything else stays as it was.

The result is that of linking the whole corpus at once, whatever the order in which articles came; only ids may differ.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from pipeline.ledger.database import take_numbers
from pipeline.ledger.registry import Node, ids_of_articles, name_clusters, write_members, write_records
from pipeline.ledger.sql import select_in, update_rows
from pipeline.ledger.tables import articles
from pipeline.linking.agreements import Mention, linked_day, merged_agreement
from pipeline.linking.book import Book
from pipeline.linking.events import Telling, merged_event, same_in_reprints
from pipeline.linking.groups import Place, regroup
from pipeline.linking.neighbours import AGREEMENTS, EVENTS, Neighbourhood, neighbourhood
from records.agreement import Agreement
from records.links import LinkedEvent

_LINKS = (articles.c.group_id, articles.c.is_lead, articles.c.reprint_ids, articles.c.event_ids)


def relink(connection: Connection, touched: Collection[str]) -> None:
    """Links the touched articles: their groups of reprints, events and agreements. Their keys must be stored already."""
    book = Book(connection)
    places = regroup(book, touched)
    _write_places(connection, places)
    agreements = neighbourhood(book, AGREEMENTS, touched)
    agreements.cluster()
    moved = [(known, n) for known, facts in book.facts(places).items() for n in range(len(facts.events))]
    told = [_telling(node) for node in agreements.items]
    events = neighbourhood(book, EVENTS, touched, loose=moved, also=told)
    events.cluster((nodes, same_in_reprints) for nodes in _by_group(connection, events))
    agreements.add_ids(book, _agreements_on(connection, events))
    _store(connection, events, agreements)


def _telling(node: Node) -> Node:
    """The telling a mention stands in: what was signed there, or what was said there of an earlier agreement."""
    return node[0], Mention.position_of(node[1])


def _by_group(connection: Connection, events: Neighbourhood[Telling]) -> Iterable[list[Node]]:
    """The tellings to put together anew, those of reprints together."""
    loose: dict[str, list[Node]] = {}
    for node in events.items.keys() - events.settled.keys():
        loose.setdefault(node[0], []).append(node)
    groups: dict[str, list[Node]] = {}
    query = select(articles.c.article_id, articles.c.group_id)
    for row in select_in(connection, query, articles.c.article_id, sorted(loose)):
        groups.setdefault(row.group_id, []).extend(sorted(loose[row.article_id]))
    return groups.values()


def _agreements_on(connection: Connection, events: Neighbourhood[Telling]) -> set[str]:
    """Agreements that any of the tellings signs or refers to."""
    found = ids_of_articles(connection, "agreements", {article for article, _ in events.items})
    return {known for node, known in found.items() if _telling(node) in events.items}


def _store(connection: Connection, events: Neighbourhood[Telling], agreements: Neighbourhood[Mention]) -> None:
    """Gives ids, then writes the records, which name each other's."""
    event_ids = _named(connection, events)
    agreement_ids = _named(connection, agreements)
    missing = {_telling(node) for node in agreement_ids} - event_ids.keys()
    elsewhere = ids_of_articles(connection, "events", {article for article, _ in missing})
    event_of = {node: elsewhere[node] for node in missing} | event_ids
    agreed = _agreed(agreements, agreement_ids)
    event_records = {event_ids[cluster[0]]: _event(cluster, events, agreed) for cluster in events.clusters}
    agreement_records = {
        agreement_ids[cluster[0]]: _agreement(cluster, agreements, event_of) for cluster in agreements.clusters
    }
    write_records(connection, "events", event_records, event_ids, events.before)
    write_records(connection, "agreements", agreement_records, agreement_ids, agreements.before)
    write_members(connection, "events", event_ids, events.before)
    write_members(connection, "agreements", agreement_ids, agreements.before)
    _write_event_ids(connection, {article for article, _ in {**events.before, **event_ids}})


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
            known, days = found.setdefault(_telling(node), (set(), set()))
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


def _agreement(cluster: list[Node], agreements: Neighbourhood[Mention], event_of: Mapping[Node, str]) -> Agreement:
    signings = _in_order({event_of[_telling(node)] for node in cluster if node[1] >= 0})
    reviews = _in_order({event_of[_telling(node)] for node in cluster if node[1] < 0} - set(signings))
    return msgspec.structs.replace(
        merged_agreement([agreements.items[node] for node in cluster]),
        signing_event_id=signings[0] if signings else None,
        review_event_ids=reviews,
    )


def _in_order(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids, key=lambda known: int(known[1:])))


def _write_places(connection: Connection, places: Mapping[str, Place]) -> None:
    _write_links(connection, {known: asdict(place) for known, place in places.items()})


def _write_event_ids(connection: Connection, article_ids: Collection[str]) -> None:
    told: dict[str, list[str]] = {known: [] for known in article_ids}
    for (article, _), known in sorted(ids_of_articles(connection, "events", article_ids).items()):
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
