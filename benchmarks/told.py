"""Scores the event finder on the invented texts kept with its tests: what each tells was written before any was read.

    python -m benchmarks.told [--misses]

Those of told_first.yaml and told_third.yaml were tuned on. told_second.yaml came after the first; read for the first time it
scored is_event .970, type 1.0, place .938, partners .875, signed 1.0, periods 1.0, refers_to 1.0, officials .980, roles .875.
told_third.yaml (signings recalled, planned and fresh, regions, periods, places) scored at first is_event .925, type .855, place
.836, partners .826, signed .933 / .700, periods .850, refers_to .732, roles .868, regions named .545. told_fourth.yaml was written
before that was mended and read after it: is_event .976, type .952, place .952, partners .800, signed .889 / .889, periods .923,
refers_to .714, roles .833, regions named .667, where the rules as they were before had .927, .905, .905, .846, .889 / .889, .923,
.769, .826, .667. What was wrong in general has been mended each time; "regions named" of these four was counted wrongly then
(as the partner regions). told_fifth.yaml (agreements, parties, regions, periods) and told_sixth.yaml (officials, hosts, what is
announced, travelled to or remembered) came from another hand that had seen part of the rules; read for the first time they scored

    fifth    is_event .982 type .964 place .964 partners .902 signed .923/.923 periods .971 refers_to .769 officials .951 role .949
    sixth    is_event .950 type .900 place .900 day .850 officials .930 role .950
    seventh  is_event .933 type .875 place .812 partners .909 signed 1.0/.667 periods .857 refers_to .889 officials .909 role .950

told_seventh.yaml being twenty texts of both sorts written after that was mended. told_eighth.yaml (36 texts of every sort) came
from a third hand that had seen no rule; read for the first time, with the code of commit 12dc429, it scored

    eighth   is_event .966 type .966 day .966 place .897 partners .931 regions .750 signed 1.0/.778 periods .957 refers_to .933
             officials .972 role .913 official's province .971 regions named 1.0

told_ninth.yaml (30 texts) came from a fourth hand, after all of that was mended, and nothing has been tuned on it:

    ninth    is_event .957 type .955 day 1.0 place 1.0 partners .889 regions .400 signed 1.0/1.0 periods 1.0 refers_to 1.0
             officials .963 role .981 official's province 1.0 regions named 1.0

Every other set is tuned on now. Regions named were all found but for labels that had missed one. Corrected after reading:
three records of the third (a count, two references), four of the fifth (regions that the texts name), one of the seventh (a
count), one of the eighth (a region counted as a party though its eight provinces are all named as parties).
"""

import argparse
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import yaml

from benchmarks.events import Score, same_reference
from records.article import Article, Image
from records.event import Event
from transforms.events import EventFinder, load_event_finder
from transforms.events.reading import lowered
from transforms.tag import Tagger, load_tagger

SETS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
MEASURES = (
    "is_event", "type", "month_day", "starts_on", "place", "partners", "regions", "signed precision", "signed recall",
    "periods", "period_kind", "refers_to", "officials", "role", "official's province", "regions named",
)  # fmt: skip
TEXTS = Path(__file__).parents[1] / "tests" / "transforms" / "events"
_HANOI = timezone(timedelta(hours=7))
_NOON = time(12)


def texts(name: str) -> Iterator[tuple[Article, dict[str, Any]]]:
    """The articles of one of SETS, each with what is expected of it."""
    for raw in yaml.safe_load((TEXTS / f"told_{name}.yaml").read_text("utf-8")):
        published: date = raw["published"]
        yield (
            Article(
                article_id=raw["id"],
                url="",
                source_id="told",
                title=raw["title"],
                lead=raw["lead"],
                body=raw["body"].strip(),
                images=tuple(Image(url="", caption=caption) for caption in raw.get("captions", ())),
                published_at=datetime.combine(published, _NOON, _HANOI),
            ),
            raw["expected"],
        )


def compare(score: Score, known: str, true: Mapping[str, Any], event: Event | None) -> None:
    """Count one text: the sets always, what is asked of an event only where there is one."""
    note(score, known, "is_event", ["event"] if event else [], ["event"] if true["type"] else [])
    if not true["type"]:
        return
    found = event if event is not None else Event(type="congress")
    exact = {
        "type": (event.type if event else None, true["type"]),
        "month_day": (found.month_day, true["month_day"]),
        "starts_on": (found.starts_on, true["starts_on"]),
        "place": (found.place_province, true["place"]),
    }
    for measure, (got, wanted) in exact.items():
        score.match(measure, got, wanted)
        if got != wanted:
            score.misses.append(f"{known} {measure}: {got} for {wanted}")
    note(score, known, "partners", found.partners, true["partners"])
    note(score, known, "regions", [(r.name, r.count) for r in found.partner_regions], _pairs(true, "regions"))
    note(score, known, "signed", ["signed"] if found.signed else [], ["signed"] if true["signed"] else [])
    kinds = {p[:2]: p[2] for p in found.periods}
    wanted_periods = {(first, last): kind for first, last, kind in true.get("periods", ())}
    note(score, known, "periods", kinds, wanted_periods)
    note(score, known, "period_kind", kinds.items(), wanted_periods.items())
    add_references(score, known, found, true)
    _add_officials(score, known, found, true)


def _pairs(true: Mapping[str, Any], key: str) -> list[tuple[str, int | None]]:
    return [(name, count) for name, count in true.get(key, ())]


def note(score: Score, known: str, measure: str, got: Any, wanted: Any) -> None:
    """Count a question with several answers, and say what is wrong."""
    score.add(measure, got, wanted)
    if set(got) != set(wanted):
        score.misses.append(f"{known} {measure}: {sorted(got, key=str)} for {sorted(wanted, key=str)}")


def add_references(score: Score, known: str, event: Event, true: Mapping[str, Any]) -> None:
    """References count as found where name and year agree, false ones against them."""
    wanted = [{"what": what, "date": str(on or "")} for what, on in true.get("refers_to", ())]
    hits = {n for n, one in enumerate(wanted) if any(same_reference(one, got) for got in event.refers_to)}
    false = [got for got in event.refers_to if not any(same_reference(one, got) for one in wanted)]
    note(score, known, "refers_to", [*hits, *(got.what for got in false)], range(len(wanted)))


def _add_officials(score: Score, known: str, event: Event, true: Mapping[str, Any]) -> None:
    """Who is named, and of those found role and province."""
    found = {lowered(official.name): official for official in event.officials}
    wanted = {lowered(name): (role, province) for name, role, province in true.get("officials", ())}
    note(score, known, "officials", found, wanted)
    for name in found.keys() & wanted.keys():
        got = found[name].role, found[name].province
        score.match("role", got[0], wanted[name][0])
        score.match("official's province", got[1], wanted[name][1])
        if got != wanted[name]:
            score.misses.append(f"{known} {name}: {got} for {wanted[name]}")


def score_told(name: str, finder: EventFinder, tagger: Tagger) -> Score:
    """The scores of one of SETS; regions named are asked only of texts that say which."""
    score = Score()
    for article, true in texts(name):
        events = finder.find(article)
        compare(score, article.article_id, true, events[0] if events else None)
        if "named" in true:
            named = [tag.name for tag in tagger.tag(article).regions if tag.role == "named"]
            note(score, article.article_id, "regions named", named, true["named"])
    return score


def main() -> None:
    """Print both sets' scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    finder, tagger = load_event_finder(), load_tagger()
    for name in SETS:
        score = score_told(name, finder, tagger)
        print(f"{name:7}" + "  ".join(f"{measure} {score.value(measure):.3f}" for measure in MEASURES))
        if options.misses:
            print("\n".join(score.misses))


if __name__ == "__main__":
    main()
