"""Candidates, aliases, pace, robots, verdicts and safety: the small parts a crawl stands on."""

import asyncio

import pytest

from crawlers.account import Found
from crawlers.aliases import Aliases
from crawlers.answer import Answer, judge, judge_article
from crawlers.candidate import Site, looks_like_article
from crawlers.challenges import is_flood_page, stub_cookie
from crawlers.drain import drain
from crawlers.job import CrawlJob
from crawlers.pace import Pace, retry_after
from crawlers.protocols import Known
from crawlers.robots import Robots
from crawlers.safety import PrivateAddressError, is_public, public_address
from crawlers.settings import settings_for
from crawlers.suspicion import Suspicion
from crawlers.twins import Twins
from records.outcome import Verdict
from records.source import Source
from tests.crawlers.conftest import PLAIN, job_for

HOME = "https://a.example/"

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


# Suspicion, twins, challenges


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


# Pace


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def turns(pace: Pace, clock: Clock, count: int, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    async def sleep(seconds: float) -> None:
        clock.now += seconds

    async def take() -> list[float]:
        at = []
        for _ in range(count):
            await pace.turn()
            at.append(clock.now)
        return at

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return asyncio.run(take())


def test_turns_are_spaced(monkeypatch):
    clock = Clock()
    assert turns(Pace(delay_seconds=1.5, clock=clock), clock, 3, monkeypatch) == [0, 1.5, 3]


def test_rest_holds_and_a_flood_slows_down(monkeypatch):
    clock = Clock()
    pace = Pace(delay_seconds=1, clock=clock)
    assert pace.flooded(0, 60, slow_down=True)
    assert turns(pace, clock, 2, monkeypatch) == [60, 61.5]


def test_rest_that_is_not_said_grows():
    clock = Clock()
    pace = Pace(delay_seconds=1, clock=clock)
    assert [pace.flooded(n, None, slow_down=False) for n in range(4)] == [True, True, True, False]
    assert not pace.given_up


def test_long_rest_gives_the_site_up_after_three():
    pace = Pace(delay_seconds=1)
    assert [pace.flooded(0, 3600, slow_down=True) for _ in range(3)] == [False] * 3
    assert "rest 3600 s" in pace.given_up


def test_answer_in_between_forgives():
    pace = Pace(delay_seconds=0)
    for _ in range(30):
        assert not pace.unreachable(2, "timeout")
        pace.answered()
    assert pace.given_up == ""


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("Thu, 01 Jan 1970 00:01:40 GMT", 40),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after(value, seconds):
    assert retry_after(value, now=60) == seconds


# Robots


def test_robots():
    robots = Robots(
        b"User-agent: KhoTinBot\nDisallow: /tin/\nCrawl-delay: 3\n\nUser-agent: *\nDisallow: /\nSitemap: https://a.example/s.xml\n",
        user_agent="KhoTinBot/0.1 (+x)",
    )
    assert [robots.allows(HOME + p) for p in ("", "tin/1")] == [True, False]
    assert robots.delay_seconds == 3
    assert robots.sitemaps == ("https://a.example/s.xml",)


def test_robots_that_are_a_page_or_too_slow_or_not_obeyed():
    assert Robots(b"<html>404</html>").allows(HOME)
    assert Robots(b"User-agent: *\nCrawl-delay: 86400\n").delay_seconds == 60
    assert Robots(b"User-agent: *\nDisallow: /\n", obey=False).allows(HOME)


# Verdicts

KNOWN = Known(url=HOME + "a", kind="article", digest="d1", etag='"e"')


@pytest.mark.parametrize(
    ("answer", "known", "verdict"),
    [
        (Answer(url="u", status=200), None, Verdict.NEW),
        (Answer(url="u", status=200), Known(url="u", kind="article"), Verdict.NEW),
        (Answer(url="u", status=200), KNOWN, Verdict.UNCHANGED),
        (Answer(url="u", status=304), KNOWN, Verdict.UNCHANGED),
        (Answer(url="u", status=304), None, Verdict.FAILED),
        (Answer(url="u", status=404), KNOWN, Verdict.GONE),
        (Answer(url="u", status=410), None, Verdict.GONE),
        (Answer(url="u", status=302, target="v"), None, Verdict.REDIRECTED),
        (Answer(url="u", status=302), None, Verdict.FAILED),
        (Answer(url="u", status=204), None, Verdict.FAILED),
        (Answer(url="u", status=599), None, Verdict.FAILED),
        (Answer(url="u", failure="timeout"), KNOWN, Verdict.FAILED),
        (Answer(url="u", failure="too-large"), KNOWN, Verdict.REJECTED),
        (Answer(url="u", failure="budget used up", not_sent=True), KNOWN, Verdict.BUDGET),
    ],
)
def test_verdicts(answer, known, verdict):
    assert judge(answer, known, "d1")[0] is verdict


def test_changed_by_its_digest():
    assert judge(Answer(url="u", status=200), KNOWN, "d2") == (Verdict.CHANGED, "")


@pytest.mark.parametrize(
    ("kind", "body", "verdict"),
    [
        ("text/html; charset=utf-8", b"", Verdict.NEW),
        ("", b"  <!doctype html>", Verdict.NEW),
        ("", b"%PDF", Verdict.REJECTED),
        ("text/plain", b"<html>", Verdict.NEW),
        ("image/png", b"<html>", Verdict.REJECTED),
    ],
)
def test_only_pages_are_articles(kind, body, verdict):
    answer = Answer(url="u", status=200, headers={"content-type": kind}, body=body)
    site = Site(Source(id="a", name="A", home=HOME), PLAIN)
    assert judge_article(answer, None, "d", site)[0] is verdict


# Safety


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
    ],
)
def test_private_networks(address):
    assert not is_public(address)


def test_public_network():
    assert is_public("203.162.0.11")
    assert is_public("2405:4800::1")


def test_name_of_a_private_network_is_refused():
    with pytest.raises(PrivateAddressError, match="localhost is at"):
        asyncio.run(public_address("localhost"))


def test_name_without_an_address_is_not_let_through():
    with pytest.raises(OSError, match=r"(?i)name|host"):
        asyncio.run(public_address("no-such-host.invalid"))


def test_doors_of_scrapy_stay_shut():
    settings = settings_for(job_for("http://127.0.0.1:1/"))
    assert settings["REMOTE_CONTROL_ENABLED"] is False
    assert settings["TELNETCONSOLE_ENABLED"] is False
    assert settings["COOKIES_ENABLED"] is False
    assert settings["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert settings["EXTENSIONS_BASE"] == {}


def test_drain_raises_a_handlers_error():
    from collections import deque

    async def fail(item: int) -> None:
        raise ValueError(item)

    with pytest.raises(ValueError, match="1"):
        asyncio.run(drain(deque([1, 2]), fail, width=1, may_go_on=lambda: True))


def test_job_round_trips_as_json():
    from records.base import decode, encode

    job = job_for("http://127.0.0.1:1/")
    assert decode(encode(job), CrawlJob) == job
