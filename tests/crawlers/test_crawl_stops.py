"""A crawl that is told to stop keeps what it did; one that is to wait, waits."""

import os
import signal
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

from records.source import Politeness
from tests.crawlers.conftest import Memory, Portal, Reply, job_for, send
from tests.crawlers.nights import A1, SECTION, pages_of, second_night, with_etags
from tests.serving import PATIENCE


def test_crawl_delay_spaces_the_requests(portal, run_crawl):
    portal.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 0.2\n")
    ran = run_crawl(job_for(portal.url))
    assert ran.stats.requests == 6
    assert ran.seconds > 5 * 0.2


def test_sigterm_ends_a_run_and_keeps_what_was_done(portal, run_crawl):
    paths = [portal.article(f"/tin-tuc/lau-{n}.html") for n in range(500)]
    portal.sitemap(*paths)

    manners = Politeness(delay_seconds=0.02, allow_private=True, because="loopback")
    job = job_for(portal.url, politeness=manners)
    ran = run_crawl(job, meanwhile=terminate_at(portal, paths[3]))
    assert ran.stats.stopped
    assert 3 <= ran.stats.new < 100
    assert len(ran.memory.pages) == ran.stats.new
    assert len(ran.memory.listed) >= 500


def terminate_at(portal: Portal, path: str) -> Callable[[Any], None]:
    """Sends SIGTERM to the crawl once the portal was asked for a path, which it answers only then."""
    page, asked, told = portal.pages[path], threading.Event(), threading.Event()
    assert isinstance(page, Reply)

    def wait(handler: BaseHTTPRequestHandler) -> None:
        asked.set()
        told.wait(PATIENCE)
        send(handler, page)

    portal.pages[path] = wait

    def stop(process: Any) -> None:
        assert asked.wait(PATIENCE)
        os.kill(process.pid, signal.SIGTERM)
        told.set()

    return stop


def test_listing_left_half_way_is_begun_again(portal, run_crawl):
    paths = pages_of(portal, 12)
    del portal.pages["/sitemap.xml"]
    with_etags(portal)
    manners = Politeness(delay_seconds=0.02, allow_private=True, because="loopback")
    job = job_for(portal.url, listings=(SECTION,), politeness=manners)
    first = run_crawl(job, meanwhile=terminate_at(portal, "/tin-tuc/page-5/"))
    assert first.stats.stopped
    ran = second_night(run_crawl, job, first)
    assert first.stats.new + ran.stats.new == len(paths)


def test_sigterm_ends_a_rest(portal, run_crawl):
    portal.pages[A1] = Reply(b"", 429, {"Retry-After": "60"})
    ran = run_crawl(job_for(portal.url), meanwhile=terminate_at(portal, A1))
    assert ran.stats.stopped
    assert portal.asked(A1) == 1, "it did not rest to the end"


def test_progress_is_told(portal, run_crawl):
    ran = run_crawl(job_for(portal.url))
    assert ran.memory.told[-1][:2] == (3, 3)
    assert isinstance(ran.memory, Memory)
