"""Nights that something disturbs, through the real command line: the clock set back, the ledger locked, PostgreSQL started
anew under a crawl, two runs at once."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.faults.desks import Around, said
from tests.pipeline.server import Server, running_server
from tests.smoke.desk import KHOTIN, ROOT, Desk, wait_until
from tests.smoke.small_portal import SmallPortal, small_portal

pytestmark = pytest.mark.smoke
_DAY = 86_400


@pytest.fixture
def portal() -> Iterator[SmallPortal]:
    with small_portal(6) as portal:
        yield portal


@pytest.fixture
def desk(tmp_path: Path, portal: SmallPortal) -> Desk:
    """A desk with the portal as its one source."""
    desk = Desk(tmp_path)
    desk.source("cong", portal.base, "platform: nukeviet")
    return desk


def test_a_clock_set_back_never_makes_an_old_text_the_newest(desk: Desk, portal: SmallPortal) -> None:
    said(desk, Around(off=2 * _DAY), "run", "cong")
    first = desk.texts()
    page = portal.pages["/tin-tuc/bai-so-1.html"]
    page.body = page.body.replace(b"Gian h\xc3\xa0ng 1", b"Gian h\xc3\xa0ng m\xe1\xbb\x9bi")
    told = said(desk, Around(off=60), "run", "cong", code=1)
    assert "the clock says" in told.err
    assert "KHOTIN_TRUST_CLOCK" in told.err
    assert desk.texts() == first, "what was there is searched all the same"
    said(desk, Around(off=3 * _DAY), "crawl", "cong", "--full")
    said(desk, Around(off=3 * _DAY - 60), "run", "cong")  # a clock set right by a minute
    changed = desk.texts() ^ first
    assert {known for known, _ in changed} == {next(iter(changed))[0]}, "one article has another text"
    assert len(changed) == 2
    said(desk, Around(), "run", "cong", KHOTIN_TRUST_CLOCK="1")
    said(desk, Around(), "run", "cong")
    desk.khotin("verify", "--pages")


def test_a_locked_ledger_is_named_and_readers_go_on(desk: Desk) -> None:
    desk.khotin("run", "cong")
    before, hurried = desk.texts(), Around(patience_ms=300)
    holder = sqlite3.connect(desk.home / "ledger.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    for words in (("link",), ("run", "cong"), ("sources", "list"), ("status",), ("verify",)):
        writes = words[0] in ("link", "run")
        told = said(desk, hurried, *words, code=int(writes))
        assert ("is locked" in told.err) == writes, words
    assert desk.texts() == before
    holder.execute("ROLLBACK")
    holder.close()
    desk.khotin("run", "cong")
    assert desk.texts() == before


def test_two_runs_at_once_are_one_after_the_other_or_refused(desk: Desk, portal: SmallPortal) -> None:
    portal.open_.clear()
    first = desk.start("run", "cong")
    lock = desk.home / "locks/cong.lock"
    wait_until(lambda: lock.exists() and lock.read_text(), "the first run's lock")
    told = said(desk, Around(), "run", "cong", code=1)
    assert "has held the lock since" in told.err
    assert f"process {first.pid}" in told.err
    portal.open_.set()
    assert first.wait(60) == 0, first.communicate()[1]
    first.communicate()
    assert len(desk.texts()) == 6
    steps = [desk.start("index", "--rebuild") for _ in range(2)]
    ends = [(step.wait(60), step.communicate()[1]) for step in steps]
    assert [code for code, _ in ends] == [0, 0], ends
    assert len(desk.texts()) == 6
    desk.khotin("verify", "--pages")


class Restarted:
    """A PostgreSQL server that may be stopped at once, as by a power failure, and started again."""

    def __init__(self, server: Server) -> None:
        self.url = server.new_database()
        engine = create_engine(self.url)
        with engine.connect() as connection:
            self._data = Path(connection.scalar(text("SHOW data_directory")) or "")
        engine.dispose()
        self._programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))[-1]

    def _control(self, *words: str) -> None:
        who = ["runuser", "-u", "nobody", "--"] if self._data.owner() == "nobody" and shutil.which("runuser") else []
        command = [*who, self._programs / "pg_ctl", "-D", self._data, "-w", "-l", self._data.parent / "again", *words]
        subprocess.run(command, check=True, capture_output=True, cwd=self._data.parent)

    def stop(self) -> None:
        self._control("stop", "-m", "immediate")

    def start(self) -> None:
        self._control(
            "start", "-o", f"-p {self.url.rsplit(':', 1)[1].split('/')[0]} -k {self._data.parent} -c fsync=off"
        )


@pytest.fixture
def postgres() -> Iterator[Restarted]:
    with running_server() as server:
        found = Restarted(server)
        yield found
        with suppress(subprocess.CalledProcessError):  # a test that failed may have left it stopped
            found.stop()


def test_postgresql_started_anew_under_a_crawl(desk: Desk, portal: SmallPortal, postgres: Restarted) -> None:
    more = {"KHOTIN_DATABASE_URL": postgres.url}
    portal.open_.clear()
    process = _start(desk, more)
    lock = desk.home / "locks/cong.lock"
    wait_until(lambda: lock.exists() and lock.read_text() and list(desk.home.glob("snapshots/*/*")), "a crawl")
    postgres.stop()
    down = [said(desk, Around(), *words, code=1, **more) for words in (("status",), ("link",))]
    assert all("does not answer" in one.err and len(one.err.splitlines()) == 1 for one in down), down
    postgres.start()
    portal.open_.set()
    assert process.wait(90) == 0, process.communicate()[1]
    assert "Traceback" not in process.communicate()[1]
    assert len(desk.texts()) == 6
    assert said(desk, Around(), "run", "cong", **more)
    said(desk, Around(), "verify", "--pages", **more)


def test_postgresql_gone_when_the_night_is_written_down(desk: Desk, portal: SmallPortal, postgres: Restarted) -> None:
    more = {"KHOTIN_DATABASE_URL": postgres.url}
    portal.open_.clear()
    process = _start(desk, more)
    wait_until(lambda: list(desk.home.glob("journals/*/*.jsonl")), "a crawl's journal")
    portal.open_.set()
    wait_until(lambda: _ended(desk) >= 7, "all outcomes but a few")
    postgres.stop()
    code = process.wait(120)
    told = process.communicate()[1]
    assert "Traceback" not in told
    if code:
        assert "does not answer" in told or "without its report" in told, told
    postgres.start()
    said(desk, Around(), "run", "cong", **more)
    assert len(desk.texts()) == 6
    said(desk, Around(), "verify", "--pages", **more)


def _ended(desk: Desk) -> int:
    return sum(path.read_bytes().count(b'"type":"ended"') for path in desk.home.glob("journals/*/*.jsonl"))


def _start(desk: Desk, more: dict[str, str]) -> "subprocess.Popen[str]":
    """A night on that database."""
    return subprocess.Popen(
        [*KHOTIN, "run", "cong"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env=desk.environment(**more), start_new_session=True,
    )  # fmt: skip
