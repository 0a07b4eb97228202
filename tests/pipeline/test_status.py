"""Status: counts that agree with what is stored, and what looks wrong in a line."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from pipeline import locks
from pipeline.coverage import coverage_days
from pipeline.ledger import runs
from pipeline.status import disk, source_rows, stored_sources, totals, wrong
from records import Article, Event


def rows(world: Any) -> dict[str, dict[str, Any]]:
    with world.ledger.read() as connection:
        return {row["source"]: row for row in source_rows(connection, world.home, world.now)}


def end(world: Any, run_id: str, error: str = "") -> None:
    with world.ledger.begin() as connection:
        runs.end(connection, run_id, now=world.now, stats={"requests": 3}, error=error)


def test_nothing_yet(world: Any) -> None:
    assert rows(world) == {}
    with world.ledger.read() as connection:
        assert stored_sources(connection) == ()
        assert coverage_days(connection, world.now.date() - timedelta(days=14)) == []
        assert totals(connection) == {"articles": 0, "events": 0, "agreements": 0}
    assert disk(world.home)["snapshots"] == 0


def test_counts_agree_with_what_is_stored(world: Any, article: Callable[..., Article]) -> None:
    event = Event(type="conference", month_day="03-01", place_province="Nghệ An")
    part = world.archive([article("a", events=(event,)), article("b"), article("c")])
    with world.ledger.read() as connection:
        assert stored_sources(connection, unread_only=True) == ("nghean",)
    world.read(part, change=lambda a: None if a.url.endswith("c.html") else a)
    own = rows(world)["nghean"]
    assert (own["articles"], own["pages"], own["waiting"], own["gone"]) == (0, 3, 0, 0), "read, not yet linked"
    world.put(article("d", source_id="danang"))
    found = rows(world)
    assert (found["nghean"]["articles"], found["danang"]["articles"]) == (2, 1)
    assert found["nghean"]["outcomes"] == {"new": 3}
    assert found["nghean"]["archive_bytes"] == (world.home.snapshots / part).stat().st_size
    with world.ledger.read() as connection:
        assert totals(connection) == {"articles": 3, "events": 1, "agreements": 0}
        assert stored_sources(connection) == ("danang", "nghean")
        assert stored_sources(connection, unread_only=True) == ()
        covered = coverage_days(connection, world.now.date() - timedelta(days=14))
    assert [(row.source_id, row.outcomes) for row in covered] == [("danang", {"new": 1}), ("nghean", {"new": 3})]
    assert disk(world.home)["readings"] > 0


def test_withdrawn_articles_are_not_counted(world: Any, article: Callable[..., Article]) -> None:
    part = world.put(article("a"), article("b"))
    world.read(part, "code2", lambda a: None if a.url.endswith("a.html") else a)
    world.link()
    assert rows(world)["nghean"]["articles"] == 1
    with world.ledger.read() as connection:
        assert totals(connection)["articles"] == 1


def test_the_last_run_is_told(world: Any) -> None:
    first = world.begin_run()
    end(world, first)
    second = world.begin_run()
    assert rows(world)["nghean"]["run"] == second
    assert "was killed" in rows(world)["nghean"]["wrong"], "running, though nobody holds the lock"
    with locks.held(world.home.locks, "nghean", run_id=second, now=world.now):
        assert rows(world)["nghean"]["wrong"] == "a run is at it now"
    end(world, second, "unreachable: connection refused")
    assert rows(world)["nghean"]["wrong"] == "unreachable: connection refused"
    with world.ledger.begin() as connection:
        assert runs.mark_killed(connection, "nghean", "crawl", world.now) == 0


def test_killed_runs_are_marked(world: Any) -> None:
    run_id = world.begin_run()
    with world.ledger.begin() as connection:
        assert runs.mark_killed(connection, "danang", "crawl", world.now) == 0
        assert runs.mark_killed(connection, "nghean", "crawl", world.now) == 1
    row = rows(world)["nghean"]
    assert (row["run"], row["state"]) == (run_id, "killed")
    assert "goes on from there" in row["wrong"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, ""),
        ({"quarantined": 2}, "2 pages could not be read"),
        ({"age": timedelta(hours=37)}, "no run for 1 day"),
        ({"age": timedelta(days=9)}, "no run for 9 days"),
        ({"age": timedelta(days=9), "command": "import"}, ""),
        ({"read": 9}, "fewer than half"),
        ({"pages": 19, "read": 0}, ""),
        ({"elsewhere": "31 of its links that look like articles name another host"}, "31 of its links"),
        ({"problems": ["feed /rss answers 500"]}, "feed /rss"),
        ({"stopped": True}, "the last run was stopped"),
    ],
)
def test_what_looks_wrong(world: Any, change: dict[str, Any], told: str) -> None:
    row = {"state": "done", "error": "", "quarantined": 0, "command": "crawl", "pages": 20, "read": 20}
    row |= {"elsewhere": "", "problems": [], "stopped": False}
    age = change.get("age", timedelta(hours=1))
    row |= {"ended_at": world.now - age} | {name: value for name, value in change.items() if name != "age"}
    found = wrong(row, world.now)
    assert found.startswith(told)
    assert bool(found) == bool(told)


def test_stats_are_kept_as_they_were(world: Any) -> None:
    run_id = world.begin_run()
    end(world, run_id)
    with world.ledger.read() as connection:
        assert runs.last(connection, "crawl")["nghean"]["stats"] == {"requests": 3}
    assert msgspec.json.encode({"requests": 3})


def test_a_yaml_of_the_operator_that_is_wrong_is_told(
    world: Any, ask: Callable[..., Any], tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    wrong = "kind: correction\nid: a\nby: B\nwhy: c\nasked_on: 2026-11-20\nevent: e12\nfix: {starts_on: 2023-02-30}\n"
    (folder / "day.yaml").write_text(wrong, "utf-8")
    monkeypatch.setenv("KHOTIN_SOURCES", str(folder))
    assert "day.yaml" in ask("status").stdout
    (told,) = msgspec.json.decode(ask("status", "--json").stdout)["wrong_files"]
    assert "day.yaml" in told
    (folder / "day.yaml").unlink()
    assert "wrong:" not in ask("status").stdout
