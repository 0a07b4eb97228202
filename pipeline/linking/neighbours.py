"""The neighbourhood of touched articles in one unit: their tellings (or mentions), what these may belong to, and its ids.

Ids part all nodes of a unit, so a neighbourhood is whole when every id that any of its nodes has is in it with all its
nodes: linking never has to look further, however much the articles are entangled otherwise.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

from pipeline.ledger.keys import Hint, Hinted
from pipeline.ledger.registry import Node, Unit, ids_of_articles, members_of_ids
from pipeline.linking.agreements import Mention, mention_keys, mentions, same_agreement
from pipeline.linking.book import MOST_SHARING, Book
from pipeline.linking.clusters import Clustering
from pipeline.linking.events import (
    Telling,
    asked_telling_keys,
    same_event,
    stored_telling_keys,
    telling_keys,
    tellings,
)
from pipeline.linking.facts import LinkFacts
from pipeline.linking.hints import may_be_one_agreement, may_be_one_event, mention_hint, telling_hint
from pipeline.linking.people import (
    PersonMention,
    asked_person_keys,
    mention_of_person_keys,
    person_mentions,
    same_person,
    stored_person_keys,
)

Item = TypeVar("Item")


@dataclass(frozen=True)
class Kind(Generic[Item]):
    """How the items of a unit are found in an article, and known to be of one cluster: items that share one of their
    `keys` are compared. Where that would bring too many together, others are looked for under the `asked` keys only, which
    meet what is `stored` of all that may be alike. Of what shares a key, what its `hint` says can't be alike is not
    read."""

    unit: Unit
    items: Callable[[LinkFacts], dict[int, Item]]
    keys: Callable[[Item], set[int]]
    alike: Callable[[Item, Item], bool]
    asked: Callable[[Item], set[int]] | None = None
    stored: Callable[[Item], set[int]] | None = None
    hint: Callable[[Item], Hint] = lambda _: None
    may_be: Callable[[bytes, bytes], bool] = lambda one, other: True


EVENTS: Kind[Telling] = Kind(
    "events",
    tellings,
    telling_keys,
    same_event,
    asked=asked_telling_keys,
    stored=stored_telling_keys,
    hint=telling_hint,
    may_be=may_be_one_event,
)
AGREEMENTS: Kind[Mention] = Kind(
    "agreements", mentions, mention_keys, same_agreement, hint=mention_hint, may_be=may_be_one_agreement
)
PEOPLE: Kind[PersonMention] = Kind(
    "people",
    person_mentions,
    mention_of_person_keys,
    same_person,
    asked=asked_person_keys,
    stored=stored_person_keys,
)


@dataclass
class Neighbourhood(Generic[Item]):
    """Items by node; the id each node had; which nodes keep together (`settled`); and the clusters found."""

    kind: Kind[Item]
    items: dict[Node, Item] = field(default_factory=dict)
    before: dict[Node, str] = field(default_factory=dict)
    settled: dict[Node, str] = field(default_factory=dict)
    blocks: dict[Any, list[Node]] = field(default_factory=dict)
    clusters: list[list[Node]] = field(default_factory=list)

    def block(self, key: object, node: Node) -> None:
        """Has a node compared with the others under a key."""
        self.blocks.setdefault(key, []).append(node)

    def cluster(self, more: Iterable[tuple[list[Node], Callable[[Item, Item], bool]]] = ()) -> None:
        """Finds the clusters; `more` are rows of nodes to compare in another way."""
        clustering = Clustering(self.items, self.settled)
        ways = [*((nodes, self.kind.alike) for nodes in self.blocks.values()), *more]
        for nodes, alike in ways:
            clustering.compare(nodes, lambda a, b, alike=alike: alike(self.items[a], self.items[b]))  # type: ignore[misc]
        self.clusters = sorted(sorted(cluster) for cluster in clustering.components())

    def is_as_it_was(self, cluster: Iterable[Node]) -> bool:
        """Whether a cluster is an id that was there, with all it had: nothing came to it, and nothing left."""
        return all(node in self.settled for node in cluster)

    def add_ids(self, book: Book, ids: Iterable[str]) -> None:
        """Takes in whole ids as they stand."""
        members = members_of_ids(book.connection, self.kind.unit, set(ids) - set(self.before.values()))
        items = items_of(book, self.kind, {article for article, _ in members})
        kept = {node: known for node, known in members.items() if node in items}
        # What can't be read any more (its article was withheld or withdrawn) leaves its id when it is linked itself.
        self.before |= kept
        self.items |= {node: items[node] for node in kept}
        self.settled |= kept
        whole: dict[str, list[Node]] = {}
        for node, known in sorted(kept.items()):
            whole.setdefault(known, []).append(node)
        self.clusters += whole.values()


def items_of(book: Book, kind: Kind[Item], article_ids: Collection[str]) -> dict[Node, Item]:
    """All items of some articles, by node."""
    return book.items(kind.items, article_ids)


def neighbourhood(
    book: Book, kind: Kind[Item], touched: Collection[str], *, loose: Collection[Node] = (), also: Collection[Node] = ()
) -> Neighbourhood[Item]:
    """Everything that the touched articles' items belong to, or come to.

    What shares a key with them is compared with them first: an id that nothing comes to stays as it is, and need not be
    read whole. The ids of `loose` nodes are parted and put together anew as those of the touched articles are; the ids of
    `also` come in as they stand.
    """
    own = items_of(book, kind, touched)
    keys = {node: kind.keys(item) for node, item in own.items()}
    before = ids_of_articles(book.connection, kind.unit, {*touched, *(article for article, _ in (*loose, *also))})
    torn = {known for node, known in before.items() if node[0] in touched or node in loose}
    near = linked_near(book, kind, own)
    whole = torn | _joined(kind, own, near) | {before[node] for node in also if node in before}
    members = members_of_ids(book.connection, kind.unit, whole)
    others = {node for node in members if node[0] not in touched}
    items = items_of(book, kind, {article for article, _ in others})
    # An id that loses what can't be read any more is not as it was: it is made again without, whoever was touched.
    torn |= {members[node] for node in others if node not in items}
    found = Neighbourhood(kind, own | {node: items[node] for node in sorted(others) if node in items})
    found.before = {node: known for node, known in before.items() if node[0] in touched} | members
    found.settled = {node: members[node] for node in others if node in items and members[node] not in torn}
    for node, item in found.items.items():
        for key in keys.get(node) or (kind.keys(item) if node in near or node not in found.settled else ()):
            found.block(key, node)
    return found


@dataclass(frozen=True)
class Near(Generic[Item]):
    """A linked item of an article near own ones: the id the item has, and the own nodes whose keys its article was found
    by. Keys are kept an article, so where it has several items `to` may hold nodes that only another of them is near to."""

    known: str
    item: Item
    to: Collection[Node]


def _joined(kind: Kind[Item], own: Mapping[Node, Item], near: Mapping[Node, Near[Item]]) -> set[str]:
    """The ids of which something near is alike to an own item that shares a key with its article."""
    found: set[str] = set()
    for one in near.values():
        if one.known not in found and any(kind.alike(own[node], one.item) for node in one.to):
            found.add(one.known)
    return found


def linked_near(book: Book, kind: Kind[Item], own: Mapping[Node, Item]) -> dict[Node, Near[Item]]:
    """Linked nodes of other articles that share a key, with their ids.

    Which articles share one is looked up. Of an article with several items those without any of the keys asked for are
    left out; an only item is near whatever its keys are now.
    """
    asking: dict[int, list[Node]] = {}
    for node, item in own.items():
        for key in (kind.asked or kind.keys)(item):
            asking.setdefault(key, []).append(node)
    shared, stored = book.sharing(asking.keys(), most=MOST_SHARING), kind.stored or kind.keys
    found = _may_be(kind, own, asking, shared)
    ids, touched = book.named(found), {article for article, _ in own}
    mates = {ids[number]: nodes for number, nodes in found.items() if number in ids and ids[number] not in touched}
    linked = ids_of_articles(book.connection, kind.unit, mates)
    items = items_of(book, kind, mates.keys())
    several = Counter(article for article, _ in items)
    return {
        node: Near(known, items[node], mates[node[0]])
        for node, known in linked.items()
        # The only one of its article is what the article was found by.
        if node in items and (several[node[0]] == 1 or not shared.keys().isdisjoint(stored(items[node])))
    }


def _may_be(
    kind: Kind[Item], own: Mapping[Node, Item], asking: Mapping[int, list[Node]], shared: Mapping[int, list[Hinted]]
) -> dict[int, set[Node]]:
    """Numbers of the articles that share a key with own nodes and may be alike to them, with these.

    An empty hint sends to another key, whose block may be cut off at the most that are looked at: with a full one among a
    node's own, it says nothing.
    """
    hint_of = cache(lambda node: kind.hint(own[node]))
    crowded = {node for key, block in shared.items() if len(block) >= MOST_SHARING for node in asking[key]}
    found: dict[int, set[Node]] = {}
    for key, block in shared.items():
        for number, hint in block:
            for node in asking[key]:
                mine = None if hint is None or (not hint and node in crowded) else hint_of(node)
                if hint is None or mine is None or kind.may_be(mine, hint):
                    found.setdefault(number, set()).add(node)
    return found
