"""Scores the event finder on both halves of the gold and on the seeds, and times it over the corpus.

    python -m benchmarks.events [--shared FOLDER] [--speed 3000] [--half A] [--misses]

Gold, seeds and corpus lie outside the project; FOLDER defaults to KHOTIN_SHARED. Rules are tuned on half A only,
but were drafted before this split was fixed, so that B is not wholly unseen. Type, day and place are counted over all of
gold's events (one that was not found is wrong) and, as `… found`, over those that were found.
"""

import argparse
import os
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.tagging import HALVES, corpus, gold, half
from records.article import Article
from records.event import Event, Official, Reference
from transforms.events import EventFinder, load_event_finder
from transforms.events.reading import lowered
from transforms.saved_text import read_saved_text

_SAVED_AT = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass
class Score:
    """One half: hits, false ones and misses of each set measure; right and all of each exact one."""

    sets: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    exact: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    misses: list[str] = field(default_factory=list)

    def add(self, measure: str, got: Iterable[object], true: Iterable[object]) -> None:
        """Count one article's answer to a question with several answers."""
        found, wanted = set(got), set(true)
        row = self.sets[measure]
        row[0] += len(found & wanted)
        row[1] += len(found - wanted)
        row[2] += len(wanted - found)

    def match(self, measure: str, got: object, true: object) -> None:
        """Count one article's answer to a question with one."""
        row = self.exact[measure]
        row[0] += got == true
        row[1] += 1

    def value(self, measure: str) -> float:
        """F1 of a set measure, share right of an exact one, precision or recall of "… precision", "… recall"."""
        if measure in self.exact:
            right, total = self.exact[measure]
            return right / total if total else 1.0
        name, _, kind = measure.rpartition(" ")
        hits, false, missed = self.sets[name if kind in ("precision", "recall") else measure]
        if kind == "precision":
            return hits / (hits + false) if hits + false else 1.0
        if kind == "recall":
            return hits / (hits + missed) if hits + missed else 1.0
        return 2 * hits / (2 * hits + false + missed) if hits + false + missed else 1.0


def _by_name(officials: Iterable[Official]) -> dict[str, Official]:
    return {lowered(official.name): official for official in officials}


def _add_basics(score: Score, label: dict[str, Any], event: Event | None) -> None:
    """Type, day, place and officials of an article that gold has as an event."""
    score.match("type", event.type if event else None, label["event_type"])
    score.match("month_day", event.month_day if event else None, label["event_month_day"] if event else "missed")
    score.match("place", event.place_province if event else None, label["event_place_province"] if event else "missed")
    found = _by_name(event.officials if event else ())
    true = {lowered(official["name"]): official for official in label["officials"]}
    score.add("officials", found, true)
    if event is None:
        return
    score.match("month_day found", event.month_day, label["event_month_day"])
    score.match("place found", event.place_province, label["event_place_province"])
    score.add("officials_found", found, true)
    for key in found.keys() & true.keys():
        if "role" in true[key]:
            score.match("role", found[key].role, true[key]["role"])
            score.match("official's province", found[key].province, true[key]["province"])


def _add_cooperation(score: Score, label: dict[str, Any], event: Event | None) -> None:
    """Parties, signing, periods and references of an article of the cooperation set."""
    score.add("partners", event.partners if event else (), label["partners"])
    score.add("signed", ["signed"] if event and event.signed else (), ["signed"] if label["signed"] else ())
    score.add("periods", (p[:2] for p in event.periods) if event else (), (tuple(p[:2]) for p in label["periods"]))
    for reference in label["refers_to"]:
        score.match(
            "refers_to found", any(same_reference(reference, got) for got in (event.refers_to if event else ())), True
        )


def same_reference(true: dict[str, Any], got: Reference) -> bool:
    """Whether an earlier agreement is the one gold has: most of the words of its name, and no other year."""
    wanted, words = set(lowered(true["what"]).split()), set(lowered(got.what).split())
    year = str(true.get("date") or true.get("year") or "")[:4]
    other_year = bool(year and got.signed_on and got.signed_on[:4] != year)
    return not other_year and len(wanted & words) >= 0.5 * min(len(wanted), len(words))


def score_all(articles: dict[str, Article], labels: dict[str, dict[str, Any]], finder: EventFinder) -> dict[str, Score]:
    """The scores of both halves."""
    scores = {name: Score() for name in HALVES}
    for article_id, label in labels.items():
        if label["is_event"] is None:
            continue
        score = scores[half(article_id)]
        events = finder.find(articles[article_id])
        event = events[0] if events else None
        score.add("is_event", ["event"] if event else (), ["event"] if label["is_event"] else ())
        if label["cooperation"]:
            _add_cooperation(score, label, event)
        if label["is_event"]:
            _add_basics(score, label, event)
        if bool(event) != label["is_event"] or (event and event.type != label["event_type"]):
            score.misses.append(f"{article_id}: {event.type if event else None} for {label['event_type']}")
    return scores


def seed(shared: Path, name: str) -> Article:
    """A seed read as `extract` reads it."""
    text = (shared / "seeds" / f"{name}.txt").read_text("utf-8")
    return read_saved_text(text, fetched_at=_SAVED_AT, source_id="seeds", article_id=name)


def speed(articles: list[Article], finder: EventFinder) -> float:
    """Articles read a second of one core's time (other processes do not count)."""
    began = time.process_time()
    for article in articles:
        finder.find(article)
    return len(articles) / (time.process_time() - began)


_PRINTED = ("is_event", "type", "month_day", "month_day found", "place", "place found", "officials", "officials_found")
_COOPERATION = (
    "partners",
    "signed precision",
    "signed recall",
    "periods",
    "refers_to found",
    "role",
    "official's province",
)


def main() -> None:
    """Print scores and speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known = os.environ.get("KHOTIN_SHARED")
    parser.add_argument("--shared", type=Path, default=known, required=known is None)
    parser.add_argument("--speed", type=int, default=3000, help="how many articles to time")
    parser.add_argument("--misses", action="store_true", help="list what half A misses")
    parser.add_argument("--half", choices=HALVES, help="print one half only: A is the one rules are tuned on")
    options = parser.parse_args()
    finder, labels = load_event_finder(), gold(options.shared)
    articles: dict[str, Article] = {}
    sample: list[Article] = []
    for n, article in enumerate(corpus(options.shared)):
        if article.article_id in labels:
            articles[article.article_id] = article
        if n % 11 == 0 and len(sample) < options.speed:
            sample.append(article)
    for name, score in score_all(articles, labels, finder).items():
        if options.half not in (None, name):
            continue
        print(f"half {name}: " + "  ".join(f"{m} {score.value(m):.3f}" for m in _PRINTED))
        print("        " + "  ".join(f"{m} {score.value(m):.3f}" for m in _COOPERATION))
        if options.misses and name == "A":
            print("\n".join(score.misses))
    print(f"speed: {speed(sample, finder):.0f} articles/s")


if __name__ == "__main__":
    main()
