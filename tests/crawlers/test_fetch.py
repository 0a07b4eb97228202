"""Redirects as the fetcher follows them, over a table of answers."""

import asyncio
from datetime import UTC, datetime

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from crawlers.account import Account
from crawlers.answer import Answer
from crawlers.candidate import Site
from crawlers.fetch import Fetcher
from crawlers.job import CrawlJob
from crawlers.night import Night
from crawlers.pace import Pace
from records.source import Source
from tests.crawlers.conftest import Memory


class Table:
    """Answers by address: a status, or the address to redirect to."""

    def __init__(self, answers: dict[str, str | int]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    async def download(self, request: Request) -> Response:
        self.asked.append(request.url)
        answer = self.answers[request.url]
        if answer == 0:
            raise DownloadTimeoutError
        if isinstance(answer, int):
            return Response(request.url, status=answer, body=b"page", request=request)
        return Response(request.url, status=301, headers={"Location": answer}, request=request)


def get(table: Table, *urls: str, home: str, fetch_from: str | None = None, follow: bool = False) -> list[Answer]:
    source = Source(id="s", name="S", home=home, fetch_from=fetch_from)
    job = CrawlJob(source=source, platform=None, run_id="r", now=datetime(2026, 8, 5, tzinfo=UTC))
    memory = Memory()
    account = Account(job, memory, memory, memory.progress)
    night = Night(job=job, site=Site(source, None), account=account, sink=memory, pace=Pace(delay_seconds=0))
    fetcher = Fetcher(night, table.download)

    async def all_of_them() -> list[Answer]:
        return [await fetcher.get(url, follow=follow) for url in urls]

    return asyncio.run(all_of_them())


def test_moved_to_https_and_www_is_learned_once():
    table = Table(
        {
            "http://a.example/x": "https://www.a.example/x",
            "https://www.a.example/x": 200,
            "https://www.a.example/y": 200,
        }
    )
    answers = get(table, "http://a.example/x", "http://a.example/y", home="http://a.example/")
    assert [a.status for a in answers] == [200, 200]
    assert [a.final_url for a in answers] == ["http://a.example/x", "http://a.example/y"]
    assert len(table.asked) == 3


def test_mirror_that_names_its_original_is_not_left_for_it():
    table = Table({"http://127.0.0.1:81/x": "https://a.example/y", "http://127.0.0.1:81/y": 200})
    (answer,) = get(
        table, "https://a.example/x", home="https://a.example/", fetch_from="http://127.0.0.1:81/", follow=True
    )
    assert (answer.url, answer.final_url, answer.status) == ("https://a.example/x", "https://a.example/y", 200)
    assert all(url.startswith("http://127.0.0.1:81/") for url in table.asked)


def test_mirror_that_sends_to_its_original_page_is_a_loop():
    table = Table({"http://127.0.0.1:81/x": "https://a.example/x"})
    (answer,) = get(table, "https://a.example/x", home="https://a.example/", fetch_from="http://127.0.0.1:81/")
    assert answer.target == answer.url
    assert len(table.asked) == 1


@pytest.mark.parametrize("follow", [True, False])
def test_circle_ends(follow):
    table = Table({"https://a.example/x": "/y", "https://a.example/y": "/x"})
    (answer,) = get(table, "https://a.example/x", home="https://a.example/", follow=follow)
    if follow:
        assert answer.failure == "redirect-loop"
        assert len(table.asked) <= 6
    else:
        assert (answer.status, answer.target) == (301, "https://a.example/y")


def test_off_the_site_is_told_and_not_followed():
    table = Table({"https://a.example/x": "http://169.254.169.254/latest"})
    (answer,) = get(table, "https://a.example/x", home="https://a.example/", follow=True)
    assert (answer.status, answer.target) == (301, "http://169.254.169.254/latest")


def test_failure_has_a_word_and_the_address_asked_for():
    (answer,) = get(
        Table({"http://127.0.0.1/x": 0}),
        "https://a.example/x",
        home="https://a.example/",
        fetch_from="http://127.0.0.1/",
    )
    assert (answer.url, answer.failure, answer.not_sent) == ("https://a.example/x", "timeout", False)
