"""Listings whose own scripts ask for further pages: what a script sends is read, tried, and becomes a rule."""

import json
import re
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

import pytest

from crawlers.page import Page
from crawlers.probe import fetch_site
from crawlers.scripted import find_requests
from records.platform import PageRequest
from tests.crawlers.conftest import Portal, Reply, html, send


def _found(script: str, body: str = "") -> list[PageRequest]:
    return find_requests(
        Page("https://a.vn/muc", f"<html><body>{body}<script>{script}</script></body></html>".encode())
    )


@pytest.mark.parametrize(
    ("script", "request_"),
    [
        ("var p=1; $.get('/nap?loai=3&trang='+p, function(h){ ve(h); });", PageRequest(url="/nap?loai=3&trang={n}")),
        ("$('#ds').load('/nap/' + (page + 1) + '?loai=3')", PageRequest(url="/nap/{n}?loai=3")),
        ("fetch(`/api/tin?trang=${soTrang}&co=10`).then(ve)", PageRequest(url="/api/tin?trang={n}&co=10")),
        (
            '$.ajax({url: "/api/tin", type: "GET", data: {trang: i, "co": 10}, success: ve})',
            PageRequest(url="/api/tin?trang={n}&co=10"),
        ),
        (
            "$.post('/nap', {loai: 'kinh-te', page: ++page}, ve)",
            PageRequest(url="/nap", form={"loai": "kinh-te", "page": "{n}"}),
        ),
        (
            "fetch('/api', {method: 'POST', body: JSON.stringify({page: page, loai: 'a', co: 5})})",
            PageRequest(url="/api", json='{"page": {n}, "loai": "a", "co": 5}'),
        ),
        (
            'function nap(n) { $.ajax({ url: "/q", type: "POST", contentType: "application/json",'
            ' data: JSON.stringify({ Loai: Number($("#loai").val()), So: n }) }); }',
            PageRequest(url="/q", json='{"Loai": {v1}, "So": {n}}', values={"v1": "#loai@value"}),
        ),
        (
            "var maMuc = 12; $.getJSON('/q?muc=' + maMuc + '&page=' + page, ve)",
            PageRequest(url="/q?muc={v1}&page={n}", values={"v1": r"text:\bmaMuc\s*=\s*['\"]?([\w-]+)"}),
        ),
    ],
)
def test_calls_are_read(script: str, request_: PageRequest) -> None:
    assert _found(script) == [request_]


@pytest.mark.parametrize(
    "script",
    [
        "$.get('/dem-truy-cap')",
        "$.post('/binh-luan', {noi: $('#noi').val()})",
        "$.ajax({url: duongDan, data: {page: 2}})",
        "$.get('/nap?trang=' + chon(tatCa[3], 'x'), ve)",
        "$.ajax({url: '/nap', data: {page: page",
        "$.get(",
        "fetch()",
    ],
)
def test_other_calls_are_left_alone(script: str) -> None:
    assert _found(script) == []


def test_a_button_may_name_the_address() -> None:
    found = _found("", '<button class="them" data-url="/nap?loai=3&amp;page=2">Xem thêm</button>')
    assert found == [PageRequest(url="/nap?loai=3&page={n}")]


@pytest.mark.parametrize(
    "script",
    [
        "$.get('/nap?trang=' + page" + " + a" * 50_000 + ")",
        "$.get('/nap?trang=' + page" + " + a" * 600 + ")" + ("var a='b';" + " " * 900) * 200,
        "$.get(" + "(" * 1_500 + "page" + ")" * 1_500 + ")",
        "fetch(" + "[" * 90_000,
        "$.get('/nap?x=\"" + '\\"' * 90_000,
        "$.ajax({url: '/nap', data: {" + "a: page," * 20_000 + "}})" * 30,
        "$.get(" * 30_000,
    ],
    ids=["sum", "names", "brackets", "open", "quotes", "keys", "calls"],
)
def test_a_script_made_to_be_slow_is_not(script: str) -> None:
    # Whatever tries each place from each other one is at it for minutes, and the suite's own limit ends the test.
    assert _found(script) == []


@pytest.mark.parametrize("brackets", [3, 15])
def test_brackets_that_a_person_writes_are_read(brackets: int) -> None:
    script = f"$.get('/nap?trang=' + {'(' * brackets}page{')' * brackets})"
    assert _found(script) == [PageRequest(url="/nap?trang={n}")]


@pytest.mark.parametrize(
    "script",
    [
        "$.get('http://127.0.0.2:9/nap?page=' + page, ve)",
        "$.post('http://other.example/nap', {page: page}, ve)",
        "$.post('/bai/Like', {page: page}, ve)",
        "$.post('/ajax', {action: 'post_vote', page: page}, ve)",
        "$.post('/ajax', {commentText: 'hay', page: page}, ve)",
        "$.post('/binh-chon', {page: page}, ve)",
        "$.get('http://[x/?page=' + page)",
    ],
)
def test_a_probe_asks_its_own_site_only_and_does_nothing_there(script: str, portal: Portal) -> None:
    _put(portal, script.replace("%", "%%") + " var muc = %d;")
    asked: list[str] = []
    fetch_site(portal.url, user_agent="a/1 (+b@c.example)", allow_private=True, delay_seconds=0, progress=asked.append)
    assert all(url.startswith(portal.url) for url in asked)
    assert not [path for path, _ in portal.log if path.startswith("POST")]


_SECTIONS = {"y-te": 4, "giao-duc": 9, "van-hoa": 11}
_PER_PAGE = 4


def _paths(section: str) -> list[str]:
    return [f"/{section}/tin-{section}-thu-{n}-trong-nam-{_SECTIONS[section] * 1000 + n}.html" for n in range(20)]


def _put(portal: Portal, script: str) -> None:
    """Sections of four articles and a script that brings the others; no feed, no sitemap, no pager."""
    portal.pages.clear()
    for section, number in _SECTIONS.items():
        shown = "".join(f'<a href="{p}">{p}</a>' for p in _paths(section)[:_PER_PAGE])
        portal.pages[f"/{section}"] = html(f"{shown}<button>Xem thêm</button><script>{script % number}</script>")
        portal.pages |= {path: html(f"<h1>{path}</h1>") for path in _paths(section)}
    menu = "".join(f'<li><a href="/{s}">Mục {s}</a></li>' for s in _SECTIONS)
    shown = "".join(f'<a href="{p}">{p}</a>' for s in _SECTIONS for p in _paths(s)[:2])
    portal.pages["/"] = html(f"<ul class=menu>{menu}</ul>{shown}")


def _page_of(number: int, page: int) -> list[str]:
    section = next(name for name, own in _SECTIONS.items() if own == number)
    return _paths(section)[_PER_PAGE * (page - 1) : _PER_PAGE * page]


def _listings_request(portal: Portal) -> PageRequest | None:
    facts = fetch_site(portal.url, user_agent="a/1 (+b@c.example)", allow_private=True, delay_seconds=0)
    assert len(facts.listings) == len(_SECTIONS)
    assert all(listing.request == facts.listings[0].request for listing in facts.listings)
    return facts.listings[0].request


def test_fragments_asked_for_by_get(portal: Portal) -> None:
    _put(portal, "var page=1; function them(){ page++; $.get('/nap?loai=%d&page=' + page, ve); }")
    for number in _SECTIONS.values():
        for page in range(1, 8):
            links = "".join(f'<a href="{p}">{p}</a>' for p in _page_of(number, page))
            portal.pages[f"/nap?loai={number}&page={page}"] = html(links)
    request = _listings_request(portal)
    assert request is not None
    assert request.url == "/nap?loai={own1}&page={n}"
    assert re.search(request.values["own1"].removeprefix("text:"), "x('/nap?loai=9&page=')")[1] == "9"


def test_items_of_json_asked_for_by_post(portal: Portal) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked = {key: int(value[0]) for key, value in parse_qs(handler.sent).items()}  # type: ignore[attr-defined]
        found = [(path.rpartition("-")[0].rpartition("/")[2], path) for path in _page_of(asked["loai"], asked["page"])]
        items = [
            {"Id": int(p.rpartition("-")[2][:-5]), "Ten": slug, "Muc": urlsplit(p).path.split("/")[1]}
            for slug, p in found
        ]
        send(
            handler,
            Reply(json.dumps({"d": {"tin": items, "tong": 20}}).encode(), headers={"Content-Type": "application/json"}),
        )

    _put(portal, "function them(n){ $.post('/api/nap', {loai: %d, page: n}, ve); }")
    portal.pages["POST /api/nap"] = answer
    request = _listings_request(portal)
    assert request is not None
    assert (request.form, request.items_at) == ({"loai": "{own1}", "page": "{n}"}, "d.tin")
    assert request.item_url == "/{Muc}/{Ten}-{Id}.html"


def test_a_script_whose_answers_bring_nothing_is_no_rule(portal: Portal) -> None:
    _put(portal, "$.get('/nap?loai=%d&page=' + page, ve);")
    assert _listings_request(portal) is None
