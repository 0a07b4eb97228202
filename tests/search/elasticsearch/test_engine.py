"""What only the Elasticsearch engine promises: versions, refusals, and builds behind aliases."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from elastic_transport import Transport
from elasticsearch import Elasticsearch

from records.errors import IndexStateError
from records.links import Document
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.query import make_query

Builds = Callable[[], set[str]]


def write(engine: ElasticsearchEngine, *documents: Document, rebuild: bool = False) -> None:
    engine.begin(rebuild=rebuild)
    engine.put(documents)
    engine.commit()


def test_a_late_writer_never_overwrites_a_newer_article(filled: ElasticsearchEngine, made: Any) -> None:
    write(filled, made.article("park", "Bản mới", change=30))
    write(filled, made.article("park", "Bản cũ", change=20))
    kept = filled.get("articles", "park")
    assert kept is not None
    assert (kept.change, kept.article and kept.article.title) == (30, "Bản mới")
    assert filled.failures() == ()
    assert filled.watermark() == 30


def test_what_was_removed_stays_removed_for_a_late_writer(filled: ElasticsearchEngine, made: Any, client: Any) -> None:
    write(filled, made.removal("park", change=30))
    write(filled, made.article("park", "Bản cũ", change=20))
    assert filled.get("articles", "park") is None
    assert filled.search(make_query({"q": '"khởi công"'})).total == 0
    assert "park" not in {document.id for document in filled.stream(make_query({}))}
    (index,) = client.indices.get_alias(index=filled._indexes.alias("articles"))
    assert client.get(index=index, id="park")["_source"] == {"id": "park", "change": 30, "state": "removed"}


def test_a_document_that_is_refused_is_named_and_the_others_are_in(filled: ElasticsearchEngine, made: Any) -> None:
    no_term = made.article("huge", "Tin", change=20, source_id="x" * 40_000)
    write(filled, no_term, made.article("fine", "Tin khẩn cấp", change=21))
    (failure,) = filled.failures()
    assert (failure.unit, failure.id, failure.change) == ("articles", "huge", 20)
    assert "source_ids" in failure.reason or "immense term" in failure.reason
    assert filled.search(make_query({"q": "khẩn cấp"})).total == 1
    write(filled)
    assert filled.failures() == ()


def test_ids_longer_than_elasticsearch_takes(filled: ElasticsearchEngine, made: Any) -> None:
    name = "đ" * 300
    write(filled, made.article(name, "Tin khẩn cấp", change=20))
    found = filled.get("articles", name)
    assert found is not None
    assert found.id == name
    write(filled, made.removal(name, change=21))
    assert filled.get("articles", name) is None


def test_rebuild_keeps_one_former_build_and_rolls_back(filled: ElasticsearchEngine, made: Any, indexes: Builds) -> None:
    with pytest.raises(IndexStateError, match=r"no former index .*--rebuild"):
        filled.rollback()
    for change in (30, 31, 32):
        write(filled, made.article("only", f"Bài số {change}", change=change), rebuild=True)
        assert len(indexes()) == 2
    filled.rollback()
    assert filled.watermark() == 31
    assert filled.search(make_query({})).hits[0].title == "Bài số 31"
    write(filled, made.article("only", "Bài số 33", change=33))
    filled.rollback()
    assert filled.search(make_query({})).hits[0].title == "Bài số 32"


def test_names_tell_version_and_time(filled: ElasticsearchEngine, indexes: Builds, access: Access, client: Any) -> None:
    (index,) = indexes()
    build = filled.stats().build
    assert index == f"{access.prefix}articles-{build}"
    assert build.startswith("v4-20")
    meta = client.indices.get_mapping(index=index)[index]["mappings"]["_meta"]
    assert {"version": 4, "unit": "articles", "watermark": 17}.items() <= meta.items()
    assert len(meta["digest"]) >= 20
    assert filled.stats().health.partition(":")[0] in ("green", "yellow")


def test_a_killed_rebuild_is_cleaned_up(
    filled: ElasticsearchEngine, access: Access, indexes: Builds, made: Any
) -> None:
    killed = ElasticsearchEngine(access)
    killed.begin(rebuild=True)
    killed.put([made.article("half", "Một nửa", change=40)])
    assert killed._writing is not None
    killed._writing.end()  # as if its process had ended, which loses the lock (below)
    assert len(indexes()) == 2
    assert filled.search(make_query({})).total == 13
    write(filled, made.article("new", "Tin mới", change=18))
    assert len(indexes()) == 1


def test_readers_never_see_an_empty_index(
    filled: ElasticsearchEngine, access: Access, documents: list[Document]
) -> None:
    seen: list[int] = []
    ended = threading.Event()

    def read() -> None:
        reader = ElasticsearchEngine(access)
        while not ended.is_set():
            seen.append(reader.search(make_query({}), facets=False).total)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        for _ in range(3):
            write(filled, *documents, rebuild=True)
        filled.rollback()
    finally:
        ended.set()
        thread.join()
    assert set(seen) == {13}
    assert len(seen) > 20


def test_an_index_of_another_version_asks_for_a_rebuild(
    filled: ElasticsearchEngine, access: Access, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.elasticsearch.store.mappings_digest", lambda: "other")
    engine = ElasticsearchEngine(access)
    with pytest.raises(IndexStateError, match="another version: run `khotin index --rebuild`"):
        engine.search(make_query({}))
    with pytest.raises(IndexStateError, match="--rebuild"):
        engine.begin()
    write(engine, *documents, rebuild=True)
    assert engine.search(make_query({})).total == 13


def test_another_archives_index_is_left_alone(access: Access, documents: list[Document]) -> None:
    from msgspec.structs import replace

    mine, theirs = (ElasticsearchEngine(replace(access, archive=name)) for name in ("mine", "theirs"))
    write(mine, *documents)
    for refused in (theirs.watermark, theirs.begin):
        with pytest.raises(IndexStateError, match=r"another archive's articles: .*KHOTIN_INDEX_PREFIX"):
            refused()
    assert mine.watermark() == 17
    write(theirs, *documents, rebuild=True)
    assert theirs.watermark() == 17
    for engine, which in ((mine, "index"), (theirs, "former index")):
        with pytest.raises(IndexStateError, match=rf"the {which} .* holds another archive's articles"):
            engine.rollback()
    assert theirs.watermark() == 17


def test_an_index_that_we_did_not_make_is_named(access: Access, client: Elasticsearch) -> None:
    for unit in ("articles", "events", "agreements"):
        client.indices.create(index=access.prefix + unit)
    with pytest.raises(IndexStateError, match="did not make"):
        ElasticsearchEngine(access).watermark()


def test_a_lost_alias_is_named_and_a_rebuild_sets_it_right(
    filled: ElasticsearchEngine, access: Access, client: Elasticsearch, documents: list[Document], indexes: Builds
) -> None:
    write(filled, *documents, rebuild=True)
    client.indices.update_aliases(
        actions=[{"remove": {"index": f"{access.prefix}*", "alias": f"{access.prefix}events"}}]
    )
    engine = ElasticsearchEngine(access)
    for asked in (lambda: engine.search(make_query({})), engine.watermark, engine.stats, engine.begin):
        with pytest.raises(IndexStateError, match=r"alias .*events .*is lost: `khotin index --rebuild`"):
            asked()
    write(engine, *documents, rebuild=True)
    assert engine.search(make_query({"unit": "events"})).total == 2
    assert len(client.indices.get_alias(name=f"{access.prefix}articles")) == 1
    assert len(indexes()) == 1


def test_several_nodes_are_one_address(access: Access, filled: ElasticsearchEngine) -> None:
    from msgspec.structs import replace

    two = replace(access, url=f"http://127.0.0.1:9, {access.url}")
    assert two.shown == f"http://127.0.0.1:9,{access.url}"
    engine = ElasticsearchEngine(two)
    assert [engine.search(make_query({})).total for _ in range(4)] == [13] * 4


def test_a_read_only_index_is_named_with_the_way_out(
    filled: ElasticsearchEngine, made: Any, client: Elasticsearch, indexes: Builds
) -> None:
    (index,) = indexes()
    client.indices.put_settings(index=index, settings={"index.blocks.read_only_allow_delete": True})
    filled.begin()
    filled.put([made.article("new", "Tin", change=20)])
    with pytest.raises(IndexStateError, match=r"takes no writes .*free its disk"):
        filled.commit()
    assert filled.watermark() == 17
    client.indices.put_settings(index=index, settings={"index.blocks.read_only_allow_delete": None})
    write(filled, made.article("new", "Tin khẩn cấp", change=20))
    assert filled.search(make_query({"q": "khẩn cấp"})).total == 1


def test_a_red_index_is_named(filled: ElasticsearchEngine, client: Elasticsearch, access: Access) -> None:
    lost = f"{access.prefix}lost"
    client.indices.create(
        index=lost,
        settings={"index.routing.allocation.require._name": "nowhere", "number_of_replicas": 0},
        wait_for_active_shards="0",
        timeout="1s",
    )
    alias = filled._indexes.alias("articles")
    filled.search(make_query({}))
    # Half of what the alias stands for is red: what answers is shown, and said to be partial.
    client.indices.update_aliases(actions=[{"add": {"index": lost, "alias": alias}}])
    results = filled.search(make_query({"q": "du lịch"}), facets=False)
    assert results.total == 2
    assert "partial" in {notice.code for notice in results.notices}
    # All of it is.
    client.indices.update_aliases(actions=[{"remove": {"index": f"{alias}-v*", "alias": alias}}])
    with pytest.raises(IndexStateError, match="it is red"):
        filled.search(make_query({}))


def test_a_page_is_one_request(filled: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    plain: Callable[..., Any] = Transport.perform_request

    def perform(self: Transport, method: str, target: str, **more: Any) -> Any:
        made.append(f"{method} {target.partition('?')[0].rpartition('/')[2]}")
        return plain(self, method, target, **more)

    filled.search(make_query({}))  # looks whether the index is of this version
    monkeypatch.setattr(Transport, "perform_request", perform)
    page = filled.search(make_query({"q": "hội nghị", "province": "Nghệ An"}))
    assert page.hits
    assert page.facets["province"]
    assert made == ["POST _search"]
