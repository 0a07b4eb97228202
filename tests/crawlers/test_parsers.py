"""What is read of feeds, sitemaps and listings, sound and broken."""

import gzip
from datetime import UTC, datetime, timedelta, timezone

import pytest

from crawlers.candidate import Site
from crawlers.feeds import feed_anchors, feed_links, parse_feed
from crawlers.listings import article_links, find_form, last_page, page_address, page_number, section_links
from crawlers.page import Link, Page
from crawlers.sitemaps import parse_sitemap
from crawlers.xmlread import read_time
from records.platform import ListingRule
from records.source import Source

HOME = "https://a.example/"
VIETNAM = timezone(timedelta(hours=7))


def site(**options: object) -> Site:
    return Site(Source(id="a", name="A", home=HOME, **options), None)  # type: ignore[arg-type]


def page(body: str, url: str = HOME) -> Page:
    return Page(url, body.encode())


# Feeds


def feed(items: str, root: str = "<rss><channel><title>Tin mới</title>{}</channel></rss>") -> bytes:
    return root.format(items).encode()


def test_rss():
    date = "<pubDate>Mon, 16 Dec 2024 07:12:00 GMT</pubDate>"
    item = f"<title>T</title><link> https://a.example/b </link><category>Y tế</category>{date}"
    read = parse_feed(feed(f"<item>{item}</item>"))
    assert (read.title, read.reason) == ("Tin mới", "")
    (entry,) = read.entries
    assert (entry.url, entry.section, entry.title) == ("https://a.example/b", "Y tế", "T")
    assert entry.listed_at == datetime(2024, 12, 16, 7, 12, tzinfo=UTC)


def test_rss_in_cdata_with_a_byte_order_mark_and_blank_lines_before():
    raw = b"\xef\xbb\xbf" + feed("<item><link><![CDATA[https://a.example/b]]></link></item>")
    assert [e.url for e in parse_feed(b"\n\n" + raw).entries] == ["https://a.example/b"]


def test_atom_takes_the_alternate_link():
    entry = '<link rel="self" href="/self"/><link href="/alternate"/><updated>2026-08-01T10:00:00+07:00</updated>'
    (read,) = parse_feed(feed(f"<entry>{entry}</entry>", '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>')).entries
    assert (read.url, read.listed_at) == ("/alternate", datetime(2026, 8, 1, 10, tzinfo=VIETNAM))


@pytest.mark.parametrize(
    ("guid", "urls"), [("https://a.example/only-guid", ["https://a.example/only-guid"]), ("news_338", [])]
)
def test_entry_with_only_a_guid(guid, urls):
    assert [e.url for e in parse_feed(feed(f"<item><guid>{guid}</guid></item>")).entries] == urls


def test_empty_feed_is_a_feed():
    assert parse_feed(feed("")).reason == ""


def test_broken_feed_gives_what_was_read_and_says_what_is_wrong():
    read = parse_feed(
        b"<rss><channel><item><link>https://a.example/1</link></item><item><link>https://a.example/2</lin"
    )
    assert [e.url for e in read.entries][:1] == ["https://a.example/1"]
    assert read.reason.startswith("broken XML")


def test_entities_that_xml_does_not_know_do_no_harm():
    read = parse_feed(feed("<item><title>A&nbsp;B &oacute;</title><link>https://a.example/b?x=1&y=2</link></item>"))
    assert len(read.entries) == 1


@pytest.mark.parametrize("body", [b"", b"   ", b"plain text", b"<html><body>no</body></html>", b"\x00\x01\x02"])
def test_what_is_no_feed_says_so(body):
    read = parse_feed(body)
    assert read.entries == ()
    assert read.reason.startswith("not a feed")


def test_entities_are_not_followed():
    bomb = b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    read = parse_feed(bomb + feed("<item><link>https://a.example/&b;</link><guid>&f;</guid></item>"))
    assert "root:" not in str(read)
    assert "aaaaaaaaaa" not in str(read)


def test_feed_of_a_hundred_thousand_entries_is_capped():
    read = parse_feed(feed("<item><link>https://a.example/b</link></item>" * 100_000))
    assert len(read.entries) == 5000
    assert "first 5000" in read.reason


def test_feeds_that_a_page_offers():
    offering = page(
        '<link rel="alternate" type="application/rss+xml" title="Tin" href="/rss/">'
        '<a href="/rss/y-te/">Y tế</a><a href="/pressroom/">P</a>'
    )
    assert feed_links(offering) == [(HOME + "rss/", "Tin")]
    assert feed_anchors(offering) == [(HOME + "rss/y-te/", "Y tế")]


# Sitemaps


def test_sitemap_and_its_dates():
    raw = "<urlset><url><loc>https://a.example/1</loc><lastmod>2024-12-16T14:37:00+07:00</lastmod></url><url><loc>https://a.example/2</loc></url></urlset>"
    read = parse_sitemap(raw.encode())
    assert [e.url for e in read.entries] == ["https://a.example/1", "https://a.example/2"]
    assert read.entries[0].listed_at == datetime(2024, 12, 16, 14, 37, tzinfo=VIETNAM)
    assert read.entries[1].listed_at is None


def test_news_sitemap_tells_when_it_was_published():
    raw = """<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/1</loc><lastmod>2026-01-02</lastmod>
    <news:news><news:publication_date>2025-12-31T08:00:00+07:00</news:publication_date></news:news></url></urlset>"""
    assert parse_sitemap(raw.encode()).entries[0].listed_at == datetime(2025, 12, 31, 8, tzinfo=VIETNAM)


def test_sitemap_index():
    read = parse_sitemap(b"<sitemapindex><sitemap><loc>https://a.example/s.xml.gz</loc></sitemap></sitemapindex>")
    assert ([c.url for c in read.children], read.entries) == (["https://a.example/s.xml.gz"], ())


def test_zipped_sitemap_by_its_bytes():
    assert len(parse_sitemap(gzip.compress(b"<urlset><url><loc>https://a.example/1</loc></url></urlset>")).entries) == 1


def test_zip_bomb_and_broken_zip_are_told():
    assert parse_sitemap(gzip.compress(b"a" * 10_000), max_bytes=1000).reason.startswith("too-large")
    assert parse_sitemap(gzip.compress(b"a" * 10_000)[:30]).reason.startswith("broken gzip")


def test_plain_list_of_addresses():
    assert [e.url for e in parse_sitemap(b"\xef\xbb\xbfhttps://a.example/1\r\nhttps://a.example/2\n").entries][1:] == [
        "https://a.example/2"
    ]


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"<rss></rss>", b"hello"])
def test_what_is_no_sitemap_says_so(body):
    assert parse_sitemap(body).reason.startswith("not a sitemap")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-08-05", datetime(2026, 8, 5, tzinfo=VIETNAM)),
        ("2026-08-05T01:02:03Z", datetime(2026, 8, 5, 1, 2, 3, tzinfo=UTC)),
        ("Wed, 05 Aug 2026 08:00:00 +0700", datetime(2026, 8, 5, 8, tzinfo=VIETNAM)),
        ("Wed, 05 Aug 2026 08:00:00", datetime(2026, 8, 5, 8, tzinfo=VIETNAM)),
        ("05/08/2026", None),
        ("2023-03-25+0716:40:00", None),
        ("", None),
    ],
)
def test_times_as_feeds_write_them(text, expected):
    assert read_time(text) == expected


# Pages and listings


def test_links_are_absolute_once_and_have_their_text():
    read = page(
        '<base href="/vi/"><a href="x.html"><img></a><a href="x.html#a"> Tin \n mới </a>'
        '<a href="mailto:a@b">m</a><a href="http://[bad">b</a><a>none</a>'
    )
    assert read.links() == [Link(url=HOME + "vi/x.html", text="Tin mới")]


def test_pages_of_nothing_have_no_links():
    assert [Page(HOME, body).links() for body in (b"", b"<!-- -->", b"\x00\xff")] == [[], [], []]


def test_declared_charset_that_does_not_exist_does_no_harm():
    raw = "<a href='/x'>Đồng Nai</a>".encode()
    assert Page(HOME, raw, "text/html; charset=utf-99").links() == [Link(url=HOME + "x", text="Đồng Nai")]


def test_meta_refresh():
    assert page('<meta http-equiv="Refresh" content="0; URL=\'/vi/\'">').refreshed_to() == HOME + "vi/"


LISTING = """<div class="list"><a href="/a/bai-viet-thu-nhat-1.html">1</a></div>
<div class="side"><a href="/a/bai-viet-thu-hai-2.html">2</a></div><a href="/a/">A</a>
<a href="/a/van-ban-so-1-2.pdf">v</a>"""


def test_rule_says_which_links_are_listed():
    found = article_links(page(LISTING), site(), ListingRule(links=("div.list",)))
    assert [link.url for link in found] == [HOME + "a/bai-viet-thu-nhat-1.html"]


def test_rule_that_matches_nothing_is_left_aside():
    assert len(article_links(page(LISTING), site(), ListingRule(links=("h3 a",)))) == 2


def test_sections_hold_articles_or_name_a_category():
    articles = [f"{HOME}kinh-te/bai-so-{n}.html" for n in range(3)]
    home = page(
        "".join(f'<a href="{p}">Mục {p}</a>' for p in ("/kinh-te/", "/kinh-te", "/lien-he/", "/category/y-te/", "/"))
    )
    found = section_links(home, site(), articles)
    assert (found[0].url, found[0].text) == (HOME + "kinh-te/", "Mục /kinh-te/")
    assert HOME + "category/y-te/" in [s.url for s in found]
    assert HOME + "lien-he/" not in [s.url for s in found]


@pytest.mark.parametrize(
    ("listing", "form", "third"),
    [
        (HOME + "y-te/", "page-{n}/", HOME + "y-te/page-3/"),
        (HOME + "y-te", "page-{n}/", HOME + "y-te/page-3/"),
        (HOME + "y-te/", "/page/{n}", HOME + "y-te/page/3"),
        (HOME + "y-te", "?trang={n}", HOME + "y-te?trang=3"),
        (HOME + "y-te?id=7", "?trang={n}", HOME + "y-te?id=7&trang=3"),
        (HOME + "y-te?id=7", "&p={n}", HOME + "y-te?id=7&p=3"),
    ],
)
def test_page_addresses_and_back(listing, form, third):
    assert page_address(listing, form, 3) == third
    assert page_number(third, listing, form) == 3
    assert page_number(listing, listing, form) is None
    assert page_number(third + "0x", listing, form) is None


@pytest.mark.parametrize(
    ("listing", "pager", "form"),
    [
        ("y-te/", ("page-2/", "page-3/"), "page-{n}/"),
        ("y-te/", ("page/2/", "page/3/"), "page/{n}/"),
        ("y-te", ("y-te?page=2",), "?page={n}"),
        ("y-te", ("y-te?x_delta=20&x_cur=2", "y-te?x_delta=20&x_cur=3"), "?x_delta=20&x_cur={n}"),
        ("y-te?id=7", ("y-te?id=7&PageIndex=2",), "&PageIndex={n}"),
        ("y-te/", ("bai-viet-2.html", "?id=2"), None),
        ("y-te/", (), None),
    ],
)
def test_pager_is_learned_from_its_links(listing, pager, form):
    url = HOME + listing
    read = page("".join(f'<a href="{p}">n</a>' for p in pager), url)
    assert find_form(read, site(), url) == form


def test_highest_page_the_pager_shows():
    url = HOME + "y-te/"
    read = page('<a href="page-2/">2</a><a href="page-17/">cuối</a><a href="/a/page-99/">khác</a>', url)
    assert last_page(read, site(), url, "page-{n}/") == 17
    assert last_page(page("<p>một trang</p>", url), site(), url, "page-{n}/") is None


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+07:00", "9999-12-31", "1989-12-31", "2101-01-01", "Mon, 01 Jan 1900 00:00:00 GMT"]
)
def test_a_date_at_the_edge_of_the_calendar_is_none(text):
    assert read_time(text) is None
    assert parse_feed(feed(f"<item><link>/b</link><pubDate>{text}</pubDate></item>")).entries[0].listed_at is None


@pytest.mark.parametrize("base", ["http://[x", "http://[::1", " ", "javascript:void(0)"])
def test_a_broken_base_is_passed_over(base):
    read = page(f'<base href="{base}"><a href="b">B</a>')
    assert read.links() == [Link(url="https://a.example/b", text="B")]
