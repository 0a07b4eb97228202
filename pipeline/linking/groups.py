"""Groups reprints: which articles carry one text, and which of them leads."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from pipeline.ledger.sql import select_in
from pipeline.ledger.tables import articles
from pipeline.linking.book import Book, Text
from pipeline.linking.clusters import Clustering, Clusters
from pipeline.linking.facts import LinkFacts
from pipeline.linking.reprints import is_reprint, lead_of

# Texts looked at that share one key, those that came last: what a thousand bulletins share tells none of them from the
# others, and what is reprinted shares other keys too.
_COMPARED = 30
# Ids of other prints that are kept with each.
MOST_REPRINTS = 50
Member = tuple[str, Text]


@dataclass(frozen=True)
class Place:
    """An article's place among its reprints, as its row in the ledger has it."""

    group_id: str
    is_lead: bool
    reprint_ids: str  # JSON


def regroup(book: Book, touched: Collection[str]) -> dict[str, Place]:
    """Where the touched articles, and all whose groups they join or leave, stand now."""
    left = {row.group_id for row in _groups(book, articles.c.article_id, touched)}
    # Who was in one group with a changed article is compared anew: it may have been all that held the group together.
    fresh = book.texts(articles.c.article_id, touched) | book.texts(articles.c.group_id, left)
    alike = _alike(book, fresh)
    joined = {text.group_id for pair in alike for known, text in pair if known not in fresh}
    settled = {row.article_id: row.group_id for row in _groups(book, articles.c.group_id, joined)}
    clusters = Clustering([*fresh, *settled], settled)
    for (a, _), (b, _) in alike:
        clusters.join(a, b)
    places = {known: Place(known, True, "[]") for known in touched if known not in fresh}
    groups = [sorted(members) for members in clusters.components()]
    facts = book.facts(known for members in groups if len(members) > 1 for known in members)
    for members in groups:
        places |= _places(facts, members)
    return places


def _groups(book: Book, column: Any, values: Iterable[str]) -> Iterable[Any]:
    return select_in(book.connection, select(articles.c.article_id, articles.c.group_id), column, values)


def _alike(book: Book, fresh: dict[str, Text]) -> list[tuple[Member, Member]]:
    """Pairs of one text that join all of it, at least one of them fresh or equal to a fresh one."""
    shared = book.sharing({key for text in fresh.values() for key in text.keys}, most=_COMPARED)
    wanted = _candidates(fresh.values(), {key: [number for number, _ in rows] for key, rows in shared.items()})
    others = {number for pair in wanted for number in pair} - {text.number for text in fresh.values()}
    texts = fresh | book.texts(articles.c.number, others)
    clusters = _equal(texts)
    equal = [sorted(members) for members in clusters.components()]
    found = [((own[0], texts[own[0]]), (other, texts[other])) for own in equal for other in own[1:]]
    named = {texts[known].number: own[0] for own in equal for known in own}
    for a, b in _different(wanted, named):
        one, other = texts[a], texts[b]
        if not clusters.joined(a, b) and is_reprint((one.digest, one.sketch), (other.digest, other.sketch)):
            clusters.join(a, b)
            found.append(((a, one), (b, other)))
    return found


def _candidates(fresh: Iterable[Text], blocks: Mapping[int, Collection[int]]) -> set[tuple[int, int]]:
    """Numbers of fresh texts, each with another's that may be the same: of those that share a key.

    A key that so many have as are looked at is a set phrase, or a text printed as often: then two keys must be shared
    (or all, where the text has but one).
    """
    found: set[tuple[int, int]] = set()
    for text in fresh:
        shared: Counter[int] = Counter()
        for key in text.keys:
            block = blocks.get(key, ())
            weight = 1 if len(block) >= _COMPARED and len(text.keys) > 1 else 2
            for number in block:
                shared[number] += weight
        found.update((text.number, other) for other, told in shared.items() if told > 1 and other != text.number)
    return found


def _different(pairs: Iterable[tuple[int, int]], named: Mapping[int, str]) -> list[tuple[str, str]]:
    """The pairs by name, equal texts under one, in the order of their ids."""
    known = ((named[a], named[b]) for a, b in pairs if a in named and b in named)
    return sorted({(min(pair), max(pair)) for pair in known if pair[0] != pair[1]})


def _equal(texts: Mapping[str, Text]) -> Clusters[str]:
    """Texts joined that are equal; those too short to tell have no keys, and equal nothing."""
    clusters = Clusters(texts)
    first: dict[object, str] = {}
    for known, text in texts.items():
        if text.keys:
            clusters.join(known, first.setdefault(text.digest, known))
        if text.sketch.keys:
            clusters.join(known, first.setdefault(text.sketch, known))
    return clusters


def _places(facts: Mapping[str, LinkFacts], members: list[str]) -> dict[str, Place]:
    if len(members) == 1:
        return {members[0]: Place(members[0], True, "[]")}
    lead = lead_of([facts[known] for known in members if known in facts]).article_id
    first = members[: MOST_REPRINTS + 1]
    return {m: Place(lead, m == lead, json.dumps([o for o in first if o != m][:MOST_REPRINTS])) for m in members}
