"""A listing is gone down as far as it must, cut by a budget, and gone on with."""

from msgspec.structs import replace

from records.outcome import Verdict
from records.platform import ListingRule
from records.source import Listing
from tests.crawlers.conftest import HOME, PLAIN, html, job_for, links
from tests.crawlers.nights import SECTION, pages_of, second_night, with_etags


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
