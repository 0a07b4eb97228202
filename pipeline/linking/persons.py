"""The people whom touched articles name: found by what is kept of them, and read whole only where they come together.

The heads of a province are named thousands of times. What each new mention would cost, if all of them were read again,
would grow with the archive; whose it is, the offices kept of those of its name tell as well, and the days between which these
were held. Only where the mentions themselves must say, they are read.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from pipeline.ledger.registry import Node, ids_of_articles, members_of_ids
from pipeline.ledger.sql import select_in
from pipeline.ledger.tables import linked, person_names
from pipeline.linking.book import Book
from pipeline.linking.careers import KeptPerson
from pipeline.linking.neighbours import PEOPLE, Neighbourhood, items_of, linked_near
from pipeline.linking.offices import offices_of
from pipeline.linking.people import PersonMention, within_a_career
from records.base import decode

# An own mention and the id of one whose name and office it tells; whether the days they are known by say it is theirs.
_Fits = dict[tuple[Node, str], bool]


@dataclass
class People:
    """What is near the touched articles, in clusters; and those who only grow, by id, as they were. Of these the
    neighbourhood has but some mentions."""

    near: Neighbourhood[PersonMention]
    growing: Mapping[str, KeptPerson]


def people_near(book: Book, touched: Collection[str]) -> People:
    """Everybody whom the touched articles name, named, or may name."""
    own = items_of(book, PEOPLE, touched)
    before = ids_of_articles(book.connection, "people", touched)
    near = {node: found.known for node, found in linked_near(book, PEOPLE, own).items()}
    kept, fits = _in_office(book.connection, own)
    kept |= _kept(book.connection, set(near.values()) - kept.keys())
    torn = set(before.values())
    whole = torn | {known for known, person in kept.items() if not person.can_grow}
    whole |= {known for (_, known), sure in fits.items() if not sure}
    if any(mention.joins for mention in own.values()):
        whole |= kept.keys()
    stands_for = _stand_ins(book, {known: kept[known] for known in kept.keys() - whole})
    whole |= kept.keys() - stands_for.keys()
    near |= {node: known for known, node in stands_for.items()}
    near |= members_of_ids(book.connection, "people", whole & {known for _, known in fits})
    theirs = [[node, stands_for[known]] for (node, known), sure in fits.items() if sure and known in stands_for]
    while True:
        found = _around(book, own, before, near, torn, whole, theirs)
        ids = [{found.before[node] for node in cluster if node in found.before} for cluster in found.clusters]
        together = {known for several in ids if len(several) > 1 for known in several} - whole
        if not together:
            break
        whole |= together
    fresh = own.keys() - before.keys()
    found.clusters = [
        cluster
        for cluster, known in zip(found.clusters, ids, strict=True)
        if not known or known <= whole or not fresh.isdisjoint(cluster)
    ]
    return People(found, {known: person for known, person in kept.items() if known not in whole})


def _around(
    book: Book,
    own: Mapping[Node, PersonMention],
    before: Mapping[Node, str],
    near: Mapping[Node, str],
    torn: Collection[str],
    whole: Collection[str],
    theirs: Sequence[list[Node]],
) -> Neighbourhood[PersonMention]:
    """The own mentions, those near, and all of the people who are to be read whole; in clusters. Two nodes of one of
    `theirs` are known to be one person's."""
    members = members_of_ids(book.connection, "people", whole)
    others = {node: known for node, known in {**near, **members}.items() if node not in own and node not in before}
    items = items_of(book, PEOPLE, {article for article, _ in others})
    found = Neighbourhood(PEOPLE, {**own, **{node: items[node] for node in sorted(others) if node in items}})
    found.before = dict(before) | members | {node: known for node, known in others.items() if node in items}
    found.settled = {node: known for node, known in others.items() if node in items and known not in torn}
    for node, item in found.items.items():
        if node in near or node not in found.settled:
            for key in PEOPLE.keys(item):
                found.block(key, node)
    found.cluster((pair, lambda one, other: True) for pair in theirs)
    return found


def _in_office(connection: Connection, own: Mapping[Node, PersonMention]) -> tuple[dict[str, KeptPerson], _Fits]:
    """Those of the own mentions' names who held an office that the mention tells too."""
    named: dict[str, list[str]] = {}
    names = {mention.key for mention in own.values() if mention.offices}
    for row in select_in(connection, select(person_names), person_names.c.name, sorted(names)):
        named.setdefault(row.name, []).append(row.id)
    kept = _kept(connection, {known for ids in named.values() for known in ids})
    held = {known: _terms(person) for known, person in kept.items()}
    fits: _Fits = {}
    for node, mention in own.items():
        for known in filter(held.__contains__, named.get(mention.key, ())):
            days = [day for office, days in held[known] if not office.isdisjoint(mention.offices) for day in days]
            if days:
                fits[node, known] = any(within_a_career(mention.on, day) for day in days)
    return {known: kept[known] for _, known in fits}, fits


def _terms(person: KeptPerson) -> list[tuple[frozenset[str], list[date | None]]]:
    """Each office, and the first and last day of its mentions; None where all of them are undated."""
    return [
        (
            offices_of(office.title, office.province),
            [date.fromisoformat(day) if day else None for day in (office.first_on, office.last_on)],
        )
        for office in person.offices
    ]


def _stand_ins(book: Book, kept: Mapping[str, KeptPerson]) -> dict[str, Node]:
    """One node of each person; none where it cannot be read any more."""
    articles = {person.article_ids[0] for person in kept.values()}
    linked_there = ids_of_articles(book.connection, PEOPLE.unit, articles)
    readable = items_of(book, PEOPLE, articles)
    return {
        known: node for node, known in sorted(linked_there.items(), reverse=True) if known in kept and node in readable
    }


def _kept(connection: Connection, ids: Collection[str]) -> dict[str, KeptPerson]:
    query = select(linked.c.id, linked.c.record).where(linked.c.unit == "people")
    return {row.id: decode(row.record, KeptPerson) for row in select_in(connection, query, linked.c.id, ids)}
