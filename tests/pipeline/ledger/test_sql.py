"""Questions about many values at once, the same on both databases."""

from typing import Any

from sqlalchemy import select

from pipeline.ledger import sql
from pipeline.ledger.tables import runs


def test_a_value_longer_than_its_column_is_not_cut_to_one_that_is_there(world: Any) -> None:
    world.begin_run(source_id="x" * 64)
    with world.ledger.read() as connection:
        for wanted, found in (("x" * 65, 0), ("x" * 64, 1)):
            rows = sql.select_in(connection, select(runs.c.source_id), runs.c.source_id, [wanted, "y"])
            assert len(list(rows)) == found


def test_values_are_asked_for_in_portions(world: Any) -> None:
    known = [world.begin_run() for _ in range(2)]
    wanted = [known[0], *(f"r{number}" for number in range(sql.PORTION)), known[1]]
    with world.ledger.read() as connection:
        rows = list(sql.select_in(connection, select(runs.c.run_id), runs.c.run_id, wanted))
    assert [row.run_id for row in rows] == known
