"""A writer killed at any moment leaves sets that tell the truth, or none; the next run mends what is lacking."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from search.query import make_query
from search.tantivy.engine import TantivyEngine
from search.tantivy.reader import TantivyReader
from search.tantivy.store import Store

_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from records import Article, ArticleLinks, Document
from search.tantivy.engine import TantivyEngine
engine, first = TantivyEngine(Path(sys.argv[1])), int(sys.argv[2])
def document(n):
    # Every other run replaces half of the one before, so that there are deletions.
    name = f"a{n - 15 if n // 30 % 2 else n}"
    article = Article(article_id=name, url=f"https://x.test/{name}", source_id="s", title=f"bài {n % 7}", body="một hai ba bốn năm")
    links = ArticleLinks(article_id=name, change=n, version=1, first_seen_at=datetime.now(UTC))
    return Document(unit="articles", id=name, change=n, article=article, links=links)
while True:
    engine.begin()
    engine.put(document(n) for n in range(first, first + 30))
    engine.commit()
    first += 30
    print("written", flush=True)
"""
_QUERIES = [make_query(raw) for raw in ({}, {"q": "bài 3 một hai ba bốn"}, {"q": "hai"}, {"q": "bài 1", "source": "s"})]


class _WithoutSets(TantivyReader):
    def _sets_of(self, unit: object) -> None:
        return None


def _killed(folder: Path, first: int, chance: random.Random) -> None:
    process = subprocess.Popen([sys.executable, "-c", _WRITER, str(folder), str(first)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(chance.uniform(0, 0.12))  # somewhere in the runs that follow
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()


def test_nothing_wrong_is_read_after_a_kill(tmp_path: Path) -> None:
    chance = random.Random(7)
    for times in range(6):
        _killed(tmp_path, 3_000 * times, chance)
        plain, ours = _WithoutSets(Store(tmp_path)), TantivyReader(Store(tmp_path))
        for query in _QUERIES:
            expected, found = plain.search(query), ours.search(query)
            assert (found.total, found.facets, found.years) == (expected.total, expected.facets, expected.years)
            assert [hit.id for hit in found.hits] == [hit.id for hit in expected.hits]
    engine = TantivyEngine(tmp_path)
    engine.begin()
    engine.commit()
    assert engine._view("articles").sets is not None
    assert engine.search(_QUERIES[1]).total == _WithoutSets(Store(tmp_path)).search(_QUERIES[1]).total
