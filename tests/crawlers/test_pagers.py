"""Listings that only a link leads on: which link that is, and a crawl that follows it to the bottom, over nights."""

import pytest
from msgspec.structs import replace

from crawlers.candidate import Site
from crawlers.page import Page
from crawlers.page_forms import find_form
from crawlers.pagers import next_link
from records.platform import ListingRule
from records.source import Listing, Source
from tests.crawlers.conftest import HOME, PLAIN, Portal, html, job_for

_SITE = Site(Source(id="a", name="a", home="https://a.vn", article_pattern=r"^/bai/"), None)
_PLAIN = replace(PLAIN, listing=ListingRule())
_LISTING = "https://a.vn/muc"


def _next(body: str, listing: str = _LISTING) -> str | None:
    return next_link(Page(listing, f"<html><body>{body}</body></html>".encode()), _SITE, listing)


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/muc?sau=x9">Trang sau</a>',
        '<a href="/muc?sau=x9">Cũ hơn »</a>',
        '<a href="/muc?sau=x9"> › </a>',
        '<a href="/muc?sau=x9" rel="next nofollow"><img></a>',
        '<a class="older-posts" href="/muc?sau=x9">Những tin trước đó nữa</a>',
        '<li class="next"><a href="/muc?sau=x9">20 bài</a></li>',
        '<a href="/muc?sau=x9" title="Tiếp theo"><i></i></a>',
    ],
)
def test_the_link_to_the_next_page(body: str) -> None:
    assert _next(body) == "https://a.vn/muc?sau=x9"


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/bai/2" rel="next">Tiếp theo</a>',  # the next article
        '<a href="/khac?sau=x9">Trang sau</a>',  # another section's
        '<a href="/muc?sau=x9">Tiếp nhận và trả kết quả</a>',
        '<a href="/muc?truoc=x9">Trang trước</a>',
        '<a href="/muc">Tiếp</a>',  # itself
        '<a href="#">Sau</a>',
        '<a href="https://b.vn/muc?sau=x9">Sau</a>',
    ],
)
def test_other_links_are_not_followed(body: str) -> None:
    assert _next(body) is None


def test_the_home_page_may_lead_on_anywhere() -> None:
    assert _next('<a href="/tim?den=2024-01-02">Bài cũ hơn</a>', "https://a.vn/") == "https://a.vn/tim?den=2024-01-02"


@pytest.mark.parametrize(
    "links",
    [
        [("?trang=2&so=0a1b2c3d4e5f60718293a4b5", "2"), ("?trang=3&so=f0e1d2c3b4a5968778695a4b", "3")],
        [("?den=2024-03-05T10:20:00&bo=7", "Cũ hơn")],
        [("?muc=2", "Kinh tế xã hội"), ("?muc=3", "Giáo dục đào tạo")],
        [("/bai/tin-2-trong-nam", "Tin hai"), ("/bai/tin-3-trong-nam", "Tin ba")],
    ],
)
def test_what_no_pattern_can_make_is_no_pattern(links: list[tuple[str, str]]) -> None:
    anchors = "".join(f'<a href="{"" if h[0] == "/" else "/muc"}{h}">{text}</a>' for h, text in links)
    assert find_form(Page(_LISTING, f"<html><body>{anchors}</body></html>".encode()), _SITE, _LISTING) is None


def _put(portal: Portal, count: int, per_page: int = 3) -> list[str]:
    """A section whose pages have names that nobody can guess, each leading to the next."""
    paths = [f"/tin/bai-viet-so-{n}.html" for n in range(count)]
    parts = [paths[n : n + per_page] for n in range(0, count, per_page)]
    names = ["/muc/", *(f"/muc/?sau=t{n * 7919 % 1000}x" for n in range(1, len(parts)))]
    for name, part, after in zip(names, parts, [*names[1:], ""], strict=True):
        more = f'<a href="{after}">Trang sau</a>' if after else ""
        portal.pages[name] = html("".join(f'<a href="{p}">{p}</a>' for p in part) + more)
    portal.pages |= {path: html(f"<h1>{path}</h1><p>{path * 9}</p>") for path in paths}
    return paths


def test_a_crawl_follows_the_links_to_the_bottom_and_then_reads_the_head_only(portal: Portal, run_crawl) -> None:
    paths = _put(portal, 12)
    job = job_for(portal.url, platform=_PLAIN, listings=(Listing(url=HOME + "muc/"),))
    first = run_crawl(job)
    assert {path for path in paths if portal.asked(path)} == set(paths)
    portal.log.clear()
    second = run_crawl(replace(job, run_id="run-2"), first.memory.next_night())
    assert second.stats.new == 0
    assert sum(path.startswith("/muc/") for path, _ in portal.log) <= 1


def test_a_walk_goes_on_where_a_night_left_off(portal: Portal, run_crawl) -> None:
    paths = _put(portal, 30)
    job = job_for(portal.url, platform=_PLAIN, budget=14, listings=(Listing(url=HOME + "muc/"),))
    memory = None
    for night in range(6):
        memory = run_crawl(replace(job, run_id=f"run-{night}"), memory).memory.next_night()
    assert [portal.asked(path) for path in paths] == [1] * len(paths)


def test_the_home_page_is_gone_down_as_a_listing(portal: Portal, run_crawl) -> None:
    paths = _put(portal, 12)
    portal.pages["/"] = portal.pages["/muc/"]
    run_crawl(job_for(portal.url, platform=_PLAIN, listings=(Listing(url=HOME),)))
    assert {path for path in paths if portal.asked(path)} == set(paths)
    assert portal.asked("/") == 1
