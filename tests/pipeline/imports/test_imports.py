"""Whose an imported article is, and imports that are locked, killed or damaged."""

import random
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from pipeline import import_archive, import_items, journal
from pipeline.archive import read_part
from pipeline.import_rejections import name_rejections
from pipeline.imports import import_files
from pipeline.ledger.tables import articles, parts, runs
from pipeline.transform import transform_source
from records import Source
from records.errors import ImportFileError, LockError, UsageError
from sources.registry import load_registry
from tests.pipeline.imports.importing import ROW, SOURCES, Importer, lines, numbers, page


def test_two_sources_with_one_id_are_named(bring: Importer, tmp_path: Path) -> None:
    other = ROW | {"source_id": "two", "body": "Bài khác hẳn."}
    first = lines(tmp_path / "a.jsonl", ROW | {"source_id": "one"})
    both = lines(tmp_path / "b.jsonl", ROW | {"source_id": "one"}, ROW | {"id": "18"}, other)
    for order in ([first, lines(tmp_path / "c.jsonl", other)], [both]):
        for path in order[:-1]:
            bring(path)
        (failure,) = bring(order[-1]).failures
        assert re.fullmatch(r".*\.jsonl, line \d: .*'17'.*'one'.*'two'.*", failure)
    bring(first)
    assert set(bring.articles()) == {"17", "18"}, "the others come in"
    assert bring.bodies("17") == [ROW["body"]]
    same = ROW | {"source_id": "two"}
    assert bring(lines(tmp_path / "d.jsonl", same)).notices == [], "the same text is no contradiction"


def test_a_source_may_be_named(bring: Importer, tmp_path: Path) -> None:
    assert bring(lines(tmp_path / "a.jsonl", ROW), source_id="bao-cu").source_ids == {"bao-cu"}
    with pytest.raises(ImportFileError, match=r"source '\.\./x'"):
        bring(tmp_path / "a.jsonl", source_id="../x")


def test_what_is_not_there_or_cannot_be_read_on_is_told(bring: Importer, tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="no such file"):
        bring(tmp_path / "none.jsonl")
    path = lines(tmp_path / "a.jsonl.gz", *(ROW | {"id": str(n), "body": str(n) * 500} for n in range(200)))
    path.write_bytes(path.read_bytes()[:-50])
    assert "a.jsonl.gz: can't be read on" in bring(path).failures[0]


def test_a_locked_source_is_told(bring: Importer, tmp_path: Path) -> None:
    from pipeline import locks

    world = bring.world
    path = lines(tmp_path / "a.jsonl", ROW | {"source_id": "nghean"})
    with locks.held(world.home.locks, "nghean", run_id="run-1", now=world.now), pytest.raises(LockError, match="run-1"):
        import_files(world.settings, world.ledger, SOURCES, [path])
    with world.ledger.read() as connection:
        assert connection.execute(select(runs)).all() == []


def test_a_long_import_is_merged_in_portions(bring: Importer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_archive, "_PORTION", 4)
    monkeypatch.setattr("pipeline.imports._BATCH", 2)
    path = lines(tmp_path / "a.jsonl", *(ROW | {"id": str(n), "body": f"Bài {n}."} for n in range(11)))
    assert numbers(bring(path)) == (11, 0, 0)
    with bring.world.ledger.read() as connection:
        rows = connection.execute(select(parts).order_by(parts.c.id)).all()
    assert [row.records for row in rows] == [4, 4, 3]
    assert len({row.run_id for row in rows}) == 1
    assert numbers(bring(path)) == (0, 0, 11)


def test_a_killed_import_is_finished_by_the_next(
    bring: Importer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = bring.world
    path = lines(tmp_path / "a.jsonl", *(ROW | {"id": str(n), "body": f"Bài {n}."} for n in range(6)))

    def killed(*_: object, **__: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(import_archive, "merge", killed)
        patch.setattr("pipeline.imports._BATCH", 2)
        with pytest.raises(SystemExit):
            import_files(world.settings, world.ledger, SOURCES, [path])
    assert len(journal.leftovers(world.home, "imports")) == 1
    assert numbers(bring(path)) == (0, 0, 6), "what it had written is taken in first"
    with world.ledger.read() as connection:
        stored = [p.url for name in connection.scalars(select(parts.c.part)) for p in read_part(world.home, name)]
        assert connection.scalars(select(runs.c.state)).all() == ["killed"]
        assert len(connection.scalars(select(articles.c.article_id)).all()) == 6
    assert len(set(stored)) == len(stored) == 6


def test_a_crawl_still_asks_for_what_was_only_given(bring: Importer, tmp_path: Path) -> None:
    from pipeline.ledger import frontier

    bring(lines(tmp_path / "a.jsonl", ROW | {"url": "https://nghean.gov.vn/tin-1.html"}))
    with bring.world.ledger.read() as connection:
        assert frontier.find_known(connection, "nghean", ["https://nghean.gov.vn/tin-1.html"]) == {}


def test_known_kinds_of_files() -> None:
    assert import_items.expand([], []) == []


def damaged(path: Path) -> Path:
    """A file of lines that is cut short, or is not packed at all."""
    raw = lines(
        path, *(ROW | {"id": f"c{n}", "body": random.Random(n).randbytes(500).hex()} for n in range(300))
    ).read_bytes()
    path.write_bytes(b"no archive at all" if "none" in path.name else raw[:-30])
    return path


@pytest.mark.parametrize("name", ["none.jsonl.gz", "cut.jsonl.gz", "none.jsonl.zst", "cut.jsonl.zst"])
def test_a_damaged_file_fails_alone(bring: Importer, tmp_path: Path, name: str) -> None:
    counts = bring(damaged(tmp_path / name), lines(tmp_path / "x.jsonl", ROW))
    (failure,) = counts.failures
    assert failure.startswith(f"{tmp_path / name}: can't be read on")
    found = bring.articles()
    assert "17" in found
    assert (len(found) > 1) == ("cut" in name), "what came before the damage is kept"


def test_another_sources_address_is_not_taken_over(bring: Importer, tmp_path: Path) -> None:
    row = {"url": "https://nghean.gov.vn/a", "title": "T", "body": "Một."}
    bring(lines(tmp_path / "a.jsonl", row))
    counts = bring(lines(tmp_path / "b.jsonl", row | {"body": "Hai.", "source_id": "other"}, ROW))
    (failure,) = counts.failures
    assert re.fullmatch(r".*b\.jsonl, line 1: .*'nghean'.*'other'.*", failure)
    found = bring.articles()
    assert {d.article.source_id for d in found.values() if d.article} == {"nghean", "imports"}


def test_of_two_sources_on_one_host_the_longest_home_owns_the_address(bring: Importer, tmp_path: Path) -> None:
    part = Source(id="so-y-te", name="Sở Y tế", home="https://www.nghean.gov.vn/so-y-te/")
    bring.sources = [part, *SOURCES]
    rows = [{"url": f"https://nghean.gov.vn/{path}", "title": path} for path in ("so-y-te/1", "so-y-te-cu/1", "2")]
    bring(lines(tmp_path / "a.jsonl", *rows))
    found = {d.article.title: d.article.source_id for d in bring.articles().values() if d.article}
    assert found == {"so-y-te/1": "so-y-te", "so-y-te-cu/1": "nghean", "2": "nghean"}


def test_what_is_rejected_is_named(bring: Importer, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for number in range(25):
        (folder / f"{number:02}.html").write_text(f"<html><body><p>{number}</p></body></html>")
    (folder / "good.html").write_text(page(), "utf-8")
    counts = bring(folder)
    named = name_rejections(bring.world.home, bring.world.ledger, counts)
    assert len(named) == 21
    assert named[0].startswith(f"{folder / '00.html'}: rejected, not-article (")
    assert named[-1] == "and 5 more that are no articles"
    assert name_rejections(bring.world.home, bring.world.ledger, bring(folder)) == []


@pytest.mark.parametrize("source_id", ["../x", "", "a/b", ".."])
def test_a_source_that_is_no_plain_name_is_refused(bring: Importer, source_id: str) -> None:
    world = bring.world
    with pytest.raises(UsageError, match="letters, digits"):
        transform_source(world.settings, world.ledger, load_registry(()), source_id)
    assert not list(world.home.root.parent.rglob("x.lock"))
