"""Scores extraction by platform rules on the sample portals, a portal for each platform family.

    python -m benchmarks.portals

Every article and every listing's first page is read without being told its source: the platform is known by the page.
"""

import time
from collections.abc import Mapping

from benchmarks.extraction import Score, table, words_f1
from benchmarks.learning import Portal, samples
from records.article import Article
from records.platform import Platform
from sources.registry import load_registry
from transforms.extract import check_selector, extract

_FIELDS = ("title", "minute", "author", "credit", "lead")


def score_portal(portal: Portal, platforms: Mapping[str, Platform]) -> Score:
    """All pages of one sample portal against their answers."""
    result = Score()
    snapshots = [(path, portal.snapshot(path)) for path in portal.pages]
    started = time.perf_counter()
    read = [(path, extract(snapshot, platforms=platforms)) for path, snapshot in snapshots]
    result.seconds, result.pages = time.perf_counter() - started, len(read)
    for path, outcome in read:
        truth = portal.truth.get(path)
        found = outcome if isinstance(outcome, Article) else None
        if truth is None:
            result.false += found is not None
            continue
        result.articles += 1
        if found is None:
            result.misses.append(f"{path}: {outcome}")
            continue
        result.found += 1
        _compare(result, path, truth, found)
    return result


def _compare(result: Score, path: str, truth: Mapping[str, str], found: Article) -> None:
    at = found.published_at.isoformat() if found.published_at else ""
    pairs = {
        "title": (truth["title"], found.title),
        "minute": (truth["published_at"][:16], at[:16]),
        "author": (truth["author"], found.byline),
        "credit": (truth["credit"], found.credit),
        "lead": (truth["lead"], found.lead),
    }
    for name, (wanted, got) in pairs.items():
        result.exact[name] += wanted == got
        if wanted != got:
            result.misses.append(f"{path}: {name}: wanted {wanted!r}, found {got!r}")
    result.f1 += words_f1(f"{truth['lead']}\n{truth['body']}", f"{found.lead}\n{found.body}")


def portal_scores() -> dict[str, Score]:
    """Every sample portal's score by its id."""
    platforms = load_registry(check_selector=check_selector).platforms
    return {portal.name: score_portal(portal, platforms) for portal in samples()}


def main() -> None:
    """Prints the table, and what was read otherwise than its answer."""
    scores = portal_scores()
    print(table(scores, _FIELDS))
    for name, score in scores.items():
        print("\n".join(f"{name} {miss}" for miss in score.misses[:20]), end="\n" if score.misses else "")


if __name__ == "__main__":
    main()
