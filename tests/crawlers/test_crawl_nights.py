"""What a night finds, asks for and leaves to the next: discovery in order of cost, conditional requests, budget."""

from datetime import UTC, datetime

from msgspec.structs import replace

from records.outcome import Verdict
from tests.crawlers.conftest import HOME, Reply, html, job_for, links
from tests.crawlers.nights import A1, A2, A3, RSS, SECTION, second_night, with_etags


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
