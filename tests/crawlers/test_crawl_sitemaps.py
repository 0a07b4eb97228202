"""Sitemaps are asked for when they can name something new, and what is fresh before the past."""

import gzip
from datetime import UTC, datetime

from msgspec.structs import replace

from records.outcome import Verdict
from tests.crawlers.conftest import HOME, Portal, Reply, html, job_for
from tests.crawlers.nights import A1, A2, RSS, SECTION, pages_of, second_night


def test_sitemap_index_zipped_without_saying_so(portal, run_crawl):
    portal.sitemap(A1, A2, at="/map-1")
    portal.pages["/map-1"] = Reply(gzip.compress(portal.pages["/map-1"].body), headers={"Content-Type": "text/plain"})
    index = f"<sitemapindex><sitemap><loc>{HOME}map-1</loc></sitemap></sitemapindex>"
    portal.pages["/odd.xml"] = Reply(index.encode())
    portal.pages["/robots.txt"] = Reply(f"User-agent: *\nDisallow:\nSitemap: {HOME}odd.xml".encode())
    portal.pages["/"] = html("")
    ran = run_crawl(job_for(portal.url))
    assert ran.stats.new == 2
    assert portal.asked("/sitemap.xml") == 0


def index_of(portal: Portal, days: dict[str, str]) -> None:
    """An index of sitemaps of one article each, with the days they say they changed on."""
    for name in days:
        portal.sitemap(portal.article(f"/tin-tuc/{name}-1.html"), at=f"/{name}.xml")
    children = "".join(f"<sitemap><loc>/{n}.xml</loc><lastmod>{day}</lastmod></sitemap>" for n, day in days.items())
    portal.pages["/sitemap.xml"] = Reply(f"<sitemapindex>{children}</sitemapindex>".encode())


def test_sitemap_whose_lastmod_is_older_than_what_is_known_is_not_asked(portal, run_crawl):
    index_of(portal, {"cu": "2026-01-01", "moi": "2026-08-05"})
    job = job_for(portal.url)
    first = run_crawl(job)
    assert first.stats.new == 3
    memory = first.memory.next_night()
    memory.known = {u: replace(k, fetched_at=datetime(2026, 8, 5, tzinfo=UTC)) for u, k in memory.known.items()}
    portal.log.clear()
    run_crawl(replace(job, run_id="run-2"), memory)
    assert (portal.asked("/cu.xml"), portal.asked("/moi.xml")) == (0, 1)
    run_crawl(replace(job, run_id="run-3", duty="full"), memory)
    assert (portal.asked("/cu.xml"), portal.asked("/moi.xml")) == (1, 2)


def test_sitemaps_not_come_to_are_left_to_the_next_night(portal, run_crawl):
    index_of(portal, {f"thang-{n}": f"2025-{n:02}-01" for n in range(1, 13)})
    job = job_for(portal.url, budget=14)
    ran, new = run_crawl(job), 0
    assert ran.memory.count("sitemap", Verdict.BUDGET) > 0
    for _ in range(6):
        new += ran.stats.new
        ran = second_night(run_crawl, job, ran)
    assert new == 13


def test_what_is_fresh_is_asked_before_the_past(portal, run_crawl):
    pages_of(portal, 30)
    fresh = [portal.article(f"/tin-tuc/hom-nay-{n}.html") for n in range(4)]
    items = "".join(f"<item><link>{HOME}{p[1:]}</link></item>" for p in fresh)
    portal.pages["/rss/"] = Reply(f"<rss><channel>{items}</channel></rss>".encode(), headers=RSS)
    del portal.pages["/sitemap.xml"]
    run_crawl(job_for(portal.url, feeds=(HOME + "rss/",), listings=(SECTION,)))
    asked = [path for path, _ in portal.log]
    assert max(asked.index(path) for path in fresh) < asked.index("/tin-tuc/page-3/")
