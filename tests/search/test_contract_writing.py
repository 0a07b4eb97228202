"""Putting, replacing, removing, rebuilding, reopening: the contract of every engine."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from records.errors import IndexStateError, LockError
from records.links import Document
from search.engine import Engine
from search.query import make_query


def titles(engine: Engine, q: str) -> list[str]:
    return [hit.title for hit in engine.search(make_query({"q": q})).hits]


def write(engine: Engine, *documents: Document, rebuild: bool = False) -> None:
    engine.begin(rebuild=rebuild)
    engine.put(documents)
    engine.commit()


def test_update_replaces(own_engine: Engine, made: Any) -> None:
    assert own_engine.watermark() == 17
    write(own_engine, made.article("park", "Khánh thành nhà máy", "Nội dung mới.", change=18))
    assert titles(own_engine, '"khởi công"') == []
    assert titles(own_engine, "nhà máy") == ["Khánh thành nhà máy"]
    assert own_engine.watermark() == 18
    assert own_engine.stats().documents == {"articles": 14, "events": 2, "agreements": 1}


def test_an_edition_says_which_state_answers(own_engine: Engine, made: Any) -> None:
    before = own_engine.edition()
    assert own_engine.edition() == before
    write(own_engine, made.article("park", "Khánh thành nhà máy", "Nội dung mới.", change=18))
    edition, stats = own_engine.edition(), own_engine.stats()
    assert edition != before
    assert (edition.build, edition.watermark, edition.built_at) == (stats.build, stats.watermark, stats.built_at)


def test_removal(own_engine: Engine, made: Any) -> None:
    write(own_engine, made.removal("park", change=18))
    assert own_engine.get("articles", "park") is None
    assert own_engine.stats().documents["articles"] == 13
    assert own_engine.watermark() == 18


def test_putting_the_same_again_changes_nothing(own_engine: Engine, documents: list[Document]) -> None:
    before = own_engine.search(make_query({"q": "du lịch"}))
    write(own_engine, *documents)
    after = own_engine.search(make_query({"q": "du lịch"}))
    assert [hit.id for hit in after.hits] == [hit.id for hit in before.hits]
    assert after.facets == before.facets
    assert own_engine.stats().documents["articles"] == 14


def test_nothing_is_seen_before_commit_and_abort_forgets(own_engine: Engine, made: Any) -> None:
    own_engine.begin()
    own_engine.put([made.article("new", "Tin khẩn cấp", change=18)])
    assert titles(own_engine, "khẩn cấp") == []
    own_engine.abort()
    assert titles(own_engine, "khẩn cấp") == []
    assert own_engine.watermark() == 17
    write(own_engine, made.article("new", "Tin khẩn cấp", change=18))
    assert titles(own_engine, "khẩn cấp") == ["Tin khẩn cấp"]


def test_rebuild_swaps_at_once(own_engine: Engine, made: Any) -> None:
    own_engine.begin(rebuild=True)
    own_engine.put([made.article("only", "Bài duy nhất", change=30)])
    assert own_engine.search(make_query({})).total == 13
    own_engine.commit()
    assert [hit.id for hit in own_engine.search(make_query({})).hits] == ["only"]
    assert own_engine.watermark() == 30


def test_another_reader_follows_commits_and_rebuilds(
    own_engine: Engine, made: Any, open_engine: Callable[[Path], Engine], tmp_path: Path
) -> None:
    reader = open_engine(tmp_path)
    assert reader.search(make_query({})).total == 13
    write(own_engine, made.article("new", "Tin khẩn cấp", change=18))
    assert reader.search(make_query({})).total == 14
    write(own_engine, made.article("only", "Bài duy nhất", change=30), rebuild=True)
    assert reader.search(make_query({})).total == 1
    write(own_engine, made.article("second", "Bài thứ hai", change=31), rebuild=False)
    assert reader.search(make_query({})).total == 2


def test_a_stream_goes_on_through_a_rebuild(own_engine: Engine, made: Any) -> None:
    stream = own_engine.stream(make_query({}))
    next(stream)
    write(own_engine, made.article("only", "Bài duy nhất", change=30), rebuild=True)
    assert len(list(stream)) == 12


def test_one_writer_at_a_time(own_engine: Engine, open_engine: Callable[[Path], Engine], tmp_path: Path) -> None:
    own_engine.begin()
    with pytest.raises(LockError, match="being written by process"):
        open_engine(tmp_path).begin()
    own_engine.abort()
    other = open_engine(tmp_path)
    other.begin()
    other.abort()


def test_without_an_index_the_way_out_is_named(open_engine: Callable[[Path], Engine], tmp_path: Path) -> None:
    empty = open_engine(tmp_path / "empty")
    assert empty.watermark() == 0
    with pytest.raises(IndexStateError, match="khotin index"):
        empty.search(make_query({}))
    with pytest.raises(IndexStateError, match="begin"):
        empty.commit()


def test_an_empty_index_answers(open_engine: Callable[[Path], Engine], tmp_path: Path) -> None:
    empty = open_engine(tmp_path / "empty")
    write(empty)
    results = empty.search(make_query({"q": "du lịch"}))
    assert (results.total, results.hits) == (0, ())
    assert empty.search(make_query({"unit": "events"})).years == ()
    assert empty.count(["province"], make_query({})).rows == ()


def test_paging_while_another_writes_neither_skips_nor_repeats(own_engine: Engine, made: Any) -> None:
    """Between pages articles come in at either end, one changes and one is removed."""
    wanted = {hit.id for hit in own_engine.search(make_query({"limit": 50, "sort": "newest"})).hits}
    seen: list[str] = []
    after, change = "", 18
    while True:
        page = own_engine.search(make_query({"limit": 3, "sort": "newest", "after": after}))
        seen += [hit.id for hit in page.hits]
        if page.next_after is None:
            break
        after = page.next_after
        newer = made.article(f"newer-{change}", "Tin mới", change=change, on="2026-12-01T08:00")
        write(
            own_engine,
            newer,
            made.article("park", "Khởi công, bản mới", change=change + 1, on="2022-05-10T09:00"),
            made.removal("undated", change=change + 2),
        )
        change += 3
    assert len(seen) == len(set(seen))
    assert set(seen) == wanted - {"undated"}
