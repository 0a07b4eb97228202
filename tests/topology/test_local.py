"""The stack of one server, LocalExecutor on PostgreSQL: from a trigger over REST to an answer from Elasticsearch, and
again with a scheduler and a task killed in mid-run."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, update

from pipeline.ledger import open_ledger
from pipeline.ledger.tables import parts, runs
from tests.pipeline.server import Server
from tests.smoke.desk import wait_until
from tests.topology.conftest import NightDesk, running
from tests.topology.processes import command_line, family, kill, parent
from tests.topology.stack import Stack, await_end
from tests.topology.webhook import Webhook, webhook

if TYPE_CHECKING:
    from search.elasticsearch.client import Access

pytestmark = [pytest.mark.smoke, pytest.mark.timeout(900)]
SOURCES = 3
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture(scope="module")
def calm(new_desk: Callable[..., NightDesk], node: "Access") -> NightDesk:
    """The desk of the undisturbed night."""
    return new_desk("calm", node)


@pytest.fixture(scope="module")
def told() -> Iterator[Webhook]:
    """Where the operator hears of what goes wrong."""
    with webhook() as found:
        yield found


@pytest.fixture(scope="module")
def stack(
    airflow: Path, server: Server, calm: NightDesk, told: Webhook, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stack]:
    """Every run has five seconds, after which the operator is to be told."""
    server.run("CREATE DATABASE airflow")
    more = calm.variables | {"KHOTIN_WEBHOOK_URL": told.url, "KHOTIN_DEADLINES": "0.0014"}
    made = Stack(airflow, tmp_path_factory.mktemp("airflow"), f"{server.address}/airflow", more)
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


@pytest.mark.usefixtures("night")
def test_a_run_that_takes_too_long_is_told_to_the_operator(told: Webhook) -> None:
    """By the triggerer, to which the scheduler hands the deadline it saw missed."""
    wait_until(lambda: told.subjects("takes longer than it should"), "the warning", within=60, every=0.5)
    assert "Kho Tin: the nightly crawl takes longer than it should" in told.subjects("takes longer")


@pytest.mark.usefixtures("night")
def test_airflow_backfill_reads_the_nights_of_a_range_again(stack: Stack, calm: NightDesk) -> None:
    """A run a night, the last day too; what other code had read is read again, counted, and indexed."""
    # None that the run takes which Airflow makes when the DAG is switched on: yesterday's and the day before until 07:00.
    last = datetime.now(VIETNAM).date() - timedelta(days=3)
    [source, *_] = sorted(path.stem for path in calm.sources.glob("*.yaml"))
    pages = read_by_other_code(calm, source, last)
    before = len(stack.rest.ended("news_alerts"))
    stack.rest.switch_on("news_backfill")
    stack.airflow(
        *("backfill", "create", "--dag-id", "news_backfill", "--max-active-runs", "1"),
        *("--from-date", str(last - timedelta(days=2)), "--to-date", str(last)),
    )
    made = [run for run in stack.rest.runs("news_backfill").values() if run["run_type"] == "backfill"]
    of_days = {run["logical_date"][:10]: run for run in made}
    assert list(of_days) == [str(last - timedelta(days=before)) for before in (2, 1, 0)]
    for day, run in of_days.items():
        stack.rest.await_run("news_backfill", run["dag_run_id"])
        states = stack.rest.states("news_backfill", run["dag_run_id"])
        assert states["publish", "success" if day == str(last) else "skipped"] == 1, (
            day,
            states,
            stack.rest.told("news_backfill"),
        )
    assert sum(stack.rest.returned("news_backfill", of_days[str(last)]["dag_run_id"], "read_again")) == pages > 0
    stack.rest.await_another("news_alerts", before)


def read_by_other_code(desk: NightDesk, source_id: str, night: date) -> int:
    """Has the ledger say that a source was crawled on that night, and read by other code than today's; gives the number
    of its pages."""
    ledger = open_ledger(desk.settings["KHOTIN_DATABASE_URL"])
    mine = parts.c.source_id == source_id
    with ledger.begin() as connection:
        connection.execute(update(runs).where(runs.c.source_id == source_id).values(night=night))
        connection.execute(update(parts).where(mine).values(reading_key="older"))
        found = connection.scalar(select(func.sum(parts.c.records)).where(mine))
    ledger.close()
    return int(found or 0)


@pytest.fixture
def killed(new_desk: Callable[..., NightDesk], stack: Stack, night: None, node: "Access") -> NightDesk:
    """The desk of the night that is to be disturbed: a scheduler with another home, and so its tasks."""
    desk = new_desk("killed", node)
    stack.stop("airflow-scheduler")
    stack.more |= desk.variables
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
    before = len(stack.rest.ended("news_alerts"))
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
    stack.rest.await_another("news_alerts", before)
    assert max(found["try_number"] for found in stack.rest.tasks("news_crawl_nightly", run)) > 1
    assert killed.texts() == calm.texts()
    assert not killed.khotin("verify", "--json").err
