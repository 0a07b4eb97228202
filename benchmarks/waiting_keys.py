"""How much room linking's keys take on PostgreSQL, night by night: `python -m benchmarks.waiting_keys postgresql://…`.

The database must be an empty one: it is filled with a ledger's tables and made-up keys. Twenty keys an article are stored
as `link` stores them; what waited and was put in its place leaves dead rows, which the server's own autovacuum is to find.
"""

import random
import sys
import time

from sqlalchemy import Connection, text

from pipeline.ledger import Ledger, open_ledger
from pipeline.ledger.keys import add_keys

_KEYS, _PORTION = 20, 500
_SIZES = text(
    "SELECT pg_relation_size('link_keys'), pg_indexes_size('link_keys'), n_dead_tup, autovacuum_count,"
    " (SELECT count(*) FROM link_keys) FROM pg_stat_user_tables WHERE relname = 'link_keys'"
)


def measured(connection: Connection) -> str:
    """The table's size, its index's, its rows and the dead among them, in a line."""
    heap, index, dead, vacuums, rows = connection.execute(_SIZES).one()
    sizes = f"table {heap / 1e6:.1f} MB, index {index / 1e6:.1f} MB"
    return f"{rows} rows, {sizes}, {heap / rows:.0f} + {index / rows:.0f} bytes a row, {dead} dead, {vacuums} vacuums"


def store(ledger: Ledger, first: int, articles: int, rng: random.Random) -> int:
    """Stores the keys of so many articles from a number on; returns the number after the last."""
    for start in range(first, first + articles, _PORTION):
        rows = [(rng.getrandbits(62), start + n, None) for n in range(_PORTION) for _ in range(_KEYS)]
        with ledger.begin() as connection:
            add_keys(connection, rows)
    return first + articles


def main(url: str, *, before: int = 100_000, nights: int = 50, pause: float = 2.0) -> None:
    """An archive that is there, then nights of a thousand articles, a few seconds apart."""
    ledger, rng = open_ledger(url), random.Random(1)
    number = store(ledger, 1, before, rng)
    for night in range(nights + 1):
        with ledger.glance() as connection:
            print(f"night {night}: {measured(connection)}", flush=True)
        number = store(ledger, number, 1000, rng)
        time.sleep(pause)
    ledger.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.waiting_keys postgresql://user@host/EMPTY_DATABASE")
    main(sys.argv[1])
