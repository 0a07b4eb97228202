"""Crawled text is hostile: whatever stands in titles, bodies, names, ids, addresses or in the query stays text."""

import re
from functools import cache
from urllib.parse import quote, urlencode

import pytest
from lxml import html

from search.app import create_app
from search.web.headers import SECURITY
from tests.search.web.browser import Browser
from tests.search.web.hostile import PAYLOADS, WORDS, build_hostile, identity
from tests.search.web.sample_archive import TODAY

NEVER = {
    "iframe", "object", "embed", "base", "style", "math", "img", "video", "audio", "marquee", "template",
    "foreignobject", "animate", "set", "frame", "frameset", "applet", "portal",
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    engine, archive = build_hostile(tmp_path_factory.mktemp("hostile"))
    return Browser(create_app(engine, archive=archive, contact="mailto:a@b.vn", today=lambda: TODAY))


def assert_harmless(client: Browser, address: str, *codes: int) -> html.HtmlElement:
    """The page at an address, if nothing in it can run, load or lead anywhere but where we mean it to."""
    answer = client.get(address)
    assert answer.status_code in (codes or (200, 404)), (address, answer.status_code, answer.text[:300])
    assert answer.headers["content-type"] == "text/html; charset=utf-8", address
    for name, value in SECURITY.items():
        assert answer.headers[name] == value
    page = html.fromstring(answer.text)
    scripts = [script.get("src", "") for script in page.iter("script")]
    assert all(re.fullmatch(r"/static/[a-z]+\.js\?v=\w+", source) for source in scripts), (address, scripts)
    assert not any(script.text for script in page.iter("script")), address
    tags = {element.tag.lower() for element in page.iter() if isinstance(element.tag, str)}
    assert not tags & NEVER, (address, tags & NEVER)
    assert all("readonly" in field.attrib and "autofocus" not in field.attrib for field in page.iter("textarea")), (
        address
    )
    for element in page.iter():
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), (address, name)
            assert name.lower() not in ("style", "srcdoc", "formaction", "ping", "background"), (address, name)
            assert not (name == "http-equiv" and value.lower() == "refresh"), address
    for link in page.cssselect("[href], [src], [action]"):
        target = link.get("href") or link.get("src") or link.get("action") or ""
        assert target.startswith(("/", "#", "?", "http://", "https://", "mailto:a@b.vn")), (address, target)
        assert not target.startswith(("//", "/\\")), (address, target)
    return page


def pages_of(number: int) -> list[str]:
    """Every page that shows the records of one text."""
    key, event, agreement = (quote(f"{kind}{identity(number)}", safe="") for kind in ("", "e", "a"))
    return [
        f"/events/{event}", f"/agreements/{agreement}", f"/articles/{key}?version=1", f"/articles/{key}?version=2",
        f"/people/p{number + 1}", f"/report/articles/{key}", f"/report/events/{event}", f"/?official={quote(WORDS[number])}",
        f"/people?{urlencode({'q': WORDS[number]})}",
    ]  # fmt: skip


@pytest.mark.parametrize("number", range(len(WORDS)))
def test_hostile_records_stay_text(hostile: Browser, number: int) -> None:
    page = assert_harmless(hostile, f"/articles/{quote(identity(number), safe='')}", 200)
    visible = " ".join(page.cssselect("h1")[0].text_content().split())
    assert visible == " ".join(WORDS[number].split())
    if number % 10 == number // 10 % 10 or number >= len(PAYLOADS):  # each tag and each beginning once on the others
        for address in pages_of(number):
            assert_harmless(hostile, address)


def test_hostile_lists_stay_text(hostile: Browser) -> None:
    """Every page of the app that needs no id, as the app itself lists them: none is forgotten."""
    paths = [str(getattr(route, "path", "")) for route in hostile.app.routes if "GET" in getattr(route, "methods", ())]
    listed = [
        path for path in paths if "{" not in path and "text/html" in hostile.get(path).headers.get("content-type", "")
    ]
    assert {"/", "/events", "/agreements", "/people", "/analysis", "/cooperation", "/coverage", "/alerts/new"} <= {
        *listed
    }
    for path in listed:
        for query in ("", "?lang=en", "?sort=newest", "?q=alert", "?q=ha+noi&page=3", "?basis=today&unit=events"):
            if hostile.get(path + query).status_code != 307:  # "/" leads on to the list of another unit
                assert_harmless(hostile, path + query, 200, 400, 404, 410)
    assert_harmless(hostile, "/provinces/34:01")


@pytest.mark.parametrize("bad", [*PAYLOADS[::41], *WORDS[-8:]])
def test_hostile_queries_stay_text(hostile: Browser, bad: str) -> None:
    names = (
        "q", "province", "region", "sector", "year", "official", "partner", "source", "after", "from", "sort", "lang", "x",
        "by", "across", "rows", "columns", "token", "email",
    )  # fmt: skip
    for path in ("/", "/analysis", "/alerts/new"):
        assert_harmless(hostile, f"{path}?" + urlencode({"sort": "newest"} | dict.fromkeys(names, bad)), 200, 400, 404)
    for name in ("q", "official", "after", "lang", "x"):
        assert_harmless(hostile, "/?" + urlencode({"sort": "newest", name: bad}))
    for path in (
        "/",
        "/articles/",
        "/events/",
        "/people/",
        "/provinces/",
        "/report/articles/",
        "/alerts/confirm?token=",
    ):
        assert_harmless(hostile, path + quote(bad, safe=""), 200, 400, 403, 404, 410)
    assert_harmless(hostile, "/?" + urlencode({bad: bad, "q": bad, "official": bad}))


@cache
def _lines() -> tuple[str, ...]:
    ends = ("\r\n", "\n", "\r", "\u2028", "\x85", "\0", "\x0b")
    return tuple(f"x{end}X-Bad: 1{end}Set-Cookie: a=b" for end in ends)


def test_headers_take_no_lines_from_the_address(hostile: Browser) -> None:
    for bad in (quote(line, safe="") for line in _lines()):
        for address in (f"/?lang=en{bad}", f"/events/{bad}", f"/?unit=events&q={bad}", f"/events/{bad}.ics", f"/export?q={bad}",
                        f"/feed.atom?q={bad}", f"/api/events/{bad}", f"/{bad}", f"/alerts/new?q={bad}"):  # fmt: skip
            answer = hostile.get(address)
            assert answer.status_code < 500, address
            assert "x-bad" not in answer.headers
            assert "a=b" not in answer.headers.get("set-cookie", "")
            assert not re.search(r"[\r\n]", "".join(answer.headers.values()))


def test_paths_do_not_leave_the_static_folder(hostile: Browser) -> None:
    ups = ("../site.py", "..%2fsite.py", "%2e%2e/site.py", "fonts/../../site.py", "..%5csite.py", "%00", "style.css%00.py",
           "/etc/passwd", "%2fetc%2fpasswd", "....//site.py", "..%252fsite.py", "fonts")  # fmt: skip
    for path in ups:
        answer = hostile.get(f"/static/{path}")
        assert answer.status_code in (400, 404), (path, answer.status_code)
        assert "import" not in answer.text


@pytest.mark.parametrize(
    "host", ["evil.test/x", "a b", "<script>", "evil.test\"><script>", "[x", "x:99999999", "", "a@b", "é.test", "x,y"]
)  # fmt: skip
def test_odd_hosts_are_refused(hostile: Browser, host: str) -> None:
    for address in ("/", "/feed.atom?q=alert", "/events.ics", "/events/ebad-1"):
        answer = hostile.get(address, {"Host": host.encode()})  # type: ignore[dict-item]
        assert answer.status_code == 400, (host, address)
        assert "<script>" not in answer.text.replace('<script src="/static', "")
        assert "evil" not in answer.text


def test_what_is_too_long_is_refused(hostile: Browser) -> None:
    for address in ("/?q=" + "a" * 9000, "/" + "a" * 9000, "/articles/" + "%41" * 3000, "/analysis?" + "x" * 9000):
        assert_harmless(hostile, address, 414)
    deep = "(" * 500 + "a" + ")" * 500
    for words in (deep, "a OR " * 500, '"' * 999, "-" * 999, "title:" * 150, "a" * 1990, "\ufdfa" * 600):
        answer = hostile.get("/api/search?" + urlencode({"q": words}))
        assert answer.status_code in (200, 414), words[:20]
