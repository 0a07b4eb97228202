"""Which articles share a key, of those by which articles are found when others are linked."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, func, select

from pipeline.ledger.sql import PORTION, rows_of
from pipeline.ledger.tables import link_keys


def newest_sharing(connection: Connection, keys: Sequence[int], most: int) -> Iterator[Any]:
    """Rows (key, article) of the articles that have some keys: of each key's those that came last, and at most so many."""
    own = link_keys.alias("own")
    for start in range(0, len(keys), PORTION):
        wanted = rows_of(connection, link_keys.c.key, keys[start : start + PORTION])
        last = select(own.c.article).where(own.c.key == wanted.c.value).order_by(own.c.article.desc())
        before = func.coalesce(last.limit(1).offset(most).scalar_subquery(), 0)
        same = and_(link_keys.c.key == wanted.c.value, link_keys.c.article > before)
        yield from connection.execute(
            select(link_keys.c.key, link_keys.c.article).join_from(wanted, link_keys, same)
        ).all()
