"""The whole transform of a page (extract, clean, language, tags, events) beside bare trafilatura on the same bytes.

    python -m benchmarks.whole [--shared FOLDER] [--sample 60] [--rounds 5]

By the processor's time, in turns; the ratio of each round is told with its spread. The pages are articles of the NukeViet
mirror, whose platform is known.
"""

import argparse
import os
import random
import statistics
import time
from pathlib import Path

import trafilatura

from benchmarks.extraction import load_mirror, snapshot_of
from records.article import Article
from sources.registry import load_registry
from transforms.addresses import canonical
from transforms.reader import load_reader

AIM = 5.0


def main() -> None:
    """Reads both ways by turns and prints; fails under the aim."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("KHOTIN_SHARED", "../shared")))
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    truth, pages = load_mirror(given.shared)
    articles = {canonical(row["url"]) for row in truth}
    snapshots = [snapshot for path, body in pages.items() if (snapshot := snapshot_of(path, body)).url in articles]
    chosen = random.Random(1).sample(snapshots, min(given.sample, len(snapshots)))
    registry = load_registry()
    reader = load_reader(registry.sources, registry.platforms)
    events = sum(len(found.events) for page in chosen if isinstance(found := reader.read(page), Article))
    own, bare = [], []
    for _ in range(given.rounds):
        started = time.process_time()
        for page in chosen:
            reader.read(page)
        between = time.process_time()
        for page in chosen:
            trafilatura.bare_extraction(page.body, url=page.final_url, with_metadata=True)
        own.append(between - started)
        bare.append(time.process_time() - between)
    ratios = sorted(theirs / ours for ours, theirs in zip(own, bare, strict=True))
    ratio = statistics.median(ratios)
    print(
        f"{len(chosen)} articles with {events} events, {given.rounds} rounds: {1000 * min(own) / len(chosen):.2f} ms of the "
        f"processor a page, bare trafilatura {1000 * min(bare) / len(chosen):.2f} ms; {ratio:.1f} times as fast "
        f"({ratios[0]:.1f}-{ratios[-1]:.1f}; aim {AIM:.0f})"
    )
    if ratio < AIM:
        raise SystemExit("slower beside trafilatura than it may be")


if __name__ == "__main__":
    main()
