"""Listings whose further pages no address names: POST, JSON, ASP.NET postbacks; from request to the last article."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs

import pytest
from msgspec.structs import replace

from crawlers.further import UnreadableAnswerError, ask_for, hidden_fields, read_further, read_values
from crawlers.page import Page
from records.outcome import Verdict
from records.platform import ListingRule, PageRequest
from records.source import Listing
from tests.crawlers.conftest import HOME, PLAIN, Portal, Reply, html, job_for, links, send

LISTING = HOME + "tin/"
PER_PAGE = 3


# What is sent


def test_a_form_is_filled_and_the_rest_left_alone():
    request = PageRequest(
        url="/api/Load", form={"cat": "{cat}", "page": "{n}", "x": "{no}"}, headers={"X-Token": "{cat}"}
    )
    ask = ask_for(request, LISTING, 7, values={"cat": "a b&c"})
    assert (ask.address, ask.method) == (HOME + "api/Load", "POST")
    assert parse_qs(ask.body.decode()) == {"cat": ["a b&c"], "page": ["7"], "x": ["{no}"]}
    assert ask.headers["X-Token"] == "a b&c"
    assert ask.headers["Content-Type"].startswith("application/x-www-form-urlencoded")


def test_json_keeps_its_braces_and_is_json_whatever_the_values():
    request = PageRequest(url="api", json='{"q": {"page": {n}, "zone": "{zone}"}}', values={"zone": "#z"})
    ask = ask_for(request, LISTING, 2, values={"zone": 'tin "nóng"'})
    assert json.loads(ask.body) == {"q": {"page": 2, "zone": 'tin "nóng"'}}
    assert ask.headers["Content-Type"].startswith("application/json")


def test_a_get_has_its_number_in_the_address():
    ask = ask_for(PageRequest(url="/api/{zone}/list?p={n}"), LISTING, 3, values={"zone": "y tế"})
    assert (ask.address, ask.method, ask.body) == (HOME + "api/y%20t%E1%BA%BF/list?p=3", "GET", b"")


def test_values_are_read_from_the_first_page():
    page = Page(LISTING, b"<input id=c value=5><b class=s> 9 </b><script>var zone = 'z1';</script>")
    found = {"c": "#c@value", "s": ".s", "zone": r"text:zone = '(\w+)'", "none": "#none@x", "no": "text:nothing (x)"}
    assert read_values(PageRequest(values=found), page) == ({"c": "5", "s": "9", "zone": "z1"}, ["none", "no"])


def test_hidden_fields_go_with_a_postback_and_the_form_wins():
    page = Page(
        LISTING, b"<input type=hidden name=__VIEWSTATE value=abc><input type=hidden name=t value=1><input name=q>"
    )
    request = PageRequest(form={"t": "{n}"}, hidden_fields=True)
    ask = ask_for(request, LISTING, 2, values={}, hidden=hidden_fields(page))
    assert parse_qs(ask.body.decode()) == {"__VIEWSTATE": ["abc"], "t": ["2"]}
    assert ask.address == LISTING


# What comes back


@pytest.mark.parametrize(
    ("request_", "body"),
    [
        (PageRequest(), '<a href="/tin/a-1.html">A</a>'),
        (PageRequest(html_at="d"), json.dumps({"d": '<a href="/tin/a-1.html">A</a>'})),
        (PageRequest(html_at="d.html"), json.dumps({"d": json.dumps({"html": '<a href="/tin/a-1.html">A</a>'})})),
        (PageRequest(items_at="", item_url="{Url}"), json.dumps([{"Url": "/tin/a-1.html"}, {"Other": 1}])),
        (PageRequest(items_at="a.b", item_url="/tin/{s}-{id}.html"), json.dumps({"a": {"b": [{"s": "a", "id": 1}]}})),
        (PageRequest(items_at="d", item_url="{x.u}"), json.dumps({"d": json.dumps([{"x": {"u": HOME + "tin/a-1.html"}}])})),
    ],
)  # fmt: skip
def test_answers_become_pages_of_links(request_, body):
    assert [link.url for link in read_further(request_, LISTING, body.encode()).links()] == [HOME + "tin/a-1.html"]


@pytest.mark.parametrize("body", [b"<html>", b'{"d": 5}', b"\xff\xfe", b'{"d": "[broken"}'])
def test_an_answer_of_another_kind_is_named(body):
    with pytest.raises(UnreadableAnswerError, match=r"not JSON|no list under 'd' but int"):
        read_further(PageRequest(items_at="d", item_url="{u}"), LISTING, body)


def test_no_more_items_is_an_empty_page():
    for body in (b'{"d": []}', b'{"d": null}', b"{}"):
        assert read_further(PageRequest(items_at="d", item_url="{u}"), LISTING, body).links() == []


# Whole crawls


def by_request(request: PageRequest, *, first_page: int = 2):
    return replace(PLAIN, sitemaps=(), listing=ListingRule(request=request, first_page=first_page))


def add(page: Reply, more: bytes) -> None:
    """Puts something more onto a page."""
    page.body = page.body.replace(b"</body>", more + b"</body>")


class Section:
    """A section of `pages` pages, newest first, behind a POST; past the end it does as `past` says."""

    def __init__(self, portal: Portal, pages: int, *, past: str = "empty", as_json: bool = False) -> None:
        self.portal, self.past, self.as_json = portal, past, as_json
        self.paths = [portal.article(f"/tin/sau-{n}.html") for n in range(pages * PER_PAGE)]
        self.numbers: list[int] = []
        del portal.pages["/sitemap.xml"]
        portal.pages["/"] = html('<a href="/tin/">Tin</a>')
        portal.pages["/tin/"] = links(*self.shown(1))
        add(portal.pages["/tin/"], b'<input type="hidden" id="cat" value="c7">')

    def shown(self, number: int) -> list[str]:
        return self.paths[(number - 1) * PER_PAGE : number * PER_PAGE]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        form = parse_qs(handler.sent)
        if form.get("cat") != ["c7"]:
            send(handler, Reply(b"bad request", 400))
            return
        number = int(form["page"][0])
        self.numbers.append(number)
        shown = self.shown(number) or (self.shown(1) if self.past == "repeats" else [])
        page = links(*shown)
        send(handler, Reply(json.dumps({"d": page.body.decode()}).encode()) if self.as_json else page)


POST = PageRequest(url="/load", form={"cat": "{cat}", "page": "{n}"}, values={"cat": "#cat@value"})


@pytest.mark.parametrize("past", ["empty", "repeats"])
@pytest.mark.parametrize("as_json", [False, True])
def test_post_paging_reaches_the_bottom_and_stops(past, as_json, portal, run_crawl):
    section = Section(portal, 9, past=past, as_json=as_json)
    portal.pages["POST /load"] = section.answer
    platform = by_request(replace(POST, html_at="d" if as_json else None))
    ran = run_crawl(job_for(portal.url, platform=platform, listings=(Listing(url=LISTING, section="Tin"),)))
    assert ran.stats.new == len(section.paths) == 27
    assert section.numbers == list(range(2, 11))
    assert ran.memory.verdict("/tin/#page=9") == (Verdict.NEW, "")
    assert {p.listed_in for p in ran.memory.pages.values()} == {"listing"}


def test_post_paging_goes_on_where_a_night_left_off(portal, run_crawl):
    section = Section(portal, 40)
    portal.pages["POST /load"] = section.answer
    job = job_for(portal.url, platform=by_request(POST), budget=50, listings=(Listing(url=LISTING),))
    new, memory = 0, None
    for night in range(6):
        begun = len(section.numbers)
        ran = run_crawl(replace(job, run_id=f"run-{night}"), memory)
        new += ran.stats.new
        memory = ran.memory.next_night()
        if night:
            assert 2 not in section.numbers[begun:], "what an earlier night went down is passed over"
        if new == len(section.paths):
            break
    assert new == 120
    assert portal.asked("POST /load") <= 46
    assert max(portal.asked(path) for path in section.paths) == 1


def test_known_section_costs_one_page(portal, run_crawl):
    section = Section(portal, 5)
    portal.pages["POST /load"] = section.answer
    job = job_for(portal.url, platform=by_request(POST), listings=(Listing(url=LISTING),))
    first = run_crawl(job)
    section.numbers.clear()
    second = run_crawl(replace(job, run_id="run-2"), first.memory.next_night())
    assert (second.stats.new, section.numbers) == (0, [])


def test_a_value_that_is_missing_is_told(portal, run_crawl):
    section = Section(portal, 3)
    portal.pages["/tin/"] = links(*section.shown(1))
    ran = run_crawl(job_for(portal.url, platform=by_request(POST), listings=(Listing(url=LISTING),)))
    assert ran.stats.new == PER_PAGE
    assert ran.stats.problems == (f"{LISTING}: its first page lacks cat, which its further pages are asked with",)


def postbacks(section: Section) -> Callable[[BaseHTTPRequestHandler], None]:
    """ASP.NET: each page has the state that leads to the next one, and to no other."""

    def state(number: int) -> bytes:
        return b'<input type="hidden" name="__VIEWSTATE" value="state-%d">' % number

    add(section.portal.pages["/tin/"], state(1))

    def answer(handler: BaseHTTPRequestHandler) -> None:
        form = parse_qs(handler.sent)
        assert form["__EVENTTARGET"] == ["pager$next"]
        number = int(form["__VIEWSTATE"][0].removeprefix("state-")) + 1
        section.numbers.append(number)
        page = links(*section.shown(number))
        add(page, state(number))
        send(handler, page)

    return answer


def test_postback_paging_in_sequence_and_again_from_the_top(portal, run_crawl):
    section = Section(portal, 20)
    portal.pages["POST /tin/"] = postbacks(section)
    request = PageRequest(form={"__EVENTTARGET": "pager$next"}, hidden_fields=True)
    job = job_for(portal.url, platform=by_request(request), budget=40, listings=(Listing(url=LISTING),))
    new, memory = 0, None
    for night in range(6):
        begun = len(section.numbers)
        ran = run_crawl(replace(job, run_id=f"run-{night}"), memory)
        new += ran.stats.new
        numbers, memory = section.numbers[begun:], ran.memory.next_night()
        assert numbers == list(range(2, 2 + len(numbers)))
        told = any("requests_a_night" in problem for problem in ran.stats.problems)
        assert told == (len(numbers) < 20), "whoever can't go on where the night stopped is told what helps"
        if new == len(section.paths):
            break
    assert new == 60
    assert ran.memory.count("listing", Verdict.BUDGET) == 0


@pytest.mark.parametrize("lenient", [True, False])
def test_postbacks_by_number_reach_what_no_night_could_walk_to(lenient, portal, run_crawl):
    """Where the site takes any page's state, nights go on where the last left off; where not, nothing is lost."""
    section = Section(portal, 20)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        form = parse_qs(handler.sent)
        number, state = int(form["__EVENTARGUMENT"][0]), int(form["__VIEWSTATE"][0])
        number = number if lenient or number == state + 1 else 1
        section.numbers.append(number)
        page = links(*section.shown(number))
        add(page, b'<input type="hidden" name="__VIEWSTATE" value="%d">' % number)
        send(handler, page)

    add(portal.pages["/tin/"], b'<input type="hidden" name="__VIEWSTATE" value="1">')
    portal.pages["POST /tin/"] = answer
    request = PageRequest(form={"__EVENTARGUMENT": "{n}"}, hidden_fields=True)
    job = job_for(portal.url, platform=by_request(request), budget=16, listings=(Listing(url=LISTING),))
    new, memory = 0, None
    for night in range(9 if lenient else 3):
        ran = run_crawl(replace(job, run_id=f"run-{night}"), memory)
        new, memory = new + ran.stats.new, ran.memory.next_night()
    assert new == len(section.paths) if lenient else new > 3 * PER_PAGE


def test_items_of_an_api(portal, run_crawl):
    section = Section(portal, 4)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        number = json.loads(handler.sent)["page"]
        items = [{"Id": p.rpartition("-")[2].removesuffix(".html"), "Slug": "sau"} for p in section.shown(number)]
        send(handler, Reply(json.dumps({"data": items}).encode(), headers={"Content-Type": "application/json"}))

    portal.pages["POST /api"] = answer
    request = PageRequest(url="/api", json='{"page": {n}}', items_at="data", item_url="/tin/{Slug}-{Id}.html")
    ran = run_crawl(job_for(portal.url, platform=by_request(request), listings=(Listing(url=LISTING),)))
    assert ran.stats.new == 12
    assert portal.asked("POST /api") == 4


def test_an_api_that_answers_something_else_ends_the_walk_only(portal, run_crawl):
    Section(portal, 4)
    portal.pages["POST /api"] = html("<h1>Bảo trì</h1>")
    request = PageRequest(url="/api", json='{"page": {n}}', items_at="data", item_url="{u}")
    ran = run_crawl(job_for(portal.url, platform=by_request(request), listings=(Listing(url=LISTING),)))
    assert (ran.stats.new, ran.stats.fatal) == (PER_PAGE, "")
    verdict, reason = ran.memory.verdict("/tin/#page=2")
    assert verdict is Verdict.REJECTED
    assert "not JSON" in reason


def test_a_request_to_another_host_is_refused_and_not_sent_to_our_own(portal, run_crawl):
    Section(portal, 3)
    portal.pages["/load?page=2"] = links("/tin/sau-8.html")
    request = PageRequest(url="http://other.example/load?page={n}")
    ran = run_crawl(job_for(portal.url, platform=by_request(request), listings=(Listing(url=LISTING),)))
    assert ran.memory.verdict("/tin/#page=2") == (
        Verdict.FAILED,
        "foreign-address: http://other.example/load?page=2",
    )
    assert portal.asked("/load?page=2") == 0


def test_a_value_that_makes_no_address_ends_the_walk_only(portal, run_crawl):
    Section(portal, 3)
    add(portal.pages["/tin/"], b'<input type="hidden" id="api" value="http://[x/?a=1">')
    request = PageRequest(url="{api}&page={n}", values={"api": "#api@value"})
    ran = run_crawl(job_for(portal.url, platform=by_request(request), listings=(Listing(url=LISTING),)))
    assert (ran.stats.new, ran.stats.fatal) == (3, "")
    assert "its further pages can't be asked for" in ran.stats.problems[0]
