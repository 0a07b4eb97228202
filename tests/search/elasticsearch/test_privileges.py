"""What the engine asks of a cluster, recorded on a real node, is within the two roles of ops/elasticsearch/roles."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from records.links import Document
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.query import make_query
from tests.search.elasticsearch.privileges import beyond


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
