"""The index step: what is new, a rebuild that is checked before it serves, and the way back."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.index_lines import index_lines
from pipeline.engines import open_engine
from pipeline.index import index_all, roll_back
from pipeline.index_check import check_whole, usual_queries
from pipeline.index_sets import without_sets
from pipeline.index_state import IndexState, index_state
from pipeline.ledger import open_ledger
from pipeline.ledger.indexing import ledger_id
from pipeline.settings import Settings
from records import Article
from records.errors import IndexStateError, UsageError
from search.elasticsearch.client import Access, connect
from search.engine import IndexFailure
from search.mappings import definition
from search.query import make_query


@pytest.fixture
def indexed(world: Any, article: Callable[..., Article]) -> Any:
    """Two articles, indexed."""
    world.put(article("a", "Một bài."), article("b", "Hai bài."))
    index_all(world.settings, world.ledger)
    return world


def test_only_what_is_new_is_put(indexed: Any, article: Callable[..., Article]) -> None:
    assert index_all(indexed.settings, indexed.ledger).documents == 0
    indexed.put(article("c", "Ba bài."))
    assert index_all(indexed.settings, indexed.ledger).documents == 1


def test_a_rebuild_of_the_same_differs_in_nothing(indexed: Any) -> None:
    counts = index_all(indexed.settings, indexed.ledger, rebuild=True)
    assert (counts.documents, counts.differences, counts.failures) == (2, [], [])


def test_a_rebuild_tells_what_differs_and_can_be_taken_back(indexed: Any, article: Callable[..., Article]) -> None:
    indexed.put(article("c", "Ba bài."))
    counts = index_all(indexed.settings, indexed.ledger, rebuild=True)
    assert "articles: 2 before, 3 now" in counts.differences
    done = roll_back(indexed.settings, indexed.ledger)
    assert done.watermark < counts.watermark
    assert open_engine(indexed.settings).stats().build == done.build
    assert open_engine(indexed.settings).search(make_query({})).total == 2
    back = roll_back(indexed.settings, indexed.ledger)
    assert (back.build, back.before, back.watermark) == (done.before, done.build, counts.watermark)


def test_a_rebuild_for_another_version_is_compared_as_far_as_it_can_be(
    in_cluster: Any, article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = in_cluster
    world.put(article("a"), article("b"))
    index_all(world.settings, world.ledger)
    monkeypatch.setattr("search.elasticsearch.store.mappings_digest", lambda: "other")
    world.put(article("c"))
    assert "articles: 2 before, 3 now" in index_all(world.settings, world.ledger, rebuild=True).differences


def test_what_an_old_index_cannot_tell_is_said(indexed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("store", "engine"):
        monkeypatch.setattr(f"search.tantivy.{module}.mappings_digest", lambda: "other")
    told = index_all(indexed.settings, indexed.ledger, rebuild=True).differences
    assert told
    assert all("not compared with the index before" in line for line in told)


def test_a_first_build_is_compared_with_nothing(world: Any, article: Callable[..., Article]) -> None:
    world.put(article("a"))
    assert index_all(world.settings, world.ledger, rebuild=True).differences == []


def test_a_fresh_index_that_lacks_something_never_serves(indexed: Any) -> None:
    engine = open_engine(indexed.settings)
    check_whole(engine, {"articles": 2}, ())
    with pytest.raises(IndexStateError, match="2 of 3 articles: the old one stays"):
        check_whole(engine, {"articles": 3}, ())
    refused = IndexFailure(unit="articles", id="x", change=1, reason="immense term")
    check_whole(engine, {"articles": 3}, (refused,))
    with pytest.raises(
        IndexStateError, match=r"11 of 13 documents were refused, the first articles/x \(immense term\)"
    ):
        check_whole(engine, {"articles": 13}, (refused,) * 11)


def test_a_ledger_keeps_its_id_and_shares_it_with_no_other(tmp_path: Path) -> None:
    def known(name: str) -> str:
        ledger = open_ledger(f"sqlite:///{tmp_path}/{name}.sqlite")
        with ledger.read() as connection:
            found = ledger_id(connection)
        ledger.close()
        return found

    assert known("a") == known("a")
    assert known("a") != known("b")


def state(world: Any) -> IndexState:
    with world.ledger.read() as connection:
        return index_state(world.settings, connection)


def test_what_is_refused_is_kept_and_tried_again(in_cluster: Any, article: Callable[..., Article]) -> None:
    world = in_cluster
    world.put(article("a"), article("b", language="x" * 40_000))
    counts = index_all(world.settings, world.ledger)
    (failure,) = counts.failures
    (kept,) = state(world).refused
    assert (kept.unit, kept.id, kept.reason) == ("articles", failure.id, failure.reason)
    assert counts.left_out == [f"articles/{failure.id} is not in the index: {failure.reason}"]
    assert state(world).lag == 0
    again = index_all(world.settings, world.ledger)
    assert (again.documents, len(again.failures), len(state(world).refused)) == (1, 1, 1)
    # What refused it is mended: the next run needs nothing new to take it in.
    with connect(Access(url=world.settings.elasticsearch_url)) as client:
        defined = definition("articles")["properties"]
        mended = {name: defined[name] | {"ignore_above": 100} for name in ("language", "facets_then", "facets_today")}
        client.indices.put_mapping(index=f"{world.settings.index_prefix}articles", properties=mended)
    assert index_all(world.settings, world.ledger).failures == []
    assert state(world).refused == ()
    assert open_engine(world.settings).get("articles", failure.id) is not None
    assert index_all(world.settings, world.ledger).documents == 0


def test_what_was_refused_and_has_changed_is_put_once(in_cluster: Any, article: Callable[..., Article]) -> None:
    world = in_cluster
    world.put(article("a"), article("b", language="x" * 40_000))
    index_all(world.settings, world.ledger)
    world.put(article("b", "Bản khác."))
    counts = index_all(world.settings, world.ledger)
    assert (counts.documents, counts.failures, state(world).refused) == (1, [], ())


def test_a_run_that_ends_before_the_index_is_past_them_forgets_no_refusal(
    in_cluster: Any, article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = in_cluster
    world.put(article("a"), article("b", language="x" * 40_000))

    def broken(*args: object, **named: object) -> None:
        raise IndexStateError("the ledger can't be written")

    monkeypatch.setattr("pipeline.index.note_refused", broken)
    with pytest.raises(IndexStateError, match="can't be written"):
        index_all(world.settings, world.ledger)
    monkeypatch.undo()
    assert len(index_all(world.settings, world.ledger).failures) == 1
    assert len(state(world).refused) == 1


def test_status_tells_how_the_index_stands(in_cluster: Any, article: Callable[..., Article]) -> None:
    world = in_cluster
    world.put(article("a"), article("b", language="x" * 40_000))
    (line,) = index_lines(state(world))
    assert "nothing is indexed yet" in line
    index_all(world.settings, world.ledger)
    world.put(article("c"))
    first, *more = index_lines(state(world))
    assert first.startswith("index:   elasticsearch, 1 articles, 0 events, 0 agreements, ")
    assert first.endswith("; 1 changes of the ledger are not in it yet: run `khotin index`")
    assert "MB, green" in first or "MB, yellow" in first
    assert more[0].strip().startswith(f"{world.settings.index_prefix}articles-v")
    assert "1 documents were refused" in more[3]
    unreached = world.settings.model_copy(update={"elasticsearch_url": "http://127.0.0.1:9"})
    with world.ledger.read() as connection:
        told = list(index_lines(index_state(unreached, connection)))
    assert "can't be reached" in told[0]


def test_elasticsearch_without_an_address_is_a_wrong_call(indexed: Any) -> None:
    settings = Settings(home=indexed.settings.home, engine="elasticsearch", elasticsearch_url="")
    with pytest.raises(UsageError, match="ELASTICSEARCH_URL"):
        open_engine(settings)


def test_usual_queries_are_queries() -> None:
    assert len(usual_queries()) > 10
    assert all(isinstance(words, str) for words in usual_queries())


def _sets(world: Any) -> list[Path]:
    return sorted(world.home.indexes.glob("build-*/sets/*/*.sets"))


def test_sets_that_are_gone_or_damaged_are_made_again_though_nothing_is_new(indexed: Any) -> None:
    made = {path: path.read_bytes() for path in _sets(indexed)}
    told: list[str] = []
    shutil.rmtree(next(iter(made)).parents[1])
    assert without_sets(indexed.settings) == ["articles"]
    assert index_all(indexed.settings, indexed.ledger, tell=told.append).documents == 0
    assert {path: path.read_bytes() for path in _sets(indexed)} == made
    assert told == ["the sets by which searches of articles are quick are missing or damaged: they are made again"]
    damaged = next(iter(made))
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
    index_all(indexed.settings, indexed.ledger, tell=told.append)
    assert len(told) == 2
    assert {path: path.read_bytes() for path in _sets(indexed)} == made


def test_an_index_that_lacks_nothing_is_not_written_again(indexed: Any) -> None:
    before = open_engine(indexed.settings).edition()
    index_all(indexed.settings, indexed.ledger)
    assert open_engine(indexed.settings).edition() == before
