"""Keys by which articles are found: new ones wait, are put in their places together, and are found in either."""

import random
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import func, select

from pipeline.ledger import Ledger, database, keys
from pipeline.ledger.keys import add_keys, newest_sharing, remove_keys, settle_keys
from pipeline.ledger.tables import link_keys

BIG = (1 << 63) - 1


@pytest.fixture
def ledger(world: Any) -> Ledger:
    found: Ledger = world.ledger
    return found


def waiting(ledger: Ledger) -> int:
    with ledger.read() as connection:
        return connection.scalar(select(func.count()).select_from(link_keys).where(link_keys.c.key < 0)) or 0


def hint(key: int, article: int) -> bytes:
    """What is kept beside a key of its article."""
    return f"{key} {article}".encode()


@pytest.mark.parametrize("seed", range(5))
def test_keys_are_found_wherever_they_stand(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(keys, "_WAITING", 50)
    rng, there = random.Random(seed), set[tuple[int, int]]()
    every = [0, 1, 7, BIG - 1, BIG]
    for article in range(1, 60):
        fresh = {(key, article) for key in rng.sample(every, rng.randrange(6))}
        gone = set(rng.sample(sorted(there), min(len(there), rng.randrange(3))))
        with ledger.begin() as connection:
            remove_keys(connection, sorted(gone))
            add_keys(connection, [(*row, hint(*row)) for row in sorted(fresh)])
        there = there - gone | fresh
        with ledger.read() as connection:
            for most in (1, 3, 1000):
                of_each = {key: sorted((a, hint(k, a)) for k, a in there if k == key)[-most:] for key in every}
                assert newest_sharing(connection, every, most) == {key: rows for key, rows in of_each.items() if rows}
    assert 0 < waiting(ledger) < 50 < len(there)


def test_a_key_stored_twice_counts_once(ledger: Ledger) -> None:
    with ledger.begin() as connection:
        add_keys(connection, [(5, 1, None), (5, 2, b"")])
        settle_keys(connection)
        add_keys(connection, [(5, 2, b""), (5, 3, b"x")])
        assert newest_sharing(connection, [5], 2) == {5: [(2, b""), (3, b"x")]}
        settle_keys(connection)
        assert newest_sharing(connection, [5], 9) == {5: [(1, None), (2, b""), (3, b"x")]}
    assert waiting(ledger) == 0


def test_programs_of_before_find_all_keys_in_their_places(ledger: Ledger) -> None:
    with ledger.begin() as connection:
        add_keys(connection, [(5, 1, None)])
        settle_keys(connection)
        add_keys(connection, [(5, 1, None), (BIG, 2, b"x"), (0, 3, None)])
    assert waiting(ledger) == 3
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    with ledger.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0008")
        stored = connection.execute(select(link_keys.c.key, link_keys.c.article))
        assert sorted(map(tuple, stored)) == [(0, 3), (5, 1), (BIG, 2)]
