"""Redirects in a circle, without an end, to a page that is there: each target is asked for once."""

from records.outcome import Verdict
from tests.crawlers.conftest import HOME, Reply, job_for
from tests.crawlers.hostile.portals import ever_onward


def test_redirect_circle_ends(portal, run_crawl):
    ring = [f"/tin-tuc/vong-{n}.html" for n in range(3)]
    for n, path in enumerate(ring):
        portal.pages[path] = Reply(b"", 301, {"Location": ring[(n + 1) % 3]})
    portal.sitemap(ring[0])
    ran = run_crawl(job_for(portal.url))
    assert [ran.memory.verdict(p) for p in ring] == [
        (Verdict.REDIRECTED, HOME.rstrip("/") + ring[(n + 1) % 3]) for n in range(3)
    ]


def test_redirects_to_new_addresses_without_end(portal, run_crawl):
    portal.pages["*"] = ever_onward
    portal.pages["/robots.txt"] = Reply(b"", 404)
    portal.sitemap("/tin-tuc/xa-1.html")
    ran = run_crawl(job_for(portal.url))
    assert ran.memory.count("article", Verdict.REDIRECTED) == 6


def test_redirect_target_is_fetched_once(portal, run_crawl):
    portal.pages["/tin-tuc/cu-5.html"] = Reply(b"", 301, {"Location": "/tin-tuc/moi-5.html"})
    portal.article("/tin-tuc/moi-5.html")
    portal.sitemap("/tin-tuc/cu-5.html")
    ran = run_crawl(job_for(portal.url))
    assert ran.memory.verdict("/tin-tuc/cu-5.html") == (Verdict.REDIRECTED, HOME + "tin-tuc/moi-5.html")
    assert ran.memory.verdict("/tin-tuc/moi-5.html") == (Verdict.NEW, "")
    assert portal.asked("/tin-tuc/moi-5.html") == 1
