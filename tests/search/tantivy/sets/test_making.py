"""The index step makes what is lacking, no more; without it readers get the same answers."""

import logging
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from records.links import Document
from search.query import make_query
from search.tantivy.engine import TantivyEngine
from search.tantivy.reader import TantivyReader
from search.tantivy.sets.files import VERSION, Segment
from search.tantivy.sets.making import Piece, pieces

_QUERY = make_query({"q": "hội nghị đầu tư phát triển du lịch", "sector": "tourism"})


def write(engine: TantivyEngine, documents: list[Document]) -> None:
    engine.begin()
    engine.put(documents)
    engine.commit()


def folder_of(engine: TantivyEngine) -> Path:
    return engine._store.sets(engine.build(), "articles")


def made_at(folder: Path) -> dict[str, int]:
    """Each file of sets, and what tells it from another of its name."""
    return {path.name: path.stat().st_ino for path in folder.iterdir()}


def known_pieces(engine: TantivyEngine) -> list[Piece]:
    return pieces(engine._store.meta(engine.build(), "articles"))


def put(path: Path, content: bytes) -> None:
    """Another file in place of one that readers may have mapped."""
    path.unlink()
    path.write_bytes(content)


def has_sets(engine: TantivyEngine) -> bool:
    return TantivyReader(engine._store)._view("articles").sets is not None


def test_every_segment_has_sets_and_nothing_else_is_there(engine: TantivyEngine) -> None:
    folder, found = folder_of(engine), known_pieces(engine)
    wanted = {piece.sets(folder) for piece in found} | {piece.alive(folder) for piece in found if piece.deleted}
    assert set(folder.iterdir()) == wanted
    assert len(found) > 1
    assert any(piece.deleted for piece in found)


def test_only_what_is_new_is_made(engine: TantivyEngine, article: Callable[..., Document], tmp_path: Path) -> None:

    before = made_at(folder_of(engine))
    write(engine, [article(900, 9_000, random.Random(1))])
    after = made_at(folder_of(engine))
    assert len(after.keys() - before.keys()) == 1
    assert all(after[name] == before[name] for name in after.keys() & before.keys())
    assert engine.search(make_query({"q": "riêng900"})).total == 1


def test_what_was_lost_or_damaged_is_made_again(engine: TantivyEngine, caplog: pytest.LogCaptureFixture) -> None:
    first, second, *_ = sorted(folder_of(engine).glob("*.sets"))
    expected = engine.search(_QUERY)
    first.unlink()
    assert not has_sets(engine)
    assert TantivyReader(engine._store).search(_QUERY).facets == expected.facets
    write(engine, [])
    assert has_sets(engine)
    (alive, *_) = folder_of(engine).glob("*.alive")
    alive.write_bytes(alive.read_bytes()[:20])
    assert not has_sets(engine)
    write(engine, [])
    assert has_sets(engine)
    caplog.clear()
    second.write_bytes(second.read_bytes()[:-3])
    with caplog.at_level(logging.WARNING):
        assert not has_sets(engine)
    assert "is cut off" in caplog.text
    assert TantivyReader(engine._store).search(_QUERY).facets == expected.facets
    write(engine, [])
    assert has_sets(engine)


def test_what_is_damaged_is_done_without_and_made_again(
    engine: TantivyEngine, caplog: pytest.LogCaptureFixture
) -> None:
    largest = max(folder_of(engine).glob("*.sets"), key=lambda path: path.stat().st_size)
    good, expected = largest.read_bytes(), engine.search(_QUERY)
    segment = Segment(largest)
    first = min(place.offset for place in segment.values("text").values())
    damaged = bytearray(good)
    for at in range(segment._from + first, len(good), 16):
        damaged[at] ^= 0x5A
    put(largest, bytes(damaged))
    reader = TantivyReader(engine._store)
    with caplog.at_level(logging.WARNING):
        for query in (_QUERY, make_query({"q": "du lịch"}), make_query({}), _QUERY):
            assert reader.search(query).total
        found = reader.search(_QUERY)
    assert (found.total, found.facets, found.years) == (expected.total, expected.facets, expected.years)
    assert [hit.score for hit in found.hits] == pytest.approx([hit.score for hit in expected.hits], rel=1e-5)
    assert [record.message.endswith("is damaged") for record in caplog.records] == [True]
    caplog.clear()
    write(engine, [])
    Segment(largest).check()
    assert TantivyReader(engine._store).search(_QUERY).facets == expected.facets
    assert not caplog.records


def test_sets_of_another_segment_are_done_without_and_made_again(engine: TantivyEngine) -> None:
    small, *_, large = sorted(folder_of(engine).glob("*.sets"), key=lambda path: path.stat().st_size)
    expected = engine.search(_QUERY).total
    put(small, large.read_bytes())
    assert not has_sets(engine)
    assert TantivyReader(engine._store).search(_QUERY).total == expected
    write(engine, [])
    assert small.stat().st_size < large.stat().st_size
    assert has_sets(engine)


def test_what_a_killed_run_left_is_removed_and_a_strange_folder_left_alone(
    engine: TantivyEngine, caplog: pytest.LogCaptureFixture
) -> None:
    folder = folder_of(engine)
    (folder / "alone").mkdir()
    (folder / "alone" / "x.idx").symlink_to(folder / "gone")
    (folder / "lost+found").mkdir()
    (folder / "x.new").write_bytes(b"")
    next(folder.glob("*.sets")).unlink()
    with caplog.at_level(logging.WARNING):
        write(engine, [])
    assert not caplog.records
    assert [path.name for path in folder.iterdir() if path.is_dir()] == ["lost+found"]
    assert not list(folder.glob("*.new"))
    assert has_sets(engine)


def test_no_temporary_folder_is_needed(engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nonexistent")
    next(folder_of(engine).glob("*.sets")).unlink()
    write(engine, [])
    assert has_sets(engine)


def test_a_full_disk_costs_readers_time_and_nothing_else(
    tmp_path: Path, runs: list[list[Document]], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    engine = TantivyEngine(tmp_path)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("search.tantivy.sets.files.write_whole", full)
        write(engine, runs[0])
    assert "No space left on device" in caplog.text
    assert not has_sets(engine)
    assert engine.search(_QUERY).total
    write(engine, [])
    assert has_sets(engine)
    assert not list(folder_of(engine).glob("*.new"))


def test_a_reader_follows_what_is_written(engine: TantivyEngine, runs: list[list[Document]]) -> None:
    reader = TantivyReader(engine._store)
    before = reader.search(_QUERY).total
    engine.begin()
    engine.put(document for document in _removed(runs[0][70:200]))
    engine.commit()
    after = reader.search(_QUERY)
    assert reader._view("articles").sets is not None
    assert after.total < before
    assert after.total == sum(count for _, count in after.years)


def test_a_rebuild_has_sets_of_its_own_and_a_rollback_those_before(
    engine: TantivyEngine, runs: list[list[Document]]
) -> None:
    former = engine.build()
    expected = engine.search(_QUERY).total
    engine.begin(rebuild=True)
    engine.put(runs[0][:50])
    assert engine.fresh()._view("articles").sets is None  # type: ignore[attr-defined]
    engine.commit()
    assert has_sets(engine)
    assert engine.search(_QUERY).total < expected
    engine.rollback()
    assert engine.build() == former
    assert has_sets(engine)
    assert engine.search(_QUERY).total == expected


def test_an_index_of_before_there_were_sets_gets_them_with_the_next_run(
    engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.tantivy.sets.making.VERSION", VERSION + 1)
    assert not has_sets(engine)
    write(engine, [])
    assert has_sets(engine)
    assert all(f"-{VERSION + 1}." in path.name for path in folder_of(engine).iterdir())


def _removed(documents: list[Document]) -> list[Document]:
    return [
        Document(unit="articles", id=document.id, change=10_000 + number, removed=True)
        for number, document in enumerate(documents)
    ]
