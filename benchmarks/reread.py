"""How fast an archive is read again: pages a second from WARC parts to the search index, by the three commands.

    python -m benchmarks.reread [--articles 4500]

Invented pages (benchmarks/generated.py) of nine portals lie in the archive as a crawl leaves them; transform, link and
index then run as an operator runs them. Beside the rate by the clock stands the processor's time of each step, and the rate
that it makes possible on two cores of one's own: transform on both, link and index on one. That is less than a machine of
one's own does, for the index's writer has a thread of its own; so where nothing else was running at the start, the clock is
believed, and else the processor.
"""

import argparse
import os
import tempfile
from pathlib import Path

from benchmarks.scale import STEPS, bring, ran, write_sources
from pipeline.settings import Settings

AIM = 250.0
_CORES = 2
_CALM = 0.7  # the load below which a machine is one's own


def main() -> None:
    """Measures and prints; fails under the aim."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=4500)
    given = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        home, sources = Path(folder, "home"), Path(folder, "sources")
        settings = Settings(home=home, sources=str(sources))
        settings.folders.ready()
        write_sources(sources)
        named = bring(settings, 0, given.articles, night=None, read=True)
        environment = os.environ | {
            "KHOTIN_HOME": str(home), "KHOTIN_SOURCES": str(sources), "KHOTIN_ENGINE": "tantivy",
            "KHOTIN_PROCESSES": str(_CORES),
        }  # fmt: skip
        used = {step: ran([step, *(named if step == "transform" else [])], environment) for step in STEPS}
    for step, cost in used.items():
        each = 1000 * cost["cpu"] / given.articles
        print(
            f"{step:<10} {given.articles / cost['seconds']:6.0f}/s by the clock, {each:5.2f} ms of the processor a page"
        )
    alone = used["transform"]["cpu"] / _CORES + used["link"]["cpu"] + used["index"]["cpu"]
    clock = given.articles / sum(cost["seconds"] for cost in used.values())
    rate = clock if load < _CALM else given.articles / alone
    print(f"altogether {clock:6.0f}/s by the clock with a load of {load:.1f} before; on two cores of its own at least "
          f"{given.articles / alone:.0f}/s (aim {AIM:.0f})")  # fmt: skip
    if rate < AIM:
        raise SystemExit("slower than it may be")


if __name__ == "__main__":
    main()
