"""How well a journalist finds one known article again: MRR@10 of queries typed from memory, with diacritics and without.

    python -m benchmarks.journalists ../shared [--articles N] [--elasticsearch] [--misses]

The 338 articles of the mirrored portal stand among the corpus (other news, 34,976 of them); the queries were written
by reading the articles: journalists.yaml by whoever mended rules with them, journalists_unseen.yaml by another hand.
`--elasticsearch` asks ELASTICSEARCH_URL, or a node it starts, as well; `--misses` prints each query that does not find
its article first.
"""

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

from benchmarks.corpus import corpus
from benchmarks.extraction import load_mirror
from benchmarks.node import remove, running_node
from records.article import Article
from records.links import ArticleLinks, Document
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.engine import Engine
from search.query import make_query
from search.tantivy.engine import TantivyEngine
from transforms.text import fold

# What is asked of queries never seen; of these, which rules were mended with, more.
SETS = {"tuned": "journalists.yaml", "unseen": "journalists_unseen.yaml"}
AIMS = {"as written": 0.92, "folded": 0.86}
_DEPTH = 10
_SEEN_AT = datetime(2024, 12, 18, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Found:
    """One query: its article's rank within ten (0: not there), and what came first."""

    query: str
    path: str
    rank: int
    first: str


@dataclass(frozen=True, kw_only=True)
class Score:
    """All queries, typed one way."""

    found: tuple[Found, ...]

    @property
    def mrr(self) -> float:
        """Mean of the reciprocal ranks, of which one outside ten is 0."""
        return sum(1 / one.rank for one in self.found if one.rank) / len(self.found)


def asked(name: str) -> list[tuple[str, str]]:
    """(query, path of its article) of one of SETS."""
    listed = yaml.safe_load(files("benchmarks").joinpath(SETS[name]).read_text("utf-8"))
    return [(query, path) for query, path in listed]


def documents(truth: Sequence[Mapping[str, Any]], others: Sequence[Mapping[str, str]]) -> Iterator[Document]:
    """The portal's articles, by their paths as ids, and the corpus', as the index step hands them over."""
    portal = [(_path(row["url"]), row["title"], row["lead"], "\n\n".join(row["body"])) for row in truth]
    corpora = [(row["id"], row["title"], row["lead"], row["body"]) for row in others]
    for change, (name, title, lead, body) in enumerate([*portal, *corpora], start=1):
        article = Article(
            article_id=name, url=f"https://example.test/{change}", source_id="any", title=title, lead=lead, body=body
        )
        links = ArticleLinks(article_id=name, change=change, version=1, first_seen_at=_SEEN_AT)
        yield Document(unit="articles", id=name, change=change, article=article, links=links)


def _path(url: str) -> str:
    return unquote(urlsplit(url).path)


def fill(engine: Engine, found: Iterator[Document]) -> None:
    """Indexes the articles afresh."""
    engine.begin(rebuild=True)
    engine.put(found)
    engine.commit()


def measure(engine: Engine, name: str) -> dict[str, Score]:
    """The score of each way of typing one of SETS."""
    listed = asked(name)
    return {
        "as written": Score(found=tuple(_ask(engine, query, path) for query, path in listed)),
        "folded": Score(found=tuple(_ask(engine, fold(query), path) for query, path in listed)),
    }


def _ask(engine: Engine, query: str, path: str) -> Found:
    hits = engine.search(make_query({"q": query, "limit": _DEPTH}), facets=False).hits
    ids = [hit.id for hit in hits]
    rank = 1 + ids.index(path) if path in ids else 0
    return Found(query=query, path=path, rank=rank, first=hits[0].title if hits else "")


def main() -> None:
    """Indexes, asks, and prints a line an engine and way of typing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=34_976, help="of the corpus, to hide the portal's among")
    parser.add_argument("--elasticsearch", action="store_true")
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    truth, _ = load_mirror(given.shared)
    others = corpus(given.shared / "corpus/news2017.jsonl.zst", given.articles)
    with ExitStack() as stack:
        engines: dict[str, Engine] = {
            "embedded": TantivyEngine(Path(stack.enter_context(tempfile.TemporaryDirectory())))
        }
        if given.elasticsearch:
            access = Access(url=stack.enter_context(running_node(given.shared)), prefix="khotin-journalists-")
            stack.callback(remove, access)
            engines["elasticsearch"] = ElasticsearchEngine(access)
        for name, engine in engines.items():
            fill(engine, documents(truth, others))
            for listed in SETS:
                _print(f"{name}, {listed}", measure(engine, listed), misses=given.misses)


def _print(name: str, scores: Mapping[str, Score], *, misses: bool) -> None:
    for way, score in scores.items():
        ranks = [one.rank for one in score.found]
        print(
            f"{name:22}{way:11} MRR@10 {score.mrr:.3f} (aim {AIMS[way]:.2f}), first {ranks.count(1)}, "
            f"not in ten {ranks.count(0)} of {len(ranks)}"
        )
        for one in score.found if misses else ():
            if one.rank != 1:
                print(f"  {one.rank or '-'}  {one.query}  ->  {one.first}")


if __name__ == "__main__":
    main()
