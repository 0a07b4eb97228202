"""A real portal's mirror, night after night: all of its articles, hardly anything else, and at what cost."""

import json
import lzma
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from crawlers.job import CrawlJob
from records.outcome import Verdict
from records.source import Politeness, Source
from sources.registry import load_registry
from tests.crawlers.conftest import Memory, Ran

HOME = "https://nukeviet.example/"


@dataclass
class Mirror:
    url: str
    log: Path

    def requests(self) -> int:
        return len(self.log.read_text().splitlines())


@contextmanager
def mirror(shared: Path, log: Path, *options: str) -> Iterator[Mirror]:
    """The mirror, served as its web server did."""
    command = [sys.executable, str(shared / "portals/serve"), "nukeviet", "--log", str(log), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        try:
            yield Mirror(found[0] + "/", log)
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def truth(shared) -> dict[str, dict[str, object]]:
    """The portal's articles by their address."""
    with lzma.open(shared / "portals/nukeviet.truth.jsonl.xz", "rt") as lines:
        rows = [json.loads(line) for line in lines]
    return {re.sub(r"^https?://[^/]+/", HOME, row["url"]): row for row in rows}


def job(url: str, run_id: str = "run-1") -> CrawlJob:
    """What an operator's few lines of YAML make."""
    manners = Politeness(delay_seconds=0, concurrency=4, allow_private=True, because="a mirror on loopback")
    source = Source(id="nv", name="NukeViet", home=HOME, fetch_from=url, platform="nukeviet", politeness=manners)
    platform = load_registry().platform_of(source)
    return CrawlJob(source=source, platform=platform, run_id=run_id, now=datetime(2026, 8, 5, tzinfo=UTC))


@pytest.fixture(scope="module")
def served(shared, tmp_path_factory) -> Iterator[Mirror]:
    with mirror(shared, tmp_path_factory.mktemp("mirror") / "log") as served:
        yield served


@pytest.fixture(scope="module")
def first_night(served, run_crawl) -> tuple[Ran, int]:
    ran = run_crawl(job(served.url))
    return ran, served.requests()


def test_every_article_and_hardly_anything_else(first_night, truth):
    ran, _ = first_night
    taken = {o.url for o in ran.memory.outcomes if o.kind == "article" and o.verdict is Verdict.NEW}
    assert taken >= set(truth)
    assert len(taken - set(truth)) < 4
    assert set(ran.memory.pages) == taken


def test_first_night_costs_little(first_night, truth):
    ran, requests = first_night
    assert requests == ran.stats.requests
    assert requests <= 1.2 * len(truth)


def test_sections_are_the_portals_own(first_night, truth):
    ran, _ = first_night
    sections = {url: page.listed_section for url, page in ran.memory.pages.items()}
    assert sum(sections[url] == row["category"] for url, row in truth.items()) >= 0.99 * len(truth)


def second_night(ran: Ran, *, newest: int = 20) -> Memory:
    memory = ran.memory.next_night()
    memory.revisits = sorted(ran.memory.pages, key=lambda url: -int(re.findall(r"\d+", url)[-1]))[:newest]
    return memory


def test_unchanged_second_night(first_night, served, run_crawl):
    # The served address is in every page, so this is the same server.
    before = served.requests()
    ran = run_crawl(job(served.url, "run-2"), second_night(first_night[0]))
    assert served.requests() - before == ran.stats.requests < 60
    assert (ran.stats.new, ran.stats.changed, ran.stats.unchanged, ran.stats.failed) == (0, 0, 20, 0)
    assert ran.stats.by_status["304"] > 40


def test_edited_and_gone_and_failing(first_night, truth, shared, tmp_path, run_crawl):
    ran, _ = first_night
    edited, gone = ("/" + url.removeprefix(HOME) for url in list(truth)[:2])
    options = ("--edit", edited, "Đoạn đã sửa.", "--gone", gone, "--fail", "0.01")
    with mirror(shared, tmp_path / "log", *options) as served:
        memory = second_night(ran, newest=5)
        memory.revisits += [HOME + edited[1:], HOME + gone[1:]]
        night = replace(job(served.url, "run-2"), duty="full")
        after = run_crawl(night, memory).memory
    ended = {o.url: o.verdict for o in after.outcomes if o.kind == "article"}
    assert ended[HOME + edited[1:]] is Verdict.CHANGED
    assert ended[HOME + gone[1:]] is Verdict.GONE
    assert Verdict.FAILED not in ended.values()
    assert "Đoạn đã sửa.".encode() in after.pages[HOME + edited[1:]].body
