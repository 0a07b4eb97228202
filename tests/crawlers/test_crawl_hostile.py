"""Each way a server can be broken or hostile ends in its own named outcome, and the crawl ends."""

import asyncio
import gzip
import itertools
import socket
import struct
import time
from http.server import BaseHTTPRequestHandler

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
from records.source import Listing, Politeness
from tests.crawlers.conftest import HOME, Memory, Portal, Reply, html, job_for, links, portal_of_three, send

BAD = "/tin-tuc/bai-la-99.html"


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "10000")
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def reset(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def truncated(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "10000")
    handler.end_headers()
    handler.wfile.write(b"<html>half a page")
    handler.close_connection = True


def one_long_header(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 1_000_000 + b"\r\nContent-Length: 0\r\n\r\n")


def many_headers(handler: BaseHTTPRequestHandler) -> None:
    lines = b"".join(b"X-%d: %s\r\n" % (n, b"a" * 1000) for n in range(1000))
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + lines + b"Content-Length: 2\r\n\r\nhi")


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"10000\r\n" + b"a" * 0x10000 + b"\r\n")


BOMB = gzip.compress(b"\0" * 5_000_000)
HOSTILE = {
    "slow drip": (drip, Verdict.FAILED, "timeout"),
    "connection reset": (reset, Verdict.FAILED, "connection-lost"),
    "truncated": (truncated, Verdict.FAILED, "truncated"),
    "header of 1 MB": (one_long_header, Verdict.FAILED, "connection-lost"),
    "1000 headers": (many_headers, Verdict.REJECTED, "too-large: 1"),
    "page that never ends": (endless, Verdict.REJECTED, "too-large"),
    "gzip bomb": (Reply(BOMB, headers={"Content-Encoding": "gzip"}), Verdict.REJECTED, "too-large"),
    "not gzip": (Reply(b"plain", headers={"Content-Encoding": "gzip"}), Verdict.FAILED, "broken-encoding"),
    "declared too large": (Reply(b"x" * 1_500_000), Verdict.REJECTED, "too-large"),
    "PDF": (
        Reply(b"%PDF-1.4", headers={"Content-Type": "application/pdf"}),
        Verdict.REJECTED,
        "not-html: application/pdf",
    ),
    "gone": (Reply(b"", 410), Verdict.GONE, "410 Gone"),
    "forbidden": (Reply(b"", 403), Verdict.FAILED, "403 Forbidden"),
    "server error": (Reply(b"", 500), Verdict.FAILED, "500 Internal Server Error"),
    "challenge": (html("Hãy đợi một chút…"), Verdict.FAILED, "challenge"),
    "to itself": (Reply(b"", 301, {"Location": "/tin-tuc/xau-14.html"}), Verdict.FAILED, "redirect-loop"),
    "to the home page": (Reply(b"", 302, {"Location": "/"}), Verdict.GONE, "redirected to the home page"),
    "to a listing": (Reply(b"", 302, {"Location": "/tin-tuc/"}), Verdict.GONE, f"redirected to {HOME}tin-tuc/"),
    "off the site": (Reply(b"", 302, {"Location": "http://x.example/"}), Verdict.REDIRECTED, "http://x.example/"),
    "to a file": (Reply(b"", 302, {"Location": "file:///etc/passwd"}), Verdict.REDIRECTED, "file:///etc/passwd"),
    "to nowhere": (Reply(b"", 302, {"Location": "http://[bad"}), Verdict.REDIRECTED, "http://[bad"),
    "304 unasked": (Reply(b"", 304), Verdict.FAILED, "304 Not Modified"),
}


PATHS = {case: f"/tin-tuc/xau-{n}.html" for n, case in enumerate(HOSTILE)}


@pytest.fixture(scope="module")
def hostile_night(run_crawl):
    """One night on a portal with every hostile page there is, a sound one between each two."""
    with portal_of_three() as portal:
        for case, path in PATHS.items():
            portal.pages[path] = HOSTILE[case][0]
            portal.article(path.replace("xau", "tot"))
        portal.sitemap(*(path for path in portal.pages if "-" in path))
        yield run_crawl(job_for(portal.url, timeout_seconds=0.5))


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_article(case, hostile_night):
    _, verdict, reason = HOSTILE[case]
    ended, why = hostile_night.memory.verdict(PATHS[case])
    assert (ended, why[: len(reason)]) == (verdict, reason)


def test_hostile_pages_do_the_others_no_harm(hostile_night):
    assert hostile_night.stats.new == 3 + len(HOSTILE)
    assert not hostile_night.stats.fatal
    assert not hostile_night.stats.stopped


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
    def onward(handler: BaseHTTPRequestHandler) -> None:
        number = int(handler.path.rpartition("-")[2].partition(".")[0])
        send(handler, Reply(b"", 302, {"Location": f"/tin-tuc/xa-{number + 1}.html"}))

    portal.pages["*"] = onward
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


def test_flood_is_waited_out(portal, run_crawl):
    begun = time.monotonic()

    def busy_at_first(handler: BaseHTTPRequestHandler) -> None:
        flooded = time.monotonic() - begun < 60 and portal.asked(BAD) == 1
        send(handler, Reply(b"", 429, {"Retry-After": "1"}) if flooded else html("đây rồi"))

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
    def more(handler: BaseHTTPRequestHandler) -> None:
        number = handler.path.strip("/").rpartition("-")[2]
        send(handler, links(f"/tin-tuc/vo-tan-{number}.html") if "page" in handler.path else html("bài"))

    portal.pages["*"] = more
    portal.pages["/tin-tuc/"] = links("/tin-tuc/vo-tan-1.html")
    portal.pages["/robots.txt"] = Reply(b"", 404)
    ran = run_crawl(job_for(portal.url, budget=60, listings=(Listing(url=HOME + "tin-tuc/"),)))
    assert ran.stats.requests <= 60
    assert ran.stats.new > 20
    assert ran.memory.count("listing", Verdict.BUDGET) == 1


def test_listing_of_ever_new_addresses_that_lead_to_nothing_ends(portal, run_crawl):
    """What a site links to without end, each a page that is gone, is doubted; then the listing itself is past use."""

    def more(handler: BaseHTTPRequestHandler) -> None:
        number = handler.path.strip("/").rpartition("-")[2]
        gone = [f"/lich/{int(number) * 10 + n}/xem-{n}.html" for n in range(3)] if "page" in handler.path else []
        send(handler, links(*gone) if gone else Reply(b"gone", 404))

    portal.pages["*"] = more
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


def test_unreachable_portal(run_crawl):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    ran = run_crawl(job_for(f"http://127.0.0.1:{port}/"))
    assert ran.stats.fatal == f"unreachable: connection-refused (http://127.0.0.1:{port}/robots.txt)"


def test_home_that_is_no_page(portal, run_crawl):
    portal.pages = {"/": Reply(b"%PDF", headers={"Content-Type": "application/pdf"})}
    ran = run_crawl(job_for(portal.url))
    assert "the home page is not HTML: application/pdf" in ran.stats.fatal


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
    def die(handler: BaseHTTPRequestHandler) -> None:
        reset(handler)

    portal.pages["*"] = die
    portal.pages["/robots.txt"] = Reply(b"", 404)
    portal.sitemap(*(f"/tin-tuc/chet-{n}.html" for n in range(30)))
    ran = run_crawl(job_for(portal.url))
    assert "addresses in a row (connection-lost)" in ran.stats.fatal
    assert ran.memory.count("article", Verdict.FAILED) >= 8
    assert ran.memory.count("article", Verdict.BUDGET) > 15


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


def only_with_cookie(handler: BaseHTTPRequestHandler, page: Reply, *, cookie: str = "D1N=0a1b2c") -> None:
    stub = b'<html><script>document.cookie="' + cookie.encode() + b'; path=/";location.reload()</script></html>'
    send(handler, page if handler.headers.get("Cookie") == "D1N=0a1b2c" else Reply(stub))


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


def test_kinds_that_led_to_nothing_at_all_are_rejected(portal, run_crawl):
    items = "".join(f"<item><link>{HOME}muc/{n}/x-{n}.html</link></item>" for n in range(100, 160))
    portal.pages["/rss/"] = Reply(f"<rss><channel>{items}</channel></rss>".encode())
    ran = run_crawl(job_for(portal.url, feeds=(HOME + "rss/",)))
    assert ran.memory.count("article", Verdict.REJECTED) > 40
    assert ran.memory.count("article", Verdict.BUDGET) == 0


def test_name_that_does_not_resolve_is_unknown(run_crawl):
    manners = Politeness(delay_seconds=0, because="test")
    ran = run_crawl(job_for("http://no-such-host.invalid/", politeness=manners))
    assert ran.stats.fatal == "unreachable: unknown-host (http://no-such-host.invalid/robots.txt)"


def test_zipped_flood_page_is_known(portal, run_crawl):
    page = gzip.compress(html("Hãy đợi một chút…").body)
    portal.pages[BAD] = Reply(page, headers={"Content-Encoding": "gzip", "Retry-After": "0"})
    portal.sitemap(BAD)
    assert run_crawl(job_for(portal.url)).memory.verdict(BAD) == (Verdict.FAILED, "challenge")
