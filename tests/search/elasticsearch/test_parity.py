"""Both engines give the same answers on a part of the corpus; benchmarks/parity.py asks the whole of it."""

from pathlib import Path

import pytest

from benchmarks.corpus import corpus
from benchmarks.parity import compare, fill, queries
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.tantivy.engine import TantivyEngine

ARTICLES, QUERIES = 1200, 160


@pytest.mark.smoke
def test_same_hits_same_order_same_counts(shared: Path, access: Access, tmp_path: Path) -> None:
    rows = corpus(shared / "corpus" / "news2017.jsonl.zst", ARTICLES)
    embedded, cluster = TantivyEngine(tmp_path), ElasticsearchEngine(access)
    fill(embedded, rows)
    fill(cluster, rows)
    found = compare(embedded, cluster, queries(rows, QUERIES))
    assert found.holds, found
    assert found.mrr[0] > 0.4
