"""Keys that wait and are put in their places leave no room behind that the next ones don't take."""

import random

import pytest
from sqlalchemy import text

from pipeline.ledger import Ledger, keys, open_ledger
from tests.pipeline.server import Server

NIGHTS, ARTICLES, KEYS = 40, 100, 20


def test_the_table_does_not_grow_by_what_waited(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    # On PostgreSQL alone: SQLite takes the room of deleted rows at once.
    ledger = open_ledger(postgres.new_database())
    monkeypatch.setattr(keys, "_WAITING", 5 * ARTICLES * KEYS)
    rng = random.Random(1)
    for night in range(NIGHTS):
        rows = [(rng.getrandbits(62), night * ARTICLES + n, None) for n in range(ARTICLES) for _ in range(KEYS)]
        with ledger.begin() as connection:
            keys.add_keys(connection, rows)
        vacuum(ledger)
    with ledger.begin() as connection:
        connection.execute(text("CREATE TABLE fresh AS SELECT key, article, hint FROM link_keys"))
        sizes = text("SELECT pg_relation_size('link_keys'), pg_relation_size('fresh'), count(*) FROM link_keys")
        took, bare, stored = connection.execute(sizes).one()
    ledger.close()
    assert stored == NIGHTS * ARTICLES * KEYS
    waiting = bare * keys._WAITING / stored
    assert took <= bare + 2 * waiting, "the room of those that waited is taken again"


def vacuum(ledger: Ledger) -> None:
    """What the server's autovacuum does between two nights."""
    with ledger.glance() as connection:
        connection.execute(text("VACUUM link_keys"))
