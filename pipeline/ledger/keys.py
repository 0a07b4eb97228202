"""Keys by which articles are found when others are linked: who shares one, and how new ones are stored.

A key is a digest, so a thousand articles' keys lie anywhere in the tree, and each would change a page of its own: at a
million articles nearly all that linking writes. New keys wait at the tree's beginning therefore, where they share pages (a
key k as -1-k, below zero, where no key is). When enough wait they are put in their places, in the tree's order and all at
once: each page is written once for many keys. On PostgreSQL those that waited leave dead rows behind: autovacuum at its defaults
keeps up with them, and the next keys take their room (`benchmarks/waiting_keys.py`).
"""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, and_, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from pipeline.ledger.database import take_numbers
from pipeline.ledger.sql import PORTION, delete_rows, insert_new, rows_of
from pipeline.ledger.tables import counters, link_keys

# So many keys wait at most: those of some 25,000 articles, 10 MB.
_WAITING = 500_000
_COUNTER = "waiting keys"
_NAMES = ("key", "article", "hint")
# What is kept beside a key of its article: a few bytes that tell apart who shares it (pipeline/linking/hints.py).
Hint = bytes | None
Row = tuple[int, int, Hint]
Hinted = tuple[int, Hint]


def newest_sharing(connection: Connection, keys: Sequence[int], most: int) -> dict[int, list[Hinted]]:
    """Numbers of the articles that have each of some keys, with the key's hint: of more than `most`, those that came
    last."""
    found: dict[int, dict[int, Hint]] = {}
    for start in range(0, len(keys), PORTION):
        portion = keys[start : start + PORTION]
        for place, article, hint in _stored(connection, [*portion, *map(_waiting, portion)], most):
            found.setdefault(place if place >= 0 else _waiting(place), {})[article] = hint
    return {key: sorted(rows.items())[-most:] for key, rows in found.items()}


def _stored(connection: Connection, places: Sequence[int], most: int) -> Sequence[Any]:
    """Rows (key as it stands, article, hint) of some places in the tree: of each those that came last."""
    own = link_keys.alias("own")
    wanted = rows_of(connection, link_keys.c.key, places)
    last = select(own.c.article).where(own.c.key == wanted.c.value).order_by(own.c.article.desc())
    before = func.coalesce(last.limit(1).offset(most).scalar_subquery(), 0)
    same = and_(link_keys.c.key == wanted.c.value, link_keys.c.article > before)
    query = select(link_keys.c.key, link_keys.c.article, link_keys.c.hint).join_from(wanted, link_keys, same)
    return connection.execute(query).all()


def add_keys(connection: Connection, rows: Sequence[Row]) -> None:
    """Stores keys, each with the number of its article and its hint."""
    if not rows:
        return
    fresh = sorted(((_waiting(key), article, hint) for key, article, hint in rows), key=itemgetter(0))
    if connection.dialect.name == "sqlite":
        # There are twenty an article: tuples as they are take a third of the time that named values do.
        connection.exec_driver_sql("INSERT OR IGNORE INTO link_keys (key, article, hint) VALUES (?, ?, ?)", fresh)
    else:
        insert_new(connection, link_keys, [dict(zip(_NAMES, row, strict=True)) for row in fresh])
    if take_numbers(connection, _COUNTER, len(fresh)) + len(fresh) > _WAITING:
        settle_keys(connection)


def remove_keys(connection: Connection, rows: Iterable[tuple[int, int]]) -> None:
    """Removes keys of articles, wherever they stand."""
    places = [(place, article) for key, article in rows for place in (key, _waiting(key))]
    delete_rows(connection, link_keys, [{"key": place, "article": article} for place, article in places])


def settle_keys(connection: Connection) -> None:
    """Puts all that wait in their places."""
    table = link_keys
    waiting = select(-1 - table.c.key, table.c.article, table.c.hint).where(table.c.key < 0)
    waiting = waiting.order_by(table.c.key.desc(), table.c.article.desc())  # the primary key backwards, unsorted
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(table).from_select(_NAMES, waiting).on_conflict_do_nothing())
    connection.execute(delete(table).where(table.c.key < 0))
    connection.execute(update(counters).where(counters.c.name == _COUNTER).values(value=0))


def _waiting(key: int) -> int:
    """Where a key waits; of a place where one waits, the key."""
    return -1 - key
