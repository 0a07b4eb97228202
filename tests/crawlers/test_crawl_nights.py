"""What a night finds, asks for and leaves to the next: discovery in order of cost, conditional requests, budget."""

import gzip
import os
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from crawlers.job import CrawlJob
from records.outcome import Verdict
from records.platform import ListingRule
from records.source import Listing, Politeness
from tests.crawlers.conftest import HOME, PLAIN, Memory, Portal, Ran, Reply, html, job_for, links

A1, A2, A3 = (f"/tin-tuc/bai-viet-so-{n}.html" for n in (1, 2, 3))
RSS = {"Content-Type": "application/rss+xml"}
SECTION = Listing(url=HOME + "tin-tuc/", section="Tin tức")


def with_etags(portal: Portal) -> None:
    for path, page in portal.pages.items():
        if isinstance(page, Reply):
            page.headers["ETag"] = f'"{hash((path, page.body))}"'


def second_night(run_crawl, job: CrawlJob, ran: Ran, *, due: tuple[str, ...] = ()) -> Ran:
    memory = ran.memory.next_night()
    memory.revisits = [HOME.rstrip("/") + path for path in due]
    return run_crawl(replace(job, run_id="run-2"), memory)


def test_what_several_ways_find_is_fetched_once(portal, run_crawl):
    feed = "".join(f"<item><link>{HOME}{p[1:]}</link><category>Y tế</category></item>" for p in (A1, A2))
    portal.pages["/rss/"] = Reply(f"<rss><channel>{feed}</channel></rss>".encode(), headers=RSS)
    portal.pages["/tin-tuc/"] = links(A1, A2, A3)
    ran = run_crawl(job_for(portal.url, feeds=(HOME + "rss/",), listings=(SECTION,)))
    assert ran.stats.new == ran.stats.articles == ran.stats.discovered == 3
    assert [portal.asked(p) for p in (A1, A2, A3)] == [1, 1, 1]
    assert portal.asked("/tin-tuc/page-2/") == 0


def test_outcomes_speak_of_the_canonical_home(portal, run_crawl):
    portal.pages["/"] = links(portal.url + A1[1:], HOME + A2[1:], "http://other.example/tin-tuc/x-1.html")
    ran = run_crawl(job_for(portal.url))
    assert {o.url.removeprefix(HOME) for o in ran.memory.outcomes if o.kind == "article"} == {
        p[1:] for p in (A1, A2, A3)
    }
    assert all(o.url.startswith(HOME) for o in ran.memory.outcomes)
    assert ran.memory.pages[HOME + A1[1:]].final_url == HOME + A1[1:]


def test_page_that_names_another_address_as_its_own(portal, run_crawl):
    """As Liferay does: an article answers under its section as well."""
    own, other, wrong = "/a/b/cung-bai-7.html", "/muc/cung-bai-7.html", "/a/khac-8.html"
    for path in (own, other):
        portal.pages[path] = html(f'<link href="{portal.url}{own[1:]}" rel="canonical"><p>bài</p>')
    portal.pages[wrong] = html(f'<link rel="canonical" href="{own}"><p>bài</p>')
    portal.sitemap(other, wrong)
    ran = run_crawl(job_for(portal.url))
    assert ran.memory.verdict(other) == (Verdict.REJECTED, f"duplicate-address: {HOME}{own[1:]}")
    assert [ran.memory.verdict(p) for p in (own, wrong)] == [(Verdict.NEW, "")] * 2


def test_section_and_date_of_the_feed_are_kept(portal, run_crawl):
    date = "<pubDate>Mon, 16 Dec 2024 07:12:00 GMT</pubDate>"
    item = f"<item><link>{HOME}y/moi-7.html</link><category>Y tế</category>{date}</item>"
    portal.pages["/rss/"] = Reply(f"<rss><channel>{item}</channel></rss>".encode(), headers=RSS)
    portal.article("/y/moi-7.html")
    ran = run_crawl(job_for(portal.url, feeds=(HOME + "rss/",)))
    snapshot = ran.memory.pages[HOME + "y/moi-7.html"]
    assert snapshot.listed_section == "Y tế"
    assert snapshot.listed_at == datetime(2024, 12, 16, 7, 12, tzinfo=UTC)
    assert ran.memory.listed[HOME + "y/moi-7.html"] == ("Y tế", snapshot.listed_at)


def test_section_is_known_by_the_folder_of_a_listing(portal, run_crawl):
    portal.pages["/"] = html('<a href="/tin-tuc/">Tin tức - Sự kiện</a>')
    portal.pages["/tin-tuc/"] = links(A1)
    ran = run_crawl(job_for(portal.url))
    assert {o.section for o in ran.memory.outcomes if o.kind == "article"} == {"Tin tức - Sự kiện"}


def test_feed_links_and_pages_that_list_feeds(portal, run_crawl):
    portal.pages["/"] = html('<link rel="alternate" type="application/rss+xml" href="/feeds/">')
    portal.pages["/feeds/"] = html('<a href="/rss/y-te/">Y tế</a><a href="/lien-he/">Liên hệ</a>')
    entry = (
        f'<entry><link rel="alternate" href="{HOME}y-te/atom-9.html"/><updated>2026-08-01T10:00:00Z</updated></entry>'
    )
    portal.pages["/rss/y-te/"] = Reply(
        f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode(), headers=RSS
    )
    portal.article("/y-te/atom-9.html")
    ran = run_crawl(job_for(portal.url))
    assert ran.memory.verdict("/y-te/atom-9.html") == (Verdict.NEW, "")


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


def test_unchanged_night_asks_conditionally(portal, run_crawl):
    portal.pages["/tin-tuc/"] = links(A1, A2)
    with_etags(portal)
    job = job_for(portal.url, listings=(SECTION,))
    first = run_crawl(job)
    portal.log.clear()
    ran = second_night(run_crawl, job, first, due=(A1,))
    assert ran.stats.new == ran.stats.changed == 0
    assert ran.memory.verdict(A1) == (Verdict.UNCHANGED, "")
    asked = dict(portal.log)
    assert set(asked) == {"/robots.txt", "/", "/sitemap.xml", "/tin-tuc/", A1}
    assert all("If-None-Match" in asked[path] for path in ("/sitemap.xml", "/tin-tuc/", A1))
    kept = next(o for o in ran.memory.outcomes if o.url.endswith(A1))
    assert (kept.status, kept.warc_file) == (304, "part.warc.gz")
    assert (kept.etag, kept.digest) == (portal.pages[A1].headers["ETag"], first.memory.pages[HOME + A1[1:]].digest)


def test_edited_gone_and_new_on_the_second_night(portal, run_crawl):
    job = job_for(portal.url)
    first = run_crawl(job)
    portal.article(A1, "Đã sửa.")
    portal.pages[A2] = Reply(b"", 404)
    portal.article("/tin-tuc/bai-viet-so-4.html")
    portal.sitemap(A1, A2, A3, "/tin-tuc/bai-viet-so-4.html")
    ran = second_night(run_crawl, job, first, due=(A1, A2, A3))
    assert [ran.memory.verdict(p)[0] for p in (A1, A2, A3)] == [Verdict.CHANGED, Verdict.GONE, Verdict.UNCHANGED]
    assert (ran.stats.new, ran.stats.changed, ran.stats.unchanged) == (1, 1, 1)


def test_budget_leaves_the_rest_to_the_next_night(portal, run_crawl):
    paths = [portal.article(f"/tin-tuc/nhieu-{n}.html") for n in range(40)]
    portal.sitemap(*paths)
    portal.pages["/"] = html("")
    job = job_for(portal.url, budget=20)
    first = run_crawl(job)
    assert first.stats.requests == 20
    assert first.stats.new + first.memory.count("article", Verdict.BUDGET) == 40
    assert first.stats.discovered == 40
    with_etags(portal)
    ran = second_night(run_crawl, replace(job, budget=5000), first)
    assert first.stats.new + ran.stats.new == 40
    assert all(portal.asked(p) == 1 for p in paths)


def test_failed_article_is_asked_again_the_next_night(portal, run_crawl):
    portal.pages[A1] = Reply(b"", 500)
    job = job_for(portal.url)
    first = run_crawl(job)
    portal.article(A1)
    assert second_night(run_crawl, job, first).memory.verdict(A1) == (Verdict.NEW, "")


def pages_of(portal: Portal, count: int, *, per_page: int = 3) -> list[str]:
    """A section of `count` pages with a pager; the paths of its articles, newest first."""
    paths = [portal.article(f"/tin-tuc/trang-{n}.html") for n in range(count * per_page)]
    for n in range(1, count + 1):
        shown = paths[(n - 1) * per_page : n * per_page]
        pager = [f"/tin-tuc/page-{n + 1}/"] if n < count else []
        portal.pages["/tin-tuc/" if n == 1 else f"/tin-tuc/page-{n}/"] = links(*shown, *pager)
    portal.pages["/"] = html('<a href="/tin-tuc/">Tin tức</a>')
    return paths


def test_listing_alone_is_gone_down_to_its_bottom(portal, run_crawl):
    paths = pages_of(portal, 7)
    del portal.pages["/sitemap.xml"]
    job = job_for(portal.url, listings=(SECTION,))
    first = run_crawl(job)
    assert first.stats.new == len(paths) == 21
    portal.log.clear()
    second_night(run_crawl, job, first)
    assert [p for p, _ in portal.log if "tin-tuc" in p] == ["/tin-tuc/"]


def test_sitemap_that_knows_all_spares_the_listing(portal, run_crawl):
    paths = pages_of(portal, 20)
    portal.sitemap(*paths)
    ran = run_crawl(job_for(portal.url, listings=(SECTION,)))
    assert ran.stats.new == 60
    assert ran.memory.count("listing", Verdict.NEW) <= 8


def test_sitemap_that_knows_only_the_newest_does_not(portal, run_crawl):
    for known_pages in (1, 5, 13):
        paths = pages_of(portal, 14)
        portal.sitemap(*paths[: known_pages * 3])
        ran = run_crawl(job_for(portal.url, listings=(SECTION,)))
        assert ran.stats.new == 42, known_pages


def test_pager_is_found_where_no_rule_says_how(portal, run_crawl):
    paths = [portal.article(f"/tin-tuc/trang-{n}.html") for n in range(6)]
    portal.pages["/tin-tuc"] = links(*paths[:2], "/tin-tuc?trang=2", "/tin-tuc?trang=3")
    portal.pages["/tin-tuc?trang=2"] = links(*paths[2:4], "/tin-tuc?trang=3")
    portal.pages["/tin-tuc?trang=3"] = links(*paths[4:])
    del portal.pages["/sitemap.xml"]
    platform = replace(PLAIN, listing=ListingRule())
    ran = run_crawl(job_for(portal.url, platform=platform, listings=(Listing(url=HOME + "tin-tuc"),)))
    assert ran.memory.count("article", Verdict.NEW) == 7


def test_listing_cut_by_the_budget_is_gone_on_with(portal, run_crawl):
    paths = pages_of(portal, 16)
    del portal.pages["/sitemap.xml"]
    job = job_for(portal.url, budget=16, listings=(SECTION,))
    ran, new, nights = run_crawl(job), 0, 0
    while True:
        new, nights = new + ran.stats.new, nights + 1
        if new == len(paths) or nights > 12:
            break
        ran = second_night(run_crawl, job, ran)
    assert new == len(paths) == 48
    # 48 articles, 16 pages, and what each night asks anyway.
    assert nights <= 7


def test_listing_whose_pager_is_learned_is_gone_on_with_too(portal, run_crawl):
    paths = pages_of(portal, 30)
    del portal.pages["/sitemap.xml"]
    job = job_for(portal.url, platform=replace(PLAIN, listing=ListingRule()), budget=30, listings=(SECTION,))
    ran, new, nights = run_crawl(job), 0, 0
    while new + ran.stats.new < len(paths) and nights < 8:
        new, nights = new + ran.stats.new, nights + 1
        ran = second_night(run_crawl, job, ran)
    assert new + ran.stats.new == len(paths) == 90
    assert sum(portal.asked(f"/tin-tuc/page-{n}/") for n in range(2, 31)) <= 36


def test_pages_beside_a_listing_are_gone_on_with_too(portal, run_crawl):
    """As /kinh-te-p7.html lies beside /kinh-te.html, not below it."""
    paths, last = [portal.article(f"/kinh-te/bai-{n}.html") for n in range(90)], 30
    for n in range(1, last + 1):
        pager = [f"/kinh-te-p{m}.html" for m in (n + 1, n + 2) if m <= last]
        shown = "".join(f'<a href="{p}">{p.partition("-p")[2][:-5]}</a>' for p in pager)
        listed = "".join(f'<a href="{p}">bài {p}</a>' for p in paths[3 * n - 3 : 3 * n])
        portal.pages["/kinh-te.html" if n == 1 else f"/kinh-te-p{n}.html"] = html(listed + shown)
    portal.pages["/"] = html("")
    del portal.pages["/sitemap.xml"]
    listing = Listing(url=HOME + "kinh-te.html", section="Kinh tế")
    platform = replace(PLAIN, listing=ListingRule(), article_pattern=r"/bai-\d+\.html$")
    job = job_for(portal.url, platform=platform, budget=30, listings=(listing,))
    ran, new, nights = run_crawl(job), 0, 0
    while new + ran.stats.new < len(paths) and nights < 8:
        new, nights = new + ran.stats.new, nights + 1
        ran = second_night(run_crawl, job, ran)
    assert new + ran.stats.new == len(paths)
    assert sum(portal.asked(f"/kinh-te-p{n}.html") for n in range(2, last + 1)) <= 36


def test_full_duty_asks_for_all_again_to_the_bottom(portal, run_crawl):
    pages_of(portal, 4)
    with_etags(portal)
    job = job_for(portal.url, listings=(SECTION,))
    first = run_crawl(job)
    portal.log.clear()
    due = tuple(o.url.removeprefix(HOME.rstrip("/")) for o in first.memory.outcomes if o.kind == "article")
    ran = second_night(run_crawl, replace(job, duty="full"), first, due=due)
    assert ran.stats.unchanged == first.stats.new == 15
    assert portal.asked("/tin-tuc/page-4/") == 1
    assert portal.asked("/tin-tuc/page-5/") == 1


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
    ran = run_crawl(job, meanwhile=terminate_when(lambda: portal.asked(paths[3])))
    assert ran.stats.stopped
    assert 3 <= ran.stats.new < 100
    assert len(ran.memory.pages) == ran.stats.new
    assert len(ran.memory.listed) >= 500


def terminate_when(asked) -> Callable[[Any], None]:
    """Sends SIGTERM to the crawl as soon as the portal was asked so."""

    def stop(process: Any) -> None:
        while not asked():
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGTERM)

    return stop


def test_listing_left_half_way_is_begun_again(portal, run_crawl):
    paths = pages_of(portal, 12)
    del portal.pages["/sitemap.xml"]
    with_etags(portal)
    manners = Politeness(delay_seconds=0.02, allow_private=True, because="loopback")
    job = job_for(portal.url, listings=(SECTION,), politeness=manners)
    first = run_crawl(job, meanwhile=terminate_when(lambda: portal.asked("/tin-tuc/page-5/")))
    assert first.stats.stopped
    ran = second_night(run_crawl, job, first)
    assert first.stats.new + ran.stats.new == len(paths)


def test_sigterm_ends_a_rest(portal, run_crawl):
    portal.pages[A1] = Reply(b"", 429, {"Retry-After": "60"})
    ran = run_crawl(job_for(portal.url), meanwhile=terminate_when(lambda: portal.asked(A1)))
    assert ran.stats.stopped
    assert ran.seconds < 10


def test_progress_is_told(portal, run_crawl):
    ran = run_crawl(job_for(portal.url))
    assert ran.memory.told[-1][:2] == (3, 3)
    assert isinstance(ran.memory, Memory)


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


def test_links_to_another_host_are_counted(portal, run_crawl):
    portal.pages["/"] = links(*(f"http://localhost:81/tin-tuc/bai-{n}.html" for n in range(9)), "http://x.example/")
    ran = run_crawl(job_for(portal.url))
    assert ran.stats.other_hosts == {"localhost:81": 9}


def test_how_a_page_was_listed_is_kept(portal, run_crawl):
    date = "<pubDate>Mon, 16 Dec 2024 07:12:00 GMT</pubDate>"
    item = f"<item><link>{HOME}{A1[1:]}</link>{date}</item>"
    portal.pages["/rss/"] = Reply(f"<rss><channel>{item}</channel></rss>".encode(), headers=RSS)
    portal.pages["/tin-tuc/"] = links(A3)
    portal.pages["/"] = html("")
    portal.sitemap(A1, A2)
    ran = run_crawl(job_for(portal.url, feeds=(HOME + "rss/",), listings=(SECTION,)))
    assert [ran.memory.pages[HOME + p[1:]].listed_in for p in (A1, A2, A3)] == ["feed", "sitemap", "listing"]
