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

from benchmarks.corpus import corpus, documents, tagged
from benchmarks.node import remove, running_node
from benchmarks.parity import queries
from records.links import Document
from search.documents import fields, stored
from search.elasticsearch.bulk import MOST_BYTES, MOST_DOCUMENTS
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.mappings import definition, settings
from search.query import Query

BULK_FLOOR, SEARCH_CEILING = 0.9, 1.5
_AGREED_WITHIN = 35.0
_WARMING = 4


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Documents a second of both ways, our processor's milliseconds a document, seconds around a rebuild's writing (to make
    three indexes, swap them in, remove the former), milliseconds of a page asked for the first time, again, and of a bare
    match (median, 95th percentile), requests a page, bytes a document as just written, later, and of the dynamic
    mapping."""

    ours: float
    bare: float
    own_work: float
    around: float
    page: tuple[float, float]
    again: tuple[float, float]
    match: tuple[float, float]
    requests: float
    fresh_disk: float
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
    ours, bare, work, around = list[float](), list[float](), list[float](), list[float]()
    for number in range(rounds):
        for way in ("ours", "bare") if number % 2 else ("bare", "ours"):
            if way == "ours":
                seconds, busy, beside = write(engine, found)
                ours.append(seconds)
                work.append(busy)
                around.append(beside)
            else:
                bare.append(write_bare(client, bare_index, ready))
    page, again, match, requests = ask(engine, client, [query for _, query in queries(rows, searches)], access)
    naive = f"{access.prefix}naive"
    # Left to guess, it takes some texts for dates and then refuses others.
    client.indices.create(index=naive, mappings={"date_detection": False})
    helpers.bulk(client, actions(naive, ready), chunk_size=MOST_DOCUMENTS)
    serving = engine.stats().indexes["articles"]
    count = len(rows)
    fresh = disk(client, serving)
    settle(client, serving)
    return Measured(
        ours=count / statistics.median(ours), bare=count / statistics.median(bare),
        own_work=1000 * statistics.median(work) / count, around=statistics.median(around),
        page=page, again=again, match=match, requests=requests,
        fresh_disk=fresh / count, disk=disk(client, serving) / count, naive_disk=disk(client, naive) / count,
    )  # fmt: skip


def write(engine: ElasticsearchEngine, found: Sequence[Document]) -> tuple[float, float, float]:
    """Our way, a rebuild: seconds until all is taken and searchable, of these our processor's, and seconds around it."""
    begun = time.perf_counter()
    engine.begin(rebuild=True)
    started, worked = time.perf_counter(), time.process_time()
    engine.put(found)
    engine.fresh()
    written, busy = time.perf_counter(), time.process_time() - worked
    engine.commit()
    return written - started, busy, started - begun + time.perf_counter() - written


def write_bare(client: Elasticsearch, index: str, ready: Sequence[dict[str, Any]]) -> float:
    """The bulk helper into a fresh index of the same definition: seconds until all is taken and searchable."""
    client.options(ignore_status=404).indices.delete(index=index)
    client.indices.create(index=index, settings=settings(), mappings=definition("articles"))
    started = time.perf_counter()
    helpers.bulk(client, actions(index, ready), chunk_size=MOST_DOCUMENTS, max_chunk_bytes=MOST_BYTES)
    client.indices.refresh(index=index)
    return time.perf_counter() - started


def actions(index: str, ready: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What the bare helper takes."""
    for one in ready:
        yield {"_index": index, "_id": one["id"], "_source": one}


def ask(
    engine: ElasticsearchEngine, client: Elasticsearch, asked: Sequence[Query], access: Access
) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float], float]:
    """A page with facets, histograms and marks, asked for the first time and again, beside a bare match of the same words,
    which counts nothing and returns the same ten whole records; after rounds that warm the node up, as the first are many
    times slower. Then the requests a page."""
    index = f"{access.prefix}articles"
    requests = 0
    plain = engine._client.transport.perform_request

    def counting(*given: Any, **named: Any) -> Any:
        nonlocal requests
        requests += 1
        return plain(*given, **named)

    engine._client.transport.perform_request = counting  # type: ignore[method-assign]
    first: list[float] = []
    again: list[float] = []
    match: list[float] = []
    rounds = (True,) * _WARMING + (False,) * 3
    for warm in rounds:
        times = [_one(engine, client, index, query) for query in asked]
        if not warm:
            # The best of the rounds counts, so that others' load does not.
            kept = [first, again, match]
            for at, column in enumerate(zip(*times, strict=True)):
                kept[at][:] = column if not kept[at] else map(min, kept[at], column)
    return spread(first), spread(again), spread(match), requests / (2 * len(rounds) * len(asked))


def _one(engine: ElasticsearchEngine, client: Elasticsearch, index: str, query: Query) -> tuple[float, float, float]:
    """Milliseconds of a page asked for the first time (the node keeps nothing of it), again, and of the bare match."""
    words = {"match": {"text.folded": query.q}}
    client.indices.clear_cache(index=index, request=True)
    return (
        timed(lambda: engine.search(query)),
        timed(lambda: engine.search(query)),
        timed(lambda: client.search(index=index, query=words, size=10)),
    )


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


def settle(client: Elasticsearch, index: str) -> None:
    """Lets the next merge drop the whole source, which Elasticsearch keeps beside a filtered one until its copies agree
    that nobody needs it to catch up (they do so every 30 s); a merge needs a second segment."""
    client.index(index=index, id="one-more", document={"id": "one-more", "change": 1, "state": "removed"})
    client.indices.flush(index=index, force=True)
    time.sleep(_AGREED_WITHIN)


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
          f"{found.own_work:.2f} ms of a document's {1000 / found.ours:.2f} are ours; "
          f"beside it {found.around:.1f} s to make the indexes of a rebuild, swap them in and remove the former ones")  # fmt: skip
    print(f"a page with facets, histograms and marks: p50 {found.page[0]:.1f} ms, p95 {found.page[1]:.1f}; bare match of the "
          f"same words {found.match[0]:.1f}, {found.match[1]:.1f}: {search:.2f} (ceiling {SEARCH_CEILING}); the next page or "
          f"another order {found.again[0]:.1f}, {found.again[1]:.1f}: {found.again[0] / found.match[0]:.2f}; "
          f"{found.requests:.2f} requests a page")  # fmt: skip
    print(f"disk: {found.disk:.0f} bytes a document ({found.fresh_disk:.0f} until the first later merge), dynamic mapping "
          f"of the same JSON {found.naive_disk:.0f}: {found.disk / found.naive_disk:.2f}")  # fmt: skip
    if bulk < BULK_FLOOR or search > SEARCH_CEILING:
        raise SystemExit("slower beside the bare way than it may be")


if __name__ == "__main__":
    main()
