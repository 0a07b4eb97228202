"""Which addresses may be articles, and which are another's alias."""

import pytest

from crawlers.aliases import Aliases
from crawlers.candidate import Site, looks_like_article
from records.source import Source
from tests.crawlers.conftest import HOME, PLAIN

ARTICLES = [
    "/chi-dao-dieu-hanh/hop-tac-phat-trien-kinh-te-12.html",
    "/web/so-y-te/-/hoi-nghi-tong-ket-nam-2024",
    "/portal/Pages/2024-8-28/Khai-mac-hoi-nghi-x7k2.aspx",
    "/View_Detail.aspx?ItemID=1234",
    "/thu-tuong-lam-viec-voi-tinh-102240805123456789.htm",
    "/2024/05/hoi-nghi-xuc-tien-dau-tu/",
    "/tin-tuc/bai.php?id=77",
]


OTHERS = [
    "/",
    "/kinh-te/",
    "/tag/hop-tac-phat-trien-kinh-te",
    "/print/a/hop-tac-phat-trien-kinh-te-12.html",
    "/savefile/a/hop-tac-phat-trien-kinh-te-12.html",
    "/a/hop-tac-phat-trien-kinh-te-12.html?print=1",
    "/uploads/van-ban-so-12-2024.pdf",
    "/users/login/?redirect=hop-tac-phat-trien-kinh-te",
    "/tim-kiem?q=hop-tac-phat-trien-kinh-te",
    "/category/hop-tac-phat-trien-kinh-te/",
    "/kinh-te/page/12345/",
    "/kinh-te?page=2",
    "/2024/",
    "/index.php?second=cronjobs&p=abc",
    "/?nvvithemever=m&nv_redirect=x",
]


@pytest.mark.parametrize("path", ARTICLES)
def test_looks_like_an_article(path):
    assert looks_like_article(path)


@pytest.mark.parametrize("path", OTHERS)
def test_does_not_look_like_an_article(path):
    assert not looks_like_article(path)


def test_site_knows_its_own_addresses():
    site = Site(Source(id="a", name="A", home="http://www.a.example", fetch_from="http://127.0.0.1:81/"), PLAIN)
    own = "http://www.a.example/tin/bai-1.html"
    spellings = (
        "https://a.example/tin/bai-1.html#x",
        "http://127.0.0.1:81/tin/bai-1.html?fbclid=1",
        "/tin/bai-1.html",
        "bai-1.html",
    )
    assert {site.canonical(s, "http://127.0.0.1:81/tin/") for s in spellings} == {own}
    assert [
        site.canonical(s) for s in ("https://b.example/", "ftp://a.example/", "http://a.example:9/", "mailto:x", "")
    ] == [None] * 5
    assert site.fetch_address(own) == "http://127.0.0.1:81/tin/bai-1.html"


def test_junk_is_never_an_article():
    site = Site(Source(id="a", name="A", home=HOME, junk=("(?i)/PRINT/",)), PLAIN)
    assert site.is_article(HOME + "tin/bai-1.html")
    assert not site.is_article(HOME + "print/bai-1.html")
    assert site.is_junk(HOME + "print/")


def numbered(count: int) -> list[str]:
    return [f"{HOME}y-te/bai-viet-{n}.html" for n in range(count)]


def test_alias_is_known_by_its_number():
    aliases = Aliases()
    aliases.learn(numbered(30))
    assert aliases.own_address(HOME + "tin/bai-viet-7.html") == HOME + "y-te/bai-viet-7.html"
    assert aliases.own_address(HOME + "tin/bai-khac-7.html") == HOME + "tin/bai-khac-7.html"


@pytest.mark.parametrize(
    "urls",
    [
        numbered(10),
        [*numbered(30), HOME + "y-te/khong-so.html"],
        [*numbered(30), HOME + "y-te/so-trung-7.html"],
        [*numbered(30), HOME + "x/bai-viet-7.html"],
    ],
    ids=["too few", "not all numbered", "a number twice", "a name twice"],
)
def test_alias_is_not_guessed(urls):
    aliases = Aliases()
    aliases.learn(urls)
    assert aliases.own_address(HOME + "tin/bai-viet-7.html") == HOME + "tin/bai-viet-7.html"


def test_pairs_proved_by_pages_teach_the_next():
    aliases = Aliases()
    for n in range(4):
        aliases.took(f"{HOME}a/bai-{n}.html")
    aliases.is_another(HOME + "b/bai-0.html", HOME + "a/bai-0.html")
    assert aliases.own_address(HOME + "b/bai-3.html") == HOME + "b/bai-3.html"
    aliases.is_another(HOME + "b/bai-1.html", HOME + "a/bai-1.html")
    assert aliases.own_address(HOME + "b/bai-3.html") == HOME + "a/bai-3.html"
    aliases.took(HOME + "c/bai-2.html")
    assert aliases.own_address(HOME + "b/bai-3.html") == HOME + "b/bai-3.html", "one number, two articles"


@pytest.mark.parametrize(
    "path",
    [
        "/x.html/en/vi/en/vi.html",
        "/tin/en/vi/en/vi/en/vi/hop-tac-phat-trien-kinh-te-12.html",
        "/(S(abc))/tin/tin/tin/hop-tac-phat-trien-kinh-te-12.html",
        "/lich/a/2026-08-05",
        "/su-kien-thang/05-08-2026",
        "/m/kinh-te/hop-tac-phat-trien-kinh-te-12.html",
        "/kinh-te/hop-tac-phat-trien-kinh-te-12.html?theme=xanh",
    ],
)
def test_addresses_without_end_are_no_articles(path):
    assert not Site(Source(id="a", name="A", home=HOME), None).is_article(HOME[:-1] + path)


def test_sessions_in_addresses_are_dropped():
    site = Site(Source(id="a", name="A", home=HOME), None)
    own = HOME + "tin/bai-1.html?id=7"
    for spelling in (
        "(S(lit3py55t21z5v55vlm25s55))/tin/bai-1.html?id=7",
        "tin/bai-1.html;jsessionid=0A1B2C3D?id=7",
        "tin/bai-1.html?id=7&sid=3f2a9c0d1e4b5a6978c0d1e2f3a4b5c6",
    ):
        assert site.canonical(HOME + spelling) == own
    assert site.canonical(HOME + "x.php?bai12&sid=0a1b2c3d4e5f6a7b8c9d") == HOME + "x.php?bai12"
    assert site.canonical(HOME + "tin?sid=1234") == HOME + "tin?sid=1234", "a section's number is no session"


def test_what_articles_lie_under_is_a_section():
    site = Site(Source(id="a", name="A", home=HOME), None)
    assert site.is_article(HOME + "van-hoa-xa-hoi/")
    site.learn_folders(f"{HOME}van-hoa-xa-hoi/bai-viet-ve-hoi-nghi-{n}" for n in range(3))
    assert not site.is_article(HOME + "van-hoa-xa-hoi/")
    assert site.is_article(HOME + "van-hoa-xa-hoi/bai-viet-ve-hoi-nghi-1")
