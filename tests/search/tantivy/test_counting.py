"""Facets are counted beside the hits and kept until the index changes."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

from records.links import Document
from search.answers import Asked
from search.facets import Json
from search.query import make_query
from search.tantivy.engine import TantivyEngine
from search.tantivy.reader import TantivyReader
from search.tantivy.store import Store
from search.tantivy.view import View


@pytest.fixture
def filled(tmp_path: Path, documents: list[Document]) -> TantivyEngine:
    """Without the sets that facets are counted from: tantivy counts them."""
    engine = TantivyEngine(tmp_path)
    engine.begin()
    engine.put(documents)
    engine.commit()
    shutil.rmtree(tmp_path / engine.build() / "sets")
    return engine


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every aggregation that is run."""
    runs: list[object] = []
    plain = View.aggregate

    def aggregate(self: View, asked: Asked, request: Json, filters: list[Json] | None = None) -> Json:
        runs.append(request)
        return plain(self, asked, request, filters)

    monkeypatch.setattr(View, "aggregate", aggregate)
    return runs


def test_another_page_or_order_counts_nothing_again(filled: TantivyEngine, counted: list[object]) -> None:
    first = filled.search(make_query({"q": "hội nghị", "limit": 1}))
    assert len(counted) == 1
    for shown in ({"page": 2}, {"sort": "newest"}, {"sort": "oldest", "limit": 7}):
        again = filled.search(make_query({"q": "hội nghị", "limit": 1, **shown}))
        assert (again.facets, again.years, again.months) == (first.facets, first.years, first.months)
    assert len(counted) == 1


@pytest.mark.parametrize("other", [{"q": "hội"}, {"sector": "tourism"}, {"basis": "today"}, {"with_reprints": True}])
def test_whatever_changes_the_counts_counts_anew(
    filled: TantivyEngine, counted: list[object], other: dict[str, object]
) -> None:
    query = {"q": "hội nghị"}
    filled.search(make_query(query))
    counted.clear()
    found = filled.search(make_query({**query, **other}))
    assert counted
    fresh = TantivyReader(Store(filled._folder.root)).search(make_query({**query, **other}))
    assert (found.facets, found.years) == (fresh.facets, fresh.years)


def test_a_commit_is_seen_at_once(filled: TantivyEngine, documents: list[Document]) -> None:
    everything = make_query({"with_reprints": True})
    before = filled.search(everything)
    gone = next(one for one in documents if one.unit == "articles")
    filled.begin()
    filled.put([replace(gone, removed=True, change=10_000)])
    filled.commit()
    after = filled.search(everything)
    assert after.total == before.total - 1
    assert sum(count for _, count in after.years) == sum(count for _, count in before.years) - 1


def test_many_readers_at_once_get_the_same(filled: TantivyEngine) -> None:
    queries = [make_query({"q": words}) for words in ("hội nghị", "du lịch", "hợp tác", "")]
    alone = [filled.search(query) for query in queries]
    with ThreadPoolExecutor(16) as readers:
        together = list(readers.map(filled.search, queries * 20))
    assert together == alone * 20


def test_without_facets_nothing_is_counted(filled: TantivyEngine, counted: list[object]) -> None:
    found = filled.search(make_query({"q": "hội nghị"}), facets=False)
    assert found.total
    assert not counted
    assert (found.facets, found.years, found.months) == ({}, (), ())


def test_a_count_that_failed_is_counted_anew(filled: TantivyEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    query, plain = make_query({"q": "hội nghị"}), View.aggregate

    def failing(self: View, *asked: object) -> object:
        raise OSError("the disk was away for a moment")

    monkeypatch.setattr(View, "aggregate", failing)
    for _ in range(2):
        with pytest.raises(OSError, match="away for a moment"):
            filled.search(query)
    monkeypatch.setattr(View, "aggregate", plain)
    assert filled.search(query).facets == TantivyReader(Store(filled._folder.root)).search(query).facets


def test_only_what_is_shown_is_kept(filled: TantivyEngine) -> None:
    """Nothing holds all words: what was counted of that takes no place, what holds some of them does."""
    reader = TantivyReader(Store(filled._folder.root))
    found = reader.search(make_query({"q": "hội nghị sầu riêng trên mặt trăng"}))
    assert "relaxed" in {notice.code for notice in found.notices}
    assert [relaxed for _, _, relaxed in reader._counter._kept] == [True]
