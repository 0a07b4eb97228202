"""The operator's crawl against real signals: stopped or killed in its middle, nothing that it stored is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.dags.conftest import DAGS, ROOT
from tests.serving import PATIENCE
from tests.smoke.desk import Desk, children, is_running, wait_until
from tests.smoke.small_portal import SmallPortal, small_portal

# What Airflow's task runner does with an operator: its handler of SIGTERM is the operator's `on_kill`.
TASK = """
import datetime, signal, sys, types
from portal_tasks import CrawlPortalOperator
operator = CrawlPortalOperator(task_id="crawl", source_id="mot", budget=100)
signal.signal(signal.SIGTERM, lambda *_: operator.on_kill())
run = types.SimpleNamespace(run_after=datetime.datetime.now(datetime.UTC))
print("begins", flush=True)
operator.execute.__wrapped__(operator, {"dag_run": run, "params": {"sources": []}})  # less the guard against calls from tasks
print("ended", flush=True)
"""
ARTICLES = 12


ANSWERED = 3


@pytest.fixture
def portal() -> Iterator[SmallPortal]:
    """Answers for three articles; whoever asks for the fourth waits until it is opened."""
    with small_portal(ARTICLES) as found:
        found.free = ANSWERED
        found.open_.clear()
        yield found


@pytest.fixture
def desk(tmp_path: Path, portal: SmallPortal) -> Desk:
    """The portal, asked politely: for one page at a time."""
    desk = Desk(tmp_path)
    desk.source("mot", portal.base, "platform: nukeviet")
    yaml = desk.sources / "mot.yaml"
    yaml.write_text(yaml.read_text("utf-8").replace("delay_seconds: 0,", "delay_seconds: 0.2,"), "utf-8")
    return desk


def started(desk: Desk) -> "subprocess.Popen[str]":
    """The task in a process of its own, once it has stored the articles that it got."""
    path = os.pathsep.join((str(ROOT), str(DAGS)))
    task = subprocess.Popen(
        [sys.executable, "-c", TASK], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT,
        env=desk.environment(PYTHONPATH=path), start_new_session=True,
    )  # fmt: skip
    wait_until(lambda: task.poll() is not None or stored(desk) >= ANSWERED, "the articles stored", within=PATIENCE)
    assert task.poll() is None, task.communicate()[0]
    return task


def stored(desk: Desk) -> int:
    """Article pages in journals not yet merged."""
    lines = [line for path in desk.home.glob("journals/mot/*.jsonl") for line in path.read_text("utf-8").splitlines()]
    return sum('"/tin-tuc/' in line or "/tin-tuc/bai-so-" in line for line in lines if "warc_length" in line)


def ended(task: "subprocess.Popen[str]", portal: SmallPortal) -> str:
    """What the task said, the portal answering again; only now, so that what it was asked to do it did in mid-crawl."""
    portal.open_.set()
    return task.communicate(timeout=PATIENCE)[0]


def finished(desk: Desk, portal: SmallPortal) -> None:
    """The next run: everything is there, once."""
    portal.open_.set()
    desk.khotin("run", "mot")
    assert len(desk.texts()) == ARTICLES
    assert desk.status()["sources"][0]["pages"] == pages_once(desk)


def pages_once(desk: Desk) -> int:
    """Pages of the archive; an article that was stored before the signal is not fetched again."""
    from warcio.archiveiterator import ArchiveIterator

    found = []
    for part in sorted(desk.home.glob("snapshots/mot/*.warc.gz")):
        with part.open("rb") as file:
            records = (record for record in ArchiveIterator(file) if record.rec_type == "response")
            found += [record.rec_headers.get_header("WARC-Target-URI") for record in records]
    articles = [url for url in found if "bai-so" in url]
    assert len(articles) == len(set(articles)) == ARTICLES
    return len(found)


def test_marked_failed_it_ends_after_the_page_at_hand_and_loses_nothing(desk: Desk, portal: SmallPortal) -> None:
    task = started(desk)
    crawls = children(task.pid)
    before = stored(desk)
    task.send_signal(signal.SIGTERM)
    said = ended(task, portal)
    assert "stopped before its end" in said
    assert f", {ARTICLES} new" not in said
    assert desk.status()["sources"][0]["outcomes"]["new"] <= before + 2  # the page at hand, and its neighbour
    assert not any(map(is_running, crawls))
    assert [row["state"] for row in desk.status()["sources"]] == ["done"]
    finished(desk, portal)


def test_the_whole_group_signalled_twice_over_still_ends_cleanly(desk: Desk, portal: SmallPortal) -> None:
    """Airflow signals the task's process group: the crawl is in a session of its own and is asked once."""
    task = started(desk)
    for _ in range(2):
        os.killpg(task.pid, signal.SIGTERM)
    assert "stopped before its end" in ended(task, portal)
    finished(desk, portal)


def test_a_crawl_that_is_told_to_end_from_two_sides_ends_as_gently(desk: Desk, portal: SmallPortal) -> None:
    """By its parent and by the machine that goes down: Scrapy itself drops at the second signal what it has at hand."""
    task = started(desk)
    [crawl] = children(task.pid)
    with suppress(ProcessLookupError):  # it ended at once
        for _ in range(4):
            os.kill(crawl, signal.SIGTERM)
            time.sleep(0.002)
    assert "stopped before its end" in ended(task, portal)
    log = "".join(path.read_text("utf-8") for path in desk.home.glob("logs/*-mot.log"))
    assert "unclean" not in log
    finished(desk, portal)


def test_what_a_killed_crawl_stored_is_read_without_another_crawl(desk: Desk) -> None:
    task = started(desk)
    crawls = children(task.pid)
    for pid in [task.pid, *crawls]:
        os.kill(pid, signal.SIGKILL)
    task.communicate()
    wait_until(lambda: not any(map(is_running, crawls)), "the end of the crawl", within=PATIENCE)
    assert stored(desk) >= 2
    desk.khotin("transform", "mot")
    assert stored(desk) == 0, "its journal is in the ledger"
    assert desk.status()["sources"][0]["outcomes"]["new"] >= 2
    desk.khotin("link")
    desk.khotin("index")
    assert len(desk.texts()) >= 2


def test_killed_the_crawl_notices_and_the_next_run_takes_in_what_it_stored(desk: Desk, portal: SmallPortal) -> None:
    task = started(desk)
    crawls = children(task.pid)
    assert crawls
    task.kill()
    task.communicate()
    portal.open_.set()
    wait_until(lambda: not any(map(is_running, crawls)), "the end of the crawl", within=PATIENCE)
    finished(desk, portal)
