"""An Elasticsearch node whose disk is past the flood stage, or that has too much to do: nothing lost, nothing twice, readers
go on."""

import threading
from pathlib import Path
from typing import Any

import pytest

from records.errors import IndexStateError
from search.elasticsearch import bulk
from search.elasticsearch.client import Access, connect
from search.elasticsearch.engine import ElasticsearchEngine
from tests.faults.conftest import held, many, wait_for, watching
from tests.search.elasticsearch.nodes import Node, quick_folder

pytestmark = [pytest.mark.smoke, pytest.mark.cluster]


def disk_limits(client: Any, free: str | None) -> None:
    """From how little free disk on the node takes no writes any more; None: as it comes."""
    limits = dict.fromkeys(("low", "high", "flood_stage"), free)
    settings = {f"cluster.routing.allocation.disk.watermark.{name}": value for name, value in limits.items()}
    settings["cluster.routing.allocation.disk.threshold_enabled"] = free and "true"
    settings["cluster.info.update.interval"] = free and "10s"
    client.cluster.put_settings(persistent=settings)


def blocked(client: Any, access: Access) -> bool:
    """Whether any index of ours takes no writes."""
    found: dict[str, Any] = client.indices.get_settings(index=f"{access.prefix}*", expand_wildcards="all")
    return any("read_only_allow_delete" in index["settings"]["index"].get("blocks", {}) for index in found.values())


def test_a_disk_past_the_flood_stage(own_access: Access) -> None:
    engine = ElasticsearchEngine(own_access)
    engine.begin()
    engine.put(many(60))
    engine.commit()
    before = held(engine)
    with connect(own_access) as client, watching(own_access) as watch:
        disk_limits(client, "900tb")
        try:
            wait_for(lambda: blocked(client, own_access), "the flood stage")
            with pytest.raises(IndexStateError, match=r"takes no writes .*free its disk"):
                written(engine, 120, change=61)
            assert held(ElasticsearchEngine(own_access)) == before
        finally:
            disk_limits(client, None)
        wait_for(lambda: not blocked(client, own_access), "the end of the flood stage")
        again = ElasticsearchEngine(own_access)
        written(again, 120, change=61)
    assert held(again) == {f"article-{number}": 61 + number for number in range(120)}
    assert (set(watch.totals), watch.errors) == ({60, 120}, [])


def test_a_node_with_too_much_to_do(harness: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: Any) -> None:
    """A real 429: of what is to be indexed the node takes a request and a half at once, and three of us bring theirs."""
    if not harness.exists():
        pytest.skip("no program here that starts an Elasticsearch node")
    limit = ("indexing_pressure.memory.limit=120kb",)
    node = Node(harness, quick_folder(tmp_path_factory.mktemp("busy")), heap="512m", extra=limit)
    node.start()
    monkeypatch.setattr(bulk, "MOST_DOCUMENTS", 20)
    refusals: list[str] = []
    plain = bulk.Bulk._try

    def tried(self: Any, entries: Any) -> Any:
        left, why = plain(self, entries)
        refusals.extend([why] if left else [])
        return left, why

    monkeypatch.setattr(bulk.Bulk, "_try", tried)
    engines = [ElasticsearchEngine(Access(url=node.url, prefix=f"busy-{number}-")) for number in range(3)]
    try:
        writers = [threading.Thread(target=written, args=(engine, 400), daemon=True) for engine in engines]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(120)
        assert [why for why in refusals if "rejected" in why], "the node was never too busy"
        for engine in engines:
            assert held(engine) == {f"article-{number}": 1 + number for number in range(400)}
            assert engine.failures() == ()
    finally:
        node.stop()


def written(engine: ElasticsearchEngine, count: int, *, change: int = 1) -> None:
    """Puts so many articles in."""
    engine.begin()
    engine.put(many(count, change=change))
    engine.commit()
