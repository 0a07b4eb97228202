"""kill -9 in each step, then the step again: the same articles and texts as undisturbed, whole parts, nothing twice."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.serving import PATIENCE
from tests.smoke.desk import Desk, children, is_running, kill_group, samples, wait_until

pytestmark = pytest.mark.smoke

# Enough for transform to take processes, and for link and index to take a second.
ARTICLES = 620
SOURCE = "nhieu-bai"


def parts(desk: Desk) -> list[Path]:
    """The parts of the archive, sealed and open."""
    return sorted(desk.home.glob("snapshots/*/*.warc.gz*"))


def pages_of(desk: Desk) -> list[str]:
    """The address of each page in the archive."""
    found = []
    for part in parts(desk):
        with part.open("rb") as file:
            pages = (record for record in ArchiveIterator(file) if record.rec_type in ("response", "resource"))
            found += [record.rec_headers.get_header("WARC-Target-URI") for record in pages]
    return found


def check_archive(desk: Desk) -> int:
    """Every part is sealed and passes warcio's check; returns how many pages they hold."""
    found = parts(desk)
    assert [part.name for part in found if not part.name.endswith(".warc.gz")] == []
    command = [
        sys.executable,
        "-c",
        "import sys; from warcio.cli import main; sys.exit(main())",
        "check",
        *map(str, found),
    ]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    return len(pages_of(desk))


def check_sane(desk: Desk) -> dict[str, Any]:
    """Status agrees with the archive and with itself, and nothing half-written lies about; returns its totals."""
    status = desk.status()
    pages = sum(row["pages"] for row in status["sources"])
    assert pages == check_archive(desk)
    assert status["totals"]["articles"] == sum(row["articles"] for row in status["sources"])
    assert status["index"]["documents"] == status["totals"]
    assert not any(row["waiting"] or row["quarantined"] for row in status["sources"])
    for folder in ("snapshots", "readings", "journals"):
        left = [p.name for p in (desk.home / folder).rglob("*") if p.is_file()]
        assert [name for name in left if not name.endswith((".warc.gz", ".jsonl.zst"))] == []
    totals: dict[str, Any] = status["totals"]
    return totals


def readings(desk: Desk) -> dict[str, str]:
    """Digests of all readings by their path."""
    folder = desk.home / "readings"
    found = sorted(folder.rglob("*.zst"))
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in found}


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Varied articles, cut short, all under one source so that several processes read them."""
    folder = tmp_path_factory.mktemp("lines")
    said = Desk(folder).khotin("samples", "generate", "-n", ARTICLES, "--seed", 5)
    file = folder / "articles.jsonl"
    rows = [{**row, "source_id": SOURCE, "body": row["body"][:600]} for row in said.lines]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return file


@pytest.fixture(scope="module")
def undisturbed(lines: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[set[tuple[str, str]], dict[str, Any]]:
    """Texts and totals of an import that nobody kills."""
    desk = Desk(tmp_path_factory.mktemp("undisturbed"))
    desk.khotin("import", lines)
    return desk.texts(), check_sane(desk)


def kill_when(
    desk: Desk, command: tuple[object, ...], happened: Any, what: str, unfinished: Any = lambda: True
) -> None:
    """Starts a command and kills its whole group once something has happened. Where it came to its end before that was
    seen, or had done all its work (`unfinished` looks at what is left), the home is set back and it is begun again."""
    before = desk.home.parent / "before"
    shutil.copytree(desk.home, before) if desk.home.exists() else before.mkdir()
    for _ in range(10):
        process = desk.start(*command)
        wait_until(lambda process=process: process.poll() is not None or happened(), what)  # type: ignore[misc]
        kill_group(process)
        if process.returncode == -signal.SIGKILL and unfinished():
            shutil.rmtree(before)
            return
        shutil.rmtree(desk.home)
        shutil.copytree(before, desk.home)
    pytest.fail(f"{command} was never seen at {what}")


def lock_of(desk: Desk, name: str, step: str) -> bool:
    """Whether a step holds a lock."""
    path = desk.home / f"locks/{name}.lock"
    return path.exists() and f"-{step}" in path.read_text()


@pytest.fixture(scope="module")
def killed(lines: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The same import, killed once in each step."""
    desk = Desk(tmp_path_factory.mktemp("killed"))

    def half_read() -> bool:
        # Whether it holds bytes already is no matter: of a short part all of them come at its end.
        return any(desk.home.glob("readings/*/.*"))

    kill_when(desk, ("import", lines), lambda: any(p.stat().st_size > 1e5 for p in parts(desk)), "pages being written")
    _kill_the_parent(desk, lines, half_read)
    _kill_a_worker(desk, half_read)
    desk.khotin("transform")
    wal = desk.home / "ledger.sqlite-wal"
    kill_when(
        desk,
        ("link",),
        lambda: wal.exists() and wal.stat().st_size > 1e5,
        "links being written",
        unfinished=lambda: desk.status()["totals"]["articles"] < ARTICLES,
    )
    desk.khotin("link")
    built = desk.home / "indexes"
    kill_when(desk, ("index",), lambda: any(built.glob("build-*/articles/*.store")), "the index being written")
    assert desk.khotin("search", "hội nghị", code=1).err
    return desk


def _kill_the_parent(desk: Desk, lines: Path, half_read: Any) -> None:
    """Kills only the command: the processes it started notice and end."""
    process = desk.start("import", lines)
    wait_until(lambda: half_read() and len(children(process.pid)) > 1, "several processes reading")
    orphans = children(process.pid)
    process.kill()
    process.communicate()
    wait_until(lambda: not any(map(is_running, orphans)), "the end of orphaned processes")


def _seen_reading(process: "subprocess.Popen[str]", half_read: Any) -> int:
    """One of the processes that read for a command, which is held where it is; 0 where it came to its end before."""
    while process.poll() is None:
        process.send_signal(signal.SIGSTOP)
        readers = children(process.pid)
        if len(readers) > 1 and half_read():
            return max(readers)
        process.send_signal(signal.SIGCONT)
        time.sleep(0.005)
    return 0


def _kill_a_worker(desk: Desk, half_read: Any) -> None:
    """Kills only processes that read: the command says so in a line and ends with 1."""
    for _ in range(20):  # a transform that is over before it was seen to read is begun again
        process = desk.start("transform", "--force")
        if reader := _seen_reading(process, half_read):
            break
        process.communicate()
    else:
        pytest.fail("transform was never seen reading with several processes")
    os.kill(reader, signal.SIGKILL)
    process.send_signal(signal.SIGCONT)
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "khotin transform" in told
    assert "Traceback" not in told


def test_import_killed_in_each_step(killed, undisturbed, lines):
    again = killed.khotin("import", lines, "--json").json
    assert (again["new"], again["unchanged"]) == (0, ARTICLES)
    assert again["failures"] == []
    assert killed.texts() == undisturbed[0]
    assert check_sane(killed) == undisturbed[1]


def test_readings_of_a_part_are_byte_equal(killed):
    before = readings(killed)
    assert before
    shutil.rmtree(killed.home / "readings")
    killed.khotin("transform", KHOTIN_PROCESSES="1")
    assert readings(killed) == before
    assert killed.khotin("link", "--json").json["linked"] == 0


@pytest.fixture
def portal(tmp_path: Path, sample_nights: list[Any]) -> Iterator[tuple[Desk, str]]:
    """A desk and one of the sample portals that the undisturbed nights went over, slow enough to be killed over."""
    desk = Desk(tmp_path)
    crawled = {row["source_id"] for row in sample_nights[0][1]}
    with samples(desk.sources, "--slow", 0.1) as ids:
        yield desk, next(known for known in reversed(ids) if known in crawled)


def ended(desk: Desk) -> int:
    """Outcomes in the journals of crawls that run or were killed."""
    return sum(path.read_bytes().count(b'"type":"ended"') for path in desk.home.glob("journals/*/*.jsonl"))


def crawler(parent: int) -> int:
    """The crawl that a command has started; 0 before it has."""
    found = [pid for pid in children(parent) if b"crawl_child" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return found[0] if found else 0


def test_crawl_killed_in_the_middle(portal, sample_nights):
    desk, source = portal
    kill_when(desk, ("run", source), lambda: ended(desk) >= 8, "eight outcomes")
    orphan = _kill_half_way(desk, source, child=False)
    wait_until(lambda: not is_running(orphan), "the end of the orphaned crawl")
    _kill_half_way(desk, source, child=True)
    desk.khotin("run", source)
    wanted = [row for row in sample_nights[0][1] if row["source_id"] == source]
    assert desk.texts() == {(row["id"], row["text_digest"]) for row in wanted}
    assert check_sane(desk)["articles"] == len(wanted)
    # No page that was stored is fetched again: a kill costs at most what was on its way.
    pages = pages_of(desk)
    assert len(set(pages)) == len(pages)


def test_crawl_killed_at_ten_random_points(portal, sample_nights):
    desk, source = portal
    rng = random.Random(20260301)
    for _ in range(10):
        _kill_soon(desk, source, rng)
    desk.khotin("run", source)
    wanted = {(row["id"], row["text_digest"]) for row in sample_nights[0][1] if row["source_id"] == source}
    assert desk.texts() == wanted
    assert check_sane(desk)["articles"] == len(wanted)


def _kill_soon(desk: Desk, source: str, rng: random.Random) -> None:
    """Kills a run and its crawl at any moment: before its first outcome, between others, or when it has just ended."""
    process, more = desk.start("run", source), rng.randrange(4)
    wait_until(lambda: ended(desk) >= more or process.poll() is not None, f"{more} outcomes")
    time.sleep(rng.random() / 4)
    kill_group(process)


def _kill_half_way(desk: Desk, source: str, *, child: bool) -> int:
    """Kills the command, or only the crawl it started, eight outcomes later; returns the crawl's process."""
    process = desk.start("run", source)
    wait_until(lambda: crawler(process.pid), "a crawl")
    crawl = crawler(process.pid)
    wait_until(lambda: ended(desk) >= 8, "eight outcomes more")
    assert is_running(crawl)
    os.kill(crawl if child else process.pid, signal.SIGKILL)
    _, told = process.communicate(timeout=PATIENCE)
    if child:
        assert process.returncode == 1
        assert f"{source}: the crawl ended without its report" in told
        assert "Traceback" not in told
    return crawl
