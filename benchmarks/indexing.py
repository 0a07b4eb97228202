"""Indexing beside bare tantivy: our documents, made and tagged with facets, against ready token streams; a ratio in one run.

    python -m benchmarks.indexing ../shared/corpus/news2017.jsonl.zst [--articles N] [--rounds N]

Bare tantivy gets the same schema, writer and tokens, made beforehand as texts parted by spaces, and no facets. The two
take turns; the best round of each counts, so that what else the machine does falls on neither. With a core for Python and one for
tantivy the ratio by the clock counts; with one core free, that by the processor.
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


def ours(found: Sequence[Document], folder: Path) -> tuple[float, float, float]:
    """Seconds until all is searchable, of the processor, and of these the Python thread's."""
    started, worked, own = time.perf_counter(), time.process_time(), time.thread_time()
    engine = TantivyEngine(folder)
    engine.begin()
    engine.put(found)
    engine.commit()
    return time.perf_counter() - started, time.process_time() - worked, time.thread_time() - own


def bare(ready: Sequence[Streams], folder: Path) -> tuple[float, float]:
    """Seconds until all is searchable, and of the processor."""
    folder.mkdir()
    started, worked = time.perf_counter(), time.process_time()
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
    return time.perf_counter() - started, time.process_time() - worked


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
    both: list[tuple[float, float, float]] = []
    alone: list[tuple[float, float]] = []
    for number in range(given.rounds):
        with tempfile.TemporaryDirectory() as folder:
            for way in ("ours", "bare") if number % 2 else ("bare", "ours"):
                if way == "ours":
                    both.append(ours(found, Path(folder, "ours")))
                else:
                    alone.append(bare(ready, Path(folder, "bare")))
    best, worked, own = map(min, zip(*both, strict=True))
    best_alone, worked_alone = map(min, zip(*alone, strict=True))
    ratio, count = best_alone / best, len(found)
    print(f"{count} articles, the best of {given.rounds} rounds by turns: ours {count / best:.0f}/s, "
          f"bare tantivy {count / best_alone:.0f}/s: {ratio:.2f} (floor {FLOOR}); of the processor {1000 * worked / count:.2f} ms "
          f"a document, {1000 * own / count:.2f} of them Python's, and {1000 * worked_alone / count:.2f}: "
          f"{worked_alone / worked:.2f}")  # fmt: skip
    if ratio < FLOOR:
        raise SystemExit("slower beside bare tantivy than it may be")


if __name__ == "__main__":
    main()
