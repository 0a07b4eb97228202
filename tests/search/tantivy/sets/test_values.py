"""The most frequent values of some documents: the rare ones are counted where they may be among them."""

import random
from pathlib import Path

import pytest
from pyroaring import BitMap

from records.links import Document
from search.tantivy.engine import TantivyEngine
from search.tantivy.sets.known import NotKept
from search.tantivy.sets.values import Values


@pytest.mark.parametrize("few", [0, 512])  # what is found looked for, or what is not
@pytest.mark.parametrize("handful", [1, 4, 7, 1_000])
def test_a_list_that_is_cut_begins_as_the_whole(
    tmp_path: Path, runs: list[list[Document]], monkeypatch: pytest.MonkeyPatch, handful: int, few: int
) -> None:
    monkeypatch.setattr("search.tantivy.sets.making.HANDFUL", handful)
    monkeypatch.setattr("search.tantivy.sets.values._FEW", few)
    engine = TantivyEngine(tmp_path)
    for documents in runs:
        engine.begin()
        engine.put(documents)
        engine.commit()
    sets = engine._view("articles").sets
    assert sets
    values, chance, every = Values(sets._known, "officials"), random.Random(3), list(sets._known.all)
    for share in (0.2, 0.5, 1.0):
        found = BitMap(chance.sample(every, int(share * len(every))))
        whole = sorted(values.buckets(found, 60_000), key=lambda one: (-one["doc_count"], one["key"]))
        assert sum(one["doc_count"] for one in whole) > 0
        for size in (1, 3, 10, 40):
            cut = values.buckets(found, size)
            assert sorted(cut, key=lambda one: (-one["doc_count"], one["key"])) == whole[:size]


def test_a_field_that_no_sets_are_kept_of(engine: TantivyEngine) -> None:
    sets = engine._view("articles").sets
    assert sets
    with pytest.raises(NotKept):
        Values(sets._known, "nothing")
