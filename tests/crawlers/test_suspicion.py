"""Shapes and lists that lead to nothing are doubted; twins; challenges instead of pages."""

import pytest

from crawlers.account import Found
from crawlers.challenges import is_flood_page, stub_cookie
from crawlers.suspicion import Suspicion
from crawlers.twins import Twins
from tests.crawlers.conftest import HOME


def found(path: str, on: str = "list") -> Found:
    return Found(url=HOME + path, listed_on=on)


def test_a_shape_of_which_nothing_is_an_article_is_doubted():
    suspicion = Suspicion()
    for n in range(10):
        assert not suspicion.against(found(f"in/{n}"))
        suspicion.ended(found(f"in/{n}"), good=False)
    assert "/<word>/<n>" in suspicion.against(found("in/99", on="another list"))
    assert not suspicion.against(found("tin/bai-viet-so-99.html"))
    tried = [n for n in range(450) if suspicion.is_tried_all_the_same(found(f"in/{n}"))]
    assert tried == [49, 99, 199, 399]
    suspicion.ended(found("in/400"), good=True)
    assert not suspicion.against(found("in/99")), "one that is an article takes the doubt away"


def test_a_list_that_names_nothing_any_more_is_doubted_and_others_are_not():
    suspicion = Suspicion()
    suspicion.ended(found("tin/mot-bai-viet-1.html"), good=True)
    for n in range(2, 12):
        suspicion.ended(found(f"tin/mot-bai-viet-{n}.html"), good=False)
    assert "list" in suspicion.against(found("tin/mot-bai-viet-77.html"))
    assert not suspicion.against(found("tin/mot-bai-viet-77.html", on="another"))


def test_duplicates_speak_against_no_list():
    suspicion = Suspicion()
    suspicion.ended(found("tin/mot-bai-viet-1.html"), good=True)
    for n in range(2, 22):
        suspicion.ended(found(f"tin/mot-bai-viet-{n}.html"), good=False, duplicate=True)
    assert not suspicion.against(found("tin/mot-bai-viet-77.html"))


def test_no_list_is_doubted_where_its_shape_is_surely_articles():
    suspicion = Suspicion()
    for n in range(300):
        suspicion.ended(found(f"tin/mot-bai-viet-{n}.html", on="sitemap"), good=True)
    for n in range(300, 315):
        suspicion.ended(found(f"tin/mot-bai-viet-{n}.html"), good=False)
    assert not suspicion.against(found("tin/mot-bai-viet-777.html"))
    for n in range(315, 320):
        suspicion.ended(found(f"tin/mot-bai-viet-{n}.html"), good=False)
    assert suspicion.against(found("tin/mot-bai-viet-777.html"))
    assert not suspicion.is_nothing(found("tin/mot-bai-viet-777.html"))


def paper(title: str, *paragraphs: str) -> bytes:
    return f"<title>{title}</title><h1>{title}</h1>{''.join(f'<p>{p * 9}</p>' for p in paragraphs)}".encode()


def test_twins_are_the_same_text_under_the_same_title():
    twins = Twins()
    for n in range(12):
        assert twins.twin_of(f"{n}", paper(f"Bài {n}", f"Đoạn văn thứ {n}. ", "Chân trang chung. ")) == ("", False)
    assert twins.twin_of("in/3", paper("Bài 3", "Đoạn văn thứ 3. ", "Chân trang chung. ")) == ("3", True)
    assert twins.twin_of("13", paper("Bài 3", "Đoạn văn khác hẳn. ", "Một đoạn nữa. ")) == ("", True)
    assert twins.twin_of("14", paper("Bài 14", "Đoạn văn thứ 3. ", "Chân trang chung. ")) == ("", False)


def test_titles_that_name_the_site_prove_nothing():
    twins = Twins()
    for n in range(30):
        assert twins.twin_of(f"{n}", paper("Cổng thông tin", "Chân trang chung. ", "Địa chỉ. ")) in (
            ("", True),
            ("", False),
        )
    assert twins.twin_of("31", paper("Cổng thông tin", "Chân trang chung. ", "Địa chỉ. ")) == ("", False)


@pytest.mark.parametrize(
    ("body", "is_flood"),
    [
        ("<html><h1>Vui lòng đợi trong giây lát</h1></html>", True),
        ("<html><title>Just a moment...</title><script>var x = 1</script></html>", True),
        ("<html><script>// please wait</script><p>Bài</p></html>", False),
        ("<html><p>Vui lòng chờ</p><a href=1>1</a><a href=2>2</a><a href=3>3</a></html>", False),
        ("<html><p>Vui lòng chờ</p><p>" + "Nội dung bài viết. " * 50 + "</p></html>", False),
        ("<html>Của nền tảng</html>", True),
        ("<html>Của nền tảng" + " " * 40_000 + "</html>", False),
    ],
)
def test_flood_pages(body, is_flood):
    assert is_flood_page(body.encode(), ("Của nền tảng".encode(),)) is is_flood


@pytest.mark.parametrize(
    ("body", "cookie"),
    [
        (
            b'<html><script>document.cookie="D1N=abc123"+"; expires=x";location.reload()</script></html>',
            ("D1N", "abc123"),
        ),
        (b"<script>document.cookie = 'k=v; path=/';</script>", ("k", "v")),
        (b'<script>document.cookie="k="+toHex(decrypt(c))</script>', None),
        (b'<script>document.cookie="k=v"</script><a href="/">x</a>', None),
        (b'<script>document.cookie="k=v"</script>' + b" " * 3000, None),
    ],
)
def test_cookie_stub(body, cookie):
    assert stub_cookie(body) == cookie
