"""What portals send that is no page: dates, feeds, sitemaps, robots.txt, addresses. Read in part or not; nothing is raised."""

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from crawlers.challenges import is_flood_page, stub_cookie
from crawlers.feeds import parse_feed
from crawlers.pace import retry_after
from crawlers.robots import Robots
from crawlers.sitemaps import parse_sitemap
from crawlers.xmlread import read_time
from tests.faults.strangers.spoilt import BOUNDED, spoilt, written
from transforms.addresses import article_id, canonical, moved, query_pairs, same_host
from transforms.dates import is_labelled, read_date, read_format, without_date

_NOW = datetime(2026, 3, 12, 8, 30, tzinfo=timezone(timedelta(hours=7)))
_FEED = (
    b'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY n "Nghe An">]><rss version="2.0"><channel><title>Tin</title>'
    b"<item><title>&n;</title><link>https://a.vn/x-1.html</link><guid isPermaLink='true'>https://a.vn/x-1.html</guid>"
    b"<pubDate>Thu, 12 Mar 2026 08:30:00 +0700</pubDate></item></channel></rss>"
)
_ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><link rel="alternate" href="https://a.vn/y-2.html"/>'
    b"<updated>2026-03-12T08:30:00Z</updated></entry></feed>"
)
_MAP = b"<urlset><url><loc>https://a.vn/z-3.html</loc><lastmod>2026-03-12</lastmod></url></urlset>"
_INDEX = b"<sitemapindex><sitemap><loc>https://a.vn/more.xml</loc></sitemap></sitemapindex>"
_ROBOTS = b"User-agent: *\nDisallow: /admin/\nAllow: /*.html$\nCrawl-delay: 3\nSitemap: https://a.vn/sitemap.xml\n"
_STAMPS = written(
    "Thứ năm", "12/3/2026", "12-03-2026", "ngày 12 tháng 3 năm 2026", "08:30", "8h30'", "GMT+7", "Ngày đăng:", "Cập nhật:",
    " - ", ", ", "2026-03-12T08:30:00+07:00", "31/2/2026", "99/99/9999", "0/0/0000", "24:00", "25:61", "٣/٣/٢٠٢٦", "²", "PM",
    "SA", "3 giờ trước", "999999999999 ngày trước", "+99:99", "-23:59", "9999-12-31", "0001-01-01", "March 12, 2026",
)  # fmt: skip


@BOUNDED
@given(_STAMPS)
def test_any_text_is_a_date_or_none(text: str) -> None:
    for day_first in (True, False):
        for which in ("published", "modified"):
            stamp = read_date(text, now=_NOW, day_first=day_first, which=which)  # type: ignore[arg-type]
            assert stamp is None or (
                stamp.at.utcoffset() == timedelta(hours=7) and stamp.at <= _NOW + timedelta(days=1)
            )
    is_labelled(text)
    assert text.startswith(without_date(text)[:5].rstrip()) or len(without_date(text)) <= len(text)
    moment = read_time(text)
    assert moment is None or moment.tzinfo
    retry_after(text, now=_NOW.timestamp())


@BOUNDED
@given(
    _STAMPS,
    st.sampled_from(
        ("%d/%m/%Y", "%d-%m-%Y %H:%M", "%Y", "%H:%M %d.%m.%y", "%Y-%m-%dT%H:%M:%S%z", "%j", "%A, %d/%m/%Y")
    ),
)
def test_any_text_in_a_sources_format_is_a_date_or_none(text: str, form: str) -> None:
    stamp = read_format(text, form, has_time=True, now=_NOW)
    assert stamp is None or stamp.at.tzinfo


@BOUNDED
@given(spoilt(_FEED, _ATOM, _MAP, _INDEX))
def test_any_bytes_are_a_feed_or_none(body: bytes) -> None:
    feed = parse_feed(body)
    assert all(entry.url for entry in feed.entries)
    found = parse_sitemap(body, max_bytes=100_000)
    assert all(entry.url for entry in found.entries)


@BOUNDED
@given(spoilt(_ROBOTS), written("/", "admin", "?", "%", "%zz", "\0", "https://a.vn", "*", "$"))
def test_any_robots_txt_allows_or_forbids(body: bytes, path: str) -> None:
    robots = Robots(body)
    assert robots.allows(f"https://a.vn/{path}") in (True, False)
    assert 0 <= robots.delay_seconds <= 60
    assert isinstance(robots.sitemaps, tuple)


@BOUNDED
@given(
    written(
        "https://", "a.vn", "/", "?a=1", "&", "#", "%", "[", "]", "@", ":99999", ":", "\0", "xn--", "ộ", "..", " ", "//"
    )
)
def test_any_address_has_one_form(url: str) -> None:
    try:
        form = canonical(url, "https://a.vn/muc/")
    except ValueError:
        return
    assert canonical(form) == form
    assert len(article_id(form)) == 20
    query_pairs(form.partition("?")[2])
    same_host(form, "https://a.vn/")
    moved(form, "https://a.vn/", "http://127.0.0.1:9/")


@BOUNDED
@given(
    spoilt(
        b'<html><script>document.cookie="D1N=0a1b2c; path=/";location.reload()</script></html>',
        b"<p>Checking your browser",
    )
)
def test_any_page_is_a_challenge_or_none(body: bytes) -> None:
    cookie = stub_cookie(body)
    assert cookie is None or (cookie[0] and "\r" not in "".join(cookie) and "\n" not in "".join(cookie))
    is_flood_page(body, (b"Checking",))
