"""Scores tags and events on articles of the corpus that were read and labelled before any was run.

    python -m benchmarks.told_corpus [--shared FOLDER] [--set NAME] [--misses]

The labels are in tests/transforms/events/read_*.yaml; the corpus lies outside the project. What is counted is as in
benchmarks.told; a key that a label leaves out is not asked. Of `corpus` fields were noted that a title or a lead shows.
`odd` and `even` hold 34 articles each on cooperation, labelled in full by two readers who knew no rule. Eight and thirteen of
them had been read among others before, so that first sight is what the code of commit 67183a0 found, made before any was:

    odd      is_event .966 type .885 day .897 place .926 partners .800 signed .769/.833 periods .769 refers_to .400 (found .273)
             officials .902 role .909 regions named .818 provinces .990 main .957 sectors .766
    even     is_event .966 type .792 day .933 place .857 partners .880 signed .923/.923 periods .909 refers_to .636 (found .538)
             officials .880 role .855 regions named .882 provinces .992 main .780 sectors .843

What other articles had taught in between (nothing of `odd`) made signed .909/.833 and refers_to .667 (found .545) of `odd`; with
what `odd` missed mended as well, `even` had refers_to .667 and all else as above. Both are tuned on now. Articles that tell of
agreements but of no event (three of `odd`) are not asked for them. No label was changed.
"""

import argparse
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from benchmarks.events import Score
from benchmarks.tagging import corpus
from benchmarks.told import TEXTS, Labelled, note, score_texts
from records.article import Article
from transforms.events import EventFinder, load_event_finder
from transforms.tag import Tagger, load_tagger

SETS = ("corpus", "odd", "even")
MEASURES = (
    "is_event", "type", "month_day", "place", "partners", "regions", "signed precision", "signed recall", "periods",
    "refers_to", "refers_to recall", "officials", "role", "official's province", "regions named", "provinces", "main",
    "sectors", "first sector",
)  # fmt: skip
# What the labels of `corpus` ask.
NOTED = ("is_event", "type", "month_day", "place", "partners", "signed", "periods", "refers_to", "regions named")
_A_LINE = 11
# Of a text whose parties were noted, periods and references were read too: none noted, none told.
_WITH_PARTIES: dict[str, Any] = {"periods": [], "refers_to": []}


def labels(name: str) -> dict[str, dict[str, Any]]:
    """What the readers of one of SETS found, by article id."""
    read: dict[str, dict[str, Any]] = yaml.safe_load((TEXTS / f"read_{name}.yaml").read_text("utf-8"))
    if name != "corpus":
        return read
    return {known: {**_WITH_PARTIES, **label} if "partners" in label else label for known, label in read.items()}


def labelled(articles: Iterable[Article], name: str) -> Iterator[Labelled]:
    """Those of the articles that a set labels, each with its label."""
    read = labels(name)
    return ((article, read[article.article_id]) for article in articles if article.article_id in read)


def score_read(articles: Iterable[Labelled], finder: EventFinder, tagger: Tagger) -> Score:
    """The scores of events and of tags over labelled articles."""
    articles = list(articles)
    score = score_texts(articles, finder, tagger)
    for article, true in articles:
        tagged = tagger.tag(article)
        _add_tags(score, tagger.place(msgspec.structs.replace(tagged, events=finder.find(article))), true)
    return score


def _add_tags(score: Score, tagged: Article, true: Mapping[str, Any]) -> None:
    """Count provinces named, those it is about, and sectors; the first sector is right where it is among the label's."""
    found = {
        "provinces": [tag.name for tag in tagged.provinces if "named" in tag.roles],
        "main": [tag.name for tag in tagged.provinces if tag.role == "about"],
        "sectors": [tag.code for tag in tagged.sectors],
    }
    for measure in found.keys() & true.keys():
        note(score, tagged.article_id, measure, found[measure], true[measure])
    if "sectors" in true:
        first = bool(tagged.sectors) and tagged.sectors[0].code in true["sectors"]
        score.match("first sector", first, True)


def main() -> None:
    """Print the scores of all sets, or of one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = os.environ.get("KHOTIN_SHARED")
    parser.add_argument("--shared", type=Path, default=shared, required=shared is None)
    parser.add_argument("--set", choices=SETS, help="score one set only")
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    finder, tagger = load_event_finder(), load_tagger()
    names = [name for name in SETS if options.set in (None, name)]
    wanted = {known for name in names for known in labels(name)}
    articles = [article for article in corpus(options.shared) if article.article_id in wanted]
    for name in names:
        score = score_read(labelled(articles, name), finder, tagger)
        measures = NOTED if name == "corpus" else MEASURES
        printed = [f"{measure} {score.value(measure):.3f}" for measure in measures]
        print(f"{name:8}" + "  ".join(printed[:_A_LINE]))
        if printed[_A_LINE:]:
            print(" " * 8 + "  ".join(printed[_A_LINE:]))
        if options.misses:
            print("\n".join(score.misses))


if __name__ == "__main__":
    main()
