"""What the engine asks of a cluster is within both the node that tests start and the official image, without a licence."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from elastic_transport import Transport
from elasticsearch import ApiError, Elasticsearch

from records.links import Document
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.mappings import UNITS, definition, settings
from search.query import make_query

# Every call, the names of indexes left out: a new one must be looked up on both sides before it goes in here.
CALLS = {
    "GET /", "PUT /I", "GET /I", "DELETE /I", "PUT /I/_mapping", "POST /I/_refresh", "POST /_aliases", "GET /I/_stats/store",
    "GET /_cluster/health/I", "PUT /_bulk", "POST /I/_search", "POST /_search", "POST /_msearch", "GET /I/_doc/D", "PUT /I/_doc/D",
    "DELETE /I/_doc/D", "POST /I/_pit", "DELETE /_pit",
}  # fmt: skip
QUERIES = {"bool", "term", "terms", "range", "match_all", "match_phrase", "dis_max", "prefix", "fuzzy"}
AGGREGATIONS = {"terms", "filter"}
TYPES = {"keyword", "text", "date", "boolean", "long", "object"}
ANALYSIS = {"mapping", "pattern", "truncate", "shingle", "custom", "lowercase"}
# Parts of the official image that an operator may want and that our node answers with 400 or 405: the product does
# without, so that nothing is used that no test has seen.
LACKING = {
    "GET /_security/_authenticate": "who the credentials are: a 401 or 403 says enough",
    "GET /_license": "nothing that needs one is used",
    "POST /_reindex": "a rebuild reads the ledger",
    "POST /I/_delete_by_query": "removals are documents",
    "POST /I/_update_by_query": "changes are put again",
    "GET /I/_ilm/explain": "builds are kept and removed by the engine",
    "POST /I/_terms_enum": "suggestions would come from it",
    "PUT /_ingest/pipeline/x": "documents come ready",
}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, Any]]:
    """Every request: method, path, body."""
    made: list[tuple[str, str, Any]] = []
    plain: Callable[..., Any] = Transport.perform_request

    def perform(self: Transport, method: str, target: str, **more: Any) -> Any:
        made.append((method, target.partition("?")[0], more.get("body")))
        return plain(self, method, target, **more)

    monkeypatch.setattr(Transport, "perform_request", perform)
    return made


def live(engine: ElasticsearchEngine, documents: list[Document]) -> None:
    """All that the engine can do."""
    engine.begin()
    engine.put(documents)
    engine.commit()
    engine.begin(rebuild=True)
    engine.put(documents)
    engine.fresh().stats()
    engine.commit()
    engine.rollback()
    engine.begin(rebuild=True)
    engine.abort()
    everything = {
        "q": '"hội nghị" du lịch -sách (kcn OR title:"hợp tác") official:Thắng một hai ba', "province": ["Nghệ An", "63:42"],
        "region": "Bắc Trung Bộ", "sector": "tourism", "year": "2023", "from": date(2020, 1, 1).isoformat(),
        "to": "2025-01-01", "source": "nghean", "event_type": "conference", "partner": "Nghệ An", "official": "Thắng",
        "signed": True, "language": "vi",
    }  # fmt: skip
    for unit in UNITS:
        engine.search(make_query({**everything, "unit": unit}))
        engine.search(make_query({"q": "du lich", "unit": unit, "sort": "oldest", "with_reprints": True, "after": "2"}))
        engine.count(("province", "month"), make_query({"unit": unit}))
        list(engine.stream(make_query({"unit": unit})))
        engine.get(unit, "nothing")
    engine.suggest("hop tac")
    engine.respelled("hop tcá")
    engine.watermark()
    engine.stats()


def test_every_call_and_every_part_of_it_is_in_both(
    access: Access, documents: list[Document], calls: list[tuple[str, str, Any]]
) -> None:
    live(ElasticsearchEngine(access), documents)
    assert {f"{method} {shape(path, access.prefix)}" for method, path, _ in calls} == CALLS
    bodies = [body for _, path, body in calls if path.endswith("/_search") and isinstance(body, dict)]
    bodies += [body for _, path, lines in calls if path.endswith("/_msearch") for body in lines[1::2]]
    assert bodies
    queries, aggregations = set(), set()
    for body in bodies:
        queries |= set(kinds(body["query"])) | set(kinds(body.get("post_filter", {})))
        aggregations |= set(counted(body.get("aggs", {})))
    assert queries == QUERIES
    assert aggregations == AGGREGATIONS
    assert not {"script", "script_fields", "runtime_mappings", "rank", "retriever", "knn"} & {
        k for b in bodies for k in b
    }


def shape(path: str, prefix: str) -> str:
    """A path with I for indexes and D for a document's id."""
    path = re.sub(rf"/{re.escape(prefix)}[^/]*", "/I", path)
    return re.sub(r"(/_doc|/_create)/.+", r"\1/D", path)


def kinds(query: Any) -> Iterator[str]:
    """The kinds of query within one."""
    clauses = query if isinstance(query, list) else [query]
    for clause in clauses:
        for kind, body in clause.items():
            yield kind
            for part in ("must", "must_not", "should", "filter", "queries"):
                if kind in ("bool", "dis_max") and part in body:
                    yield from kinds(body[part])


def counted(aggregations: dict[str, Any]) -> Iterator[str]:
    """The kinds of aggregation within some."""
    for one in aggregations.values():
        yield from (kind for kind in one if kind != "aggs")
        yield from counted(one.get("aggs", {}))


def test_mappings_and_analysis_are_in_both() -> None:
    fields = [f for unit in UNITS for f in definition(unit)["properties"].values()]
    assert {f["type"] for f in fields} == TYPES
    own = settings()["analysis"]
    named = {part["type"] for group in own.values() for part in group.values() if "type" in part}
    used = {name for group in ("analyzer", "normalizer") for part in own[group].values() for name in part["filter"]}
    assert named | (used - set(own["filter"])) == ANALYSIS


def test_nothing_of_it_stands_in_the_list_of_what_the_node_lacks(shared: Path) -> None:
    told = (shared / "elasticsearch" / "README.md").read_text("utf-8")
    lacking = told.partition("## What is not")[2].partition("## Measured")[0]
    assert "_reindex" in lacking
    words = set(re.findall(r"\w+", lacking))
    assert not (QUERIES | AGGREGATIONS | (TYPES - {"object"}) | (ANALYSIS - {"pattern"})) & words
    assert not {name for call in CALLS for name in re.findall(r"_\w+", call)} & words
    assert "`pattern` and `fingerprint` analyzers" in lacking  # of `pattern` we use the tokenizer


@pytest.mark.parametrize("call", LACKING)
def test_what_our_node_lacks_it_says_so(call: str, client: Elasticsearch, access: Access, harness: Path) -> None:
    """Where a later node has it, this fails: then it may be used."""
    method, _, path = call.partition(" ")
    with pytest.raises(ApiError) as caught:
        client.perform_request(
            method,
            path.replace("/I", f"/{access.prefix}articles"),
            headers={"accept": "application/json", "content-type": "application/json"},
            body=json.loads("{}"),
        )
    assert caught.value.meta.status in (400, 405)
