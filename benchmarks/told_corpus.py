"""Scores the event finder on articles of the corpus that were read and labelled before any was run.

    python -m benchmarks.told_corpus [--shared FOLDER] [--misses]

The labels are in tests/transforms/events/read_corpus.yaml; the corpus lies outside the project. What is counted is as in
benchmarks.told; a key that a label leaves out is not asked.
"""

import argparse
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmarks.tagging import corpus
from benchmarks.told import TEXTS, Labelled, report
from records.article import Article

MEASURES = (
    "is_event", "type", "month_day", "place", "partners", "signed", "periods", "refers_to", "regions named",
)  # fmt: skip
# Of a text whose parties were noted, periods and references were read too: none noted, none told.
_WITH_PARTIES: dict[str, Any] = {"periods": [], "refers_to": []}


def labels() -> dict[str, dict[str, Any]]:
    """What the readers found, by article id."""
    read: dict[str, dict[str, Any]] = yaml.safe_load((TEXTS / "read_corpus.yaml").read_text("utf-8"))
    return {known: {**_WITH_PARTIES, **label} if "partners" in label else label for known, label in read.items()}


def labelled(articles: Iterable[Article]) -> Iterator[Labelled]:
    """Those of the articles that are labelled, each with its label."""
    read = labels()
    return ((article, read[article.article_id]) for article in articles if article.article_id in read)


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = os.environ.get("KHOTIN_SHARED")
    parser.add_argument("--shared", type=Path, default=shared, required=shared is None)
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    report([("", labelled(corpus(options.shared)))], MEASURES, misses=options.misses)


if __name__ == "__main__":
    main()
