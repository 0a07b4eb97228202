"""A crawl of the trap portal: all of its articles, hardly anything else, at a cost that is bounded."""

import gzip
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from crawlers.job import CrawlJob
from records.platform import ListingRule
from tests.crawlers.conftest import HOME, PLAIN, Portal, Ran, Reply, job_for, portal_of_three
from tests.crawlers.hostile import answers
from tests.crawlers.traps import COUNT, TrapPortal, path_of, wrong_charset

PAGES = {
    "/kinh-te/bai-khong-bao-gio-het-8002.html": answers.endless,
    "/kinh-te/bai-co-dau-thu-qua-dai-8003.html": answers.one_long_header,
    "/kinh-te/bai-co-qua-nhieu-dau-thu-8004.html": answers.many_headers,
    "/kinh-te/bai-no-tung-khi-mo-8005.html": Reply(gzip.compress(b"\0" * 20_000_000), headers={"Content-Encoding": "gzip"}),
    "/kinh-te/bai-quay-vong-mai-8006.html": Reply(b"", 302, {"Location": "/kinh-te/bai-quay-vong-mai-8007.html"}),
    "/kinh-te/bai-quay-vong-mai-8007.html": Reply(b"", 302, {"Location": "/kinh-te/bai-quay-vong-mai-8006.html"}),
    "/kinh-te/bai-sai-bang-ma-8008.html": wrong_charset(),
    "/kinh-te/bai-dut-giua-chung-8009.html": answers.truncated,
}  # fmt: skip
# What the hostile pages hold that is a page after all.
SOUND = {"/kinh-te/bai-sai-bang-ma-8008.html"}
KNOWN = replace(
    PLAIN,
    article_pattern=r"^/[^/]+/[^/]+-\d+\.html$",
    junk=("nvvithemever=", "second=cronjobs", "^/(print|savefile|m|users)/"),
    feeds=("/rss/",),
    sitemaps=(),
    listing=ListingRule(next_page="page-{n}/"),
)


@pytest.fixture(scope="module")
def trapped() -> Iterator[Portal]:
    with portal_of_three() as portal:
        TrapPortal(portal, PAGES)
        yield portal


def unknown(job: CrawlJob) -> CrawlJob:
    """The same portal, of which nobody knows what it runs on."""
    return replace(job, platform=None, source=replace(job.source, platform=None))


@pytest.fixture(scope="module", params=["known", "unknown"])
def night(request, trapped, run_crawl) -> tuple[str, Ran, int, CrawlJob]:
    trapped.log.clear()
    job = job_for(trapped.url, platform=KNOWN, max_bytes=12_000_000)
    job = job if request.param == "known" else unknown(job)
    ran = run_crawl(job)
    return request.param, ran, len(trapped.log), job


def taken(ran: Ran) -> set[str]:
    return {"/" + url.removeprefix(HOME) for url in ran.memory.pages}


def test_all_articles_come_in_and_nothing_else(night):
    _, ran, _, _ = night
    articles = {path_of(n) for n in range(COUNT)}
    got = taken(ran) - SOUND
    missed = articles - got
    assert len(missed) <= 0.01 * COUNT, sorted(missed)[:5]
    assert len(got - articles) < 0.01 * COUNT, sorted(got - articles)


def test_the_cost_is_bounded(night):
    kind, ran, requests, _ = night
    assert requests >= ran.stats.requests  # a truncated answer may be asked for twice by the library
    assert requests <= (1.3 if kind == "known" else 2.0) * ran.stats.new


def test_the_next_night_costs_little(night, trapped, run_crawl):
    _, ran, _, job = night
    trapped.log.clear()
    again = run_crawl(replace(job, run_id="run-2"), ran.memory.next_night())
    assert again.stats.new <= len(SOUND)
    assert len(trapped.log) < 0.3 * COUNT


def test_sections_are_kept(night):
    _, ran, _, _ = night
    sections = {path: ran.memory.pages[HOME[:-1] + path].listed_section for path in taken(ran) - SOUND}
    assert sum(sections[path] == path.split("/")[1] for path in sections) >= 0.99 * len(sections)
