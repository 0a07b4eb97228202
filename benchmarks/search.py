"""The embedded engine searched: in its process, through the web app, and by a hundred readers at once; ratios in one run.

    python -m benchmarks.search ../shared/corpus/news2017.jsonl.zst [--articles N] [--searches N] [--home FOLDER]

A search brings 25 hits with their words marked, all facets and both histograms; beside it stands bare tantivy, which
finds the first 25 of the same words in the same index and no more. The many readers first never ask the same twice, so
that nothing kept of one answer helps another, then ask for pages as readers may (benchmarks.readers). `khotin serve`
runs a process a core, and the readers take of the same cores: what they take is told. The
corpus has no tags: benchmarks.corpus gives each article some. With --home, an index made before is used again; with
--letters, the corpus is repeated under new ids until there are so many articles, each body cut to so many letters.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy
from msgspec.structs import replace

from benchmarks.corpus import corpus, documents, grown, tagged
from benchmarks.parity import queries
from benchmarks.readers import different, mixed
from benchmarks.relevance import bare_query
from benchmarks.serving import Load, page_times, served
from search.query import Query, make_query
from search.tantivy.engine import TantivyEngine
from search.tantivy.store import Store
from search.tantivy.view import View
from transforms.analyser import tokens

AIM_MS, PAGE_AIM_MS, MANY_A_SECOND, P99_AIM_S, IDLE_AIM_MB = 20.0, 60.0, 150.0, 1.0, 250.0
# At a million articles: where at least and at most so large a share of them match, the p95 in milliseconds.
MANY, AIMS_OF_MANY = 1_000_000, ((0.0, 0.05, "up to a twentieth", 50.0), (0.2, 1.0, "a fifth or more", 400.0))
_HITS = 25
_ROUNDS = 3
_DIFFERENT = 12_000  # queries, more than many readers ask in a while
_MIXED = 60_000  # addresses, of the same queries
# How many match: words that many articles hold, from few to a fifth of all and more.
_BROAD = ("hội nghị", "việt nam", "người dân", "phát triển kinh tế", "công an", "học sinh")


@dataclass(frozen=True, kw_only=True)
class Times:
    """Milliseconds of each query, the best of some rounds: asked for the first time, the processor's of that (of all
    threads), asked again, and of bare tantivy; and how many documents match."""

    first: Sequence[float]
    busy: Sequence[float]
    again: Sequence[float]
    bare: Sequence[float]
    matching: Sequence[int]

    def where(self, least: float, most: float) -> "Times":
        """Of the queries that at least and at most so many documents match."""
        kept = [which for which, count in enumerate(self.matching) if least <= count <= most]
        first, busy, again, bare = (
            [times[which] for which in kept] for times in (self.first, self.busy, self.again, self.bare)
        )
        return Times(first=first, busy=busy, again=again, bare=bare, matching=[self.matching[which] for which in kept])


def fill(home: Path, rows: list[dict[str, str]], most: int, letters: int) -> None:
    """Indexes the articles; where the home holds an index, only what that lacks beside it is made."""
    engine = TantivyEngine(home / "indexes")
    if (home / "indexes" / "current.json").exists():
        engine.begin()
        engine.commit()
        return
    started = time.perf_counter()
    engine.begin()
    engine.put(tagged(documents(grown(rows, most, letters) if letters else rows)))
    engine.commit()
    print(f"indexed at {engine.stats().documents['articles'] / (time.perf_counter() - started):.0f}/s")


def in_process(home: Path, asked: Sequence[Query]) -> Times:
    """Asks each query by turns of ours and bare; the best of the rounds counts, so that others' load does not. Each round
    has an engine of its own, as one keeps what it counted."""
    engines, store = [TantivyEngine(home / "indexes") for _ in range(_ROUNDS)], Store(home / "indexes")
    view = View("articles", tantivy.Index.open(str(store.folder(store.current(), "articles"))))
    for engine in engines:
        engine.search(Query(limit=_HITS))
    first, busy, again, bare, matching = list[float](), list[float](), list[float](), list[float](), list[int]()
    for query in asked:
        plain = bare_query(tokens(query.q))
        ours = [timed(engine.search, query) for engine in engines]
        first.append(min(wall for wall, _ in ours))
        busy.append(min(worked for _, worked in ours))
        again.append(min(timed(engine.search, query)[0] for engine in engines))
        bare.append(min(timed(view.scored, plain, _HITS)[0] for _ in engines))
        matching.append(engines[0].search(replace(query, limit=0), facets=False).total)
    return Times(first=first, busy=busy, again=again, bare=bare, matching=matching)


def timed(call: Callable[..., object], *given: object) -> tuple[float, float]:
    """Milliseconds by the clock, and of the processor."""
    started, worked = time.perf_counter(), time.process_time()
    call(*given)
    return 1000 * (time.perf_counter() - started), 1000 * (time.process_time() - worked)


def at(times: Sequence[float], share: float) -> float:
    """The time that so large a share of them does not exceed."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def tell(name: str, found: Times) -> None:
    """What searches took."""
    ratio = statistics.median(ours / bare for ours, bare in zip(found.first, found.bare, strict=True))
    both = {"for the first time": found.first, "of the processor": found.busy, "again": found.again, "bare": found.bare}
    said = ", ".join(f"{what} {at(times, 0.5):.1f} and {at(times, 0.95):.1f}" for what, times in both.items())
    print(f"{name} (p50 and p95, ms): {said}; {ratio:.0f} times bare; "
          f"{at(found.matching, 0.5):,.0f} match, at most {max(found.matching):,}")  # fmt: skip


def judged(found: Times, articles: int) -> list[str]:
    """Tells what those searches took that few and that many articles match; gives the aims that were missed."""
    missed = []
    for least, most, share, aim in AIMS_OF_MANY:
        these = found.where(least * articles, most * articles)
        if not these.matching:
            continue
        tell(f"of these {len(these.matching)} that {share} of all match", these)
        if articles >= MANY and at(these.first, 0.95) > aim:
            missed.append(f"a search that {share} of all match {aim:.0f} ms")
    if articles < MANY and at(found.first, 0.95) > AIM_MS:
        missed.append(f"a search {AIM_MS:.0f} ms")
    return missed


def tell_load(name: str, load: Load) -> None:
    """One line of what many readers got."""
    print(f"{name}: {load.a_second:.0f}/s (aim {MANY_A_SECOND:.0f}), p50 {at(load.seconds, 0.5):.2f} s, "
          f"p99 {at(load.seconds, 0.99):.2f} (aim {P99_AIM_S:.0f}); {load.busy:.1f} ms of the processor an answer, "
          f"{1000 / load.busy:.0f}/s a core of its own; {load.asking:.1f} ms of the readers' own")  # fmt: skip


def main() -> None:
    """Measures and prints; fails where a search or a page takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=34_976)
    parser.add_argument("--letters", type=int, default=0)
    parser.add_argument("--searches", type=int, default=400)
    parser.add_argument("--readers", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--home", type=Path)
    given = parser.parse_args()
    rows = corpus(given.corpus, given.articles)
    asked = [replace(query, limit=_HITS) for _, query in queries(rows, given.searches)]
    new = [replace(query, limit=_HITS) for _, query in queries(rows, _DIFFERENT, seed=1)]
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or Path(folder)
        fill(home, rows, given.articles, given.letters)
        found = in_process(home, asked)
        tell("titles, one in three filtered", found)
        missed = judged(found, given.articles)
        tell("words that many articles hold", in_process(home, [make_query({"q": words}) for words in _BROAD]))
        pages = page_times(home, asked)
        print(f"the whole page through the app: p50 {at(pages, 0.5):.1f} ms, p95 {at(pages, 0.95):.1f}")
        with served(home) as server:
            print(f"a server that waits: {server.megabytes():.0f} MB (aim {IDLE_AIM_MB:.0f})")
            half = _DIFFERENT // 2
            kinds = {
                "/api/search at once, all different": different("/api/search", new[:half]),
                "/ at once, all different": different("/", new[half:]),
                "pages at once, mixed as readers ask": mixed(new, _MIXED),
            }
            for kind, targets in kinds.items():
                tell_load(f"{given.readers} readers of {kind}", server.load(targets, given.readers, given.seconds))
            print(f"the server after that: {server.megabytes():.0f} MB")
    if given.articles < MANY and at(pages, 0.95) > PAGE_AIM_MS:
        missed.append(f"a page {PAGE_AIM_MS:.0f} ms")
    if missed:
        sys.exit(f"slower than it may be at p95: {', '.join(missed)}")


if __name__ == "__main__":
    main()
