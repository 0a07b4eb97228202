"""Facts that the ledger keeps of articles in an earlier program's form are made anew, of what was read of them."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from pipeline.home import Home
from pipeline.ledger.sql import update_rows
from pipeline.ledger.tables import articles, parts
from pipeline.linking.facts import LinkFacts, article_facts
from pipeline.readings import read_lines
from records.article import Article
from records.base import decode, encode
from records.errors import HomeError

_BATCH = 1000


def renew_old_facts(connection: Connection, home: Home) -> int:
    """Renews all facts that this program can't read; returns how many. Raises HomeError where a reading can't be read
    either.

    What a part's reading, renewed but not taken in yet, no longer tells of has no events until it is taken in.
    """
    renewed, last = 0, 0
    columns = (articles, parts.c.reading)
    # A withdrawn article's facts are never read again.
    query = select(*columns).join(parts, parts.c.id == articles.c.part_id).where(articles.c.state != "withdrawn")
    query = query.order_by(articles.c.number).limit(_BATCH)
    while rows := connection.execute(query.where(articles.c.number > last)).all():
        old = sorted((row for row in rows if not _is_readable(row.facts)), key=lambda row: (row.part_id, row.line))
        for _, together in groupby(old, key=lambda row: row.part_id):
            new = list(_renewed(home, list(together)))
            update_rows(connection, articles, new)
            renewed += len(new)
        last = rows[-1].number
    return renewed


def _is_readable(facts: bytes) -> bool:
    try:
        decode(facts, LinkFacts)
    except msgspec.ValidationError:
        return False
    return True


def _renewed(home: Home, rows: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Rows of one part with new facts and sketches."""
    told = _articles(home, rows[0].reading, [row.line for row in rows])
    for row in rows:
        article = told.get(row.line)
        if article is None or article.article_id != row.article_id:
            names = ("article_id", "source_id", "url", "published_at", "text_digest")
            article = Article(title="", **{name: getattr(row, name) for name in names})
        facts, sketch = article_facts(article)
        own = {column.name: getattr(row, column.name) for column in articles.c}
        yield own | {"facts": encode(facts), "sketch": sketch.pack()}


def _articles(home: Home, reading: str, lines: Sequence[int]) -> dict[int, Article]:
    try:
        return {line: read.article for line, read in read_lines(home, reading, lines) if read.article}
    except msgspec.ValidationError as exc:
        raise HomeError(
            f"reading {home.reading(reading)} was written by an earlier program ({exc}): `khotin transform --force` reads "
            "the part's pages again, then `khotin link`"
        ) from exc
