"""Measures what Airflow adds: the same night over many small portals by `khotin run` and by the DAG, and the memory of
each process. It prints them; `make costs-airflow PORTALS=34` names this file. docs/operations.md keeps the figures."""

import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.pipeline.server import Server
from tests.smoke.desk import Desk
from tests.smoke.small_portal import small_portal
from tests.topology.conftest import NightDesk, started
from tests.topology.processes import family, megabytes
from tests.topology.rest import seconds
from tests.topology.stack import Stack

pytestmark = pytest.mark.timeout(3600)
PORTALS = int(os.environ.get("PORTALS", "34"))
# What a database says that is asked by too many at once.
TROUBLE = ("database is locked", "deadlock detected", "too many clients", "lock timeout", "could not serialize")


def tell(line: str) -> None:
    """One figure, for whoever runs this with -s."""
    sys.stdout.write(f"\n{line}\n")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder with the sources of portals of three articles each."""
    desk = Desk(tmp_path_factory.mktemp("portals"))
    with ExitStack() as opened:
        for number in range(PORTALS):
            desk.source(f"cong-{number:02}", opened.enter_context(small_portal(3)).base, "platform: nukeviet")
        yield desk.sources


def test_khotin_run(server: Server, sources: Path, tmp_path: Path) -> None:
    desk = NightDesk(tmp_path, sources, server.new_database())
    before, began = core_seconds(), time.monotonic()
    desk.khotin("run", *sorted(path.stem for path in sources.glob("*.yaml")), within=900)
    took, spent = time.monotonic() - began, core_seconds() - before
    tell(f"khotin run, {PORTALS} portals: {took:.1f} s, {spent:.1f} s of a core")


def test_the_dag(airflow: Path, server: Server, sources: Path, tmp_path: Path) -> None:
    desk = NightDesk(tmp_path / "desk", sources, server.new_database())
    server.run("CREATE DATABASE airflow_costs")
    stack = Stack(airflow, tmp_path / "airflow", f"{server.address}/airflow_costs", desk.variables)
    began, before = time.monotonic(), core_seconds()
    stack.prepare()
    tell(f"Airflow's database made: {time.monotonic() - began:.1f} s, {core_seconds() - before:.1f} s of a core")
    began = time.monotonic()
    with started(stack):
        tell(
            f"and until all are healthy and have read the DAGs: {time.monotonic() - began:.1f} s, {ticks(stack):.1f} s of a core"
        )
        before, began = ticks(stack), time.monotonic()
        stack.rest.night(sources, within=3000)
        tell(f"from the trigger to the letters' end: {time.monotonic() - began:.1f} s")
        for dag_id in ("news_crawl_nightly", "news_link_and_index"):
            tell(f"{dag_id}, {PORTALS} portals: {[round(seconds(run), 1) for run in stack.rest.ended(dag_id)]} s")
        tell(f"all of Airflow and its tasks: {ticks(stack) - before:.1f} s of a core")
        health = core_seconds()
        stack.healthy()
        tell(f"one health check: {(core_seconds() - health) / 4:.2f} s of a core")
        for name, process in stack.processes.items():
            tell(f"{name}: {sum(map(megabytes, family(process.pid))):.0f} MB in {len(family(process.pid))} processes")
    logs = [*stack.folder.rglob("*.log"), server.log]
    said = "\n".join(path.read_text("utf-8", errors="replace") for path in logs).lower()
    assert "publish" in said
    tell(
        f"{len(logs)} logs, {len(said) / 1e6:.1f} MB: {[word for word in TROUBLE if word in said] or 'no lock in trouble'}"
    )
    assert not any(word in said for word in TROUBLE)


def core_seconds() -> float:
    """What the commands of this test that ended spent of a processor."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def ticks(stack: Stack) -> float:
    """Seconds of a core that the services spent, their ended children included."""
    found = 0
    for process in stack.processes.values():
        for pid in family(process.pid):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            found += sum(map(int, fields[11:15]))
    return found / os.sysconf("SC_CLK_TCK")
