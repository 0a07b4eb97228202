"""`make bench`: runs every benchmark as a program of its own and writes what they printed into docs/benchmarks.md."""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_PACKAGES = ("scrapy", "selectolax", "trafilatura", "tantivy", "elasticsearch", "msgspec", "sqlalchemy")
# title -> the command after `python -m`; {shared} is the folder of measured data
_RUNS = {
    "Crawling a sample portal beside a bare Scrapy spider": "benchmarks.crawl",
    "Reading a NukeViet portal of 338 articles": "benchmarks.extraction --shared {shared}",
    "Provinces, regions, sectors on the labelled articles": "benchmarks.tagging --shared {shared}",
    "Events on the labelled articles": "benchmarks.events --shared {shared}",
    "Known-item search over 34,976 articles": "benchmarks.relevance {shared}/corpus/news2017.jsonl.zst",
    "Searching the embedded engine, alone and with a hundred readers": "benchmarks.search {shared}/corpus/news2017.jsonl.zst",
    "Indexing beside bare tantivy": "benchmarks.indexing {shared}/corpus/news2017.jsonl.zst",
    "The same answers from both engines": "benchmarks.parity {shared}/corpus/news2017.jsonl.zst",
    "Elasticsearch beside a bare client": "benchmarks.elasticsearch {shared}",
    "Memory that an export takes": "benchmarks.export",
    "Linking the same articles": "benchmarks.linking {shared}/corpus/news2017.jsonl.zst",
}


def _machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; {packages}"


def main() -> int:
    """Runs them all; returns how many failed."""
    shared = os.environ.get("KHOTIN_SHARED", str(_ROOT.parent / "shared"))
    if not Path(shared, "corpus").is_dir():
        print(f"no measured data at {shared}: set KHOTIN_SHARED to the folder that holds it", file=sys.stderr)
        return 1
    parts = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Read ratios and scores, not absolute times: they are of one machine on one day.",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {_machine()}",
        "",
    ]
    failed = 0
    for title, command in _RUNS.items():
        print(title, file=sys.stderr)
        words = [word.format(shared=shared) for word in command.split()]
        done = subprocess.run([sys.executable, "-m", *words], cwd=_ROOT, capture_output=True, text=True, check=False)
        failed += done.returncode != 0
        told = done.stdout.strip() if done.returncode == 0 else f"failed: {done.stderr.strip().splitlines()[-1]}"
        parts += [
            f"## {title}",
            "",
            f"    python -m {command.format(shared='$KHOTIN_SHARED')}",
            "",
            "```",
            told,
            "```",
            "",
        ]
    (_ROOT / "docs" / "benchmarks.md").write_text("\n".join(parts), "utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(main())
