"""Elasticsearch beside itself without us: bulk writing, a whole search page, disk a document; ratios in one run.

    python -m benchmarks.elasticsearch ../shared [--articles N] [--rounds N] [--searches N] [--heap 1g]

Asks ELASTICSEARCH_URL, or starts a node from the folder of measured data. Writes only under the prefix khotin-bench-,
which is removed at the end. Ours and the bare way take turns, so that what else the machine does falls on both.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from elasticsearch import Elasticsearch, helpers

from benchmarks.node import running_node
from benchmarks.parity import queries, remove, tagged
from benchmarks.relevance import corpus, documents
from records.links import Document
from search.documents import fields, stored
from search.elasticsearch.bulk import MOST_BYTES, MOST_DOCUMENTS
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.mappings import definition, settings
from search.query import Query

BULK_FLOOR, SEARCH_CEILING = 0.9, 1.5


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Documents a second of both ways, our processor's milliseconds a document, milliseconds a query (median, 95th
    percentile), requests a search, bytes a document."""

    ours: float
    bare: float
    own_work: float
    page: tuple[float, float]
    match: tuple[float, float]
    requests: float
    disk: float
    naive_disk: float


def as_dicts(found: Sequence[Document]) -> list[dict[str, Any]]:
    """The JSON that we index, ready made: what the bare helper is given."""
    made = [{**fields(document), "record": msgspec.Raw(stored(document))} for document in found]
    return [msgspec.json.decode(msgspec.json.encode(one)) for one in made]


def measure(access: Access, rows: list[dict[str, str]], rounds: int, searches: int) -> Measured:
    """Indexes the rows by turns, then asks by turns."""
    found = list(tagged(documents(rows)))
    ready = as_dicts(found)
    engine, client = ElasticsearchEngine(access), Elasticsearch(access.url, request_timeout=120)
    bare_index = f"{access.prefix}bare"
    ours, bare, work = [], [], []
    for number in range(rounds):
        for way in ("ours", "bare") if number % 2 else ("bare", "ours"):
            started, worked = time.perf_counter(), time.process_time()
            if way == "ours":
                write(engine, found)
                ours.append(time.perf_counter() - started)
                work.append(time.process_time() - worked)
            else:
                client.options(ignore_status=404).indices.delete(index=bare_index)
                started = time.perf_counter()
                client.indices.create(index=bare_index, settings=settings(), mappings=definition("articles"))
                helpers.bulk(client, actions(bare_index, ready), chunk_size=MOST_DOCUMENTS, max_chunk_bytes=MOST_BYTES)
                client.indices.refresh(index=bare_index)
                bare.append(time.perf_counter() - started)
    page, match, requests = ask(engine, client, [query for _, query in queries(rows, searches)], access)
    naive = f"{access.prefix}naive"
    # Left to guess, it takes some texts for dates and then refuses others.
    client.indices.create(index=naive, mappings={"date_detection": False})
    helpers.bulk(client, actions(naive, ready), chunk_size=MOST_DOCUMENTS)
    serving = engine.stats().indexes["articles"]
    count = len(rows)
    return Measured(
        ours=count / statistics.median(ours), bare=count / statistics.median(bare),
        own_work=1000 * statistics.median(work) / count, page=page, match=match, requests=requests,
        disk=disk(client, serving) / count, naive_disk=disk(client, naive) / count,
    )  # fmt: skip


def write(engine: ElasticsearchEngine, found: Sequence[Document]) -> None:
    """Our way: a fresh index, all documents, swapped in."""
    engine.begin(rebuild=True)
    engine.put(found)
    engine.commit()


def actions(index: str, ready: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What the bare helper takes."""
    for one in ready:
        yield {"_index": index, "_id": one["id"], "_source": one}


def ask(
    engine: ElasticsearchEngine, client: Elasticsearch, asked: Sequence[Query], access: Access
) -> tuple[tuple[float, float], tuple[float, float], float]:
    """A page with facets, histograms and marks beside a bare match of the same words; after a round to warm up."""
    index = f"{access.prefix}articles"
    made = [0]
    plain = engine._client.search

    def counting(**given: Any) -> Any:
        made[0] += 1
        return plain(**given)

    engine._client.search = counting  # type: ignore[method-assign]
    page: list[float] = []
    match: list[float] = []
    for warm in (True, False):
        for query in asked:
            page_time = timed(lambda query=query: engine.search(query))  # type: ignore[misc]
            words = {"match": {"text.folded": query.q}}
            match_time = timed(lambda words=words: client.search(index=index, query=words, size=10))  # type: ignore[misc]
            if not warm:
                page.append(page_time)
                match.append(match_time)
    return spread(page), spread(match), made[0] / (2 * len(asked))


def timed(call: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - started)


def spread(times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return statistics.median(times), sorted(times)[int(0.95 * len(times))]


def disk(client: Elasticsearch, index: str) -> int:
    """Bytes of an index when its segments are one."""
    client.options(request_timeout=600).indices.forcemerge(index=index, max_num_segments=1)
    client.indices.flush(index=index, force=True)
    client.indices.refresh(index=index)
    return int(client.indices.stats(index=index, metric="store").body["_all"]["primaries"]["store"]["size_in_bytes"])


def main() -> None:
    """Measures, prints, fails where a ratio is out of its bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--searches", type=int, default=200)
    parser.add_argument("--heap", default="1g")
    given = parser.parse_args()
    rows = corpus(given.shared / "corpus" / "news2017.jsonl.zst", given.articles)
    with running_node(given.shared, heap=given.heap) as url:
        access = Access(url=url, prefix="khotin-bench-")
        try:
            found = measure(access, rows, given.rounds, given.searches)
        finally:
            remove(access)
    bulk, search = found.ours / found.bare, found.page[0] / found.match[0]
    print(f"{len(rows)} articles, written {given.rounds} times by turns")
    print(f"bulk: ours {found.ours:.0f} documents/s, bare helper {found.bare:.0f}/s: {bulk:.2f} (floor {BULK_FLOOR}); "
          f"{found.own_work:.2f} ms of a document's {1000 / found.ours:.2f} are ours")  # fmt: skip
    print(f"a page with facets, histograms and marks: p50 {found.page[0]:.1f} ms, p95 {found.page[1]:.1f}; bare match of "
          f"the same words {found.match[0]:.1f}, {found.match[1]:.1f}: {search:.2f} (ceiling {SEARCH_CEILING}); "
          f"{found.requests:.2f} requests a search")  # fmt: skip
    print(f"disk: {found.disk:.0f} bytes a document, dynamic mapping of the same JSON {found.naive_disk:.0f}: "
          f"{found.disk / found.naive_disk:.2f}")  # fmt: skip
    if bulk < BULK_FLOOR or search > SEARCH_CEILING:
        raise SystemExit("slower beside the bare way than it may be")


if __name__ == "__main__":
    main()
