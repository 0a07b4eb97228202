"""Scores provinces, regions and sectors on both halves of the gold and on the seeds, and times them.

    python -m benchmarks.tagging [--shared FOLDER] [--speed 3000] [--misses]

Gold, seeds and corpus lie outside the project; FOLDER defaults to KHOTIN_SHARED. What is tuned is tuned on half A only.
"""

import argparse
import hashlib
import io
import json
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import zstandard

from records.article import Article, Image
from transforms.clean import clean, clean_line
from transforms.events import EventFinder, load_event_finder
from transforms.tag import Tagger, load_tagger
from transforms.text import composed

HALVES = ("A", "B")
MEASURES = ("provinces", "main", "regions", "sectors")


@dataclass
class Counts:
    """Of one measure: hits, false ones and misses over all articles."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def add(self, got: set[str], gold: set[str]) -> None:
        """Count one article."""
        self.hits += len(got & gold)
        self.false += len(got - gold)
        self.missed += len(gold - got)

    @property
    def f1(self) -> float:
        """Micro F1, 1 where there is nothing to find and nothing was found."""
        return (
            2 * self.hits / (2 * self.hits + self.false + self.missed) if self.hits + self.false + self.missed else 1.0
        )


@dataclass
class Score:
    """All measures on one half; `first_sector` counts articles whose first sector is among gold's."""

    articles: int = 0
    first_sector: int = 0
    counts: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    misses: list[str] = field(default_factory=list)

    def f1(self, measure: str) -> float:
        """The micro F1 of one of MEASURES."""
        return self.counts[measure].f1

    @property
    def first(self) -> float:
        """The share of articles whose first sector is among gold's."""
        return self.first_sector / self.articles


def half(article_id: str) -> str:
    """Which half of the fixed split an article falls in."""
    return HALVES[hashlib.sha256(article_id.encode()).digest()[0] % 2]


def corpus(shared: Path) -> Iterator[Article]:
    """The corpus' articles, in its order, without tags."""
    with (shared / "corpus" / "news2017.jsonl.zst").open("rb") as raw:
        for line in io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(raw), "utf-8"):
            row = json.loads(line)
            yield Article(
                article_id=row["id"],
                url="",
                source_id="news2017",
                title=composed(row["title"]),
                lead=composed(row["lead"]),
                body=composed(row["body"]),
            )


def gold(shared: Path) -> dict[str, dict[str, Any]]:
    """What the readers found, by article id; `cooperation` says which of the two sets."""
    labels = {}
    for name in ("news2017", "cooperation"):
        for line in (shared / "gold" / f"{name}.gold.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            labels[row["id"]] = {**row, "cooperation": name == "cooperation"}
    return labels


def score(articles: dict[str, Article], labels: dict[str, dict[str, Any]], tagger: Tagger) -> dict[str, Score]:
    """The scores of both halves; regions only where the set has them."""
    scores, finder = {name: Score() for name in HALVES}, load_event_finder()
    for article_id, label in labels.items():
        tagged = tagger.tag(articles[article_id])
        tagged = tagger.place(msgspec.structs.replace(tagged, events=finder.find(tagged)))
        found = {
            "provinces": {t.name for t in tagged.provinces if "named" in t.roles},
            "main": {t.name for t in tagged.provinces if t.role == "about"},
            "regions": {t.name.casefold() for t in tagged.regions if t.role == "named"},
            "sectors": {t.code for t in tagged.sectors},
        }
        true = {
            "provinces": set(label["provinces"]),
            "main": set(label["main_provinces"]),
            "regions": {name.casefold() for name in label.get("regions_named", ())},
            "sectors": set(label["sectors"]),
        }
        total = scores[half(article_id)]
        total.articles += 1
        total.first_sector += bool(tagged.sectors) and tagged.sectors[0].code in true["sectors"]
        for measure in MEASURES:
            if measure == "regions" and not label["cooperation"]:
                continue
            total.counts[measure].add(found[measure], true[measure])
            if found[measure] != true[measure]:
                total.misses.append(f"{article_id} {measure}: {sorted(found[measure])} for {sorted(true[measure])}")
    return scores


def seeds(shared: Path) -> dict[str, tuple[Article, dict[str, Any]]]:
    """Each seed as an article (title, lead, captions as its gold gives them, the other lines as body), and its gold."""
    found = {}
    for name, label in json.loads((shared / "seeds" / "gold.json").read_text("utf-8")).items():
        if name.startswith("_"):
            continue
        text = composed((shared / "seeds" / f"{name}.txt").read_text("utf-8"))
        apart = {label.get("title"), label.get("lead"), label.get("byline"), *label["captions"], *label["boilerplate"]}
        apart = {composed(line) for line in apart if line}
        body = [line.strip() for line in text.split("\n") if line.strip() and line.strip() not in apart]
        article = Article(
            article_id=name,
            url="",
            source_id="seeds",
            title=composed(label.get("title") or ""),
            lead=composed(label.get("lead") or ""),
            body="\n\n".join(body),
            images=tuple(Image(url="", caption=composed(caption)) for caption in label["captions"]),
        )
        found[name] = article, label
    return found


def seed_faults(tagger: Tagger, shared: Path) -> list[str]:
    """What is wrong on the seeds: provinces and regions named must be exact, the first sector among those expected."""
    faults = []
    for name, (article, label) in seeds(shared).items():
        tagged = tagger.tag(article)
        provinces = {t.name for t in tagged.provinces}
        regions = {t.name for t in tagged.regions if t.role == "named"}
        sector = tagged.sectors[0].code if tagged.sectors else None
        if provinces != set(label["provinces"]):
            faults.append(f"{name} provinces: {sorted(provinces ^ set(label['provinces']))}")
        if regions != set(label["regions_named"]):
            faults.append(f"{name} regions: {sorted(regions ^ set(label['regions_named']))}")
        if sector not in label["sectors_expected_among"]:
            faults.append(f"{name} sector: {sector}")
    return faults


def speed(articles: list[Article], tagger: Tagger) -> float:
    """Articles tagged a second of one core's time (other processes do not count)."""
    began = time.process_time()
    for article in articles:
        tagger.tag(article)
    return len(articles) / (time.process_time() - began)


def speed_together(articles: list[Article], tagger: Tagger, finder: EventFinder) -> float:
    """Articles cleaned, tagged and searched for events a second of one core's time."""
    began = time.process_time()
    for article in articles:
        title, lead, body = clean_line(article.title), clean(article.lead), clean(article.body)
        tagged = tagger.tag(msgspec.structs.replace(article, title=title, lead=lead, body=body))
        tagger.place(msgspec.structs.replace(tagged, events=finder.find(tagged)))
    return len(articles) / (time.process_time() - began)


def main() -> None:
    """Print scores, faults and speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--shared", type=Path, default=os.environ.get("KHOTIN_SHARED"), required="KHOTIN_SHARED" not in os.environ
    )
    parser.add_argument("--speed", type=int, default=3000, help="how many articles to time")
    parser.add_argument("--misses", action="store_true", help="list what half A misses")
    options = parser.parse_args()
    tagger, labels = load_tagger(), gold(options.shared)
    articles: dict[str, Article] = {}
    sample: list[Article] = []
    for n, article in enumerate(corpus(options.shared)):
        if article.article_id in labels:
            articles[article.article_id] = article
        if n % 11 == 0 and len(sample) < options.speed:
            sample.append(article)
    for name, found in score(articles, labels, tagger).items():
        measures = "  ".join(f"{m} {found.f1(m):.3f}" for m in MEASURES)
        print(f"half {name}: {found.articles} articles  {measures}  first sector {found.first:.3f}")
        if options.misses and name == "A":
            print("\n".join(found.misses))
    print("seeds:", "; ".join(seed_faults(tagger, options.shared)) or "all as expected")
    together = speed_together(sample, tagger, load_event_finder())
    print(f"speed: {speed(sample, tagger):.0f} articles/s; cleaned, tagged and searched for events: {together:.0f}")


if __name__ == "__main__":
    main()
