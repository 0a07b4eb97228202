"""Sites that ask to be left alone, or for a cookie, before they show a page."""

import gzip
import itertools

from records.outcome import Verdict
from tests.crawlers.conftest import Reply, html, job_for, send
from tests.crawlers.hostile.answers import Handler, only_with_cookie

BAD = "/tin-tuc/bai-la-99.html"


def test_flood_is_waited_out(portal, run_crawl):
    def busy_at_first(handler: Handler) -> None:
        flood = Reply(b"", 429, {"Retry-After": "1"})
        send(handler, flood if portal.asked(BAD) == 1 else html("đây rồi"))

    portal.pages[BAD] = busy_at_first
    portal.sitemap(BAD)
    ran = run_crawl(job_for(portal.url))
    assert ran.memory.verdict(BAD) == (Verdict.NEW, "")
    assert ran.seconds > 1
    assert ran.stats.by_status["429"] == 1


def test_site_that_only_says_429_is_given_up(portal, run_crawl):
    portal.pages["*"] = Reply(b"", 429, {"Retry-After": "3600"})
    portal.sitemap(*(f"/tin-tuc/bai-{n}.html" for n in range(20)))
    ran = run_crawl(job_for(portal.url))
    assert "robots.txt answers 429" in ran.stats.fatal
    portal.pages["/robots.txt"] = Reply(b"", 404)
    ran = run_crawl(job_for(portal.url))
    assert "it asks to be left alone" in ran.stats.fatal
    assert ran.memory.count("article", Verdict.BUDGET) >= 14
    assert ran.stats.requests < 12


def test_cookie_that_a_stub_sets_is_sent_from_then_on(portal, run_crawl):
    for path, page in list(portal.pages.items()):
        portal.pages[path] = lambda handler, page=page: only_with_cookie(handler, page)
    ran = run_crawl(job_for(portal.url))
    assert (ran.stats.new, ran.stats.fatal) == (3, "")
    assert portal.asked("/") == 2, "the stub is met once"
    assert all(portal.asked(f"/tin-tuc/bai-viet-so-{n}.html") == 1 for n in (1, 2, 3))


def test_stub_whose_cookie_never_pleases_is_a_challenge(portal, run_crawl):
    portal.pages[BAD] = lambda handler: only_with_cookie(handler, Reply(), cookie="D1N=other")
    portal.sitemap(BAD)
    ran = run_crawl(job_for(portal.url))
    assert ran.memory.verdict(BAD) == (Verdict.FAILED, "challenge: it sets the same cookie again and again")
    assert portal.asked(BAD) == 2


def test_stub_that_sets_another_cookie_each_time_is_a_challenge(portal, run_crawl):
    numbers = itertools.count()
    portal.pages[BAD] = lambda handler: only_with_cookie(handler, Reply(), cookie=f"D1N=other{next(numbers)}")
    portal.sitemap(BAD)
    ran = run_crawl(job_for(portal.url, budget=60))
    assert ran.memory.verdict(BAD) == (Verdict.FAILED, "challenge: it sets another cookie each time")
    assert portal.asked(BAD) == 4


def test_zipped_flood_page_is_known(portal, run_crawl):
    page = gzip.compress(html("Hãy đợi một chút…").body)
    portal.pages[BAD] = Reply(page, headers={"Content-Encoding": "gzip", "Retry-After": "0"})
    portal.sitemap(BAD)
    assert run_crawl(job_for(portal.url)).memory.verdict(BAD) == (Verdict.FAILED, "challenge")
