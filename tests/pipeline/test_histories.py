"""Thousands of random histories on the real ledger: whatever is killed or merged again, each address ends once a run."""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pipeline import archive, journal
from pipeline.archive import OPEN_SUFFIX, PartWriter, read_part
from pipeline.clock import VIETNAM
from pipeline.home import Home
from pipeline.journal import JournalWriter, journal_path, leftovers, merge, read_journal
from pipeline.ledger import Ledger, open_ledger, runs
from pipeline.ledger.tables import addresses as address_table
from pipeline.ledger.tables import outcomes, parts
from pipeline.ledger.tables import runs as run_table
from records import Outcome, Snapshot, Verdict

DAY_ONE = datetime(2026, 3, 1, 2, 0, tzinfo=VIETNAM)
# Histories tried a test run, this many independent ones side by side in each of hypothesis' examples.
EXAMPLES, SIDE_BY_SIDE = 168, 12
# Thousands of small files are made and removed: in memory, where that is to be had.
MEMORY = Path("/dev/shm")
PAGES = (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED)


class Killed(BaseException):
    """The process ended here."""


@dataclass
class Night:
    """What one night's crawl does, and where it is killed."""

    lines: list[tuple[int, str, Verdict | None]]  # number of the address, its kind, how it ended (None: only found)
    days: int = 1
    cut_journal: float = 1.0  # the part of the journal that reached the disk
    cut_pages: float = 1.0  # and of the WARC part
    dies_in: str = ""  # where the merge is killed
    repeats: int = 0  # merges again with the journal put back, as if killed before its removal


nights = st.builds(
    Night,
    lines=st.lists(
        st.tuples(
            st.integers(0, 6),
            st.sampled_from(["article", "article", "listing", "sitemap"]),
            st.one_of(st.none(), st.sampled_from(list(Verdict))),
        ),
        max_size=7,
    ),
    days=st.integers(0, 3),
    cut_journal=st.sampled_from([1.0, 1.0, 0.0, 0.35, 0.8, 0.97]),
    cut_pages=st.sampled_from([1.0, 1.0, 1.0, 0.0, 0.5, 0.9]),
    dies_in=st.sampled_from(["", "", "", "", "night_of", "count"]),
    repeats=st.sampled_from([0, 0, 0, 1]),
)
histories = st.lists(st.lists(nights, max_size=3), min_size=SIDE_BY_SIDE, max_size=SIDE_BY_SIDE)


@dataclass
class Place:
    """One ledger and home for all histories, each under a source of its own."""

    home: Home
    ledger: Ledger
    numbers: Iterator[int] = field(default_factory=count)


@pytest.fixture(scope="module")
def place(empty_ledger: Path) -> Iterator[Place]:
    """A home whose files don't wait for the disk."""
    root = Path(tempfile.mkdtemp(prefix="khotin-", dir=MEMORY if MEMORY.is_dir() else None))
    ledger = open_ledger(f"sqlite:///{shutil.copyfile(empty_ledger, root / 'ledger.sqlite')}")
    raw = ledger.engine.raw_connection()
    raw.cursor().execute("PRAGMA synchronous=OFF")
    raw.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive.os, "fsync", lambda _: None)
        yield Place(Home(root), ledger)
    ledger.close()
    shutil.rmtree(root)


def crawl(place: Place, source_id: str, run_id: str, night: Night, at: datetime) -> None:
    """Writes the night's pages and journal, each as far as it reached the disk."""
    with place.ledger.begin() as connection:
        runs.start(connection, run_id, command="crawl", source_id=source_id, night=at.date(), now=at)
    sink = PartWriter(place.home.snapshots, source_id, run_id)
    path = journal_path(place.home, source_id, run_id)
    lines = JournalWriter(path)
    for second, (number, kind, verdict) in enumerate(night.lines):
        url, moment = f"https://nghean.gov.vn/{kind}/{number}", at + timedelta(seconds=second)
        if verdict is None:
            lines.discovered(url, kind, "", None)  # type: ignore[arg-type]
            continue
        stored: dict[str, Any] = {}
        if kind == "article" and verdict in PAGES:
            page = Snapshot(
                url=url, final_url=url, source_id=source_id, run_id=run_id, fetched_at=moment, body=b"<p>x</p>",
            )  # fmt: skip
            keep = sink.revisit if verdict is Verdict.UNCHANGED else sink.write
            stored = dict(
                zip(("warc_file", "warc_offset", "warc_length"), keep(page, request_headers={}, reason=""), strict=True)
            )
        lines.add(Outcome(url=url, kind=kind, verdict=verdict, at=moment, **stored))
    sink.close()
    lines.close()
    _cut(path, night.cut_journal)
    for part in (place.home.snapshots / source_id).glob(f"{run_id}*{OPEN_SUFFIX}"):
        _cut(part, night.cut_pages)


def _cut(path: Path, share: float) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: round(len(raw) * share)])


def take_in(place: Place, source_id: str, night: Night, at: datetime) -> None:
    """Merges what lies about, killed on the way as the night says, until it is in."""
    for path in leftovers(place.home, source_id):
        raw = path.read_bytes()
        if night.dies_in:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(journal.runs, night.dies_in, _killed)
                with pytest.raises(Killed):
                    merge(place.home, place.ledger, path, now=at)
        for _ in range(night.repeats + 1):
            path.write_bytes(raw)
            merge(place.home, place.ledger, path, now=at)


def _killed(*_: object, **__: object) -> None:
    raise Killed


def vouched_for(place: Place, source_id: str, run_id: str) -> dict[str, tuple[str, Verdict]]:
    """How each address ended, by the journal's whole lines and the part's whole records; to be asked before the merge."""
    content = read_journal(journal_path(place.home, source_id, run_id))
    whole = journal._whole_lengths(place.home, source_id, run_id)
    kept = [
        o for o in content.outcomes if o.warc_offset + o.warc_length <= whole.get(o.warc_file, 0) or not o.warc_file
    ]
    return {o.url: (o.kind, o.verdict) for o in kept}


@given(found=histories)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_each_address_ends_once_a_run_whatever_is_killed(place: Place, found: list[list[Night]]) -> None:
    for history in found:
        source_id, at, expected = f"s{next(place.numbers)}", DAY_ONE, {}
        for number, night in enumerate(history):
            at += timedelta(days=night.days, minutes=1)
            run_id = f"{at:%Y%m%dT%H%M%S}-{number}-{source_id}"
            crawl(place, source_id, run_id, night, at)
            expected[run_id] = vouched_for(place, source_id, run_id)
            take_in(place, source_id, night, at)
        check(place, source_id, expected)


def check(place: Place, source_id: str, expected: dict[str, dict[str, tuple[str, Verdict]]]) -> None:
    """The ledger says of one source what its journals said."""
    a, o = address_table.c, outcomes.c
    with place.ledger.read() as connection:
        joined = select(o.run_id, a.url, o.verdict).join(address_table, a.id == o.address_id)
        ended = connection.execute(joined.where(a.source_id == source_id)).all()
        own = connection.execute(select(run_table).where(run_table.c.source_id == source_id)).all()
        known = connection.execute(select(a.url, a.kind, a.gone, a.gone_since).where(a.source_id == source_id)).all()
        stored = connection.execute(select(parts).where(parts.c.source_id == source_id)).all()
    said = {(run_id, url): verdict for run_id, lines in expected.items() for url, (_, verdict) in lines.items()}
    assert {(row.run_id, row.url): row.verdict for row in ended} == said
    assert len(ended) == len(said)
    for run in own:
        counts = Counter(verdict for kind, verdict in expected[run.run_id].values() if kind == "article")
        assert json.loads(run.counts) == counts
    assert sum(run.discovered for run in own) == sum(row.kind == "article" for row in known)
    assert all(row.gone_since for row in known if row.gone)
    assert {part.run_id for part in stored} <= set(expected)
    for part in stored:
        assert len(list(read_part(place.home, part.part))) == part.records
    assert leftovers(place.home, source_id) == []
    assert not list((place.home.snapshots / source_id).glob(f"*{OPEN_SUFFIX}"))
