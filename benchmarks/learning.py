"""Scores learned rules: learns from a dozen or two pages of a portal, platforms left aside, and reads all of it with them.

    python -m benchmarks.learning [--shared FOLDER] [--pages 12 24] [--only WORD] [--rules] [--misses]

Sets: the NukeViet mirror of FOLDER (default KHOTIN_SHARED), its stress variants (benchmarks/stress.py), the sample
portals. Two thirds of the pages learned from are articles. Fields are shares of all articles; `false` counts other pages taken
for articles, `not so` bylines that are no author's, `traf.` is the body F1 of trafilatura on every n-th article; the
last columns are CPU time of learning, and of reading beside trafilatura, page by page in turns.
"""

import argparse
import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import trafilatura

from benchmarks.extraction import load_mirror, words_f1
from benchmarks.stress import VARIANTS
from records.article import Article
from records.snapshot import Snapshot
from records.source import Source
from samples.asked import request_of
from samples.content import load_portals
from samples.expected import expected_article
from samples.sites import OTHER_PAGES, site_of
from transforms.addresses import canonical
from transforms.extract import extract
from transforms.learn import LearnedRules, learn, proposed_source

FIELDS = ("title", "day", "minute", "author", "credit", "lead")
_MIRRORED_AT = datetime(2024, 12, 18, tzinfo=UTC)
_SAMPLED_AT = datetime(2026, 11, 30, tzinfo=UTC)
_HOME = "http://127.0.0.1:8081"


@dataclass
class Portal:
    """A portal to learn: its pages by path, the truth of its articles by path, when it was fetched."""

    name: str
    pages: Mapping[str, bytes]
    truth: Mapping[str, Mapping[str, str]]
    fetched_at: datetime

    def snapshot(self, path: str) -> Snapshot:
        """The page as a crawler would hand it on."""
        url = canonical(_HOME + path)
        return Snapshot(
            url=url, final_url=url, source_id="learned", fetched_at=self.fetched_at, run_id="", body=self.pages[path]
        )


@dataclass
class Result:
    """How a portal was read by learned rules."""

    learned: LearnedRules
    articles: int = 0
    found: int = 0
    false: int = 0
    false_authors: int = 0
    exact: Counter[str] = field(default_factory=Counter)
    f1: float = 0.0
    learning: float = 0.0
    taught: float = 0.0
    rate: float = 0.0
    baseline: float = 1.0
    misses: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """The share of articles on which a field is exact."""
        return self.exact[name] / max(1, self.articles)

    @property
    def mean_f1(self) -> float:
        """The mean over all articles of the words of lead and body; one that was not found counts 0."""
        return self.f1 / max(1, self.articles)


def mirror(shared: Path) -> Portal:
    """The NukeViet mirror."""
    rows, pages = load_mirror(shared)
    truth = {
        unquote(urlsplit(row["url"]).path): {
            "title": row["title"],
            "published_at": row["published_at"],
            "author": row["author"],
            "credit": row["source"],
            "lead": row["lead"],
            "body": "\n\n".join(row["body"]),
        }
        for row in rows
    }
    html = {p.removesuffix("index.html"): b for p, b in pages.items() if b"<body" in b and "?" not in p}
    return Portal("NukeViet mirror", html, truth, _MIRRORED_AT)


def variants(portal: Portal) -> Iterator[Portal]:
    """The portal made harder, each way in turn."""
    for name, change in VARIANTS.items():
        pages = {path: change(path, body) for path, body in portal.pages.items()}
        yield Portal(f"- {name}", pages, portal.truth, portal.fetched_at)


def samples() -> Iterator[Portal]:
    """The sample portals, with what they serve beside articles."""
    for portal in load_portals():
        site = site_of(portal, portal.home)
        pages, truth = {}, {}
        for article in portal.articles:
            told: dict[str, Any] = expected_article(portal, article)
            pages[site.path(article)] = site.answer(request_of(site.path(article), "")).body
            truth[site.path(article)] = {
                **{name: told[name] for name in ("title", "published_at", "credit", "lead", "body")},
                "author": told["byline"],
            }
        listings = (site.listing_path(s.slug) for s in portal.sections)
        for path in ("/", "/khong-co/trang-nay.html", *listings, *OTHER_PAGES.get(portal.platform, ())):
            pages[path] = site.answer(request_of(path, "")).body
        yield Portal(portal.id, pages, truth, _SAMPLED_AT)


def score(portal: Portal, *, pages: int, seed: int = 1, least: int = 0) -> Result:
    """Learns from `pages` pages and reads all; with `least`, at most that many articles and as many others are read."""
    rng = random.Random(seed)
    articles = sorted(path for path in portal.pages if path in portal.truth)
    others = sorted(path for path in portal.pages if path not in portal.truth)
    many = min(len(articles), round(pages * 2 / 3))
    taken = rng.sample(articles, many) + rng.sample(others, min(len(others), pages - many))
    started = time.process_time()
    learned = learn([portal.snapshot(path) for path in taken], now=portal.fetched_at)
    result = Result(learned, learning=time.process_time() - started)
    source = proposed_source(Source(id="learned", name="learned", home=_HOME), learned)
    if least:
        articles, others = rng.sample(articles, min(least, len(articles))), rng.sample(others, min(least, len(others)))
    for path in (*articles, *others):
        outcome = extract(portal.snapshot(path), source=source)
        compare(result, path, portal.truth.get(path), outcome if isinstance(outcome, Article) else None)
    return result


def compare(result: Result, path: str, truth: Mapping[str, str] | None, found: Article | None) -> None:
    """Notes how one page was read beside its truth, None for a page that is no article."""
    if truth is None:
        if found is not None:
            result.false += 1
            result.misses.append(f"{path}: taken for an article ({found.extractor})")
        return
    result.articles += 1
    if found is None:
        result.misses.append(f"{path}: not found")
        return
    result.found += 1
    at = found.published_at.isoformat() if found.published_at else ""
    pairs = {
        "title": (truth["title"], found.title),
        "day": (truth["published_at"][:10], at[:10]),
        "minute": (truth["published_at"][:16], at[:16]),
        "author": (truth["author"], found.byline),
        "credit": (truth["credit"], found.credit),
        "lead": (truth["lead"], found.lead),
    }
    for name, (wanted, got) in pairs.items():
        result.exact[name] += wanted == got
        if wanted != got:
            result.misses.append(f"{path}: {name}: wanted {wanted!r}, found {got!r}")
    result.false_authors += bool(found.byline) and found.byline != truth["author"]
    f1 = words_f1(f"{truth['lead']}\n{truth['body']}", f"{found.lead}\n{found.body}")
    result.f1 += f1
    if f1 < 0.98:
        result.misses.append(f"{path}: body F1 {f1:.3f}")


def beside_trafilatura(portal: Portal, result: Result, sample: int = 48) -> None:
    """Notes trafilatura's body F1 on every n-th article, and the pages a second of CPU time of both, read in turns."""
    source = proposed_source(Source(id="learned", name="learned", home=_HOME), result.learned)
    paths = sorted(portal.truth)[:: max(1, len(portal.truth) // sample)][:sample]
    ours = theirs = f1 = 0.0
    for path in paths:
        snapshot = portal.snapshot(path)
        started = time.process_time()
        extract(snapshot, source=source)
        between = time.process_time()
        found = trafilatura.bare_extraction(snapshot.body, with_metadata=True, include_comments=False)
        ours, theirs = ours + between - started, theirs + time.process_time() - between
        truth = portal.truth[path]
        f1 += words_f1(f"{truth['lead']}\n{truth['body']}", (found.text or "") if found else "")
    result.taught, result.rate, result.baseline = f1 / len(paths), len(paths) / ours, len(paths) / theirs


def line(name: str, pages: int, result: Result) -> str:
    """One row of the table."""
    shares = "".join(f"{result.share(f):>7.3f}" for f in FIELDS)
    return (
        f"{name:<30}{pages:>4}{result.found:>5}/{result.articles:<4}{result.false:>5}{shares}{result.false_authors:>7}"
        f"{result.mean_f1:>8.4f}{result.taught:>8.4f}{result.learning:>7.1f} s{result.rate:>7.0f}/s"
        f"{result.rate / result.baseline:>6.1f}x"
    )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("KHOTIN_SHARED", "../shared")))
    parser.add_argument("--pages", type=int, nargs="+", default=[12, 24])
    parser.add_argument("--only", default="", help="portals whose name has this word")
    parser.add_argument("--rules", action="store_true", help="show what was learned")
    parser.add_argument("--misses", action="store_true", help="show what was read otherwise than the truth has it")
    args = parser.parse_args()
    whole = mirror(args.shared)
    heads = "".join(f"{f:>7}" for f in FIELDS)
    print(
        f"{'':<30}{'from':>4}{'found':>10}{'false':>5}{heads}{'not so':>7}{'body':>8}{'traf.':>8}{'learns':>9}{'reads':>9}"
    )
    for portal in (whole, *variants(whole), *samples()):
        if args.only not in portal.name:
            continue
        for pages in args.pages:
            result = score(portal, pages=pages)
            beside_trafilatura(portal, result)
            print(line(portal.name, pages, result), flush=True)
            if args.rules:
                print(result.learned)
            if args.misses:
                print("\n".join(result.misses))


if __name__ == "__main__":
    main()
