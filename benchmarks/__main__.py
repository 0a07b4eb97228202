"""Runs benchmarks, each as a program of its own, and writes what they printed into docs/benchmarks.md.

    python -m benchmarks [NAME...]

Without names it runs all (`make bench`); with names (those of the modules) only these, and the page keeps the other
sections as they stand. KHOTIN_SHARED says where the measured data lies; what needs it is left out without it, saying so.
A section says when it was measured, how long that took, beside which load, and whether it stayed within its aims.
"""

import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_PAGE = _ROOT / "docs" / "benchmarks.md"
_HEAD = """# Benchmarks

Written by `make bench`; `python -m benchmarks NAME...` writes single sections anew. Read ratios and scores, not absolute
times: they are of one machine on one day. Ratios were taken in one run, both ways by turns. What is under its aim, and
what was tried, stands in [scale.md](scale.md), [quality.md](quality.md) and the [decisions](decisions/README.md).
"""
_PACKAGES = ("scrapy", "selectolax", "trafilatura", "tantivy", "elasticsearch", "msgspec", "sqlalchemy")
_CORPUS = "{shared}/corpus/news2017.jsonl.zst"
# module -> title, and its words; {shared} is the folder of measured data
_RUNS = {
    "startup": ("Start of the command line and the web app", ""),
    "extraction": ("Reading a NukeViet portal of 338 articles", "--shared {shared}"),
    "whole": ("The whole transform beside bare trafilatura", "--shared {shared}"),
    "reread": ("Read again, from WARC to the index", ""),
    "crawl": ("Crawling a sample portal beside a bare Scrapy spider", ""),
    "tagging": ("Provinces, regions, sectors on the labelled articles", "--shared {shared}"),
    "events": ("Events on the labelled articles", "--shared {shared}"),
    "linking": ("Linking the same articles", _CORPUS),
    "indexing": ("Indexing beside bare tantivy", _CORPUS),
    "search": ("Searching the embedded engine, alone and with a hundred readers", _CORPUS),
    "relevance": ("Known-item search over 34,976 articles", _CORPUS),
    "journalists": ("A journalist's queries find their articles", "{shared}"),
    "told_corpus": ("Events in articles of the corpus that were read by hand", "--shared {shared}"),
    "elasticsearch": ("Elasticsearch beside a bare client", "{shared}"),
    "parity": ("The same answers from both engines", _CORPUS),
    "export": ("Memory that an export takes", "--index"),
}
_SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)
_LONGEST_S = 3600


def sections(page: str) -> dict[str, str]:
    """Title -> what stands under it."""
    parts = _SECTION.split(page)[1:]
    return {title: text.strip("\n") for title, text in zip(parts[::2], parts[1::2], strict=True)}


def measured(module: str, words: str, shared: str) -> tuple[str, bool]:
    """What one benchmark printed, as a section; and whether it stayed within its aims."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *words.format(shared=shared).split()]
    load, begun = os.getloadavg()[0], time.monotonic()
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False, timeout=_LONGEST_S)
    kept = done.returncode == 0
    why = "" if kept else (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
    shown = " ".join(f"python -m benchmarks.{module} {words.format(shared='$KHOTIN_SHARED')}".split())
    verdict = "within its aims" if kept else f"not within its aims ({why})"
    when = f"{datetime.now(UTC):%Y-%m-%d}, {time.monotonic() - begun:.0f} s, load {load:.1f} before"
    return f"    {shown}\n\n{when}: {verdict}.\n\n```\n{done.stdout.strip()}\n```", kept


def written(found: Mapping[str, str]) -> str:
    """The page: the sections in the order in which they run."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    parts = [_HEAD, f"{machine}; {packages}.\n"]
    parts += [f"## {title}\n\n{found[title]}\n" for title, _ in _RUNS.values() if title in found]
    return "\n".join(parts)


def main(names: list[str]) -> int:
    """Runs the named ones, or all; returns 1 where one was not within its aims, 2 where none has the name."""
    unknown = sorted(set(names) - set(_RUNS))
    if unknown:
        print(f"no benchmark is called {', '.join(unknown)}: there are {', '.join(_RUNS)}", file=sys.stderr)
        return 2
    shared = os.environ.get("KHOTIN_SHARED", str(_ROOT.parent / "shared"))
    found = sections(_PAGE.read_text("utf-8")) if _PAGE.exists() else {}
    missed: list[str] = []
    for name in names or _RUNS:
        title, words = _RUNS[name]
        if "{shared}" in words and not Path(shared, "corpus").is_dir():
            print(f"{name}: left out, no measured data at {shared}; KHOTIN_SHARED says where it is", file=sys.stderr)
            continue
        print(title, file=sys.stderr)
        found[title], kept = measured(name, words, shared)
        missed += [] if kept else [name]
        _PAGE.write_text(written(found), "utf-8")
    print(f"{_PAGE.relative_to(_ROOT)} says it; not within their aims: {', '.join(missed) or 'none'}", file=sys.stderr)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
