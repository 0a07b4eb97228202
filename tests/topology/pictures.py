"""Takes pictures of Airflow's page into docs/images, each DAG run once: its grid and its graph. `make screenshots-airflow` names
this file."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.pipeline.server import Server
from tests.search.web.windows import chromium
from tests.smoke.desk import ROOT
from tests.topology.conftest import NightDesk, running
from tests.topology.stack import Stack

pytestmark = pytest.mark.timeout(900)
IMAGES = ROOT / "docs" / "images"
MOST = 200_000  # bytes of a picture
UPKEEP = ("news_backfill", "news_retention", "news_source_check", "news_verify", "news_reindex")
DAGS = ("news_crawl_nightly", "news_link_and_index", "news_alerts", *UPKEEP)


@pytest.fixture(scope="module")
def stack(
    airflow: Path, server: Server, new_desk: Callable[..., NightDesk], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stack]:
    """An Airflow in which every DAG ran."""
    desk = new_desk("pictures")
    server.run("CREATE DATABASE airflow_pictures")
    made = Stack(airflow, tmp_path_factory.mktemp("airflow"), f"{server.address}/airflow_pictures", desk.variables)
    with running(made) as found:
        found.rest.night(desk.sources)
        for dag_id in UPKEEP:
            found.rest.trigger(dag_id)
        # One after the other would take longer; the pools keep writers apart.
        found.rest.switch_on(*UPKEEP)
        for dag_id in UPKEEP:
            found.rest.await_run(dag_id, within=300)
        yield found


@pytest.fixture(scope="module")
def page(stack: Stack) -> Iterator[Page]:
    """A window in which the operator is logged in."""
    with chromium() as browser:
        window = browser.new_page(
            viewport={"width": 1280, "height": 760}, locale="en-GB", timezone_id="Asia/Ho_Chi_Minh"
        )
        window.set_default_timeout(60_000)
        window.goto(f"{stack.base}/auth/login/?next={stack.base}/")
        window.get_by_label("Username").fill("admin")
        window.get_by_label("Password").fill(stack.password)
        window.get_by_role("button", name="Sign in").click()
        window.wait_for_url(f"{stack.base}/")
        yield window
        window.close()


def keep(page: Page, name: str) -> None:
    """Waits until nothing moves, and keeps the picture."""
    page.wait_for_timeout(4000)  # the graph is laid out by a worker, and then slides into its place
    path = IMAGES / f"airflow-{name}.png"
    page.screenshot(path=path, animations="disabled")
    assert path.stat().st_size < MOST


def test_the_list(stack: Stack, page: Page) -> None:
    page.goto(f"{stack.base}/dags")
    expect(page.get_by_text("news_crawl_nightly").first).to_be_visible(timeout=60_000)
    keep(page, "dags")


@pytest.mark.parametrize("dag_id", DAGS)
def test_a_dag(stack: Stack, page: Page, dag_id: str) -> None:
    name = dag_id.removeprefix("news_").replace("_", "-")
    for view in ("grid", "graph"):
        show(page, stack.base, dag_id, view)
        keep(page, f"{name}-{view}")


def show(page: Page, base: str, dag_id: str, view: str) -> None:
    """A DAG's grid or graph, its task groups open."""
    page.evaluate("view => localStorage.setItem('default_dag_view', JSON.stringify(view))", view)
    page.goto(f"{base}/dags/{dag_id}")
    expect(page.get_by_text(dag_id).first).to_be_visible(timeout=60_000)
    page.get_by_role("button", name=re.compile("show graph", re.IGNORECASE)).first.wait_for()
    page.wait_for_timeout(3000)  # before its groups are known, nothing unfolds
    unfold = page.get_by_role("button", name=re.compile("expand all", re.IGNORECASE)).first
    if unfold.is_visible() and unfold.is_enabled():
        unfold.click()
