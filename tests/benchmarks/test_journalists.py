"""A journalist's queries find their articles again: a floor, over the mirrored portal and a part of the corpus."""

from pathlib import Path

import pytest

from benchmarks import journalists
from benchmarks.corpus import corpus
from benchmarks.extraction import load_mirror
from search.tantivy.engine import TantivyEngine

# Measured .985 and .973 among 1,500 other articles; the benchmark asks among all 34,976.
FLOORS = {"as written": 0.975, "folded": 0.963}


@pytest.fixture(scope="module")
def scores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, journalists.Score]:
    """What the benchmark finds among a part of the corpus."""
    truth, _ = load_mirror(shared)
    engine = TantivyEngine(tmp_path_factory.mktemp("index"))
    journalists.fill(engine, journalists.documents(truth, corpus(shared / "corpus/news2017.jsonl.zst", 1500)))
    return journalists.measure(engine)


@pytest.mark.parametrize("way", FLOORS)
def test_known_articles_are_found_first(scores: dict[str, journalists.Score], way: str) -> None:
    assert scores[way].mrr >= FLOORS[way]


def test_every_query_looks_for_an_article_of_the_portal(shared: Path) -> None:
    truth, _ = load_mirror(shared)
    paths = {document.id for document in journalists.documents(truth, [])}
    asked = journalists.asked()
    assert {path for _, path in asked} <= paths
    assert len({query for query, _ in asked}) == len(asked) > 200


def test_a_rank_beyond_ten_counts_nothing() -> None:
    found = [journalists.Found(query="", path="", rank=rank, first="") for rank in (1, 2, 0)]
    assert journalists.Score(found=tuple(found)).mrr == pytest.approx(0.5)
