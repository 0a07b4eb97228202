"""The people whom touched articles name: found by a few of their mentions, and read whole only where they come together.

The heads of a province are named thousands of times. What each new mention would cost, if all of them were read again,
would grow with the archive; who they are, a few of the last mentions tell as well. (One who held an office with more than a
career's time between the last mentions and a new one, and none beside it, is another person then.)
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from pipeline.ledger.registry import Node, ids_of_articles, members_of_ids
from pipeline.ledger.sql import select_in
from pipeline.ledger.tables import linked
from pipeline.linking.book import Book
from pipeline.linking.careers import KeptPerson
from pipeline.linking.neighbours import PEOPLE, Neighbourhood, items_of, linked_near
from pipeline.linking.people import PersonMention
from records.base import decode


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
    near = linked_near(book, PEOPLE, own)
    kept = _kept(book.connection, set(near.values()))
    torn = set(before.values())
    whole = torn | {known for known, person in kept.items() if not person.can_grow}
    if any(mention.joins for mention in own.values()):
        whole |= kept.keys()
    while True:
        found = _around(book, own, before, near, torn, whole)
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
) -> Neighbourhood[PersonMention]:
    """The own mentions, those near, and all of the people who are to be read whole; in clusters."""
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
    found.cluster()
    return found


def _kept(connection: Connection, ids: Collection[str]) -> dict[str, KeptPerson]:
    query = select(linked.c.id, linked.c.record).where(linked.c.unit == "people")
    return {row.id: decode(row.record, KeptPerson) for row in select_in(connection, query, linked.c.id, ids)}
