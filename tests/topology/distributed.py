"""The profile `distributed`: tasks on a Celery worker behind Redis. Takes minutes, so `make smoke-distributed` names it."""

import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pipeline.server import Server
from tests.smoke.desk import wait_until
from tests.topology.conftest import NightDesk, running
from tests.topology.processes import command_line, family, free_port
from tests.topology.stack import Stack

if TYPE_CHECKING:
    from search.elasticsearch.client import Access

pytestmark = pytest.mark.timeout(900)
WORKER = "airflow-worker"


@pytest.fixture(scope="module")
def queue() -> Iterator[tuple[str, str]]:
    """The address of a Redis server and its password, as compose starts it: it keeps nothing."""
    program = shutil.which("redis-server") or pytest.skip("no redis-server: install Debian's package redis-server")
    port, password = free_port(), secrets.token_hex(16)
    words = [program, "--port", str(port), "--bind", "127.0.0.1", "--requirepass", password, "--save", ""]
    with subprocess.Popen([*words, "--appendonly", "no"], stdout=subprocess.DEVNULL) as process:
        try:
            yield f"redis://:{password}@127.0.0.1:{port}/0", password
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def calm(new_desk: Callable[..., NightDesk], node: "Access") -> NightDesk:
    """The desk of the undisturbed night."""
    return new_desk("calm", node)


@pytest.fixture(scope="module")
def stack(
    airflow: Path, server: Server, calm: NightDesk, queue: tuple[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stack]:
    server.run("CREATE DATABASE airflow_distributed")
    database = f"{server.address}/airflow_distributed"
    addresses = {"AIRFLOW__CELERY__BROKER_URL": queue[0], "AIRFLOW__CELERY__RESULT_BACKEND": f"db+{database}"}
    # A worker that is killed is missed after five minutes; nobody waits as long here.
    addresses["AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT"] = "45"
    made = Stack(
        airflow, tmp_path_factory.mktemp("airflow"), database, calm.variables | addresses,
        AIRFLOW_EXECUTOR="CeleryExecutor",
    )  # fmt: skip
    with running(made, WORKER) as found:
        yield found


@pytest.fixture(scope="module")
def night(stack: Stack, calm: NightDesk) -> None:
    stack.rest.night(calm.sources)


@pytest.mark.usefixtures("night")
def test_from_the_trigger_to_an_answer_of_elasticsearch(stack: Stack, calm: NightDesk) -> None:
    assert calm.asked("/api/search?q=hop+tac")["total"] > 3
    # The worker ran it, not the scheduler.
    assert "quick.crawl" in (stack.folder / f"{WORKER}.log").read_text("utf-8")


def test_a_worker_killed_in_mid_run(
    stack: Stack, calm: NightDesk, night: None, new_desk: Callable[..., NightDesk], node: "Access"
) -> None:
    """Its tasks are missed, tried again by the worker that its supervisor starts, and nothing is lost or double."""
    desk = new_desk("killed", node)
    stack.stop(WORKER)
    stack.more |= desk.variables
    stack.start(WORKER)

    def crawling() -> bool:
        return any("pipeline.crawl_child" in command_line(pid) for pid in family(stack.processes[WORKER].pid))

    run = stack.rest.trigger("news_crawl_nightly")
    wait_until(crawling, "a crawl", within=90, every=0.05)
    stack.kill(WORKER)
    stack.start(WORKER)
    stack.rest.await_run("news_crawl_nightly", run, within=400)
    wait_until(lambda: len(stack.rest.runs("news_alerts")) > 1, "the assets' runs", within=120, every=0.5)
    stack.rest.await_run("news_alerts")
    assert max(found["try_number"] for found in stack.rest.tasks("news_crawl_nightly", run)) > 1
    assert desk.texts() == calm.texts()
