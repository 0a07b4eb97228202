"""Links what is new or changed with what is near it; everything else stays as it was.

The result is that of linking the whole corpus at once, whatever the order in which articles came; only ids may differ.
(Where more articles share a key than are looked at, `MOST_SHARING` of pipeline/linking/book.py or, of reprints, fewer, those
that came last are.)
"""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select

from pipeline.ledger.registry import Node, ids_of_articles
from pipeline.ledger.sql import select_in
from pipeline.ledger.tables import articles
from pipeline.linking.book import Book
from pipeline.linking.corrected import NONE, InForce
from pipeline.linking.events import Telling, same_in_reprints
from pipeline.linking.groups import regroup
from pipeline.linking.neighbours import AGREEMENTS, EVENTS, Neighbourhood, neighbourhood
from pipeline.linking.persons import people_near
from pipeline.linking.stale import telling_of
from pipeline.linking.storing import store, store_people, write_places


def relink(connection: Connection, touched: Collection[str], force: InForce = NONE) -> None:
    """Links the touched articles: their groups of reprints, events, agreements and people, under the corrections in
    force. Their keys must be stored already."""
    book = Book(connection, force)
    places = regroup(book, touched)
    write_places(connection, places)
    agreements = neighbourhood(book, AGREEMENTS, touched)
    agreements.cluster()
    moved = [(known, n) for known, facts in book.facts(places).items() for n in range(len(facts.events))]
    told = [telling_of(node) for node in agreements.items]
    events = neighbourhood(book, EVENTS, touched, loose=moved, also=told)
    events.cluster((nodes, same_in_reprints) for nodes in _by_group(connection, events))
    agreements.add_ids(book, _agreements_on(connection, events))
    store(connection, events, agreements)
    store_people(connection, people_near(book, touched))


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
    return {known for node, known in found.items() if telling_of(node) in events.items}
