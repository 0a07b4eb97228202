"""What the engine asks of a cluster, recorded on a real node, is within the two roles of ops/elasticsearch/roles.

The node has no security: what each request needs there is Elasticsearch's documentation, written down below.
"""

import fnmatch
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from records.links import Document
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.query import make_query

ROLES = Path(__file__).resolve().parents[3] / "ops" / "elasticsearch" / "roles"
# (method, path) -> the privilege it needs: on its indexes, or with "cluster " on the cluster.
NEEDS = (
    ("GET", "/", "cluster monitor"),
    ("GET", "/_cluster/health/*", "cluster monitor"),
    ("POST", "/_search", "read"),  # its point in time names the index
    ("POST", "/_msearch", "read"),  # so does each of its searches
    ("DELETE", "/_pit", "none"),
    ("POST", "/_bulk", "write"),
    ("PUT", "/_bulk", "write"),
    ("POST", "/_aliases", "manage"),
    ("*", "/*/_search", "read"),
    ("POST", "/*/_pit", "read"),
    ("GET", "/*/_doc/*", "read"),
    ("PUT", "/*/_doc/*", "write"),
    ("DELETE", "/*/_doc/*", "write"),
    ("GET", "/*/_stats/*", "monitor"),
    ("POST", "/*/_refresh", "maintenance"),
    ("PUT", "/*/_mapping", "manage"),
    ("PUT", "/*", "create_index"),
    ("DELETE", "/*", "delete_index"),
    ("GET", "/*", "view_index_metadata"),
)
MANAGE = {"manage", "monitor", "maintenance", "create_index", "delete_index", "view_index_metadata"}


class Recorded:
    """An engine, and the requests it made."""

    def __init__(self, access: Access, monkeypatch: pytest.MonkeyPatch) -> None:
        self.engine = ElasticsearchEngine(access)
        self.asked: set[tuple[str, str]] = set()
        transport = self.engine._indexes.client.transport
        perform = transport.perform_request

        def recording(method: str, target: str, **options: Any) -> Any:
            self.asked.add((method, target.split("?", maxsplit=1)[0]))
            return perform(method, target, **options)

        monkeypatch.setattr(transport, "perform_request", recording)


def needed(method: str, path: str) -> str:
    for wanted, pattern, privilege in NEEDS:
        depth = path.count("/") == pattern.count("/")
        if depth and fnmatch.fnmatch(path, pattern) and wanted in ("*", method):
            return privilege
    raise AssertionError(f"{method} {path}: say in NEEDS what it needs")


def beyond(role: str, prefix: str, asked: set[tuple[str, str]]) -> list[str]:
    """Requests that a role doesn't allow."""
    told = json.loads((ROLES / f"{role}.json").read_text())
    (indices,) = told["indices"]
    allowed = set(indices["privileges"]) | (MANAGE if "manage" in indices["privileges"] else set())
    allowed |= {f"cluster {name}" for name in told["cluster"]} | {"none"}
    wrong = []
    for method, path in sorted(asked):
        if needed(method, path) not in allowed:
            wrong.append(f"{method} {path} needs {needed(method, path)}")
        first = path.split("/")[-1 if path.startswith("/_cluster") else 1]
        names = [] if re.match(r"(_|$)", first) else first.split(",")
        for name in names:
            if not any(fnmatch.fnmatch(name.removeprefix(prefix), pattern) for pattern in indices["names"]):
                wrong.append(f"{method} {path} is about {name}")
    return wrong


def test_both_roles_suffice(node: Access, documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    access = replace(node, prefix=f"{node.prefix}privileges-")
    writer, reader = Recorded(access, monkeypatch), Recorded(access, monkeypatch)
    for rebuild in (False, False, True):
        writer.engine.begin(rebuild=rebuild)
        writer.engine.put(documents)
        if rebuild:
            writer.engine.fresh().stats()
        writer.engine.commit()
    writer.engine.rollback()
    writer.engine.tidy(before=datetime.now(UTC))
    reader.engine.search(make_query({"q": "du lịch"}))
    reader.engine.count(["province"], make_query({}))
    list(reader.engine.stream(make_query({"limit": 5})))
    reader.engine.get("articles", "park")
    reader.engine.watermark()
    reader.engine.stats()
    assert beyond("khotin_writer", access.prefix, writer.asked | reader.asked) == []
    assert beyond("khotin_reader", access.prefix, reader.asked) == []
    # The reader could not do the writer's work.
    assert beyond("khotin_reader", access.prefix, writer.asked)
