"""Scores linking on texts retold by construction: which tellings of one event are found to be, and which texts reprints.

    python -m benchmarks.retold [--shared FOLDER] [--misses]

Each labelled article that tells of an event is parted in two tellings: its title and lead with every other paragraph, and
its lead, which is its title too, with the rest; the two tell of one event, any other two of different ones, but for those
that were read and are of one too. Each fifth article of the corpus' first 5,000 is cut to half of
itself or more, and one word in a hundred changed: that is a reprint of the whole, and of nothing else.
"""

import argparse
import os
import random
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, islice
from pathlib import Path

import msgspec

from benchmarks.tagging import corpus, gold
from pipeline.linking.events import Telling, same_event, telling_keys, tellings
from pipeline.linking.facts import article_facts, text_keys
from pipeline.linking.reprints import is_reprint
from pipeline.linking.sketch import Sketch, sketch_of
from records.article import Article
from transforms.addresses import digest
from transforms.events import EventFinder, load_event_finder

_TEXTS, _EVERY = 5000, 5
# Pairs of the labelled articles that tell of one event.
_OF_ONE = frozenset(
    (
        ("21473740", "21474128"),
        ("21473740", "21475941"),
        ("21474128", "21475941"),
        ("21509651", "21510465"),
        ("21511369", "21511832"),
        ("22414102", "22416718"),
        ("22684594", "22685630"),
    )
)
_SHORTEST = 600  # characters of a text worth cutting


@dataclass
class Score:
    """Pairs found that are one, found that are not, and missed; and which, in words."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    told: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """Of the pairs found, the share that are one."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that are one, the share found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def parted(article: Article) -> tuple[Article, Article]:
    """Two tellings of an article, each with every other of its paragraphs."""
    rows = [row for row in article.body.split("\n\n") if row.strip()]
    lead = article.lead or (rows[0] if rows else "")
    one = msgspec.structs.replace(article, article_id=f"{article.article_id}-1", lead=lead, body="\n\n".join(rows[::2]))
    other = msgspec.structs.replace(
        article, article_id=f"{article.article_id}-2", title=lead[:120], lead=lead, body="\n\n".join(rows[1::2])
    )
    return one, other


def score_events(articles: Iterable[Article], finder: EventFinder) -> Score:
    """Pairs of tellings, each text's first event; only texts count of which both halves tell of an event on a day."""
    told: dict[str, tuple[Telling, Telling]] = {}
    for article in articles:
        both = [_first(part, finder) for part in parted(article)]
        if both[0] is not None and both[1] is not None:
            told[article.article_id] = (both[0], both[1])
    score, said = Score(), []
    for known, (one, other) in told.items():
        found = _joined(one, other)
        score.right += found
        score.missed += not found
        said += [] if found else [f"missed: {known}"]
    for a, b in combinations(told, 2):
        found = any(_joined(one, other) for one in told[a] for other in told[b])
        if tuple(sorted((a, b))) in _OF_ONE:
            score.right += found
            score.missed += not found
        elif found:
            score.wrong += 1
            said.append(f"joined: {a} and {b}")
    return Score(score.right, score.wrong, score.missed, tuple(said))


def _joined(one: Telling, other: Telling) -> bool:
    """Whether linking would compare the two, and find them one."""
    return not telling_keys(one).isdisjoint(telling_keys(other)) and same_event(one, other)


def _first(article: Article, finder: EventFinder) -> Telling | None:
    events = finder.find(article)
    if not events or not (events[0].month_day or events[0].starts_on):
        return None
    return tellings(article_facts(msgspec.structs.replace(article, events=tuple(events)))[0])[0]


def score_reprints(articles: Iterable[Article]) -> Score:
    """Pairs of a text and a cut and edited print of it, and of that print and the other texts it shares a key with."""
    rng = random.Random(7)
    texts = {a.article_id: f"{a.lead}\n{a.body}" for a in articles}
    whole = {known: (digest(text), sketch_of(text)) for known, text in texts.items()}
    by_key: dict[int, set[str]] = {}
    for known, text in whole.items():
        for key in text_keys(*text):
            by_key.setdefault(key, set()).add(known)
    score = Score()
    for known in list(texts)[::_EVERY]:
        if len(texts[known]) < _SHORTEST:
            continue
        part = _edited(texts[known], rng)
        found = _found((digest(part), sketch_of(part)), whole, by_key)
        alike = {k for k in found if k == known or is_reprint(whole[k], whole[known])}
        score.right += known in found
        score.missed += known not in found
        score.wrong += len(found - alike)
    return score


def _edited(text: str, rng: random.Random) -> str:
    words = text.split()
    kept = words[: int(len(words) * rng.uniform(0.5, 1.0))]
    return " ".join("khác" if n % 100 == 99 else word for n, word in enumerate(kept))


def _found(part: tuple[str, Sketch], whole: dict[str, tuple[str, Sketch]], by_key: dict[int, set[str]]) -> set[str]:
    near = {known for key in text_keys(*part) for known in by_key.get(key, ())}
    return {known for known in near if is_reprint(whole[known], part)}


def labelled(shared: Path) -> list[Article]:
    """The labelled articles that tell of an event."""
    labels = {known for known, label in gold(shared).items() if label["is_event"]}
    return [article for article in corpus(shared) if article.article_id in labels]


def main() -> None:
    """Print both scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known = os.environ.get("KHOTIN_SHARED")
    parser.add_argument("--shared", type=Path, default=known, required=known is None)
    parser.add_argument("--misses", action="store_true", help="list what is joined or missed wrongly")
    given = parser.parse_args()
    events = score_events(labelled(given.shared), load_event_finder())
    reprints = score_reprints(islice(corpus(given.shared), _TEXTS))
    for name, score in (("events", events), ("reprints", reprints)):
        pairs = score.right + score.missed
        print(f"{name:9} precision {score.precision:.3f}  recall {score.recall:.3f}  of {pairs} pairs")
    if given.misses:
        print("\n".join(events.told))


if __name__ == "__main__":
    main()
