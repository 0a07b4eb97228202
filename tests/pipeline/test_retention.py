"""Retention: old logs, quarantine and leftovers go, former indexes too; an archived page never unless that is confirmed."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline import locks
from pipeline.archive import PartWriter
from pipeline.clock import now
from pipeline.engines import open_engine
from pipeline.index import index_all
from pipeline.journal import JournalWriter, journal_path
from pipeline.retention import retain
from pipeline.verify import verify
from pipeline.workplace import Workplace
from records import Article, Outcome, Snapshot, Verdict
from search.query import make_query


@pytest.fixture
def database() -> Callable[[], str]:
    """Nothing here depends on the database."""
    return lambda: ""


@pytest.fixture
def indexed(world: Any, article: Callable[..., Article]) -> Any:
    """Two articles, indexed twice."""
    world.put(article("a", "Một bài."), article("b", "Hai bài."))
    index_all(world.settings, world.ledger)
    index_all(world.settings, world.ledger, rebuild=True)
    return world


@pytest.fixture
def place(world: Any) -> Iterator[Workplace]:
    """The home as commands see it."""
    found = Workplace(world.settings)
    yield found
    found.ledger.close()


def aged(path: Path, days: float) -> Path:
    """A file last written so many days ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    then = (now() - timedelta(days=days)).timestamp()
    os.utime(path, (then, then))
    return path


def test_what_is_past_its_time_goes(indexed: Any, place: Workplace) -> None:
    home = indexed.home
    gone = [
        aged(home.logs / "r1.log", 91), aged(home.quarantine / "nghean" / "a.page", 91),
        aged(home.readings / "nghean" / ".r1.jsonl.zst.77", 2), aged(home.journals / "nghean" / "r1.job", 2),
    ]  # fmt: skip
    kept = [aged(home.logs / "r2.log", 89), aged(home.quarantine / "nghean" / "b.txt", 89)]
    kept += [aged(home.readings / "nghean" / ".r2.jsonl.zst.78", 0.5), aged(home.logs.parent / "switches.yaml", 999)]
    told = retain(place, dry_run=True)
    assert all(path.exists() for path in gone + kept)
    done = retain(place)
    assert (done.logs, done.quarantined, done.unfinished) == (told.logs, told.quarantined, told.unfinished) == (1, 1, 1)
    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in kept)
    assert retain(place).logs == 0


def test_the_former_index_goes_when_the_new_one_has_served_long(indexed: Any, place: Workplace) -> None:
    assert retain(place).indexes == ()
    later = now() + timedelta(days=31)
    assert len(retain(place, now=later, dry_run=True).indexes) == 1
    assert len(list(indexed.home.indexes.glob("build-*"))) == 2
    assert len(retain(place, now=later).indexes) == 1
    assert len(list(indexed.home.indexes.glob("build-*"))) == 1
    assert open_engine(indexed.settings).search(make_query({})).total == 2


def test_archived_pages_stay_whatever_their_age(indexed: Any, place: Workplace) -> None:
    for path in indexed.home.snapshots.rglob("*.warc.gz"):
        aged(path, 4000)
    assert retain(place, confirm_snapshots=True).snapshots == 0
    with indexed.ledger.read() as connection:
        faults = verify(connection, indexed.home, open_engine(indexed.settings), pages=True).found
    assert "archive" not in faults


def test_parts_nobody_knows_go_only_when_confirmed(indexed: Any, place: Workplace) -> None:
    stray = aged(indexed.home.snapshots / "nghean" / "r9-0001.warc.gz", 2)
    under_way = aged(indexed.home.snapshots / "hue" / "r9-0001.warc.gz.open", 2)
    with locks.held(indexed.home.locks, "hue", run_id="r9", now=now()):
        done = retain(place)
        assert (done.unknown_parts, done.snapshots, stray.exists()) == (1, 0, True)
        assert retain(place, confirm_snapshots=True).snapshots == 1
    assert not stray.exists()
    assert under_way.exists()


def test_what_a_killed_run_left_is_taken_in(world: Any, place: Workplace) -> None:
    run_id = world.begin_run("nghean")
    sink = PartWriter(world.home.snapshots, "nghean", run_id)
    journal = JournalWriter(journal_path(world.home, "nghean", run_id))
    at: datetime = world.now
    url = "https://nghean.gov.vn/tin-1.html"
    page = Snapshot(url=url, final_url=url, source_id="nghean", run_id=run_id, fetched_at=at, body=b"<p>Tin</p>")
    file, offset, length = sink.write(page, request_headers={})
    journal.add(
        Outcome(
            url=url, kind="article", verdict=Verdict.NEW, at=at, digest="x", warc_file=file, warc_offset=offset,
            warc_length=length,
        )
    )  # fmt: skip
    sink.close()
    journal.close()
    with locks.held(world.home.locks, "nghean", run_id="r9", now=now()):
        assert retain(place).taken_in == 0
    assert retain(place).taken_in == 1
    assert (world.home.snapshots / file).exists()
    assert retain(place, now=now() + timedelta(days=9), confirm_snapshots=True).snapshots == 0
