"""What linking must give: everything linked at once, all pairs compared, without keys and without a ledger."""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

import msgspec
from sqlalchemy import select

from pipeline.ledger.tables import linked, linked_members
from pipeline.linking.agreements import mentions, merged_agreement, same_agreement
from pipeline.linking.careers import KeptPerson, merged_person
from pipeline.linking.clusters import Clusters
from pipeline.linking.corrected import NONE, InForce, corrected_facts
from pipeline.linking.events import same_event, same_in_reprints, telling_keys, tellings
from pipeline.linking.facts import article_facts
from pipeline.linking.merging import merged_event
from pipeline.linking.people import person_mentions, same_person
from pipeline.linking.reprints import is_reprint, lead_of
from records import Agreement, Article, LinkedEvent, decode


class Expected:
    """Everything linked at once, all pairs compared, without keys and without a ledger."""

    def __init__(self, found: Sequence[Article], force: InForce = NONE) -> None:
        found = [article for article in found if article.article_id not in force.suppressed]
        self.facts = {f.article_id: corrected_facts(f, force) for f, _ in map(article_facts, found)}
        sketches = {f.article_id: s for f, s in map(article_facts, found)}
        texts = {known: (f.text_digest, sketches[known]) for known, f in self.facts.items()}
        groups = components(texts, lambda a, b: sketches[a].words >= 20 and is_reprint(texts[a], texts[b]))
        self.groups = {frozenset(g): lead_of([self.facts[m] for m in g]).article_id for g in groups}
        told = {(known, n): t for known, f in self.facts.items() for n, t in tellings(f).items()}
        group_of = {member: number for number, group in enumerate(groups) for member in group}

        def one_event(a: Any, b: Any) -> bool:
            reprinted = group_of[a[0]] == group_of[b[0]] and same_in_reprints(told[a], told[b])
            return reprinted or (shares_key(told[a], told[b]) and same_event(told[a], told[b]))

        self.told, self.events = told, [frozenset(c) for c in components(told, one_event)]
        said = {(known, n): m for known, f in self.facts.items() for n, m in mentions(f).items()}
        self.said = said
        self.agreements = [frozenset(c) for c in components(said, lambda a, b: same_agreement(said[a], said[b]))]
        named = {(known, n): m for known, f in self.facts.items() for n, m in person_mentions(f).items()}
        self.named = named
        self.people = [frozenset(c) for c in components(named, lambda a, b: same_person(named[a], named[b]))]


def shares_key(a: Any, b: Any) -> bool:
    """Tellings are compared only if somebody or some place is told by both, and a day."""
    return bool(telling_keys(a) & telling_keys(b))


def components(nodes: Any, alike: Callable[[Any, Any], bool]) -> list[list[Any]]:
    clusters = Clusters(nodes)
    for a, b in combinations(nodes, 2):
        if alike(a, b):
            clusters.join(a, b)
    return clusters.components()


def stored(world: Any, unit: str) -> dict[frozenset[Any], Any]:
    """Clusters in the ledger with their rows."""
    with world.ledger.read() as connection:
        rows = {
            r.id: r
            for r in connection.execute(select(linked).where(linked.c.unit == unit, linked.c.state == "present"))
        }
        members: dict[str, set[Any]] = {}
        for row in connection.execute(select(linked_members).where(linked_members.c.unit == unit)):
            members.setdefault(row.id, set()).add((row.article_id, row.position))
    assert set(rows) == set(members)
    return {frozenset(nodes): rows[known] for known, nodes in members.items()}


def check(world: Any, found: Sequence[Article], force: InForce = NONE) -> None:
    """The ledger holds what linking everything at once gives."""
    expected = Expected(found, force)
    rows = {a.article_id: world.row(a) for a in found if a.article_id in expected.facts}
    groups: dict[str, set[str]] = {}
    for known, row in rows.items():
        groups.setdefault(row.group_id, set()).add(known)
        assert row.is_lead == (row.group_id == known)
        assert known not in msgspec.json.decode(row.reprint_ids)
    assert {frozenset(members): lead for lead, members in groups.items()} == expected.groups
    for known, row in rows.items():
        assert set(msgspec.json.decode(row.reprint_ids)) == groups[row.group_id] - {known}
    events, agreements = stored(world, "events"), stored(world, "agreements")
    assert set(events) == set(expected.events)
    assert set(agreements) == set(expected.agreements)
    event_of = {node: row.id for nodes, row in events.items() for node in nodes}
    for known, row in rows.items():
        own = [event_of[(known, n)] for n in sorted(tellings(expected.facts[known]))]
        assert msgspec.json.decode(row.event_ids) == own
    for nodes, row in agreements.items():
        record = decode(row.record, Agreement)
        plain = merged_agreement([expected.said[n] for n in nodes])
        assert msgspec.structs.replace(record, signing_event_id=None, review_event_ids=(), reviewed_on=()) == plain
        signings = {event_of[n] for n in nodes if n[1] >= 0}
        reviews = {event_of[(a, (-1 - n) // 1000)] for a, n in nodes if n < 0}
        assert record.signing_event_id in (signings or {None})
        assert set(record.review_event_ids) == reviews - signings
        days = {row.id: decode(row.record, LinkedEvent).event.starts_on for row in events.values()}
        assert record.reviewed_on == tuple(str(days[known] or "") for known in record.review_event_ids)
    agreed: dict[str, set[str]] = {}
    for nodes, row in agreements.items():
        for article_id, number in nodes:
            position = number if number >= 0 else (-1 - number) // 1000
            agreed.setdefault(event_of[(article_id, position)], set()).add(row.id)
    for nodes, row in events.items():
        record = decode(row.record, LinkedEvent)
        assert set(record.agreement_ids) == agreed.get(row.id, set())
        if record.event.year_from != "linked":
            plain_event = merged_event([expected.told[n] for n in nodes])
            assert msgspec.structs.replace(record, agreement_ids=()) == plain_event
        else:
            assert record.agreement_ids
    people = stored(world, "people")
    assert set(people) == set(expected.people)
    for nodes, row in people.items():
        assert decode(row.record, KeptPerson) == merged_person([expected.named[n] for n in nodes])
