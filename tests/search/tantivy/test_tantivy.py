"""What only the embedded engine promises: builds, leftovers, kills, and an index of another version."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from records.errors import IndexStateError
from records.links import Document
from search.query import make_query
from search.tantivy.engine import TantivyEngine
from search.tantivy.schema import sortable

_WRITER = """
import sys, itertools
from pathlib import Path
from records import Article, ArticleLinks, Document
from datetime import datetime, UTC
from search.tantivy.engine import TantivyEngine
engine = TantivyEngine(Path(sys.argv[1]))
def documents():
    for n in itertools.count(1):
        article = Article(article_id=f"a{n}", url=f"https://x.test/{n}", source_id="s", title="bài thứ", body="chữ " * 200)
        links = ArticleLinks(article_id=f"a{n}", change=n, version=1, first_seen_at=datetime.now(UTC))
        yield Document(unit="articles", id=f"a{n}", change=n, article=article, links=links)
source = documents()
rebuild = sys.argv[2] == "rebuild"
for _ in itertools.count():
    engine.begin(rebuild=rebuild)
    engine.put(itertools.islice(source, 40))
    print("put", flush=True)
    if not rebuild:
        engine.commit()
    else:
        engine.put(source)
"""


def filled(folder: Path, documents: list[Document]) -> TantivyEngine:
    engine = TantivyEngine(folder)
    engine.begin()
    engine.put(documents)
    engine.commit()
    return engine


def killed_writer(folder: Path, how: str, lines: int) -> None:
    """Runs a writer in another process and kills it after it said so many times that it has put something."""
    process = subprocess.Popen([sys.executable, "-c", _WRITER, str(folder), how], stdout=subprocess.PIPE)
    assert process.stdout is not None
    for _ in range(lines):
        process.stdout.readline()
    time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


@pytest.mark.parametrize("lines", [1, 2, 4])
def test_killed_while_writing_it_holds_what_was_committed(tmp_path: Path, lines: int, made: Any) -> None:
    killed_writer(tmp_path, "update", lines)
    engine = TantivyEngine(tmp_path)
    watermark = engine.watermark()
    if engine._folder.pointer():
        # What is searchable is at least what the watermark says; the index step puts the rest again.
        assert engine.stats().documents["articles"] >= watermark >= 40 * (lines - 1)
    engine.begin()
    engine.put([made.article(f"a{n}", "bài thứ", change=n) for n in range(watermark + 1, watermark + 100)])
    engine.commit()
    assert engine.stats().documents["articles"] == watermark + 99
    assert engine.watermark() == watermark + 99


def test_killed_rebuild_leaves_the_old_index_and_is_cleaned_up(tmp_path: Path, documents: list[Document]) -> None:
    engine = filled(tmp_path, documents)
    killed_writer(tmp_path, "rebuild", 1)
    assert engine.search(make_query({})).total == 13
    assert len(list(tmp_path.glob("build-*"))) == 2
    engine.begin()
    engine.abort()
    assert len(list(tmp_path.glob("build-*"))) == 1


def test_rebuilds_keep_one_former_build(tmp_path: Path, documents: list[Document]) -> None:
    engine = filled(tmp_path, documents)
    for _ in range(3):
        engine.begin(rebuild=True)
        engine.put(documents)
        engine.commit()
    assert len(list(tmp_path.glob("build-*"))) == 2


def test_an_index_of_another_version_asks_for_a_rebuild(
    tmp_path: Path, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, documents)
    monkeypatch.setattr("search.tantivy.store.mappings_digest", lambda: "other")
    monkeypatch.setattr("search.tantivy.engine.mappings_digest", lambda: "other")
    engine = TantivyEngine(tmp_path)
    with pytest.raises(IndexStateError, match="khotin index --rebuild"):
        engine.search(make_query({}))
    with pytest.raises(IndexStateError, match="khotin index --rebuild"):
        engine.begin()
    engine.begin(rebuild=True)
    engine.put(documents)
    engine.commit()
    assert engine.search(make_query({})).total == 13


def test_a_damaged_index_is_named(tmp_path: Path, documents: list[Document]) -> None:
    engine = filled(tmp_path, documents)
    (tmp_path / engine.stats().build / "articles" / "meta.json").write_text("{")
    with pytest.raises(IndexStateError, match="damaged"):
        TantivyEngine(tmp_path).search(make_query({}))


def test_sortable_keeps_the_order() -> None:
    keys = ["", "0000-00-00 a", "2023-03-25 a", "2023-03-25 b", "2023-03-25T16:40+07:00 é", "2024"]
    assert sorted(keys, key=sortable) == keys
