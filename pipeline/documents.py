"""What the index step hands to an engine: articles with their links, events, agreements; from the ledger and readings."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, select

from pipeline.corrections import force_of
from pipeline.home import Home
from pipeline.ledger.sql import select_in
from pipeline.ledger.tables import articles, linked, linked_members, parts
from pipeline.linking.corrected import InForce, corrected_article
from pipeline.readings import read_lines
from records import Agreement, ArticleLinks, Document, LinkedEvent, decode

_BATCH = 1000
# People stay in the ledger: see pipeline/people.py.
_INDEXED = linked.c.unit != "people"
_HIDDEN = ("withdrawn", "suppressed")
_PORTION = 500  # ids a query


def documents_since(connection: Connection, home: Home, watermark: int) -> Iterator[Document]:
    """Documents changed after a change number, in the order of their change numbers; what is no more as a removal."""
    while True:
        a = select(articles.c.change.label("change")).where(articles.c.change > watermark)
        o = select(linked.c.change.label("change")).where(linked.c.change > watermark, _INDEXED)
        changes = connection.scalars(a.union_all(o).order_by("change").limit(_BATCH)).all()
        if not changes:
            return
        upto = changes[-1]
        found = [
            *_articles(connection, home, and_(articles.c.change > watermark, articles.c.change <= upto)),
            *_linked(connection, and_(linked.c.change > watermark, linked.c.change <= upto, _INDEXED)),
        ]
        yield from sorted(found, key=lambda document: document.change)
        watermark = upto


def documents_of(connection: Connection, home: Home, keys: Iterable[tuple[str, str]], upto: int) -> Iterator[Document]:
    """The documents of these (unit, id) whose last change number is not above one, as they are now."""
    keys = list(keys)
    for start in range(0, len(keys), _PORTION):
        of_unit = {unit: [i for u, i in keys[start : start + _PORTION] if u == unit] for unit, _ in keys}
        wanted = and_(articles.c.article_id.in_(of_unit.pop("articles", [])), articles.c.change <= upto)
        yield from _articles(connection, home, wanted)
        for unit, ids in of_unit.items():
            wanted = and_(linked.c.unit == unit, linked.c.id.in_(ids), linked.c.change <= upto)
            yield from _linked(connection, wanted)


def count_since(connection: Connection, watermark: int) -> int:
    """How many documents changed after a change number."""
    told = select(func.count()).select_from(articles).where(articles.c.change > watermark)
    others = select(func.count()).select_from(linked).where(linked.c.change > watermark, _INDEXED)
    return (connection.scalar(told) or 0) + (connection.scalar(others) or 0)


def _articles(connection: Connection, home: Home, wanted: ColumnElement[bool]) -> Iterator[Document]:
    """Articles by reading file, so that each file is opened once a batch."""
    columns = [column for column in articles.c if column.name not in ("facts", "sketch")]
    query = select(*columns, parts.c.reading).join(parts, parts.c.id == articles.c.part_id)
    by_file: dict[str, dict[int, Any]] = {}
    for row in connection.execute(query.where(wanted)):
        if row.state in _HIDDEN:
            yield Document(unit="articles", id=row.article_id, change=row.change, removed=True)
        else:
            by_file.setdefault(row.reading, {})[row.line] = row
    force = force_of(connection)
    withheld = _withheld(connection, (row.article_id for lines in by_file.values() for row in lines.values()))
    for name, lines in sorted(by_file.items()):
        for number, reading in read_lines(home, name, lines):
            yield _article(lines[number], reading.article, force, withheld)


def _withheld(connection: Connection, ids: Iterable[str]) -> dict[str, set[int]]:
    """Positions of articles' events that a correction says are none."""
    hidden = list(
        connection.scalars(select(linked.c.id).where(linked.c.unit == "events", linked.c.state == "withheld"))
    )
    if not hidden:
        return {}
    found: dict[str, set[int]] = {known: set() for known in ids}
    query = select(linked_members).where(linked_members.c.unit == "events")
    for member in select_in(connection, query, linked_members.c.id, hidden):
        if member.article_id in found:
            found[member.article_id].add(member.position)
    return found


def _article(row: Any, article: Any, force: InForce, withheld: Mapping[str, set[int]]) -> Document:
    """An article's document; a removal where better reading, which link has not taken in yet, found none."""
    if article is None or article.article_id != row.article_id:
        return Document(unit="articles", id=row.article_id, change=row.change, removed=True)
    article, corrections = corrected_article(article, force, withheld.get(row.article_id, ()))
    links = msgspec.structs.replace(article_links(row), corrections=corrections)
    return Document(unit="articles", id=row.article_id, change=row.change, article=article, links=links)


def article_links(row: Any) -> ArticleLinks:
    """The links in an article's ledger row."""
    return ArticleLinks(
        article_id=row.article_id,
        change=row.change,
        version=row.version,
        first_seen_at=row.first_seen_at,
        state=row.state,
        gone_on=row.gone_on.isoformat() if row.gone_on else None,
        group_id=row.group_id,
        is_lead=row.is_lead,
        reprint_ids=tuple(json.loads(row.reprint_ids)),
        event_ids=tuple(json.loads(row.event_ids)),
        sort_key=row.sort_key,
    )


def _linked(connection: Connection, wanted: ColumnElement[bool]) -> Iterator[Document]:
    for row in connection.execute(select(linked).where(wanted)):
        yield linked_document(row)


def linked_document(row: Any) -> Document:
    """The document of an event's or agreement's ledger row; merged, dissolved and withheld ones are removals."""
    if row.state != "present":
        return Document(unit=row.unit, id=row.id, change=row.change, removed=True)
    if row.unit == "events":
        event = decode(row.record, LinkedEvent)
        event = msgspec.structs.replace(event, event_id=row.id, change=row.change, note=row.note)
        return Document(unit="events", id=row.id, change=row.change, event=event)
    agreement = decode(row.record, Agreement)
    agreement = msgspec.structs.replace(agreement, agreement_id=row.id, change=row.change, note=row.note)
    return Document(unit="agreements", id=row.id, change=row.change, agreement=agreement)
