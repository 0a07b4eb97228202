"""The journal: merged once or often, the ledger is the same; what a kill or a lost disk left is taken in as far as good."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from pipeline import journal
from pipeline.archive import OPEN_SUFFIX, PartWriter, read_part
from pipeline.journal import JournalWriter, journal_path, leftovers, merge, read_journal
from pipeline.ledger.tables import addresses, captures, metadata, outcomes, parts, runs
from records import Outcome, Snapshot, Verdict
from tests.pipeline.conftest import DAY_ONE


def url(number: int) -> str:
    return f"https://nghean.gov.vn/{number}"


def write_run(world: Any, count: int = 3) -> Path:
    """A run that fetched `count` pages, got one 304, found one address more; killed before its merge."""
    run_id = world.begin_run()
    path = journal_path(world.home, "nghean", run_id)
    sink, lines = PartWriter(world.home.snapshots, "nghean", run_id), JournalWriter(path)
    for number in range(count + 1):
        lines.discovered(url(number), "article", "Tin tức", None)
        page = Snapshot(
            url=url(number), final_url=url(number), source_id="nghean", run_id=run_id, fetched_at=world.now,
            body=b"<p>x</p>" * number, status=304 if number == count else 200,
        )  # fmt: skip
        verdict = Verdict.UNCHANGED if number == count else Verdict.NEW
        keep = sink.revisit if number == count else sink.write
        file, offset, length = keep(page, request_headers={}, reason="")
        lines.add(
            Outcome(
                url=url(number), kind="article", verdict=verdict, at=world.now, digest=f"d{number}", etag=f'"{number}"',
                warc_file=file, warc_offset=offset, warc_length=length,
            )
        )  # fmt: skip
    lines.discovered(url(99), "article", "", world.now)
    lines.add(Outcome(url=url(50), kind="article", verdict=Verdict.FAILED, at=world.now, reason="timeout"))
    sink.close()
    lines.close()
    return path


def content(world: Any) -> dict[str, list[Any]]:
    """Everything in the ledger."""
    with world.ledger.read() as connection:
        return {t.name: sorted(map(tuple, connection.execute(select(t))), key=repr) for t in metadata.sorted_tables}


def test_a_merge_takes_everything_in(world: Any) -> None:
    path = write_run(world)
    merge(world.home, world.ledger, path, now=world.now)
    with world.ledger.read() as connection:
        rows = {row.url: row for row in connection.execute(select(addresses))}
        part = connection.execute(select(parts)).one()
        assert connection.scalar(select(func.count()).select_from(outcomes)) == 5
        assert connection.scalar(select(func.count()).select_from(captures)) == 4
    assert set(rows) == {url(n) for n in (0, 1, 2, 3, 50, 99)}
    assert rows[url(99)].verdict is None
    assert (rows[url(0)].verdict, rows[url(0)].digest, rows[url(0)].fetched_at) == ("new", "d0", world.now)
    assert rows[url(50)].reason == "timeout"
    assert (part.records, part.reading) == (3, None), "what is as it was is no page to read"
    assert part.bytes == (world.home.snapshots / part.part).stat().st_size
    assert [page.url for page in read_part(world.home, part.part)] == [url(0), url(1), url(2)]
    assert not path.exists()
    assert leftovers(world.home, "nghean") == []


def test_merging_twice_is_merging_once(world: Any) -> None:
    path = write_run(world)
    raw = path.read_bytes()
    merge(world.home, world.ledger, path, now=world.now)
    once = content(world)
    path.write_bytes(raw)  # as if killed between the transaction and the file's removal
    assert leftovers(world.home, "nghean") == [path]
    merge(world.home, world.ledger, path, now=world.now)
    assert content(world) == once


def test_killed_between_seal_and_transaction(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_run(world)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(journal.runs, "night_of", killed)
        with pytest.raises(KeyboardInterrupt):
            merge(world.home, world.ledger, path, now=world.now)
    merge(world.home, world.ledger, path, now=world.now)
    with world.ledger.read() as connection:
        assert connection.execute(select(parts.c.records)).scalar_one() == 3


def test_a_line_cut_anywhere_is_passed_over(world: Any) -> None:
    path = write_run(world)
    raw = path.read_bytes()
    whole = read_journal(path)
    last = raw.rstrip(b"\n").rfind(b"\n") + 1
    for cut in range(last, len(raw)):
        path.write_bytes(raw[:cut])
        content = read_journal(path)
        assert content.outcomes == whole.outcomes[:-1]
        assert content.found == whole.found


def test_pages_after_the_journals_end_are_cut_off(world: Any) -> None:
    path = write_run(world)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:3]) + lines[3][:40])  # page 0 whole, page 1 found, its outcome half written
    merge(world.home, world.ledger, path, now=world.now)
    with world.ledger.read() as connection:
        rows = {row.url: row.verdict for row in connection.execute(select(addresses))}
        part = connection.scalars(select(parts.c.part)).one()
    assert rows == {url(0): "new", url(1): None}
    assert [page.url for page in read_part(world.home, part)] == [url(0)]


def test_outcomes_whose_pages_are_lost_are_not_counted(world: Any) -> None:
    path = write_run(world)
    (unsealed,) = (world.home.snapshots / "nghean").glob(f"*{OPEN_SUFFIX}")
    unsealed.write_bytes(unsealed.read_bytes()[:900])  # the power failed: the journal is on disk, the part is not
    merge(world.home, world.ledger, path, now=world.now)
    with world.ledger.read() as connection:
        rows = {row.url: row.verdict for row in connection.execute(select(addresses))}
        part = connection.scalars(select(parts.c.part)).one()
    stored = [page.url for page in read_part(world.home, part)]
    assert 0 < len(stored) < 3
    assert {known for known, verdict in rows.items() if verdict == "new"} == set(stored)
    assert set(rows) == {url(n) for n in (0, 1, 2, 3, 50, 99)}, "the addresses are known, and will be asked again"


def test_a_run_unknown_to_the_ledger_is_taken_in(world: Any) -> None:
    path = write_run(world)
    with world.ledger.begin() as connection:
        connection.execute(runs.delete())
    merge(world.home, world.ledger, path, now=datetime(2026, 4, 1, tzinfo=world.now.tzinfo))
    with world.ledger.read() as connection:
        assert connection.execute(select(runs.c.state)).scalar_one() == "killed"


def test_what_a_later_list_tells_of_an_address_is_taken_too(world: Any) -> None:
    for told in ([("", None), ("Kinh tế", None)], [("Xã hội", DAY_ONE)]):
        path = journal_path(world.home, "nghean", world.begin_run())
        lines = JournalWriter(path)
        for section, listed_at in told:
            lines.discovered(url(7), "article", section, listed_at)
        lines.close()
        merge(world.home, world.ledger, path, now=world.now)
    with world.ledger.read() as connection:
        row = connection.execute(select(addresses)).one()
    assert (row.url, row.section, row.listed_at) == (url(7), "Kinh tế", DAY_ONE)
