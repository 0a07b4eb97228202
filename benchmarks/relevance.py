"""How well a typed query finds one known article: MRR@10 of the corpus' titles looked for in lead and body.

    python -m benchmarks.relevance ../shared/corpus/news2017.jsonl.zst [--articles N] [--queries N] [--elasticsearch]

The titles are not indexed. Four ways of typing each: whole, whole without diacritics, five of its words, five without.
Beside ours stands bare BM25 of words and pairs (any word may match), the formula that findings.md measured: which 1,000
titles are drawn moves both by up to .03 and their difference hardly. With --elasticsearch a node (ELASTICSEARCH_URL, or one
it starts) answers the same queries, under names of their own that are removed at the end: both engines must rank alike.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from benchmarks.corpus import corpus, documents
from benchmarks.node import remove, running_node
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.engine import Engine, Reader
from search.matching import Json
from search.query import make_query
from search.tantivy.engine import TantivyEngine
from search.tantivy.query import to_tantivy
from search.tantivy.store import Store
from search.tantivy.view import View
from transforms.analyser import folded, pairs, tokens
from transforms.text import has_diacritics

# What findings.md gives for bare BM25 on its sample, and the aims for ours.
AIMS = {"title": 0.775, "title folded": 0.75, "5 words": 0.47, "5 words folded": 0.43}
_DEPTH = 10


@dataclass(frozen=True, kw_only=True)
class Score:
    """One way of typing: mean reciprocal rank within ten, ours and bare, and seconds a query (median, 95th percentile)."""

    mrr: float
    bare: float
    median: float
    p95: float


Way = Callable[[list[str], random.Random], list[str]]


def typed_ways() -> dict[str, Way]:
    """The ways of typing a title, from its tokens."""
    return {
        "title": lambda words, _: words,
        "title folded": lambda words, _: folded(words),
        "5 words": _five,
        "5 words folded": lambda words, chance: folded(_five(words, chance)),
    }


def _five(words: list[str], chance: random.Random) -> list[str]:
    start = chance.randrange(max(1, len(words) - 4))
    return words[start : start + 5]


def measure(folder: Path, rows: list[dict[str, str]], queries: int, seed: int) -> dict[str, Score]:
    """The scores of each way of typing, over the chosen titles."""
    chosen = choose(rows, queries, seed)
    return {name: _score(folder, chosen, way, seed) for name, way in typed_ways().items()}


def choose(rows: Sequence[dict[str, str]], most: int, seed: int) -> list[dict[str, str]]:
    """Seeded articles with titles of at least five words that no other has."""
    times = Counter(" ".join(tokens(row["title"])) for row in rows)
    eligible = [row for row in rows if times[title := " ".join(tokens(row["title"]))] == 1 and title.count(" ") >= 4]
    return random.Random(seed).sample(eligible, min(most, len(eligible)))


def _score(folder: Path, rows: list[dict[str, str]], way: Way, seed: int) -> Score:
    engine, store = TantivyEngine(folder), Store(folder)
    view = View("articles", tantivy.Index.open(str(store.folder(store.current(), "articles"))))
    chance, ours, bare, seconds = random.Random(seed), 0.0, 0.0, []
    for row in rows:
        words = way(tokens(row["title"]), chance)
        query = make_query({"q": " ".join(words), "limit": _DEPTH})
        started = time.perf_counter()
        hits = [hit.id for hit in engine.search(query, facets=False).hits]
        seconds.append(time.perf_counter() - started)
        ours += _reciprocal_rank(row["id"], hits)
        found = view.scored(bare_query(words), _DEPTH)
        bare += _reciprocal_rank(row["id"], [view.document(address).id for _, address in found])
    seconds.sort()
    half, most = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.95)]
    return Score(mrr=ours / len(rows), bare=bare / len(rows), median=half, p95=most)


def ranked_by(engine: Reader, rows: Sequence[dict[str, str]], way: Way, seed: int) -> float:
    """MRR@10 of one way of typing their titles."""
    chance, ranks = random.Random(seed), 0.0
    for row in rows:
        query = make_query({"q": " ".join(way(tokens(row["title"]), chance)), "limit": _DEPTH})
        ranks += _reciprocal_rank(row["id"], [hit.id for hit in engine.search(query, facets=False).hits])
    return ranks / len(rows)


def fill(engine: Engine, rows: list[dict[str, str]]) -> None:
    """Indexes the articles, and says how fast."""
    started = time.perf_counter()
    engine.begin(rebuild=True)
    engine.put(documents(rows))
    engine.commit()
    print(f"{len(rows)} articles indexed at {len(rows) / (time.perf_counter() - started):.0f}/s")


def ask_a_node(shared: Path, rows: list[dict[str, str]], queries: int, seed: int) -> None:
    """Prints what Elasticsearch makes of the same titles."""
    with running_node(shared) as url:
        access = Access(url=url, prefix="khotin-relevance-")
        engine = ElasticsearchEngine(access)
        try:
            fill(engine, rows)
            chosen = choose(rows, queries, seed)
            for name, way in typed_ways().items():
                print(f"{name:16} MRR@10 {ranked_by(engine, chosen, way, seed):.3f} of Elasticsearch")
        finally:
            remove(access)


def bare_query(words: list[str]) -> tantivy.Query:
    """BM25 of the words, and of their pairs at half weight, on the combined field."""
    written = has_diacritics(" ".join(words))
    field, pair_field = ("text", "text.pairs") if written else ("text.folded", "text.folded_pairs")
    clauses: list[Json] = [{"term": {field: {"value": word}}} for word in words]
    clauses += [{"term": {pair_field: {"value": pair, "boost": 0.5}}} for pair in pairs(words)]
    return to_tantivy("articles", {"bool": {"should": clauses}})


def _reciprocal_rank(wanted: str, hits: list[str]) -> float:
    return 1 / (1 + hits.index(wanted)) if wanted in hits else 0.0


def main() -> None:
    """Indexes the corpus, asks, and prints one line a way of typing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=34_976)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2017)
    parser.add_argument("--elasticsearch", action="store_true")
    given = parser.parse_args()
    rows = corpus(given.corpus, given.articles)
    with tempfile.TemporaryDirectory() as folder:
        fill(TantivyEngine(Path(folder)), rows)
        for name, score in measure(Path(folder), rows, given.queries, given.seed).items():
            print(
                f"{name:16} MRR@10 {score.mrr:.3f} (bare {score.bare:.3f}, aim {AIMS[name]:.3f})  "
                f"{score.median * 1000:.1f} ms median, {score.p95 * 1000:.1f} ms p95"
            )
    if given.elasticsearch:
        ask_a_node(given.corpus.resolve().parents[1], rows, given.queries, given.seed)


if __name__ == "__main__":
    main()
