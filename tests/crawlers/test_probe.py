"""What a probe finds out about a site that nobody wrote rules for."""

import gzip
from http.server import BaseHTTPRequestHandler

import msgspec
import pytest

from crawlers.facts import SiteFacts, SitePage
from crawlers.probe import fetch_site
from crawlers.shapes import shape_of
from records.platform import ListingRule
from records.source import Source
from tests.crawlers.conftest import PLAIN, Portal, Reply, html, links, send

AGENT = "KhoTinBot/0.1 (+a@b.example)"


def probe(url: str, **options) -> SiteFacts:
    patient = {"allow_private": True, "delay_seconds": 0, "most_seconds": 600}
    return fetch_site(url, user_agent=AGENT, **{**patient, **options})


@pytest.fixture
def unknown(portal: Portal) -> Portal:
    """A CMS of its own: articles at /xem/<section>/<number>/<title>, a pager, a feed of guids, a sitemap only robots names."""
    portal.pages.clear()
    articles = {
        section: [f"/xem/{section}/{n}{k:03}/tin-{section}-thu-{k}-trong-nam" for k in range(20)]
        for n, section in enumerate(("y-te", "giao-duc"), 1)
    }
    everything = [path for paths in articles.values() for path in paths]
    for path in everything:
        portal.pages[path] = html(f"<h1>{path}</h1>")
    base = portal.url.rstrip("/")
    for section, paths in articles.items():
        more = [f"/muc/{section}?trang=2", f"/muc/{section}?trang=3"]
        portal.pages[f"/muc/{section}"] = links(*paths[:8], *more, "/gioi-thieu")
        portal.pages[more[0]] = links(*paths[8:16], "/gioi-thieu")
    menu = "".join(f'<li><a href="{p}">Mục {p}</a>' for p in ("/muc/y-te", "/muc/giao-duc", "/gioi-thieu"))
    portal.pages["/"] = html(
        f'<ul class="main-menu">{menu}</ul>' + "".join(f'<a href="{p}">tin</a>' for p in everything[:4])
    )
    portal.pages["/gioi-thieu"] = html("Giới thiệu")
    items = "".join(f"<item><guid>{base}{p}</guid></item>" for p in everything[:10])
    portal.pages["/rss.xml"] = Reply(f"<rss><channel><title>Tin</title>{items}</channel></rss>".encode())
    urls = "".join(f"<url><loc>{base}{p}</loc></url>" for p in (*everything, "/gioi-thieu"))
    portal.pages["/so-do.gz"] = Reply(gzip.compress(f"<urlset>{urls}</urlset>".encode()))
    portal.pages["/robots.txt"] = Reply(f"User-agent: *\nDisallow: /quan-tri/\nSitemap: {base}/so-do.gz\n".encode())
    return portal


def test_site_of_no_known_platform(unknown):
    facts = probe(unknown.url)
    base = unknown.url.rstrip("/")
    assert facts.home == unknown.url
    assert [(f.url, f.entries, f.articles) for f in facts.feeds if f.entries] == [(base + "/rss.xml", 10, 10)]
    assert [(s.url, s.addresses, s.articles) for s in facts.sitemaps] == [(base + "/so-do.gz", 41, 40)]
    found = {listing.url: listing for listing in facts.listings}
    assert set(found) == {base + "/muc/y-te", base + "/muc/giao-duc"}
    first = found[base + "/muc/y-te"]
    assert (first.section, first.next_page, first.verified) == ("Mục /muc/y-te", "?trang={n}", True)
    assert {a.url for a in facts.addresses} == {base + p for p in unknown.pages if p.startswith("/xem/")}
    assert len(facts.pages) >= 12
    assert all(page.is_read and b"<h1>" in page.body for page in facts.pages)
    assert facts.problems == ()
    assert facts.requests < 40


def test_further_pages_of_the_home_page_are_no_sections(portal: Portal):
    """The pager stands in a "nav", and what articles are called fits its addresses too."""
    portal.pages.clear()
    articles = [f"/muc-{n % 3}/tin-thu-{n}/" for n in range(24)]
    pager = "".join(f'<a href="/page/{n}/">{n}</a>' for n in (2, 3, 4))
    for path in articles:
        portal.pages[path] = html(f"<h1>{path}</h1>")
    for n in range(4):
        shown = "".join(f'<a href="{p}">Tin {p}</a>' for p in articles[6 * n : 6 * n + 6])
        portal.pages[f"/page/{n + 1}/" if n else "/"] = html(f'{shown}<nav class="page-nav">{pager}</nav>')
    known = Source(id="a", name="a", home=portal.url, article_pattern=r"^/[^/?]+/[^/?]+/$")
    facts = probe(portal.url, known=known)
    assert [(x.url, x.next_page, x.verified) for x in facts.listings] == [(portal.url, "page/{n}/", True)]


def test_a_page_with_nothing_but_the_box_that_all_pages_have_is_no_listing(portal: Portal):
    """Nor are the archives of its months articles, though what articles are called fits them too."""
    portal.pages.clear()
    articles = {name: [f"/{name}/tin-{name}-{n}/" for n in range(4)] for name in ("y-te", "giao-duc")}
    months = [f"/{year}/{month:02}/" for year in (2023, 2024) for month in (2, 5, 11)]
    newest = [path for own in articles.values() for path in own[:3]]
    menu = "".join(
        f'<a href="{p}">Mục {p}</a>' for p in ("/muc/y-te", "/muc/giao-duc", "/gioi-thieu", "/so-do-to-chuc")
    )
    frame = f'<nav class="menu">{menu}</nav><aside>{"".join(f"<a href={p}>x</a>" for p in [*newest, *months])}</aside>'
    for name, own in articles.items():
        listed = "".join(f'<h2><a href="{p}">Tin {p}</a></h2>' for p in own)
        portal.pages[f"/muc/{name}"] = html(f"{frame}{listed}")
    for path in ("/", "/gioi-thieu", "/so-do-to-chuc", *months, *articles["y-te"], *articles["giao-duc"]):
        portal.pages[path] = html(f"{frame}<h1>{path}</h1>")
    rule = ListingRule(links=("h2 a",))
    platform = msgspec.structs.replace(PLAIN, article_pattern=r"^/(?!muc/)[^/]+/[^/]+/?$", listing=rule)
    facts = probe(portal.url, recognise=lambda _: platform)
    base = portal.url.rstrip("/")
    assert {x.url: x.articles for x in facts.listings} == {f"{base}/muc/y-te": 4, f"{base}/muc/giao-duc": 4}
    assert {address.url for address in facts.addresses} == {base + p for own in articles.values() for p in own}


def test_known_platform_is_asked_its_own_way(portal):
    portal.pages["/tin-tuc/"] = links(*(portal.article(f"/tin-tuc/moi-{n}.html") for n in range(5)))
    portal.pages["/tin-tuc/page-2/"] = links(*(portal.article(f"/tin-tuc/cu-{n}.html") for n in range(5)))
    portal.pages["/"] = html('<nav><a href="/tin-tuc/">Tin tức</a></nav>')
    portal.sitemap(*(p for p in portal.pages if p.endswith(".html")))
    portal.pages["/sitemap.xml"] = Reply(
        portal.pages["/sitemap.xml"].body.replace(b"https://portal.example/", portal.url.encode())
    )
    seen: list[SitePage] = []

    def recognise(page: SitePage):
        seen.append(page)
        return PLAIN

    facts = probe(portal.url, recognise=recognise)
    assert facts.platform == "plain"
    assert facts.article_pattern == PLAIN.article_pattern
    assert [page.url for page in seen] == [portal.url]
    assert [(x.next_page, x.verified) for x in facts.listings] == [("page-{n}/", True)]


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply(b"", 503), "the home page answers 503"),
        (Reply(b"", 301, {"Location": "/"}), "the home page can't be read: redirect-loop"),
        (Reply(b"", 200), "the home page is empty"),
    ],
)
def test_home_that_can_not_be_read(reply, problem, portal):
    portal.pages["/"] = reply
    facts = probe(portal.url)
    assert facts.problems == (problem,)
    assert facts.pages == ()


def test_site_that_forbids_it_is_not_asked(portal):
    portal.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n")
    facts = probe(portal.url)
    assert not facts.allowed
    assert facts.problems == ("the home page can't be read: robots.txt forbids it",)
    assert [path for path, _ in portal.log] == ["/robots.txt"]


def test_private_network_is_not_probed(portal):
    facts = probe(portal.url, allow_private=False)
    assert facts.problems == ("the home page can't be read: private-address: 127.0.0.1 is at 127.0.0.1",)
    assert portal.log == []


def test_only_the_host_asked_for_may_be_private(portal):
    elsewhere = portal.url.replace("127.0.0.1", "localhost")
    portal.pages["/"] = Reply(b"", 302, {"Location": elsewhere + "secret"})
    facts = probe(portal.url)
    assert facts.problems == ("the home page can't be read: private-address: localhost is at 127.0.0.1",)
    assert portal.asked("/secret") == 0


def test_unreachable_site():
    assert "ConnectError" in probe("http://127.0.0.1:9/").problems[0]


def test_probe_ends_in_time(unknown, monkeypatch):
    """Each answer takes ten seconds of the clock that the probe looks at, of which it has seventy."""
    seconds = 0.0

    def slow(handler: BaseHTTPRequestHandler) -> None:
        nonlocal seconds
        seconds += 10
        page = pages.get(handler.path, Reply(b"", 404))
        send(handler, page if isinstance(page, Reply) else Reply())

    pages, unknown.pages = unknown.pages, {"*": slow}
    monkeypatch.setattr("crawlers.visit.monotonic", lambda: seconds)
    facts = probe(unknown.url, most_seconds=70)
    assert len(unknown.log) == facts.requests <= 7
    assert facts.home_page.is_read
    assert any("out of time" in p or "no article" in p for p in facts.problems)


def test_requests_are_spaced_and_signed(portal):
    facts = probe(portal.url, delay_seconds=0.05, most_seconds=600)
    assert facts.seconds >= 0.05 * (facts.requests - 1)
    assert {headers["User-Agent"] for _, headers in portal.log} == {AGENT}


# Shapes


@pytest.mark.parametrize(
    ("url", "shape"),
    [
        ("https://a.vn/", "/"),
        ("https://a.vn/kinh-te/hoi-nghi-tong-ket-nam-12.html", "/<word>/<slug>-<n>.html"),
        ("https://a.vn/van-hoa-xa-hoi-moi-truong/hoi-nghi-tong-ket-nam-12.html", "/<word>/<slug>-<n>.html"),
        ("https://a.vn/p/Pages/2024-8-28/Khai-mac-hoi-nghi-x7k2.aspx", "/<word>/<word>/<date>/<slug>.aspx"),
        ("https://a.vn/View.aspx?ItemID=12&x=abc", "/<word>.aspx?ItemID=<n>&x=<word>"),
        ("https://a.vn/web/so-y-te/-/hoi-nghi-tong-ket-nam", "/<word>/<word>/-/<slug>"),
        ("https://a.vn/2024/05/hoi-nghi-xuc-tien-dau-tu/", "/<n>/<n>/<slug>/"),
    ],
)
def test_shapes(url, shape):
    assert shape_of(url) == shape
