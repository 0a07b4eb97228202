"""The API: what it answers, how it refuses, and that its description says the same."""

import csv
import io
import re
from pathlib import Path
from urllib.parse import quote

import msgspec
import pytest
from fastapi import FastAPI

from search.app import create_app
from search.engine import Results
from search.query import NAMES, Query
from search.tantivy.engine import TantivyEngine
from tests.search.web.browser import Browser
from tests.search.web.world import SampleArchive

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


def test_the_description_names_every_parameter(client: Browser) -> None:
    described = client.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    parameters = described["components"]["parameters"]
    assert set(parameters) - {"id"} == set(NAMES)
    listed = [p["$ref"].rsplit("/", 1)[1] for p in described["paths"]["/api/search"]["get"]["parameters"]]
    assert set(listed) == set(NAMES)
    for name, parameter in parameters.items():
        assert name == parameter["name"]
    asked = client.get("/api/search?q=hop+tac").json()
    assert set(described["components"]["schemas"]["Results"]["required"]) == set(asked)
    assert set(described["components"]["schemas"]["Hit"]["required"]) <= set(asked["hits"][0])
    references = set(re.findall(r'"\$ref": ?"#/components/([a-z]+/\w+)"', msgspec.json.encode(described).decode()))
    for kind, name in (reference.split("/") for reference in references):
        assert name in described["components"][kind]


def test_every_described_path_is_served(client: Browser) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        answer = client.get(path.replace("{id}", "none") + ("?by=year" if path == "/api/count" else ""))
        assert answer.status_code in (200, 404), path
        assert "see /openapi.json" not in answer.text


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
    app.state.site.exports.acquire()
    answer = client.get("/export?q=hop+tac")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    app.state.site.exports.release()
    for _ in range(3):  # a slot is given back whether or not the export was wanted to its end
        assert client.get("/export?q=hop+tac").status_code == 200
        assert client.get("/export?q=xyzzyqwv&format=jsonl").content == b""


def test_healthz(client: Browser, world: World) -> None:
    answer = client.get("/healthz").json()
    assert answer["status"] == "ok"
    assert answer["watermark"] == world[0].watermark()


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
