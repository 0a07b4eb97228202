"""How soon the command line answers and the web app listens, beside a Python that does nothing; by turns, the median.

    python -m benchmarks.startup [--rounds N]

The home holds a small index: what is measured is the start, not the search. Beside each stands which of the libraries
that take long it imports, so that a slow start has a culprit.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.export import articles
from benchmarks.serving import served
from search.tantivy.engine import TantivyEngine

_KHOTIN = ("-m", "pipeline.cli")
# what is started -> its words, and within how many seconds it is to be done
_STARTS: dict[str, tuple[tuple[str, ...], float | None]] = {
    "python -c pass": (("-c", "pass"), None),
    "khotin --help": ((*_KHOTIN, "--help"), 0.3),
    "khotin search": ((*_KHOTIN, "search", "hợp tác"), 0.6),
    "khotin status": ((*_KHOTIN, "status"), None),
}
_HEAVY = (
    "airflow",
    "elasticsearch",
    "fastapi",
    "jinja2",
    "polars",
    "scrapy",
    "sqlalchemy",
    "tantivy",
    "trafilatura",
    "twisted",
)


def started(words: Sequence[str], home: Path) -> float:
    """Seconds until a Python given these words has ended."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *words], env=_environment(home), capture_output=True, check=True)
    return time.perf_counter() - begun


def imported(words: Sequence[str], home: Path) -> list[str]:
    """Which libraries that take long a Python given these words imports."""
    command = [sys.executable, "-X", "importtime", *words]
    told = subprocess.run(command, env=_environment(home), capture_output=True, text=True, check=True).stderr
    names = {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")}
    return [name for name in _HEAVY if name in names]


def listening(home: Path) -> float:
    """Seconds until `khotin serve` answers its first request."""
    begun = time.perf_counter()
    with served(home):
        return time.perf_counter() - begun


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "KHOTIN_HOME": str(home), "KHOTIN_ENGINE": "tantivy"}


def main() -> int:
    """Prints the medians; returns 1 where one is over what it may take."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        engine = TantivyEngine(home / "indexes")
        engine.begin()
        engine.put(articles(1000))
        engine.commit()
        for words, _ in _STARTS.values():
            started(words, home)  # compiles what was never run
        taken: dict[str, list[float]] = {name: [] for name in _STARTS}
        serving: list[float] = []
        for _ in range(rounds):
            for name, (words, _aim) in _STARTS.items():
                taken[name].append(started(words, home))
            serving.append(listening(home))
        slow = 0
        for name, (words, aim) in _STARTS.items():
            median = statistics.median(taken[name])
            slow += bool(aim and median > aim)
            heavy = ", ".join(imported(words, home)) or "none that takes long"
            print(_line(name, taken[name], aim) + f"; imports {heavy}")
        print(_line("khotin serve, until its first answer", serving, None))
    return int(slow > 0)


def _line(name: str, seconds: Sequence[float], aim: float | None) -> str:
    told = f"{name}: {statistics.median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})"
    return told + (f", aim {aim}" if aim else "")


if __name__ == "__main__":
    sys.exit(main())
