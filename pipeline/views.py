"""What readers may ask of the ledger and the archive beside the index: versions of an article, pages as fetched."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from pipeline.archive import read_one
from pipeline.home import Home
from pipeline.ledger.tables import articles, linked, pages, parts
from pipeline.readings import read_lines
from records.article import Article
from records.snapshot import Snapshot
from transforms.addresses import article_id, canonical


def archived_versions(connection: Connection, known: str) -> Sequence[Any]:
    """The versions of an article, oldest first, each by the first page that showed it: version, text_digest, fetched_at,
    part, line, warc_offset, reading."""
    query = select(pages, parts.c.part, parts.c.reading).join(parts, parts.c.id == pages.c.part_id)
    query = query.where(pages.c.article_id == known)
    first: dict[int, Any] = {}
    for row in connection.execute(query.order_by(pages.c.fetched_at, pages.c.part_id, pages.c.line)):
        first.setdefault(row.version, row)
    return list(first.values())


def articles_at(connection: Connection, url: str) -> list[str]:
    """Ids of the articles that stand at an address: those made of it, and imported ones, which were given with their own."""
    sources = select(parts.c.source_id).distinct()
    wanted = {url, canonical(url)}
    query = select(articles.c.article_id).where(articles.c.source_id.in_(connection.scalars(sources).all()))
    found = connection.scalars(query.where(articles.c.url.in_(wanted)).order_by(articles.c.number)).all()
    return list(dict.fromkeys([article_id(url), *found]))


def read_version(home: Home, row: Any) -> Snapshot:
    """The page of a version, as fetched."""
    return read_one(home, row.part, row.warc_offset)


def article_version(home: Home, row: Any) -> Article | None:
    """The article as read from a version's page."""
    return next((reading.article for _, reading in read_lines(home, row.reading, [row.line])), None)


def merged_into(connection: Connection, unit: str, known: str) -> str | None:
    """Where the id of an event or agreement that was merged away leads to now; None where it stands or never was."""
    seen = {known}
    while True:
        query = select(linked.c.merged_into).where(linked.c.unit == unit, linked.c.id == known)
        target = connection.scalar(query.where(linked.c.state == "merged"))
        if target is None:
            return known if len(seen) > 1 else None
        if target in seen:
            return None
        seen.add(target)
        known = target
