"""Scores the reading of other installations of known platforms: by their platform's rules, known from the page alone, and
by rules learned from 24 pages with all platforms left aside.

    python -m benchmarks.installations [--only WORD] [--learned] [--changed SEED] [--misses]

The articles are those of the sample portals, set in the templates of benchmarks/templates/installations, with a page of
each that is no article. `--changed` sets them in another theme and order of the same platforms, by that seed.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from benchmarks.learning import FIELDS, Portal, Result, compare, score
from benchmarks.templates.installations import INSTALLATIONS, Installation
from benchmarks.templates.installations.changed import changed
from benchmarks.unseen import pieces, row, truth
from records.article import Article
from sources.registry import load_registry
from transforms.extract import check_selector, extract
from transforms.learn import LearnedRules

_NOW = datetime(2026, 11, 30, tzinfo=UTC)
_PAGES = 24
SEEDS = (1, 2, 3, 4, 5)


@dataclass
class Known(Result):
    """How an installation was read by its platform's rules; `by` counts the articles by platform and way of reading."""

    by: Counter[tuple[str | None, str]] = field(default_factory=Counter)


def portals(only: str = "", *, seed: int | None = None, every: int = 1) -> Iterator[tuple[Installation, Portal]]:
    """A portal for each installation, with every n-th article; with a seed in another theme and order."""
    articles = pieces()[::every]
    for plain in INSTALLATIONS:
        if only not in plain.name:
            continue
        made = plain if seed is None else changed(plain, seed)
        pages = {piece.address: made.render(piece).encode() for piece in articles}
        kind, html = made.other
        pages[f"/khac/{kind.replace(' ', '-')}"] = html.encode()
        yield made, Portal(made.name, pages, truth(articles, made.signed), _NOW)


def known(portal: Portal, into: Known | None = None) -> Known:
    """How the pages of an installation are read by the rules of the platform that each shows to be of, added to a result
    if one is given."""
    platforms = load_registry(check_selector=check_selector).platforms
    result = into or Known(LearnedRules())
    for path in portal.pages:
        outcome = extract(portal.snapshot(path), platforms=platforms)
        found = outcome if isinstance(outcome, Article) else None
        compare(result, path, portal.truth.get(path), found)
        if found is not None:
            result.by[found.platform, found.extractor] += 1
        elif path in portal.truth:
            result.misses[-1] += f": {outcome.reason} {outcome.detail}"
    return result


def all_changed(seed: int) -> Known:
    """How all installations are read in the themes that a seed makes of them."""
    result = Known(LearnedRules())
    for _, portal in portals(seed=seed):
        known(portal, result)
    return result


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="installations whose name has this word")
    parser.add_argument("--learned", action="store_true")
    parser.add_argument("--changed", type=int, metavar="SEED", help="in another theme and order")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    print(f"{'':36}{'found':>8} false " + " ".join(f"{f:>6}" for f in FIELDS) + "  not so  body")
    for made, portal in portals(args.only, seed=args.changed):
        result = score(portal, pages=_PAGES) if args.learned else known(portal)
        cells = row(portal.name, result)
        line = f"{cells[0]:36}{cells[1]:>8}{cells[2]:>6} " + " ".join(f"{c:>6}" for c in cells[3:])
        strange = isinstance(result, Known) and [
            f"{platform} {way} {n}"
            for (platform, way), n in result.by.items()
            if (platform, way) != (made.platform, "rule")
        ]
        print(line, *(strange or ()), flush=True)
        if args.misses:
            print("\n".join(result.misses))


if __name__ == "__main__":
    main()
