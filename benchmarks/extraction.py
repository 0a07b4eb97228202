"""Scores extraction on the NukeViet mirror and times it, beside trafilatura on a sample of the same pages.

    python -m benchmarks.extraction [--shared FOLDER] [--sample 60]

The mirror (338 articles, 140 other pages) and its truth lie outside the project; FOLDER defaults to KHOTIN_SHARED.
"""

import argparse
import json
import lzma
import os
import re
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import trafilatura
from trafilatura.settings import Document

from records.article import Article
from records.platform import Platform
from records.rejection import Rejection
from records.snapshot import Snapshot
from records.source import Source
from sources.registry import load_registry
from transforms.addresses import canonical
from transforms.extract import check_selector, extract

_HOME = "http://127.0.0.1:8081"
_MIRRORED_AT = datetime(2024, 12, 18, tzinfo=UTC)
AIM = 20.0  # times as fast as trafilatura, where the source is known
FIELDS = ("title", "minute", "author", "credit", "lead", "section")


@dataclass
class Score:
    """Shares of articles with a field exact, mean body F1 (words of lead and body as a multiset), and what was missed."""

    articles: int = 0
    found: int = 0
    false: int = 0
    exact: Counter[str] = field(default_factory=Counter)
    f1: float = 0.0
    seconds: float = 0.0
    pages: int = 0
    misses: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """The share of articles on which a field is exact."""
        return self.exact[name] / self.articles if self.articles else 0.0

    @property
    def mean_f1(self) -> float:
        """The mean over all articles; one that was not found counts 0."""
        return self.f1 / self.articles if self.articles else 0.0

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds if self.seconds else 0.0


def words_f1(expected: str, found: str) -> float:
    """F1 of two texts' words as multisets."""
    a, b = (Counter(re.findall(r"\w+", text.lower())) for text in (expected, found))
    common = sum((a & b).values())
    return 2 * common / (sum(a.values()) + sum(b.values())) if common else 0.0


def load_mirror(shared: Path) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    """The truth of the mirror's articles, and all its pages by path ("/kinh-te/x-1.html")."""
    raw = lzma.decompress((shared / "portals/nukeviet.truth.jsonl.xz").read_bytes())
    truth = [json.loads(line) for line in raw.splitlines()]
    with tarfile.open(shared / "portals/nukeviet.tar.xz") as tar:
        members = [m for m in tar if m.isfile() and "/" in m.name]
        pages = {"/" + m.name.split("/", 1)[1]: _read(tar, m) for m in members}
    return truth, pages


def snapshot_of(path: str, body: bytes) -> Snapshot:
    """The page of the mirror as a crawler would hand it on."""
    url = canonical(_HOME + path.removesuffix("index.html"))
    return Snapshot(url=url, final_url=url, source_id="mirror", fetched_at=_MIRRORED_AT, run_id="", body=body)


def score(truth: Iterable[Mapping[str, Any]], pages: Mapping[str, bytes], platforms: Mapping[str, Platform]) -> Score:
    """Extracts every page, without a source, and compares with the truth."""
    result = Score()
    expected = {unquote(urlsplit(row["url"]).path): row for row in truth}
    snapshots = [(path, snapshot_of(path, body)) for path, body in pages.items()]
    started = time.process_time()
    read = [(path, extract(snapshot, platforms=platforms)) for path, snapshot in snapshots]
    result.seconds, result.pages = time.process_time() - started, len(read)
    for path, outcome in read:
        row = expected.get(path)
        if row is None:
            if isinstance(outcome, Article):
                result.false += 1
                result.misses.append(f"{path}: taken for an article")
        else:
            _compare(result, path, row, outcome)
    return result


def _compare(result: Score, path: str, row: Mapping[str, Any], outcome: Article | Rejection) -> None:
    result.articles += 1
    if isinstance(outcome, Rejection):
        result.misses.append(f"{path}: {outcome.reason} {outcome.detail}")
        return
    result.found += 1
    published = datetime.fromisoformat(row["published_at"])
    pairs = {
        "title": (row["title"], outcome.title),
        "minute": (published, outcome.published_at),
        "author": (row["author"], outcome.byline),
        "credit": (row["source"], outcome.credit),
        "lead": (row["lead"], outcome.lead),
        "section": (row["category"], outcome.section),
    }
    for name, (wanted, found) in pairs.items():
        if wanted == found:
            result.exact[name] += 1
        else:
            result.misses.append(f"{path}: {name}: wanted {wanted!r}, found {found!r}")
    f1 = words_f1(row["lead"] + "\n" + "\n".join(row["body"]), outcome.lead + "\n" + outcome.body)
    result.f1 += f1
    if f1 < 0.995:
        result.misses.append(f"{path}: body F1 {f1:.4f}")


def score_trafilatura(truth: Iterable[Mapping[str, Any]], pages: Mapping[str, bytes], sample: int) -> Score:
    """trafilatura on every n-th article, for comparison."""
    rows = list(truth)
    result = Score()
    for row in rows[:: max(1, len(rows) // sample)][:sample]:
        html = pages[unquote(urlsplit(row["url"]).path)]
        started = time.perf_counter()
        found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False)
        result.seconds += time.perf_counter() - started
        result.pages += 1
        result.articles += 1
        if not isinstance(found, Document):
            continue
        result.found += 1
        result.exact["title"] += found.title == row["title"]
        result.exact["author"] += (found.author or "") == row["author"]
        result.f1 += words_f1(row["lead"] + "\n" + "\n".join(row["body"]), found.text or "")
    return result


def speeds(
    truth: Iterable[Mapping[str, Any]], pages: Mapping[str, bytes], platforms: Mapping[str, Platform], sample: int
) -> tuple[float, float, float]:
    """Pages a second of processor time on the same articles: the source known, the platform found by the page,
    trafilatura; by turns, the best of three rounds each."""
    rows = list(truth)
    paths = [unquote(urlsplit(row["url"]).path) for row in rows[:: max(1, len(rows) // sample)][:sample]]
    snapshots = [snapshot_of(path, pages[path]) for path in paths]
    source = Source(id="mirror", name="mirror", home=_HOME, platform="nukeviet")

    ways: tuple[Callable[[Snapshot], object], ...] = (
        lambda s: extract(s, source=source, platforms=platforms),
        lambda s: extract(s, platforms=platforms),
        lambda s: trafilatura.bare_extraction(s.body, with_metadata=True, include_comments=False),
    )
    rounds = [[_spent(way, snapshots) for way in ways] for _ in range(3)]
    known, shown, general = (len(snapshots) / min(spent) for spent in zip(*rounds, strict=True))
    return known, shown, general


def _spent(read: Callable[[Snapshot], object], snapshots: Iterable[Snapshot]) -> float:
    started = time.process_time()
    for snapshot in snapshots:
        read(snapshot)
    return time.process_time() - started


def table(scores: Mapping[str, Score], fields: Sequence[str] = FIELDS) -> str:
    """The scores as a table for a terminal."""
    head = ("", "found", "false", *fields, "body F1", "pages/s")
    lines: list[tuple[str, ...]] = [head]
    for name, s in scores.items():
        shares = [f"{s.share(f):.3f}" for f in fields]
        lines.append((name, f"{s.found}/{s.articles}", str(s.false), *shares, f"{s.mean_f1:.4f}", f"{s.rate:.0f}"))
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member)
    return file.read() if file else b""


def main() -> None:
    """Prints the table, and with --misses what was read otherwise than the truth has it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("KHOTIN_SHARED", "../shared")))
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    truth, pages = load_mirror(args.shared)
    platforms = load_registry(check_selector=check_selector).platforms
    ours = score(truth, pages, platforms)
    scores = {"platform rules": ours}
    if args.sample:
        scores["trafilatura"] = score_trafilatura(truth, pages, args.sample)
    print(table(scores))
    known, shown, general = speeds(truth, pages, platforms, 60)
    print(
        f"processor time, the same 60 articles: {known:.0f} pages/s where the source is known ({known / general:.1f} times"
        f" trafilatura's {general:.0f}) (aim {AIM:.0f}), {shown:.0f} where the platform is found by the page"
        f" ({shown / general:.1f} times)"
    )
    if args.misses:
        print("\n".join(ours.misses))
    if known < AIM * general:
        raise SystemExit("slower beside trafilatura than it may be")


if __name__ == "__main__":
    main()
