"""A journalist's queries find their articles again: a floor, over the mirrored portal and a part of the corpus."""

from pathlib import Path

import pytest

from benchmarks import journalists
from benchmarks.corpus import corpus
from benchmarks.extraction import load_mirror
from search.tantivy.engine import TantivyEngine

# Measured .985, .973, .983 and .992 among 1,500 other articles; the benchmark asks among all 34,976.
FLOORS = {
    ("tuned", "as written"): 0.975, ("tuned", "folded"): 0.963,
    ("unseen", "as written"): 0.97, ("unseen", "folded"): 0.97,
}  # fmt: skip


@pytest.fixture(scope="module")
def scores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], journalists.Score]:
    """What the benchmark finds among a part of the corpus."""
    truth, _ = load_mirror(shared)
    engine = TantivyEngine(tmp_path_factory.mktemp("index"))
    journalists.fill(engine, journalists.documents(truth, corpus(shared / "corpus/news2017.jsonl.zst", 1500)))
    return {(name, way): score for name in journalists.SETS for way, score in journalists.measure(engine, name).items()}


@pytest.mark.parametrize("typed", FLOORS, ids=" ".join)
def test_known_articles_are_found_first(
    scores: dict[tuple[str, str], journalists.Score], typed: tuple[str, str]
) -> None:
    assert scores[typed].mrr >= FLOORS[typed]


@pytest.mark.parametrize("name", journalists.SETS)
def test_every_query_looks_for_an_article_of_the_portal(shared: Path, name: str) -> None:
    truth, _ = load_mirror(shared)
    paths = {document.id for document in journalists.documents(truth, [])}
    asked = journalists.asked(name)
    assert {path for _, path in asked} <= paths
    assert len({query for query, _ in asked}) == len(asked) >= 120


def test_a_rank_beyond_ten_counts_nothing() -> None:
    found = [journalists.Found(query="", path="", rank=rank, first="") for rank in (1, 2, 0)]
    assert journalists.Score(found=tuple(found)).mrr == pytest.approx(0.5)
