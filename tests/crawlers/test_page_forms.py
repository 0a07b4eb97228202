"""How further pages are addressed: learned from pagers of every kind, filled in, and read back."""

import pytest

from crawlers.candidate import Site
from crawlers.page import Page
from crawlers.page_forms import find_form, lies_below, page_address, page_number
from records.source import Source

_SITE = Site(Source(id="a", name="a", home="https://a.vn"), None)


def _page(listing: str, *links: tuple[str, str]) -> Page:
    anchors = "".join(f'<a href="{href}">{text}</a>' for href, text in links)
    return Page(listing, f"<html><body>{anchors}</body></html>".encode())


@pytest.mark.parametrize(
    ("listing", "links", "form", "third"),
    [
        ("/a/", [("/a/page-2/", "2"), ("/a/page-3/", "3")], "page-{n}/", "/a/page-3/"),
        ("/a", [("/a?page=2", "Sau")], "?page={n}", "/a?page=3"),
        ("/a?id=7", [("/a?page=2&id=7", "2")], "?page={n}", "/a?id=7&page=3"),
        ("/a", [("/a?start=10", "2"), ("/a?start=20", "3")], "?start={n*10}", "/a?start=20"),
        ("/a", [("/a?page=1", "2"), ("/a?page=2", "3")], "?page={n*1}", "/a?page=2"),
        ("/a", [("/a?offset=12", "Trang sau")], "?offset={n*12}", "/a?offset=24"),
        ("/a.html", [("/a-p2.html", "2"), ("/a-p3.html", "3")], "{stem}-p{n}.html", "/a-p3.html"),
        ("/a.html", [("/a/trang-2.html", "2")], "{stem}/trang-{n}.html", "/a/trang-3.html"),
        ("/a", [("/a/2", "2"), ("/a/3", "3"), ("/a/10", "10")], "/{n}", "/a/3"),
        ("/a.html", [("/a2.html", "⟩"), ("/a9.html", "⟫")], "{stem}{n}.html", "/a3.html"),
        ("/b?muc.7", [("/b?muc.7.10", "2"), ("/b?muc.7.20", "3")], ".{n*10}", "/b?muc.7.20"),
        ("/b?muc7", [("/b?muc7&tu=10", "10"), ("/b?muc7&tu=20", "20")], "&tu={n*10}", "/b?muc7&tu=20"),
        ("/", [("/index2.html", "»")], "index{n}.html", "/index3.html"),
        ("/", [("/page/2/", "2"), ("/page/34/", "34")], "page/{n}/", "/page/3/"),
    ],
)
def test_forms(listing: str, links: list[tuple[str, str]], form: str, third: str) -> None:
    url = f"https://a.vn{listing}"
    assert find_form(_page(url, *links), _SITE, url) == form
    assert page_address(url, form, 3) == f"https://a.vn{third}"
    shown = f"https://a.vn{third}"
    assert page_number(shown, url, form) == 3
    assert page_number(shown.replace("3", "x"), url, form) is None or "3" not in shown


@pytest.mark.parametrize(
    "links",
    [
        [("/a/bai-viet-so-2.html", "Bài viết số 2")],
        [("/b?page=2", "2")],
        [("/a/2024/05/02", "02")],
        [("/a/hoi-nghi-7.html", "12")],
        [("/a?lang=2", "EN")],
    ],
)
def test_what_is_no_pager(links: list[tuple[str, str]]) -> None:
    url = "https://a.vn/a"
    assert find_form(_page(url, *links), _SITE, url) is None


@pytest.mark.parametrize(
    ("listing", "url", "below"),
    [
        ("/kinh-te.html", "/kinh-te-p7.html", True),
        ("/kinh-te/", "/kinh-te/page/7/", True),
        ("/kinh-te", "/kinh-te?trang=7", True),
        ("/kinh-te.html", "/kinh-te.html#page=7", True),
        ("/kinh-te.html", "/van-hoa-p7.html", False),
    ],
)
def test_what_lies_below_a_listing(listing: str, url: str, below: bool) -> None:
    assert lies_below(f"https://a.vn{url}", f"https://a.vn{listing}") is below
