"""An answer kept is only given to whom the app would give the very same: never a stale one, nor somebody else's."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from records.links import Document
from search.app import create_app
from search.engine import CrossTab, Notice, Results
from search.query import Query
from search.tantivy.engine import TantivyEngine
from search.web import forms
from search.web.headers import FORM_COOKIE
from tests.search.web.browser import Browser
from tests.search.web.sample_archive import TODAY, SampleArchive
from tests.search.web.world import build

World = tuple[TantivyEngine, SampleArchive]
Made = Callable[[], int]
SEARCHES = ("/?q=h%E1%BB%99i+ngh%E1%BB%8B", "/events?q=a", "/agreements?sort=newest", "/api/search?q=a&limit=3")


@pytest.fixture
def made(world: World, monkeypatch: pytest.MonkeyPatch) -> Made:
    """How often the engine has searched since it was last asked."""
    searched: list[Query] = []
    search = world[0].search

    def counted(query: Query, *, facets: bool = True) -> Results:
        searched.append(query)
        return search(query, facets=facets)

    monkeypatch.setattr(world[0], "search", counted)

    def since() -> int:
        number = len(searched)
        searched.clear()
        return number

    return since


@pytest.mark.parametrize("address", SEARCHES)
def test_the_same_address_is_answered_without_a_search(app: FastAPI, made: Made, address: str) -> None:
    first = Browser(app).get(address)
    assert made() > 0
    again = Browser(app).get(address)
    assert (made(), again.status_code, again.content) == (0, 200, first.content)
    assert dict(again.headers) == dict(first.headers)


def test_who_holds_the_answer_is_told_so(app: FastAPI, made: Made) -> None:
    first = Browser(app).get(SEARCHES[0])
    made()
    held = Browser(app).get(SEARCHES[0], headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (held.status_code, held.content, held.headers["etag"]) == (304, b"", first.headers["etag"])
    assert {"content-type", "content-length", "content-encoding"}.isdisjoint(held.headers)
    assert held.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert Browser(app).get(SEARCHES[0], headers={"If-None-Match": '"other"'}).content == first.content
    assert made() == 0


def test_whoever_holds_anything_of_it_may_ask_with_a_star_or_a_strong_tag(app: FastAPI) -> None:
    tag = Browser(app).get(SEARCHES[0]).headers["etag"]
    for given in ("*", tag.removeprefix("W/")):  # compared weakly
        assert Browser(app).get(SEARCHES[0], headers={"If-None-Match": given}).status_code == 304


@pytest.mark.parametrize("address", SEARCHES)
def test_who_asks_for_the_head_is_given_that_of_the_answer(app: FastAPI, made: Made, address: str) -> None:
    before = Browser(app).request("HEAD", address)
    whole = Browser(app).get(address)
    assert whole.content  # the head that was asked for first is not taken for the answer
    made()
    after = Browser(app).request("HEAD", address)
    assert (made(), before.content, after.content) == (0, b"", b"")
    assert before.headers["etag"] == after.headers["etag"] == whole.headers["etag"]
    held = Browser(app).request("HEAD", address, headers={"If-None-Match": whole.headers["etag"]})
    assert held.status_code == 304


def test_an_app_started_anew_knows_no_tag_of_the_former(world: World) -> None:
    """Templates, styles, names of sources and the packages under it may be others."""
    tags = [
        Browser(create_app(world[0], archive=world[1], today=lambda: TODAY)).get(SEARCHES[0]).headers["etag"]
        for _ in range(2)
    ]
    assert tags[0] != tags[1]


@pytest.mark.parametrize("address", SEARCHES)
def test_an_answer_in_part_is_not_kept(world: World, made: Made, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    whole, lacking = world[0].search, [True]
    part = Notice(code="partial", text="a part of the index did not answer")

    def search(query: Query, *, facets: bool = True) -> Results:
        results = whole(query, facets=facets)
        return msgspec.structs.replace(results, notices=(*results.notices, part)) if lacking[0] else results

    monkeypatch.setattr(world[0], "search", search)
    app = create_app(world[0], archive=world[1], today=lambda: TODAY)
    for _ in range(2):
        made()
        assert "etag" not in Browser(app).get(address).headers
        assert made() > 0
    lacking[0] = False
    healed = Browser(app).get(address)
    made()
    assert Browser(app).get(address).headers["etag"] == healed.headers["etag"]
    assert made() == 0


@pytest.mark.parametrize("address", ["/feed.atom?q=hop+tac", "/events.ics"])
def test_a_feed_in_part_has_no_tag(world: World, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    whole = world[0].search

    def search(query: Query, *, facets: bool = True) -> Results:
        part = Notice(code="partial", text="a part of the index did not answer")
        return msgspec.structs.replace(whole(query, facets=facets), notices=(part,))

    monkeypatch.setattr(world[0], "search", search)
    told = Browser(create_app(world[0], archive=world[1], today=lambda: TODAY)).get(address)
    assert (told.status_code, told.headers["cache-control"]) == (200, "no-store")
    assert {"etag", "last-modified"}.isdisjoint(told.headers)


def test_a_count_in_part_is_not_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    count = world[0].count

    def counted(by: Sequence[str], query: Query) -> CrossTab:
        table = count(by, query)
        return msgspec.structs.replace(table, notices=(Notice(code="partial", text="a part did not answer"),))

    monkeypatch.setattr(world[0], "count", counted)
    app = create_app(world[0], archive=world[1], today=lambda: TODAY)
    assert "etag" not in Browser(app).get("/api/count?by=province").headers


def test_a_language_has_answers_of_its_own(app: FastAPI) -> None:
    said = [Browser(app).get(SEARCHES[0], headers={"Accept-Language": wanted}) for wanted in ("vi", "en", "vi", "en")]
    assert [answer.headers["content-language"] for answer in said] == ["vi", "en", "vi", "en"]
    assert '<html lang="en">' in said[3].text
    chosen = Browser(app)
    chosen.cookies.set("lang", "en")
    assert chosen.get(SEARCHES[0]).headers["content-language"] == "en"


def test_an_answer_that_sets_a_cookie_is_for_one(app: FastAPI, made: Made) -> None:
    address = f"{SEARCHES[0]}&lang=en"
    answers = [Browser(app).get(address) for _ in range(2)]
    assert all("lang=en" in answer.headers["set-cookie"] and "etag" not in answer.headers for answer in answers)
    assert made() > 1
    assert "set-cookie" not in Browser(app).get(SEARCHES[0]).headers


def test_who_holds_a_form_is_answered_anew(app: FastAPI, made: Made) -> None:
    Browser(app).get(SEARCHES[0])
    made()
    holder = Browser(app)
    holder.cookies.set(FORM_COOKIE, "k" * 43)
    for _ in range(2):
        assert "etag" not in holder.get(SEARCHES[0]).headers
        assert made() > 0


def test_a_page_with_a_form_is_not_kept_whatever_its_address(app: FastAPI) -> None:
    def with_form(request: Request) -> Response:
        return PlainTextResponse(forms.token(request))

    app.router.routes.insert(0, Route("/events", with_form))
    shown = [Browser(app).get("/events?q=a") for _ in range(2)]
    assert shown[0].text != shown[1].text
    assert shown[0].headers["set-cookie"] != shown[1].headers["set-cookie"]
    assert all("etag" not in answer.headers for answer in shown)


@pytest.mark.parametrize("address", ["/", "/?basis=then"])
def test_what_stands_on_the_archive_too_is_kept_for_seconds(world: World, made: Made, address: str) -> None:
    now = [100.0]
    app = create_app(world[0], archive=world[1], today=lambda: TODAY, clock=lambda: now[0])
    asked = []
    for second in (100.0, 102.9, 103.0):
        now[0] = second
        # Even who holds it is given it whole: its tag would not change with the archive.
        answer = Browser(app).get(address, headers={"If-None-Match": "*"})
        assert (answer.status_code, "etag" in answer.headers) == (200, False)
        asked.append(made() > 0)
    assert asked == [True, False, True]


def test_hosts_days_and_packings_are_kept_apart(world: World) -> None:
    days = [TODAY]
    app = create_app(world[0], archive=world[1], today=lambda: days[0])

    def tag(**headers: str) -> str:
        return Browser(app).get(SEARCHES[0], headers=headers).headers["etag"]

    tags = [tag(), tag(host="other.test"), tag(**{"Accept-Encoding": "identity"})]
    days[0] = TODAY + timedelta(days=1)
    tags.append(tag())
    assert len(set(tags)) == len(tags)
    unpacked = Browser(app).get(SEARCHES[0], headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in unpacked.headers
    assert Browser(app).get(SEARCHES[0]).headers["content-encoding"] == "gzip"


def test_failures_and_other_methods_are_not_kept(app: FastAPI) -> None:
    for _ in range(2):
        refused = Browser(app).get("/api/search?limit=x")
        assert (refused.status_code, "etag" in refused.headers) == (400, False)
    assert Browser(app).get(SEARCHES[3]).content
    assert Browser(app).request("HEAD", SEARCHES[3]).content == b""


def test_a_new_state_of_the_index_is_answered_anew(tmp_path: Path) -> None:
    engine, archive = build(tmp_path)
    app = create_app(engine, archive=archive, today=lambda: TODAY)
    before = Browser(app).get(SEARCHES[3]).json()
    assert Browser(app).get(SEARCHES[3]).json() == before
    gone = engine.get("articles", before["hits"][0]["id"])
    assert gone is not None
    engine.begin()
    engine.put([msgspec.structs.replace(_removed(gone), change=engine.watermark() + 1)])
    engine.commit()
    after = Browser(app).get(SEARCHES[3]).json()
    assert after["total"] == before["total"] - 1
    assert gone.id not in [hit["id"] for hit in after["hits"]]


def _removed(document: Document) -> Document:
    return msgspec.structs.replace(document, removed=True, article=None, links=None)


def test_no_more_is_kept_than_there_is_room_for(world: World, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = [f"/api/search?sort=newest&limit={limit}" for limit in range(8, 16)]
    largest = Browser(create_app(world[0], archive=world[1], today=lambda: TODAY)).get(addresses[-1])
    monkeypatch.setattr("search.app.MOST_BYTES", 3 * (int(largest.headers["content-length"]) + 2000))
    small = create_app(world[0], archive=world[1], today=lambda: TODAY)
    for _ in range(2):
        made()
        for address in addresses:
            Browser(small).get(address)
        assert made() == len(addresses)
    Browser(small).get(addresses[-1])
    assert made() == 0


def test_what_cannot_tell_its_state_says_so_itself(tmp_path: Path, world: World) -> None:
    empty = create_app(TantivyEngine(tmp_path / "none"), archive=world[1], today=lambda: TODAY)
    assert [Browser(empty).get(SEARCHES[3]).status_code for _ in range(2)] == [503, 503]
