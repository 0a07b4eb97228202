"""Groups reprints: which articles carry one text, and which of them leads."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from pipeline.ledger.sql import select_in
from pipeline.ledger.tables import articles
from pipeline.linking.book import Book, Text
from pipeline.linking.clusters import Clustering
from pipeline.linking.reprints import is_reprint, lead_of


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
    for members in clusters.components():
        places |= _places(book, sorted(members))
    return places


def _groups(book: Book, column: Any, values: Iterable[str]) -> Iterable[Any]:
    return select_in(book.connection, select(articles.c.article_id, articles.c.group_id), column, values)


def _alike(book: Book, fresh: dict[str, Text]) -> list[tuple[tuple[str, Text], tuple[str, Text]]]:
    """Pairs of one text, at least one of them fresh."""
    blocks = book.sharing({key for text in fresh.values() for key in text.keys})
    numbers = {text.number: known for known, text in fresh.items()}
    others = {number for block in blocks.values() for number in block} - set(numbers)
    near = book.texts(articles.c.number, others)
    named = numbers | {text.number: known for known, text in near.items()}
    texts = fresh | near
    pairs = {
        (min(a, b), max(a, b)) for block in blocks.values() for a in block if a in numbers for b in block if a != b
    }
    found = []
    for a, b in sorted(pairs):
        if a in named and b in named:
            one, other = (named[a], texts[named[a]]), (named[b], texts[named[b]])
            if is_reprint((one[1].digest, one[1].sketch), (other[1].digest, other[1].sketch)):
                found.append((one, other))
    return found


def _places(book: Book, members: list[str]) -> dict[str, Place]:
    if len(members) == 1:
        return {members[0]: Place(members[0], True, "[]")}
    lead = lead_of(list(book.facts(members).values())).article_id
    return {m: Place(lead, m == lead, json.dumps([o for o in members if o != m])) for m in members}
