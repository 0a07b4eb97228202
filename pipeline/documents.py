"""What the index step hands to an engine: articles with their links, events, agreements; from the ledger and readings."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from pipeline.home import Home
from pipeline.ledger.tables import articles, linked, parts
from pipeline.readings import read_lines
from records import Agreement, ArticleLinks, Document, LinkedEvent, decode

_BATCH = 1000


def documents_since(connection: Connection, home: Home, watermark: int) -> Iterator[Document]:
    """Documents changed after a change number, in the order of their change numbers; what is no more as a removal."""
    while True:
        a = select(articles.c.change.label("change")).where(articles.c.change > watermark)
        o = select(linked.c.change.label("change")).where(linked.c.change > watermark)
        changes = connection.scalars(a.union_all(o).order_by("change").limit(_BATCH)).all()
        if not changes:
            return
        found = [*_articles(connection, home, watermark, changes[-1]), *_linked(connection, watermark, changes[-1])]
        yield from sorted(found, key=lambda document: document.change)
        watermark = changes[-1]


def count_since(connection: Connection, watermark: int) -> int:
    """How many documents changed after a change number."""
    counts = (select(func.count()).select_from(table).where(table.c.change > watermark) for table in (articles, linked))
    return sum(connection.scalar(query) or 0 for query in counts)


def _articles(connection: Connection, home: Home, after: int, upto: int) -> Iterator[Document]:
    """Articles by reading file, so that each file is opened once a batch."""
    columns = [column for column in articles.c if column.name not in ("facts", "sketch")]
    query = select(*columns, parts.c.reading).join(parts, parts.c.id == articles.c.part_id)
    by_file: dict[str, dict[int, Any]] = {}
    for row in connection.execute(query.where(articles.c.change > after, articles.c.change <= upto)):
        if row.state == "withdrawn":
            yield Document(unit="articles", id=row.article_id, change=row.change, removed=True)
        else:
            by_file.setdefault(row.reading, {})[row.line] = row
    for name, lines in sorted(by_file.items()):
        for number, reading in read_lines(home, name, lines):
            yield _article(lines[number], reading.article)


def _article(row: Any, article: Any) -> Document:
    """An article's document; a removal where better reading, which link has not taken in yet, found none."""
    if article is None or article.article_id != row.article_id:
        return Document(unit="articles", id=row.article_id, change=row.change, removed=True)
    return Document(unit="articles", id=row.article_id, change=row.change, article=article, links=article_links(row))


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


def _linked(connection: Connection, after: int, upto: int) -> Iterator[Document]:
    query = select(linked).where(linked.c.change > after, linked.c.change <= upto)
    for row in connection.execute(query):
        yield linked_document(row)


def linked_document(row: Any) -> Document:
    """The document of an event's or agreement's ledger row; merged and dissolved ones are removals."""
    if row.state != "present":
        return Document(unit=row.unit, id=row.id, change=row.change, removed=True)
    if row.unit == "events":
        event = msgspec.structs.replace(decode(row.record, LinkedEvent), event_id=row.id, change=row.change)
        return Document(unit="events", id=row.id, change=row.change, event=event)
    agreement = msgspec.structs.replace(decode(row.record, Agreement), agreement_id=row.id, change=row.change)
    return Document(unit="agreements", id=row.id, change=row.change, agreement=agreement)
