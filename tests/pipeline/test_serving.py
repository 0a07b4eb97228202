"""`khotin serve` with several processes: each sees a new index, one that dies is replaced, none outlives its parent."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import khotin
from pipeline.cli.serve import listening
from records.article import Article
from records.errors import UsageError
from records.links import ArticleLinks, Document
from search.tantivy.engine import TantivyEngine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes share a port evenly on Linux alone")
_PATIENCE = 30.0  # seconds; other work may hold the machine


@dataclass(frozen=True)
class Served:
    """A server in processes of its own."""

    process: subprocess.Popen[str]
    port: int

    def workers(self) -> set[int]:
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return set(map(int, told.split()))

    def totals(self, connections: int = 24) -> set[int]:
        """What a search finds, asked over so many connections: they fall on all processes."""
        return {self._total() for _ in range(connections)}

    def _total(self) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/search?q=du+lich", timeout=_PATIENCE) as answer:
            return int(json.load(answer)["total"])


def put(home: Path, *names: str) -> None:
    engine = TantivyEngine(home / "indexes")
    engine.begin()
    engine.put(document(name) for name in names)
    engine.commit()


def document(name: str) -> Document:
    article = Article(
        article_id=name, url=f"https://a.test/{name}", source_id="a", title=f"Du lịch {name}", body="Vinh"
    )
    links = ArticleLinks(article_id=name, change=1, version=1, first_seen_at=datetime(2024, 1, 1, tzinfo=UTC))
    return Document(unit="articles", id=name, change=1, article=article, links=links)


def serve(home: Path, port: int = 0) -> Served:
    command = [sys.executable, "-m", "pipeline.cli", "serve", "--port", str(port), "--workers", "2"]
    environment = {**os.environ, "KHOTIN_HOME": str(home), "KHOTIN_ENGINE": "tantivy", "KHOTIN_REQUESTS_A_MINUTE": "0"}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout
    found = re.search(r":(\d+)/", process.stdout.readline())
    assert found
    return Served(process, int(found[1]))


def until(holds: Callable[[], bool]) -> bool:
    """Whether it comes to hold."""
    ends = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > ends:
            return False
        time.sleep(0.05)
    return True


def gone(processes: set[int]) -> bool:
    return not any(
        Path(f"/proc/{one}/stat").exists() and " Z " not in Path(f"/proc/{one}/stat").read_text() for one in processes
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    put(home, "a")
    return home


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[Served]:
    found = serve(home)
    yield found
    if found.process.poll() is None:
        found.process.kill()
    found.process.communicate()


def test_every_process_sees_a_new_index(served: Served, home: Path) -> None:
    assert served.totals() == {1}
    assert len(served.workers()) == 2
    put(home, "a", "b")
    assert served.totals() == {2}


def test_one_that_dies_is_replaced(served: Served) -> None:
    first = served.workers()
    os.kill(min(first), signal.SIGKILL)
    assert until(lambda: len(served.workers()) == 2 and served.workers() != first)
    assert served.totals() == {2}


def test_none_outlives_its_parent(home: Path) -> None:
    other = serve(home)
    assert other.totals(4) == {2}
    workers = other.workers()
    other.process.kill()
    other.process.communicate()
    assert until(lambda: gone(workers))


def test_a_busy_port_is_refused_where_it_was_given_and_passed_over_where_not(served: Served, home: Path) -> None:
    ran = CliRunner().invoke(khotin, ["serve", "--port", str(served.port)], env={"KHOTIN_HOME": str(home)})
    assert isinstance(ran.exception, UsageError)
    assert f"port {served.port} is busy" in str(ran.exception)
    (other,) = listening("127.0.0.1", served.port)
    assert other.getsockname()[1] > served.port
    other.close()


def test_it_ends_when_told_to(served: Served) -> None:
    workers = served.workers()
    served.process.terminate()
    _, said = served.process.communicate(timeout=_PATIENCE)
    assert served.process.returncode == 0
    assert gone(workers)
    assert "Traceback" not in said
    assert "another takes its place" in said
