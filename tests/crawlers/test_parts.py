"""Robots, handlers that fail, and a job's JSON."""

import asyncio

import pytest

from crawlers.drain import drain
from crawlers.job import CrawlJob
from crawlers.robots import Robots
from tests.crawlers.conftest import HOME, job_for


def test_robots():
    robots = Robots(
        b"User-agent: KhoTinBot\nDisallow: /tin/\nCrawl-delay: 3\n\nUser-agent: *\nDisallow: /\nSitemap: https://a.example/s.xml\n",
        user_agent="KhoTinBot/0.1 (+x)",
    )
    assert [robots.allows(HOME + p) for p in ("", "tin/1")] == [True, False]
    assert robots.delay_seconds == 3
    assert robots.sitemaps == ("https://a.example/s.xml",)


def test_robots_that_are_a_page_or_too_slow_or_not_obeyed():
    assert Robots(b"<html>404</html>").allows(HOME)
    assert Robots(b"User-agent: *\nCrawl-delay: 86400\n").delay_seconds == 60
    assert Robots(b"User-agent: *\nDisallow: /\n", obey=False).allows(HOME)


def test_drain_raises_a_handlers_error():
    from collections import deque

    async def fail(item: int) -> None:
        raise ValueError(item)

    with pytest.raises(ValueError, match="1"):
        asyncio.run(drain(deque([1, 2]), fail, width=1, may_go_on=lambda: True))


def test_job_round_trips_as_json():
    from records.base import decode, encode

    job = job_for("http://127.0.0.1:1/")
    assert decode(encode(job), CrawlJob) == job
