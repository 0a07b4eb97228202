"""Listings, feeds and sitemaps that repeat, never end, lead nowhere or can't be read: no crawl ends by them."""

import asyncio

import pytest

from crawlers import discovery, paging, sitemap_walk
from crawlers.account import Account
from crawlers.answer import Answer
from crawlers.asking import Asker
from crawlers.candidate import Site
from crawlers.night import Night
from crawlers.pace import Pace
from crawlers.page import UNREADABLE, Link
from records.outcome import Verdict
from records.source import Listing
from tests.crawlers.conftest import HOME, Memory, Reply, html, job_for, links
from tests.crawlers.hostile.portals import ever_new_articles, ever_new_nothing


def test_listing_that_repeats_for_ever(portal, run_crawl):
    portal.pages["/tin-tuc/"] = links("/tin-tuc/bai-viet-so-1.html", "/tin-tuc/bai-viet-so-4.html")
    portal.article("/tin-tuc/bai-viet-so-4.html")
    for n in range(2, 50):
        portal.pages[f"/tin-tuc/page-{n}/"] = links("/tin-tuc/bai-viet-so-1.html")
    ran = run_crawl(job_for(portal.url, duty="full", listings=(Listing(url=HOME + "tin-tuc/"),)))
    assert ran.stats.new == 4
    assert portal.asked("/tin-tuc/page-2/") == 1
    assert portal.asked("/tin-tuc/page-3/") == 0


def test_listing_of_new_articles_without_end_stops_at_the_budget(portal, run_crawl):
    portal.pages["*"] = ever_new_articles
    portal.pages["/tin-tuc/"] = links("/tin-tuc/vo-tan-1.html")
    portal.pages["/robots.txt"] = Reply(b"", 404)
    ran = run_crawl(job_for(portal.url, budget=60, listings=(Listing(url=HOME + "tin-tuc/"),)))
    assert ran.stats.requests <= 60
    assert ran.stats.new > 20
    assert ran.memory.count("listing", Verdict.BUDGET) == 1


def test_listing_of_ever_new_addresses_that_lead_to_nothing_ends(portal, run_crawl):
    """What a site links to without end, each a page that is gone, is doubted; then the listing itself is past use."""
    portal.pages["*"] = ever_new_nothing
    portal.pages["/tin-tuc/"] = links("/lich/1/xem-1.html")
    portal.pages["/robots.txt"] = Reply(b"", 404)
    ran = run_crawl(job_for(portal.url, budget=400, listings=(Listing(url=HOME + "tin-tuc/"),)))
    assert ran.stats.requests < 100
    assert ran.memory.count("listing", Verdict.BUDGET) == 0


@pytest.mark.parametrize("body", [b"", b"not xml at all", b"<rss><channel><item><title>half", b"\x1f\x8b\x08broken"])
def test_feed_that_is_none(body, portal, run_crawl):
    portal.pages["/rss/"] = Reply(body, headers={"Content-Type": "application/rss+xml"})
    ran = run_crawl(job_for(portal.url, feeds=(HOME + "rss/",)))
    assert ran.memory.verdict("/rss/")[0] in (Verdict.REJECTED, Verdict.NEW)
    assert ran.stats.new == 3


ODD_LISTINGS = {
    "base": '<base href="http://[x">',
    "number": f"<a href='/odd/page/{'9' * 5000}'>Sau</a><a href='/odd?page={'9' * 5000}'>Sau</a>",
    "other digits": "<a href='/odd/page/²'>2</a><a href='/odd?page=²'>2</a><a href='/odd/page/٣'>3</a>",
    "not an address": "<a href='http://[x'>1</a><a href='//[x/odd/page/2'>2</a>",
    "deep": "<div>" * 5000,
}


@pytest.mark.parametrize("odd", ODD_LISTINGS)
def test_an_odd_listing_ends_no_crawl(odd, portal, run_crawl):
    portal.pages["/"] = html(ODD_LISTINGS[odd] + "<a href='/odd/'>Kinh tế</a>")
    portal.pages["/odd/"] = html("<a href='/tin-tuc/bai-viet-so-8.html'>Tin</a>" + ODD_LISTINGS[odd])
    portal.article("/tin-tuc/bai-viet-so-8.html")
    ran = run_crawl(job_for(portal.url, listings=(Listing(url=HOME + "odd/", section="Kinh tế"),)))
    assert not ran.stats.fatal
    assert ran.memory.verdict("/tin-tuc/bai-viet-so-8.html") == (Verdict.NEW, "")


@pytest.mark.parametrize("error", UNREADABLE)
def test_a_listing_that_cannot_be_read_is_rejected_and_the_walk_ends(error, monkeypatch):
    def fail(*_: object) -> list[Link]:
        raise error("odd")

    monkeypatch.setattr(paging, "article_links", fail)
    monkeypatch.setattr(discovery, "article_links", fail)

    class OnePage:
        """Answers with one page."""

        async def get(self, url: str, **_: object) -> Answer:
            return Answer(url=url, final_url=url, status=200, headers={"content-type": "text/html"}, body=b"<p>x")

    job, memory = job_for(HOME, listings=(Listing(url=HOME + "odd/"),)), Memory()
    account = Account(job, memory, memory, lambda *_: None)
    night = Night(job=job, site=Site(job.source, None), account=account, sink=memory, pace=Pace(delay_seconds=0))
    found = discovery.Discovery(night, Asker(night, OnePage()))
    asyncio.run(found.begin())
    asyncio.run(found.deepen(up_to=9))
    assert not found.unfinished
    for path in ("/", "/odd/"):
        assert memory.verdict(path) == (Verdict.REJECTED, f"can't be read: {error.__name__}: odd")


@pytest.mark.parametrize("link", ["http://[x/tin-tuc/bai-viet-so-9.html", "https://[::1/a-b-c-d.html", "http://["])
def test_a_feed_that_names_no_address_ends_no_crawl(link, portal, run_crawl):
    items = f"<item><link>{link}</link></item><item><link>{HOME}tin-tuc/bai-viet-so-8.html</link></item>"
    portal.article("/tin-tuc/bai-viet-so-8.html")
    portal.pages["/rss/"] = Reply(f"<rss><channel>{items}</channel></rss>".encode())
    ran = run_crawl(job_for(portal.url, feeds=(HOME + "rss/",)))
    assert ran.memory.verdict("/rss/") == (Verdict.NEW, "")
    assert ran.memory.verdict("/tin-tuc/bai-viet-so-8.html") == (Verdict.NEW, "")


@pytest.mark.parametrize(
    ("module", "name", "url"), [(discovery, "feed_anchors", "/rss/"), (sitemap_walk, "parse_sitemap", "/map.xml")]
)
def test_a_feed_or_sitemap_that_cannot_be_read_is_rejected(module, name, url, monkeypatch):
    def fail(*_: object, **__: object) -> list[Link]:
        raise ValueError("odd")

    monkeypatch.setattr(module, name, fail)

    class OnePage:
        """Answers with one page."""

        async def get(self, url: str, **_: object) -> Answer:
            return Answer(url=url, final_url=url, status=200, headers={"content-type": "text/html"}, body=b"<p>x")

    job, memory = job_for(HOME, feeds=(HOME + "rss/",), sitemaps=(HOME + "map.xml",)), Memory()
    account = Account(job, memory, memory, lambda *_: None)
    night = Night(job=job, site=Site(job.source, None), account=account, sink=memory, pace=Pace(delay_seconds=0))
    found = discovery.Discovery(night, Asker(night, OnePage()))
    asyncio.run(found.begin())
    asyncio.run(found.freshen(up_to=9))
    assert memory.verdict(url) == (Verdict.REJECTED, "can't be read: ValueError: odd")


def test_what_only_its_list_speaks_against_has_another_night(portal, run_crawl):
    gone = [f"/tin-tuc/chua-bao-gio-co-{n}.html" for n in range(100, 160)]
    items = "".join(f"<item><link>{HOME[:-1]}{path}</link></item>" for path in gone)
    portal.pages["/rss/"] = Reply(f"<rss><channel>{items}</channel></rss>".encode())
    portal.pages["/"] = links(*(f"/tin-tuc/bai-viet-so-{n}.html" for n in (1, 2, 3)))
    ran = run_crawl(job_for(portal.url, feeds=(HOME + "rss/",)))
    assert ran.stats.new == 3
    assert ran.memory.count("article", Verdict.GONE) < 20
    put_off = [o for o in ran.memory.outcomes if o.verdict is Verdict.BUDGET]
    assert len(put_off) > 40
    assert all(o.reason.startswith("put off: none of the last ") for o in put_off)
    assert ran.stats.left == 0, "the budget had room for them"


def test_kinds_that_led_to_nothing_at_all_are_rejected(portal, run_crawl):
    items = "".join(f"<item><link>{HOME}muc/{n}/x-{n}.html</link></item>" for n in range(100, 160))
    portal.pages["/rss/"] = Reply(f"<rss><channel>{items}</channel></rss>".encode())
    ran = run_crawl(job_for(portal.url, feeds=(HOME + "rss/",)))
    assert ran.memory.count("article", Verdict.REJECTED) > 40
    assert ran.memory.count("article", Verdict.BUDGET) == 0
