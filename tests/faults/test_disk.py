"""A disk that is full, or can't be written, through the real command line: one clear line, and nothing lost."""

import socket
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.faults.desks import Around, read_only, said, small_disk
from tests.serving import PATIENCE
from tests.smoke.desk import KHOTIN, ROOT, Desk
from tests.smoke.small_portal import small_portal

pytestmark = pytest.mark.smoke
_FEW, _MORE = 20, 40


def _lines(desk: Desk, count: int, seed: int, folder: Path) -> Path:
    file = folder / f"{seed}.jsonl"
    file.write_text(desk.khotin("samples", "generate", "-n", count, "--seed", seed).out, "utf-8")
    return file


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Some articles, and some more."""
    folder = tmp_path_factory.mktemp("given")
    desk = Desk(folder)
    return _lines(desk, _FEW, 3, folder), _lines(desk, _MORE, 9, folder)


@pytest.fixture(scope="module")
def undisturbed(given: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Both taken in."""
    desk = Desk(tmp_path_factory.mktemp("undisturbed"))
    for file in given:
        desk.khotin("import", file)
    return desk


def test_a_full_disk_stops_what_stores_and_nothing_is_lost(
    given: tuple[Path, Path], undisturbed: Desk, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", 6) as disk:
        desk = Desk(tmp_path, home=disk.root / "home")
        desk.khotin("import", given[0])
        before = desk.texts()
        failed = []
        for left in (0, 40, 120, 240, 400):
            disk.leave(left)
            failed.append(said(desk, Around(), "import", given[1], code=None))
            assert before <= desk.texts(), "what was searchable is no longer"
        assert [one.code for one in failed[:3]] == [1, 1, 1], "the disk was not full"
        assert all(len(one.err.splitlines()) == 1 for one in failed if one.code), [one.err for one in failed]
        assert all("full" in one.err or "space" in one.err for one in failed if one.code), [one.err for one in failed]
        disk.leave(0)
        desk.khotin("status")
        desk.khotin("verify", code=1)
        disk.leave(None)
        desk.khotin("import", given[1])
        assert desk.texts() == undisturbed.texts()
        desk.khotin("verify", "--pages")


def test_an_index_that_finds_the_disk_full_leaves_the_old_one_serving(undisturbed: Desk, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 6) as disk:
        subprocess.run(["cp", "-a", undisturbed.home, disk.root / "home"], check=True)
        desk = Desk(tmp_path, home=disk.root / "home")
        disk.leave(80)
        told = said(desk, Around(), "index", "--rebuild", code=1)
        assert "can't be written" in told.err
        assert desk.texts() == undisturbed.texts()
        disk.leave(None)
        desk.khotin("index", "--rebuild")
        assert desk.texts() == undisturbed.texts()


def test_a_crawl_that_finds_the_disk_full_is_gone_on_with(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4) as disk, small_portal(12) as portal:
        desk = Desk(tmp_path, home=disk.root / "home")
        source = desk.source("day-dia", portal.base, "platform: nukeviet")
        desk.khotin("status")
        for left in (50, 80, 130):
            disk.leave(left)
            told = said(desk, Around(), "run", source, code=1)
            assert "space" in told.err or "full" in told.err, told.err
        disk.leave(None)
        desk.khotin("run", source)
        assert len(desk.texts()) == 12
        desk.khotin("verify", "--pages")


def test_a_file_that_may_not_grow_is_named_as_a_full_disk_is(
    given: tuple[Path, Path], undisturbed: Desk, tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    desk.khotin("import", given[0])
    for size in (2_000, 30_000):
        said(desk, Around(file_bytes=size), "import", given[1], code=1)
    desk.khotin("import", given[1])
    assert desk.texts() == undisturbed.texts()


@pytest.fixture(scope="module")
def resting(undisturbed: Desk) -> Any:
    """The desk, its home read-only."""
    with read_only(undisturbed.home) as around:
        yield undisturbed, around


def test_who_only_looks_needs_no_right_to_write(resting: Any, tmp_path: Path) -> None:
    desk, around = resting
    assert said(desk, around, "status", "--json").json["totals"]["articles"] == _FEW + _MORE
    said(desk, around, "verify")
    found = said(desk, around, "search", "hội nghị", "--json").json
    assert found["total"] > 0
    assert said(desk, around, "snapshot", found["hits"][0]["id"]).out
    said(desk, around, "export", "--format", "jsonl", "-o", tmp_path / "all.jsonl")
    assert len((tmp_path / "all.jsonl").read_text("utf-8").splitlines()) >= _FEW


def test_who_writes_says_in_one_line_that_nothing_can_be(resting: Any, given: tuple[Path, Path]) -> None:
    desk, around = resting
    desk.source("nghi", "http://127.0.0.1:9/")
    for words in (("run", "nghi"), ("crawl", "nghi"), ("transform",), ("link",), ("index", "--rebuild"),
                  ("import", given[0]), ("retention",), ("sources", "disable", "nghi")):  # fmt: skip
        told = said(desk, around, *words, code=1)
        assert "can't be written" in told.err, words
        assert len(told.err.splitlines()) == 1, words


def test_pages_are_served_from_a_home_that_cannot_be_written(resting: Any) -> None:
    desk, around = resting
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*around.before, *KHOTIN, "serve", "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=desk.environment()
    ) as server:
        try:
            assert server.stdout
            base = server.stdout.readline().split()[2]
            for path in ("", "?q=h%E1%BB%99i+ngh%E1%BB%8B", "healthz", "feed.atom"):
                with urllib.request.urlopen(base + path, timeout=PATIENCE) as answer:
                    assert answer.status == 200, path
        finally:
            server.terminate()
            _, told = server.communicate(timeout=PATIENCE)
    assert "can't be written" in told
    assert "Traceback" not in told


def test_changes_that_a_killed_run_left_beside_the_ledger_are_read_too(tmp_path: Path) -> None:
    from pipeline.ledger import open_ledger, open_to_read
    from pipeline.ledger.tables import counters

    path = tmp_path / "ledger.sqlite"
    writer = open_ledger(f"sqlite:///{path}")
    with writer.begin() as connection:
        connection.execute(counters.insert().values(name="seen", value=7))
    reader = open_to_read(path)
    with reader.read() as connection:
        assert connection.scalar(counters.select().with_only_columns(counters.c.value)) == 7
    writer.close()
    with reader.read() as connection:
        assert connection.scalar(counters.select().with_only_columns(counters.c.value)) == 7
    reader.close()
