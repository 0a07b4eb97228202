"""Indexing beside bare tantivy: our documents, made and tagged with facets, against ready token streams; a ratio in one run.

    python -m benchmarks.indexing ../shared/corpus/news2017.jsonl.zst [--articles N] [--rounds N]

Bare tantivy gets the same schema, writer and tokens, made beforehand as texts parted by spaces, and no facets. The two
take turns; the best round of each counts, so that what else the machine does falls on neither.
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import tantivy

from benchmarks.corpus import corpus, documents, tagged
from records.links import Document
from search.documents import fields, stored
from search.mappings import mapping
from search.tantivy.engine import HEAP, TantivyEngine
from search.tantivy.schema import RECORD, schema, tantivy_document

FLOOR = 0.8
Streams = tuple[list[tuple[str, list[str]]], bytes]  # (field, its texts of tokens), the record to keep


def ours(found: Sequence[Document], folder: Path) -> tuple[float, float]:
    """Seconds until all is searchable, and of the Python thread's processor."""
    started, worked = time.perf_counter(), time.thread_time()
    engine = TantivyEngine(folder)
    engine.begin()
    engine.put(found)
    engine.commit()
    return time.perf_counter() - started, time.thread_time() - worked


def bare(ready: Sequence[Streams], folder: Path) -> float:
    """Seconds until all is searchable."""
    folder.mkdir()
    started = time.perf_counter()
    writer = tantivy.Index(schema("articles"), path=str(folder)).writer(HEAP, 1)
    for streams, record in ready:
        document = tantivy.Document()
        for name, texts in streams:
            for text in texts:
                document.add_text(name, text)
        document.add_bytes(RECORD, record)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    return time.perf_counter() - started


def streams_of(document: Document) -> Streams:
    """The tokens of each text field."""
    record = stored(document)
    made = tantivy_document("articles", fields(document), record)
    names = [part.name for parts in mapping("articles").texts.values() for part in parts]
    return [(name, texts) for name in names if (texts := made.get_all(name))], record


def main() -> None:
    """Indexes by turns, prints, fails under the floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    found = list(tagged(documents(corpus(given.corpus, given.articles))))
    ready = [streams_of(document) for document in found]
    both: list[tuple[float, float]] = []
    alone: list[float] = []
    for number in range(given.rounds):
        with tempfile.TemporaryDirectory() as folder:
            for way in ("ours", "bare") if number % 2 else ("bare", "ours"):
                if way == "ours":
                    both.append(ours(found, Path(folder, "ours")))
                else:
                    alone.append(bare(ready, Path(folder, "bare")))
    best, busy = min(both)
    ratio = min(alone) / best
    print(f"{len(found)} articles, the best of {given.rounds} rounds by turns: ours {len(found) / best:.0f}/s, "
          f"bare tantivy {len(found) / min(alone):.0f}/s: {ratio:.2f} (floor {FLOOR}); "
          f"{1000 * busy / len(found):.2f} ms of a document's {1000 * best / len(found):.2f} are Python's, "
          "on a core of its own where there are two")  # fmt: skip
    if ratio < FLOOR:
        raise SystemExit("slower beside bare tantivy than it may be")


if __name__ == "__main__":
    main()
