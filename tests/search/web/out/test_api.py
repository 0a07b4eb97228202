"""The API: what it answers, how it refuses, and that its description says the same."""

import asyncio
import csv
import io
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI

from search.app import create_app
from search.engine import Results
from search.query import Query
from search.tantivy.engine import TantivyEngine
from tests.search.web.browser import Browser
from tests.search.web.sample_archive import SampleArchive

World = tuple[TantivyEngine, SampleArchive]


def problem(client: Browser, address: str, status: int) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert set(body) == {"type", "title", "status", "detail"}
    assert body["status"] == status
    return str(body["detail"])


def test_search_answers_with_hits_facets_and_the_next_page(client: Browser, world: World) -> None:
    first = client.get("/api/search?q=hop+tac&limit=5").json()
    assert len(first["hits"]) == 5
    assert first["total"] > 5
    assert {"id", "url", "title", "score", "published_at", "passage", "provinces", "sectors"} <= set(first["hits"][0])
    assert first["hits"][0]["published_at"].endswith("+07:00")
    assert first["facets"]["province"]["Nghệ An"] > 0
    second = client.get(first["next"]).json()
    assert not {hit["id"] for hit in first["hits"]} & {hit["id"] for hit in second["hits"]}


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_following_next_gives_everything_once(client: Browser, sort: str) -> None:
    seen: list[str] = []
    address = f"/api/search?q=tinh&limit=7&sort={sort}"
    while address:
        answer = client.get(address).json()
        seen += [hit["id"] for hit in answer["hits"]]
        address = answer["next"]
    assert len(seen) == len(set(seen)) == answer["total"]


def test_count_is_a_cross_tab(client: Browser) -> None:
    answer = client.get("/api/count?by=province,year&q=hop+tac&basis=today").json()
    assert answer["by"] == ["province", "year"]
    assert answer["basis"] == "today"
    assert set(answer["rows"][0]) == {"province", "year", "count"}


def test_documents_are_whole_records(client: Browser, world: World) -> None:
    first = client.get("/api/search?q=hop+tac&limit=1").json()["hits"][0]
    article = client.get(f"/api/articles/{quote(first['id'], safe='')}").json()
    assert article["id"] == first["id"]
    assert article["body"]
    event_id = article["event_ids"][0]
    event = client.get(f"/api/events/{event_id}").json()
    assert article["id"] in event["article_ids"]


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/api/search?province=Ngh%C3%AAn", "did you mean"),
        ("/api/search?colour=red", "unknown filter 'colour'"),
        ("/api/search?limit=5000", "limit 5000 is out of range"),
        ("/api/search?limit=201", "from 0 to 200"),
        ("/api/search?limit=x", "not a whole number"),
        ("/api/search?page=0", "out of range"),
        ("/api/search?from=yesterday", "is no date"),
        ("/api/search?from=2024&to=2023", "exchange them"),
        ("/api/search?signed=maybe", "true or false"),
        ("/api/search?" + "&".join(f"official=x{n}" for n in range(80)), "at most 60"),
        ("/api/search?official=" + "x" * 300, "too long"),
        ("/api/count", "one to 3"),
        ("/api/count?by=province,province", "different"),
        ("/api/count?by=province,year,sector,source", "one to 3"),
        ("/api/count?by=moon", "can't count by"),
        ("/export?format=xlsx", "csv, jsonl, parquet"),
        ("/feed.atom?sector=magic", "unknown sector"),
    ],
)
def test_what_is_wrong_is_named(client: Browser, address: str, named: str) -> None:
    assert named in problem(client, address, 400)


def test_what_is_not_there(client: Browser) -> None:
    problem(client, "/api/articles/none", 404)
    assert "/openapi.json" in problem(client, "/api/everything", 404)
    assert client.request("POST", "/api/search").status_code == 405
    problem(client, "/api/search?q=" + "a" * 9000, 414)


def test_export_gives_all_results(client: Browser, world: World) -> None:
    total = client.get("/api/search?q=hop+tac").json()["total"]
    answer = client.get("/export?q=hop+tac&format=csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="khotin-articles.csv"'
    assert len(list(csv.reader(io.StringIO(answer.text)))) == total + 1
    assert client.get("/export?q=hop+tac&format=jsonl").text.count("\n") == total
    assert client.get("/export?unit=events&format=parquet").content[:4] == b"PAR1"


def test_exports_beyond_the_slots_wait(world: World) -> None:
    app = create_app(world[0], archive=world[1], max_exports=1)
    client = Browser(app)
    assert app.state.site.exports.take("another")
    answer = client.get("/export?q=hop+tac")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    app.state.site.exports.give_back("another")
    for _ in range(3):  # a slot is given back whether or not the export was wanted to its end
        assert client.get("/export?q=hop+tac").status_code == 200
        assert client.get("/export?q=xyzzyqwv&format=jsonl").content == b""


def test_healthz(client: Browser, world: World) -> None:
    answer = client.get("/healthz").json()
    assert answer["status"] == "ok"
    assert answer["watermark"] == world[0].watermark()


def test_healthz_fails_when_the_nights_are_late(client: Browser, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world[1], "late", "the last good night ended 2026-11-20 05:10: over 36 hours without one")
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "2026-11-20 05:10" in answer.json()["detail"]


def test_without_an_index_everything_says_so(tmp_path: Path, world: World) -> None:
    client = Browser(create_app(TantivyEngine(tmp_path / "none"), archive=world[1]))
    for address in ("/", "/?q=a", "/events", "/articles/x"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
        assert "Kho chưa sẵn sàng" in answer.text
        assert str(tmp_path) not in answer.text
    for address in ("/api/search", "/healthz", "/export", "/feed.atom"):
        assert str(tmp_path) not in problem(client, address, 503)


class _Broken(TantivyEngine):
    """An engine whose disk fails under it."""

    def search(self, query: Query, *, facets: bool = True) -> Results:
        raise OSError(f"secret path of {query.q}")


def test_a_failure_shows_no_trace(tmp_path: Path, world: World) -> None:
    app: FastAPI = create_app(_Broken(tmp_path), archive=world[1])
    client = Browser(app)
    answer = client.get("/?q=a")
    assert answer.status_code == 500
    assert "Có lỗi ở phía chúng tôi" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "secret" not in problem(client, "/api/search?q=a", 500)


def test_a_reader_who_stalls_or_leaves_gives_the_slot_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(world[0], archive=world[1], max_exports=1)
    monkeypatch.setattr("search.web.out.exports.STALLED", 0.05)
    scope = {
        "type": "http", "method": "GET", "path": "/export", "raw_path": b"/export", "query_string": b"format=jsonl",
        "headers": [(b"host", b"kho.test")], "client": ("127.0.0.1", 1), "server": ("kho.test", 80), "scheme": "http",
        "http_version": "1.1", "asgi": {"version": "3.0", "spec_version": "2.4"}, "root_path": "",
    }  # fmt: skip

    async def receive() -> dict[str, object]:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def stall(message: dict[str, object]) -> None:
        if message["type"] == "http.response.body":
            await asyncio.sleep(60)

    async def leave(message: dict[str, object]) -> None:
        if message["type"] == "http.response.body":
            raise OSError("gone")

    for send in (stall, leave, stall):
        asyncio.run(app(dict(scope), receive, send))  # type: ignore[arg-type]
    assert Browser(app).get("/export?q=hop+tac").status_code == 200


def test_a_count_is_whole_and_comes_as_csv_too(client: Browser) -> None:
    table = client.get("/api/count?by=province,year").json()
    answer = client.get("/api/count?by=province,year&format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row | {"count": int(row["count"])} for row in rows] == table["rows"]
    assert "json, csv" in problem(client, "/api/count?by=year&format=xml", 400)
    assert "articles, events, agreements" in problem(client, "/export/dictionary?unit=moons", 400)


def test_an_export_names_what_it_stands_on(client: Browser) -> None:
    link = client.get("/export?q=hop+tac&year=2023&limit=1&page=3&after=z").headers["link"]
    address = re.fullmatch(r'<([^<>]+)>; rel="describedby"; type="application/json"', link)
    assert address
    told = client.get(address[1]).json()
    lines = client.get("/export?q=hop+tac&year=2023&limit=1&page=3&after=z&format=jsonl").text.splitlines()
    assert told["total"] == len(lines) > 3  # an export is whole, whatever page of a list it is asked from
    assert told["address"] == "http://kho.test/?q=hop+tac&year=2023"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/api/count?unit=events&by=sector", [("sector", "events")]),
        ("/api/count?unit=agreements&by=province,source", [("source", "agreements")]),
        ("/api/search?unit=events&sector=transport", [("sector", "events")]),
        ("/api/count?unit=agreements&by=sector&sector=transport", [("sector", "agreements")]),
        ("/api/count?unit=events&by=province,event_type", []),
        ("/api/search?sector=transport", []),
    ],
)
def test_what_a_unit_has_no_values_of_is_told(client: Browser, address: str, told: list[tuple[str, str]]) -> None:
    notices = [notice for notice in client.get(address).json()["notices"] if notice["code"] == "lacking"]
    assert [(notice["values"]["facet"], notice["values"]["unit"]) for notice in notices] == told
    assert all(unit in notice["text"] for notice, (_, unit) in zip(notices, told, strict=True))


def test_the_head_of_an_export_says_what_it_stands_on_and_makes_no_file(client: Browser) -> None:
    head = client.request("HEAD", "/export?q=hop+tac&format=jsonl")
    whole = client.get("/export?q=hop+tac&format=jsonl")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("link", "content-type", "content-disposition"):
        assert head.headers[name] == whole.headers[name]
    assert "content-length" not in head.headers
    assert client.request("HEAD", "/export?format=xlsx").status_code == 400
