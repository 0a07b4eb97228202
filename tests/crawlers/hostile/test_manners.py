"""What robots.txt forbids is not asked for, nor what lies in a private network; what is odd is kept as it came."""

from records.outcome import Verdict
from records.source import Politeness
from tests.crawlers.conftest import HOME, Portal, Reply, job_for
from tests.crawlers.hostile.answers import reset


def test_robots_forbids_all(portal, run_crawl):
    portal.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n")
    ran = run_crawl(job_for(portal.url))
    assert ran.stats.fatal.startswith("robots.txt forbids KhoTinBot")
    assert [path for path, _ in portal.log] == ["/robots.txt"]
    assert ran.memory.verdict("/") == (Verdict.ROBOTS, "robots.txt forbids it")


def test_robots_forbids_a_folder(portal, run_crawl):
    portal.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /kin/\n")
    portal.sitemap("/tin-tuc/bai-viet-so-1.html", "/kin/bai-5.html")
    ran = run_crawl(job_for(portal.url))
    assert ran.memory.verdict("/kin/bai-5.html") == (Verdict.ROBOTS, "robots.txt forbids it")
    assert portal.asked("/kin/bai-5.html") == 0


def test_robots_unavailable_means_not_tonight(portal, run_crawl):
    portal.pages["/robots.txt"] = Reply(b"", 500)
    ran = run_crawl(job_for(portal.url))
    assert ran.stats.fatal.startswith("robots.txt answers 500: not crawled tonight")
    assert {path for path, _ in portal.log} == {"/robots.txt"}


def test_private_network_is_refused(portal, run_crawl):
    ran = run_crawl(job_for(portal.url, politeness=Politeness(delay_seconds=0, because="test")))
    assert "private-address: 127.0.0.1 is at 127.0.0.1" in ran.stats.fatal
    assert portal.log == []


def test_wrong_charset_still_lists_and_keeps_the_bytes(portal, run_crawl):
    wrong = "<a href='/tin-tuc/bai-viet-so-8.html'>Đồng Nai</a>".encode("windows-1258", "ignore")
    portal.pages["/"] = Reply(wrong, headers={"Content-Type": "text/html; charset=utf-99"})
    portal.pages["/tin-tuc/bai-viet-so-8.html"] = Reply(wrong, headers={"Content-Type": "text/html; charset=utf-99"})
    ran = run_crawl(job_for(portal.url))
    assert ran.stats.new == 4
    snapshot = ran.memory.pages[HOME + "tin-tuc/bai-viet-so-8.html"]
    assert (snapshot.body, snapshot.charset, snapshot.media_type) == (wrong, "utf-99", "text/html")


def test_portal_that_dies_half_way(portal: Portal, run_crawl):
    portal.pages["*"] = reset
    portal.pages["/robots.txt"] = Reply(b"", 404)
    portal.sitemap(*(f"/tin-tuc/chet-{n}.html" for n in range(30)))
    ran = run_crawl(job_for(portal.url))
    assert "addresses in a row (connection-lost)" in ran.stats.fatal
    assert ran.memory.count("article", Verdict.FAILED) >= 8
    assert ran.memory.count("article", Verdict.BUDGET) > 15
