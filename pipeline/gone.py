"""Articles whose addresses answer no more, and those that are back: their states follow what crawls found."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Connection, and_, select

from pipeline.article_rows import Row
from pipeline.ledger.database import number_rows
from pipeline.ledger.sql import select_in, update_rows
from pipeline.ledger.tables import addresses, articles


def mark_gone(connection: Connection) -> list[str]:
    """Brings articles' states in line with their addresses (gone, or back again); returns the ids that changed."""
    rows: list[Row] = [{"article_id": known, "state": "gone", "gone_on": since} for known, since in _gone(connection)]
    rows += [{"article_id": known, "state": "present", "gone_on": None} for known in _back(connection)]
    number_rows(connection, "change", "change", rows)
    update_rows(connection, articles, rows)
    return [row["article_id"] for row in rows]


def _gone(connection: Connection) -> Iterator[tuple[str, date]]:
    """Articles that are shown as present, and since when their addresses are gone.

    Asked in two steps: joined, SQLite would begin with everything present.
    """
    a = addresses.c
    missing = select(a.source_id, a.url, a.gone_since).where(a.gone_since.is_not(None), a.gone)
    by_source: dict[str, dict[str, date]] = {}
    for row in connection.execute(missing):
        by_source.setdefault(row.source_id, {})[row.url] = row.gone_since
    for source_id, since in by_source.items():
        query = select(articles.c.article_id, articles.c.url).where(articles.c.source_id == source_id)
        for row in select_in(connection, query.where(articles.c.state == "present"), articles.c.url, since):
            yield row.article_id, since[row.url]


def _back(connection: Connection) -> Sequence[str]:
    """Articles that are shown as gone, though their addresses answer."""
    same = and_(addresses.c.source_id == articles.c.source_id, addresses.c.url == articles.c.url)
    query = select(articles.c.article_id).join(addresses, same).where(articles.c.state == "gone", ~addresses.c.gone)
    return connection.scalars(query).all()
