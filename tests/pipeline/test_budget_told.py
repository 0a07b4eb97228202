"""A crawl that its budget ended is told so wherever its night is judged: no table calls it just "ok"."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from pipeline import clock
from pipeline.cli.status_tables import of_a_day
from pipeline.coverage import CoverageDay, coverage_days
from pipeline.ledger import addresses, runs
from pipeline.ledger.tables import runs as runs_table
from pipeline.reading_counts import coverage_rows
from records import Outcome, Verdict
from records.outcome import PUT_OFF

USED_UP, DOUBTED = "budget used up", f"{PUT_OFF}it was doubted"


def crawl(
    world: Any, ended: Sequence[tuple[Verdict, str]], *, error: str = "", again: bool = False, stopped: bool = False
) -> None:
    """One run of addresses that ended so, `again` on the night of the last."""
    night = world.now.date()
    run_id = world.begin_run()
    lines = [
        Outcome(url=f"https://nghean.gov.vn/{n}.html", kind="article", verdict=verdict, reason=reason, at=world.now)
        for n, (verdict, reason) in enumerate(ended)
    ]
    with world.ledger.begin() as connection:
        if again:
            connection.execute(update(runs_table).where(runs_table.c.run_id == run_id).values(night=night))
        addresses.record(connection, run_id, "nghean", lines, night=night if again else world.now.date())
        runs.count(connection, run_id, discovered=len(lines))
        runs.end(connection, run_id, now=clock.now(), stats={"stopped": stopped}, error=error)


def days(world: Any) -> list[CoverageDay]:
    with world.ledger.read() as connection:
        return coverage_days(connection, date(2026, 3, 1))


def test_every_table_says_that_the_budget_ended(world: Any, ask: Callable[..., Any]) -> None:
    crawl(world, [(Verdict.NEW, ""), (Verdict.BUDGET, USED_UP), (Verdict.BUDGET, USED_UP)])
    told = ask("status", "--days", "3650").stdout
    assert "budget ended, 2 articles known and not asked for" in told
    (of_day,) = [line for line in told.splitlines() if line.split()[:2] == [str(world.now.date()), "nghean"]]
    assert of_day.rstrip().endswith("budget ended")
    assert "b budget ended" in told
    assert next(line for line in told.splitlines() if line.startswith("nghean  .")).count("b") == 1, "the map's letter"
    kept = json.loads(ask("status", "--json", "--days", "3650").stdout)
    (day,) = kept["coverage"]
    assert (day["verdict"], day["left"], kept["sources"][0]["left"]) == ("budget ended", 2, 2)
    assert kept["sources"][0]["wrong"] == "", "the next night goes on: nothing is wrong"


@pytest.mark.parametrize(
    ("ended", "verdict", "left"),
    [
        ([(Verdict.NEW, "")], "ok", 0),
        ([(Verdict.NEW, ""), (Verdict.BUDGET, DOUBTED)], "ok", 0),
        ([(Verdict.BUDGET, DOUBTED), (Verdict.BUDGET, USED_UP)], "budget ended", 1),
    ],
)
def test_what_is_put_off_is_not_left_by_the_budget(
    world: Any, ended: list[tuple[Verdict, str]], verdict: str, left: int
) -> None:
    crawl(world, ended)
    (day,) = days(world)
    assert (day.verdict, day.left, day.addresses, sum(of_a_day(day))) == (verdict, left, len(ended), len(ended))
    with world.ledger.read() as connection:
        assert [row.left for row in coverage_rows(connection, day.day, {})] == [left]


def test_a_later_run_of_the_day_that_asks_for_the_rest_ends_it(world: Any) -> None:
    crawl(world, [(Verdict.NEW, ""), (Verdict.BUDGET, USED_UP)])
    assert days(world)[0].verdict == "budget ended"
    crawl(world, [(Verdict.UNCHANGED, ""), (Verdict.NEW, "")], again=True)
    (day,) = days(world)
    assert (day.verdict, day.left) == ("ok", 0)


def test_a_run_that_failed_is_told_as_that(world: Any) -> None:
    crawl(
        world, [(Verdict.NEW, ""), (Verdict.BUDGET, "site given up: 429")], error="given up: it asks to be left alone"
    )
    assert days(world)[0].verdict == "blocked"


def test_a_run_that_was_stopped_is_not_told_as_ended(world: Any, ask: Callable[..., Any]) -> None:
    crawl(world, [(Verdict.NEW, ""), (Verdict.BUDGET, USED_UP)], stopped=True)
    (day,) = days(world)
    assert (day.verdict, day.left, day.state) == ("unfinished", 0, "failed")
    assert "the last run was stopped before its end" in ask("status").stdout
    crawl(world, [(Verdict.NEW, ""), (Verdict.NEW, "")], again=True)
    assert days(world)[0].verdict == "ok", "a later run of the day came to the end"
