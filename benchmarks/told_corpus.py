"""Scores the event finder on articles of the corpus that were read and labelled before any was run.

    python -m benchmarks.told_corpus [--shared FOLDER] [--misses]

The labels are in tests/transforms/events/read_corpus.yaml; the corpus lies outside the project. What is counted is as in
benchmarks.told; a key that a label leaves out is not asked.
"""

import argparse
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from benchmarks.events import Score
from benchmarks.tagging import corpus
from benchmarks.told import TEXTS, add_references, note
from records.article import Article
from records.event import Event
from transforms.events import EventFinder, load_event_finder
from transforms.tag import Tagger, load_tagger

MEASURES = (
    "is_event", "type", "month_day", "place", "partners", "signed", "periods", "refers_to", "regions named",
)  # fmt: skip


def labels() -> dict[str, dict[str, Any]]:
    """What the readers found, by article id."""
    read: dict[str, dict[str, Any]] = yaml.safe_load((TEXTS / "read_corpus.yaml").read_text("utf-8"))
    return read


def _compare(score: Score, known: str, true: Mapping[str, Any], event: Event | None) -> None:
    """Count one article: whether it reports an event, and of what it reports whatever the label says."""
    note(score, known, "is_event", ["event"] if event else [], ["event"] if true["type"] else [])
    if not true["type"]:
        return
    found = event if event is not None else Event(type="congress")
    exact = {
        "type": found.type if event else None,
        "month_day": found.month_day if event else "missed",
        "place": found.place_province if event else "missed",
        "signed": found.signed,
    }
    for measure, got in exact.items():
        if measure in true:
            score.match(measure, got, true[measure])
            if got != true[measure]:
                score.misses.append(f"{known} {measure}: {got} for {true[measure]}")
    if "partners" in true:
        note(score, known, "partners", found.partners, true["partners"])
        note(score, known, "periods", [p[:2] for p in found.periods], [tuple(p) for p in true.get("periods", ())])
        add_references(score, known, found, true)


def score_read(articles: Iterable[Article], finder: EventFinder, tagger: Tagger) -> Score:
    """The scores over those of the articles that are labelled."""
    score, true = Score(), labels()
    for article in articles:
        label = true.get(article.article_id)
        if label is None:
            continue
        events = finder.find(article)
        _compare(score, article.article_id, label, events[0] if events else None)
        if "named" in label:
            named = [tag.name for tag in tagger.tag(article).regions if tag.role == "named"]
            note(score, article.article_id, "regions named", named, label["named"])
    return score


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = os.environ.get("KHOTIN_SHARED")
    parser.add_argument("--shared", type=Path, default=shared, required=shared is None)
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    score = score_read(corpus(options.shared), load_event_finder(), load_tagger())
    print("  ".join(f"{measure} {score.value(measure):.3f}" for measure in MEASURES))
    if options.misses:
        print("\n".join(score.misses))


if __name__ == "__main__":
    main()
