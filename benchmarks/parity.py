"""Whether both engines give the same answers: the first ten hits, totals, facets and cross-tabs of many queries.

    python -m benchmarks.parity ../shared/corpus/news2017.jsonl.zst [--articles N] [--queries N]

Asks ELASTICSEARCH_URL, or a node it starts; writes only under the prefix khotin-parity-, which is removed at the end.
The corpus has no tags, so each article gets a date, provinces, sectors and an event that follow from its id.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import corpus, documents, tagged
from benchmarks.node import remove, running_node
from benchmarks.relevance import typed_ways
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.engine import Engine, Results
from search.query import Query, make_query
from search.tantivy.engine import TantivyEngine
from transforms.analyser import tokens

OVERLAP, SAME_ORDER, MRR_APART = 0.99, 0.95, 0.005
_DEPTH = 10
_CROSS_TABS = (
    ("province", "year"),
    ("sector", "event_type"),
    ("source",),
    ("month", "signed"),
    ("official",),
    ("region", "partner"),
)


@dataclass(frozen=True, kw_only=True)
class Parity:
    """Shares of queries: mean overlap of the first ten, the same order, and equal counts (total, facets, histograms);
    MRR@10 of each engine; cross-tabs that differ."""

    queries: int
    overlap: float
    same_order: float
    equal_counts: float
    mrr: tuple[float, float]
    cross_tabs_apart: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether it is as close as asked for."""
        ranks = self.overlap >= OVERLAP and self.same_order >= SAME_ORDER
        return (
            ranks
            and abs(self.mrr[0] - self.mrr[1]) <= MRR_APART
            and self.equal_counts == 1
            and not self.cross_tabs_apart
        )


def queries(rows: Sequence[dict[str, str]], most: int, seed: int = 2017) -> list[tuple[str, Query]]:
    """(id of the article meant, query): titles typed in four ways; every third query has a filter."""
    chance = random.Random(seed)
    eligible = [row for row in rows if len(tokens(row["title"])) >= 5]
    chosen = chance.sample(eligible, min(len(eligible), most // 4))
    filters: list[dict[str, object]] = [
        {}, {}, {"sector": "tourism"}, {}, {}, {"year": ["2017", "2018"]}, {}, {}, {"province": "Nghệ An", "basis": "today"},
        {}, {}, {"from": "2016-05-01", "to": "2020-02-29", "event_type": "signing"},
    ]  # fmt: skip
    asked = [
        (row["id"], " ".join(way(tokens(row["title"]), chance))) for row in chosen for way in typed_ways().values()
    ]
    return [
        (name, make_query({"q": words, "limit": _DEPTH, **filters[number % len(filters)]}))
        for number, (name, words) in enumerate(asked)
    ]


def compare(first: Engine, second: Engine, asked: Sequence[tuple[str, Query]]) -> Parity:
    """Asks both engines everything."""
    overlap, same, equal, ranks = 0.0, 0, 0, [0.0, 0.0]
    for name, query in asked:
        one, two = first.search(query), second.search(query)
        ids = [[hit.id for hit in results.hits] for results in (one, two)]
        overlap += len(set(ids[0]) & set(ids[1])) / len(ids[0]) if ids[0] else float(not ids[1])
        same += ids[0] == ids[1]
        equal += _counts(one) == _counts(two)
        for at, listed in enumerate(ids):
            ranks[at] += 1 / (1 + listed.index(name)) if name in listed else 0.0
    tabs = [" by ".join(by) for by in _CROSS_TABS if _tab(first, by) != _tab(second, by)]
    total = len(asked)
    return Parity(
        queries=total,
        overlap=overlap / total,
        same_order=same / total,
        equal_counts=equal / total,
        mrr=(ranks[0] / total, ranks[1] / total),
        cross_tabs_apart=tuple(tabs),
    )


def _counts(results: Results) -> tuple[object, ...]:
    return results.total, results.facets, results.years, results.months, results.notices


def _tab(engine: Engine, by: Sequence[str]) -> object:
    tab = engine.count(by, make_query({"q": "hội nghị"}))
    return tab.total, tab.rows


def fill(engine: Engine, rows: list[dict[str, str]]) -> float:
    """Indexes the corpus afresh; gives documents a second."""
    started = time.perf_counter()
    engine.begin(rebuild=True)
    engine.put(tagged(documents(rows)))
    engine.commit()
    return len(rows) / (time.perf_counter() - started)


def main() -> None:
    """Indexes the corpus in both engines, asks, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=34_976)
    parser.add_argument("--queries", type=int, default=1000)
    given = parser.parse_args()
    rows = corpus(given.corpus, given.articles)
    with running_node(given.corpus.resolve().parents[1]) as url, tempfile.TemporaryDirectory() as folder:
        access = Access(url=url, prefix="khotin-parity-")
        embedded, cluster = TantivyEngine(Path(folder)), ElasticsearchEngine(access)
        print(f"{len(rows)} articles: tantivy {fill(embedded, rows):.0f}/s, Elasticsearch {fill(cluster, rows):.0f}/s")
        found = compare(embedded, cluster, queries(rows, given.queries))
        remove(access)
    print(f"{found.queries} queries: overlap {found.overlap:.4f}, same order {found.same_order:.3f}, equal counts "
          f"{found.equal_counts:.4f}, MRR {found.mrr[0]:.4f} and {found.mrr[1]:.4f}")  # fmt: skip
    print("cross-tabs that differ: " + (", ".join(found.cross_tabs_apart) or "none"))
    if not found.holds:
        raise SystemExit("the engines differ more than they may")


if __name__ == "__main__":
    main()
