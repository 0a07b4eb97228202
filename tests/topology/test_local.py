"""The stack of one server, LocalExecutor on PostgreSQL: from a trigger over REST to an answer from Elasticsearch, and
again with a scheduler and a task killed in mid-run."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pipeline.server import Server
from tests.smoke.desk import wait_until
from tests.topology.conftest import NightDesk, running
from tests.topology.processes import command_line, family, kill, parent
from tests.topology.stack import Stack, await_end

if TYPE_CHECKING:
    from search.elasticsearch.client import Access

pytestmark = [pytest.mark.smoke, pytest.mark.timeout(600)]
SOURCES = 3


@pytest.fixture(scope="module")
def calm(new_desk: Callable[..., NightDesk], node: "Access") -> NightDesk:
    """The desk of the undisturbed night."""
    return new_desk("calm", node)


@pytest.fixture(scope="module")
def stack(airflow: Path, server: Server, calm: NightDesk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    server.run("CREATE DATABASE airflow")
    made = Stack(airflow, tmp_path_factory.mktemp("airflow"), f"{server.address}/airflow", calm.variables)
    with running(made) as found:
        yield found


@pytest.fixture(scope="module")
def night(stack: Stack, calm: NightDesk) -> None:
    """The nightly run, triggered by REST, and what its assets started after it."""
    stack.rest.night(calm.sources)


@pytest.mark.usefixtures("night")
def test_each_portal_was_crawled_and_read_once(stack: Stack) -> None:
    states: Counter[tuple[str, str]] = Counter()
    for run in stack.rest.ended("news_crawl_nightly"):
        states += stack.rest.states("news_crawl_nightly", run["dag_run_id"])
    assert {state for _, state in states} == {"success", "skipped"}
    assert states["quick.crawl", "success"] == states["quick.transform", "success"] == SOURCES
    assert states["publish", "success"] == states["publish", "skipped"] == 1


@pytest.mark.usefixtures("night")
def test_from_the_trigger_to_an_answer_of_elasticsearch(calm: NightDesk) -> None:
    found, well = calm.asked("/api/search?q=hop+tac"), calm.asked("/healthz")
    assert found["total"] > 3
    assert found["hits"]
    assert (well["status"], well["engine"]) == ("ok", "elasticsearch")


@pytest.fixture
def killed(new_desk: Callable[..., NightDesk], stack: Stack, night: None, node: "Access") -> NightDesk:
    """The desk of the night that is to be disturbed: a scheduler with another home, and so its tasks."""
    desk = new_desk("killed", node)
    stack.stop("airflow-scheduler")
    stack.more = desk.variables
    stack.start("airflow-scheduler")
    return desk


def crawls(stack: Stack) -> list[int]:
    """The spiders that run now, each below its task."""
    found = family(stack.processes["airflow-scheduler"].pid)
    return [pid for pid in found if "pipeline.crawl_child" in command_line(pid)]


def stored(desk: NightDesk) -> int:
    """Pages in journals that are not merged yet."""
    lines = [path.read_bytes().count(b"warc_length") for path in desk.home.glob("journals/*/*.jsonl")]
    return sum(lines)


def test_a_task_and_the_scheduler_killed_in_mid_run(stack: Stack, calm: NightDesk, killed: NightDesk) -> None:
    """Both recover by themselves (the scheduler once its supervisor starts it again), and nothing is lost or double."""
    run = stack.rest.trigger("news_crawl_nightly")
    wait_until(lambda: crawls(stack) and stored(killed) > 2, "a crawl in its middle", within=90, every=0.05)
    spider = crawls(stack)[0]
    task = parent(spider)
    kill([task])
    await_end(spider, "the end of a spider whose task was killed")
    wait_until(lambda: crawls(stack), "another portal's crawl", within=90, every=0.05)
    stack.kill("airflow-scheduler")
    stack.start("airflow-scheduler")
    stack.rest.await_run("news_crawl_nightly", run, within=300)
    wait_until(lambda: len(stack.rest.runs("news_alerts")) > 1, "the assets' runs", within=100, every=0.5)
    stack.rest.await_run("news_alerts")
    assert max(found["try_number"] for found in stack.rest.tasks("news_crawl_nightly", run)) > 1
    assert killed.texts() == calm.texts()
    assert not killed.khotin("verify", "--json").err
