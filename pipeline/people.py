"""What readers may ask of the people in the ledger: one of them, all of a name, where a merged id leads."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from pipeline.ledger.registry import Node, ids_of_articles, members_of_ids
from pipeline.ledger.sql import select_in
from pipeline.ledger.tables import linked, person_names
from pipeline.linking.careers import KeptPerson, shown_person
from pipeline.linking.names import name_key
from pipeline.linking.people import position_of
from records.base import decode
from records.person import Person


def people(
    connection: Connection, *, ids: Iterable[str] = (), names: Iterable[str] = (), articles: Iterable[str] = ()
) -> list[Person]:
    """The people of some ids, of some names (all who have one, whatever its tone placement and capitals), and those
    whom some articles name; in the order of their ids, each once.

    An id that was merged away is not followed: `pipeline.views.merged_into(connection, "people", id)` tells where to.
    """
    wanted = {*ids, *_of_names(connection, names)}
    wanted |= set(ids_of_articles(connection, "people", articles).values())
    query = select(linked).where(linked.c.unit == "people", linked.c.state == "present")
    rows = sorted(select_in(connection, query, linked.c.id, wanted), key=lambda row: int(row.id[1:]))
    ids = [row.id for row in rows]
    members = members_of_ids(connection, "people", ids)
    events, namesakes = _events(connection, ids, members), _namesakes(connection, ids)
    told: dict[str, set[str]] = {known: set() for known in ids}
    for (article, _), known in members.items():
        told[known].add(article)
    return [_person(row, sorted(told[row.id]), events[row.id], namesakes[row.id]) for row in rows]


def person_ids(connection: Connection, article_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The ids of the people whom some articles name, by the key of each name they go by (`name_key`)."""
    ids = set(ids_of_articles(connection, "people", article_ids).values())
    found: dict[str, set[str]] = {}
    for row in select_in(connection, select(person_names), person_names.c.id, ids):
        found.setdefault(row.name, set()).add(row.id)
    return {name: tuple(sorted(known, key=lambda k: int(k[1:]))) for name, known in found.items()}


def _of_names(connection: Connection, names: Iterable[str]) -> set[str]:
    keys = [name_key(name) for name in names]
    return {row.id for row in select_in(connection, select(person_names), person_names.c.name, keys)}


def _person(row: Any, articles: Iterable[str], events: Iterable[str], namesakes: Iterable[str]) -> Person:
    return msgspec.structs.replace(
        shown_person(decode(row.record, KeptPerson)),
        person_id=row.id,
        change=row.change,
        article_ids=tuple(articles),
        event_ids=tuple(events),
        namesakes=tuple(namesakes),
        note=row.note,
    )


def _namesakes(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """All others who go by a name that each person goes by."""
    named = [(row.id, row.name) for row in select_in(connection, select(person_names), person_names.c.id, ids)]
    by_name: dict[str, set[str]] = {}
    for row in select_in(connection, select(person_names), person_names.c.name, {name for _, name in named}):
        by_name.setdefault(row.name, set()).add(row.id)
    found: dict[str, set[str]] = {known: set() for known in ids}
    for known, name in named:
        found[known] |= by_name[name] - {known}
    return {known: sorted(others, key=lambda other: int(other[1:])) for known, others in found.items()}


def _events(connection: Connection, ids: Sequence[str], members: Mapping[Node, str]) -> dict[str, list[str]]:
    """The ids of the events at which each person was, less what a correction says is none."""
    events = ids_of_articles(connection, "events", {article for article, _ in members})
    found: dict[str, set[str]] = {known: set() for known in ids}
    for (article, node), known in members.items():
        if event := events.get((article, position_of(node))):
            found[known].add(event)
    query = select(linked.c.id).where(linked.c.unit == "events", linked.c.state == "present")
    shown = {row.id for row in select_in(connection, query, linked.c.id, {e for own in found.values() for e in own})}
    return {known: sorted(own & shown, key=lambda e: int(e[1:])) for known, own in found.items()}
