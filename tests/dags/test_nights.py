"""Nights as Airflow runs them, over portals on loopback: good ones, bad ones, repeated ones, one that is killed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.dags.conftest import DAGS, Nights
from tests.smoke.small_portal import SmallPortal, small_portal

DOWN = "http://127.0.0.1:9/"


@pytest.fixture
def portal() -> Iterator[SmallPortal]:
    """Three articles."""
    with small_portal(3) as found:
        yield found


def requests(nights: Nights) -> int:
    """Runs that crawled."""
    from sqlalchemy import func, select

    from pipeline.ledger.tables import runs
    from pipeline.workplace import Workplace

    with Workplace().ledger.read() as connection:
        return connection.scalar(select(func.count()).where(runs.c.command == "crawl")) or 0


def texts() -> set[tuple[str, str]]:
    """Article ids and text digests of the index."""
    from pipeline.engines import open_engine
    from pipeline.settings import load_settings
    from search.query import make_query

    found = open_engine(load_settings()).stream(make_query({"with_reprints": True}))
    return {(document.id, document.article.text_digest) for document in found if document.article}


def table() -> list[Any]:
    """The notes of whole nights: state and error."""
    from sqlalchemy import select

    from pipeline.ledger.tables import runs
    from pipeline.workplace import Workplace

    with Workplace().ledger.read() as connection:
        return list(connection.execute(select(runs.c.state, runs.c.error).where(runs.c.command == "night")))


def test_a_good_night_ends_searchable_and_a_second_run_does_nothing_twice(nights: Nights, portal: SmallPortal) -> None:
    with small_portal(2) as other:
        nights.source("mot", portal.base)
        nights.source("hai", other.base)
        state, tasks = nights.run("news_crawl_nightly")
        assert state == "success"
        assert tasks["quick.crawl"] == ["success"] * 2 == tasks["quick.transform"]
        state, tasks = nights.run("news_link_and_index")
        assert (state, set(tasks)) == ("success", {"link", "index", "check", "good_night"})
        assert nights.documents()["articles"] == 5
        state, tasks = nights.run("news_crawl_nightly")
        assert state == "success"
        assert tasks["publish"] == ["skipped"]
        assert requests(nights) == 2


def test_one_mapped_instance_and_a_night_with_nothing_new(nights: Nights, portal: SmallPortal) -> None:
    nights.source("mot", portal.base)
    for _ in range(2):
        state, tasks = nights.run("news_crawl_nightly", sources=["mot"], again=True)
        assert state == "success"
        assert tasks["quick.crawl"] == ["success"]
        assert tasks["publish"] == ["success"]
        assert nights.run("news_link_and_index")[0] == "success"
        assert nights.documents()["articles"] == 3


def test_one_portal_down_stops_no_other(nights: Nights, portal: SmallPortal) -> None:
    nights.source("xuong", DOWN)
    with small_portal(1) as other:
        nights.source("mot", portal.base)
        nights.source("hai", other.base)
        state, tasks = nights.run("news_crawl_nightly")
    assert state == "success"
    assert sorted(tasks["quick.crawl"]) == ["failed", "success", "success"]
    assert tasks["publish"] == ["success"]


def test_all_down_fails_and_says_so(nights: Nights) -> None:
    nights.source("xuong", DOWN)
    nights.source("dong", "http://127.0.0.1:10/")
    state, tasks = nights.run("news_crawl_nightly")
    assert state == "failed"
    assert tasks["publish"] == ["failed"]
    [(ended, error)] = table()
    assert ended == "failed"
    assert "0 of 2 sources came through" in error
    assert "xuong" in error
    assert "dong" in error


def test_a_night_without_a_source_is_skipped_and_one_with_a_wrong_yaml_alone_fails(nights: Nights) -> None:
    state, tasks = nights.run("news_crawl_nightly")
    assert state == "success"
    assert tasks["plan"] == tasks["publish"] == tasks["tell"] == ["skipped"]
    assert table() == []
    nights.source("mot", "no address")
    state, tasks = nights.run("news_crawl_nightly")
    assert state == "failed"
    assert tasks["plan"] == tasks["publish"] == ["failed"]


def test_the_gate_refuses_and_the_old_index_serves(nights: Nights) -> None:
    """Nearly all articles are to be removed: that is no night's news."""
    from sqlalchemy import update

    from pipeline.ledger.tables import articles
    from pipeline.workplace import Workplace

    with small_portal(24) as portal:
        nights.source("mot", portal.base)
        nights.run("news_crawl_nightly")
    nights.run("news_link_and_index")
    before = nights.documents()
    with Workplace().ledger.begin() as connection:
        change = update(articles).where(articles.c.number > 2)
        connection.execute(change.values(state="withdrawn", change=articles.c.change + 1000))
    state, tasks = nights.run("news_link_and_index")
    assert state == "failed"
    assert tasks["index"] == ["failed"]
    assert tasks["good_night"] == ["upstream_failed"]
    assert nights.documents() == before
    assert nights.run("news_link_and_index", gate=False)[0] == "success"
    assert nights.documents()["articles"] < before["articles"]


def test_a_night_that_the_gate_refused_is_good_once_it_is_let_in(nights: Nights, portal: SmallPortal) -> None:
    """By hand, with no word of the crawl that published it."""
    nights.source("mot", portal.base)
    nights.run("news_crawl_nightly")
    assert [row.state for row in table()] == ["running"]
    assert nights.run("news_link_and_index", gate=False)[0] == "success"
    assert [row.state for row in table()] == ["done"]


def test_a_night_that_begins_by_day_is_skipped() -> None:
    from datetime import UTC, datetime, timedelta
    from types import SimpleNamespace

    from airflow.sdk.exceptions import AirflowSkipException

    from night_clock import skip_by_day

    due = datetime(2026, 3, 1, 18, tzinfo=UTC)
    run = {"run_after": due, "run_type": "scheduled"}
    with pytest.raises(AirflowSkipException, match="2026-03-02 01:00"):
        skip_by_day(SimpleNamespace(**run, start_date=due + timedelta(hours=13)))
    skip_by_day(SimpleNamespace(**run, start_date=due + timedelta(hours=5)))
    skip_by_day(SimpleNamespace(run_after=due, run_type="manual", start_date=due + timedelta(hours=13)))


def test_a_portal_whose_window_closed_is_not_asked(nights: Nights, portal: SmallPortal) -> None:
    """It was planned while it was open; its task came to run, or was tried again, later."""
    from types import SimpleNamespace

    from pipeline import clock
    from portal_tasks import CrawlPortalOperator
    from records.errors import WindowError

    nights.source("mot", portal.base)
    hour = (clock.now().hour + 3) % 24
    yaml = nights.sources / "mot.yaml"
    text = yaml.read_text("utf-8").replace("{delay", f'{{window: ["{hour:02}:00", "{hour:02}:30"], delay')
    yaml.write_text(text, "utf-8")
    run = SimpleNamespace(run_after=clock.now())
    operator = CrawlPortalOperator(task_id="crawl", source_id="mot", budget=50)
    with pytest.raises(WindowError, match="its window is"):
        operator.execute.__wrapped__(operator, {"dag_run": run, "params": {"sources": []}})
    assert requests(nights) == 0
    assert operator.execute.__wrapped__(operator, {"dag_run": run, "params": {"sources": ["mot"]}})["new"] == 3


def test_what_was_planned_counts_though_its_source_was_switched_off_since(nights: Nights, portal: SmallPortal) -> None:
    from types import SimpleNamespace

    from airflow.dag_processing.dagbag import DagBag
    from airflow.sdk.exceptions import AirflowSkipException

    from pipeline import clock
    from pipeline.steps import crawl_step, read_step
    from pipeline.workplace import Workplace

    nights.source("mot", portal.base)
    crawl_step(Workplace(), Workplace().registry.source("mot"), night=clock.now().date())
    read_step(Workplace(), "mot")
    (nights.sources / "mot.yaml").unlink()
    publish = DagBag(dag_folder=str(DAGS / "news_crawl_nightly.py")).dags["news_crawl_nightly"].get_task("publish")
    run = SimpleNamespace(run_after=clock.now(), start_date=clock.now(), run_type="manual")
    with pytest.raises(AirflowSkipException, match="no source is enabled"):
        list(publish.python_callable([], {"sources": []}, run))
    (told,) = publish.python_callable([{"source_id": "mot"}], {"sources": []}, run)
    assert told.extra["came"] == 1


def test_killed_between_crawl_and_transform(nights: Nights, portal: SmallPortal) -> None:
    """What was crawled is read by the next run of the night; nobody is asked again for it."""
    from pipeline import clock
    from pipeline.steps import crawl_step
    from pipeline.workplace import Workplace

    nights.source("mot", portal.base)
    place = Workplace()
    crawl_step(place, place.registry.source("mot"), night=clock.now().date())
    state, _ = nights.run("news_crawl_nightly")
    assert state == "success"
    assert requests(nights) == 1
    assert nights.run("news_link_and_index")[0] == "success"
    assert nights.documents()["articles"] == 3


def test_khotin_run_brings_the_same(nights: Nights, portal: SmallPortal, tmp_path: Path, monkeypatch: Any) -> None:
    from pipeline.night import run_night
    from pipeline.workplace import Workplace

    nights.source("mot", portal.base)
    nights.run("news_crawl_nightly")
    nights.run("news_link_and_index")
    ours = texts()
    monkeypatch.setenv("KHOTIN_HOME", str(tmp_path / "other"))
    place = Workplace()
    assert run_night(place, place.chosen(("mot",))).failures == []
    assert texts() == ours
    assert len(ours) == 3
