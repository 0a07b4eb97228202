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

told_ninth.yaml (30 texts) came from a fourth hand, after all of that was mended; read for the first time it scored

    ninth    is_event .957 type .955 day 1.0 place 1.0 partners .889 regions .400 signed 1.0/1.0 periods 1.0 refers_to 1.0
             officials .963 role .981 official's province 1.0 regions named 1.0

told_tenth.yaml and told_eleventh.yaml (24 texts each: agreements told in passing, signings that only look so, regions beside
provinces, periods) came from a fifth hand. The tenth was read once what the ninth missed was mended, the eleventh once the tenth's
misses were, each before anything was mended for it:

    tenth    is_event .952 type .905 day .905 place .952 partners .944 regions .667 signed 1.0/1.0 periods 1.0 refers_to .762
             officials .974 role .973 official's province .973 regions named .966
    eleventh is_event .976 type .857 day .952 place .905 partners .889 regions .533 signed .750/.667 periods .947 refers_to .800
             officials .976 role .927 official's province .976 regions named .900

told_twelfth.yaml and told_thirteenth.yaml (24 texts each: prose as provincial portals write it, with traps) came from a sixth
hand that had read no rule. The twelfth was read once what the eleventh still missed was mended, the thirteenth once the twelfth's
misses were, each before anything was mended for it:

    twelfth  is_event .970 type 1.0 day .938 place 1.0 partners .867 regions 1.0 signed 1.0/.750 periods .800 refers_to .571
             officials .987 role .865 official's province .973 regions named 1.0
    thirteenth is_event .944 type .944 day .889 place .944 partners .889 regions 1.0 signed .800/1.0 periods .889 refers_to .857
             officials .959 role .894 official's province .979 regions named 1.0

Their labels leave the day of a bare "sáng nay", "chiều thứ Ba" open, which is read from the day of publication here: two of the
days still counted as wrong.

Every set is tuned on now. Regions named were all found but for labels that had missed one. Corrected after reading: three
records of the third (a count, two references), four of the fifth (regions that the texts name), one of the seventh (a count), two
of the eleventh (a region's name, "duyên hải Nam Trung Bộ", as the labels' rules have it). Three hands agree that a region that a
province meets ("TP.HCM và 8 tỉnh Tây Bắc") is a party though its provinces are named too; one record of the eighth that had been
corrected otherwise has its own label again.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

SETS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth",
)  # fmt: skip
MEASURES = (
    "is_event", "type", "month_day", "starts_on", "place", "partners", "regions", "signed precision", "signed recall",
    "periods", "period_kind", "refers_to", "officials", "role", "official's province", "regions named",
)  # fmt: skip
TEXTS = Path(__file__).parents[1] / "tests" / "transforms" / "events"
_HANOI = timezone(timedelta(hours=7))
_NOON = time(12)
# What a text of the sets says nothing of, it does not tell.
_NOTHING: dict[str, Any] = {"regions": [], "periods": [], "refers_to": [], "officials": []}
# What stands for the day and place of an event that was not found: wrong also where none was asked for.
_MISSED = "missed"
_SPAN = 2

Labelled = tuple[Article, Mapping[str, Any]]


def texts(name: str) -> Iterator[Labelled]:
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
            {**_NOTHING, **raw["expected"]},
        )


def compare(score: Score, known: str, true: Mapping[str, Any], event: Event | None) -> None:
    """Count one text: whether it reports an event (`event`, null where that is doubtful, or that it has a type), and of what
    it reports whatever `true` says; a key left out is not asked."""
    reports = true["event"] if "event" in true else bool(true["type"])
    if reports is None:
        return
    note(score, known, "is_event", ["event"] if event else [], ["event"] if reports else [])
    if not reports:
        return
    found = event if event is not None else Event(type="congress")
    exact = {
        "type": event.type if event else None,
        "month_day": event.month_day if event else _MISSED,
        "starts_on": event.starts_on if event else _MISSED,
        "place": event.place_province if event else _MISSED,
    }
    for measure in exact.keys() & true.keys():
        score.match(measure, exact[measure], true[measure])
        if exact[measure] != true[measure]:
            score.misses.append(f"{known} {measure}: {exact[measure]} for {true[measure]}")
    if "signed" in true:
        note(score, known, "signed", ["signed"] if found.signed else [], ["signed"] if true["signed"] else [])
    if "regions" in true:
        counted = not any(isinstance(region, str) for region in true["regions"])
        regions = [(r.name, r.count) if counted else r.name for r in found.partner_regions]
        note(score, known, "regions", regions, [tuple(r) if counted else r for r in true["regions"]])
    _compare_lists(score, known, true, found)


def _compare_lists(score: Score, known: str, true: Mapping[str, Any], found: Event) -> None:
    """Parties, periods, references and officials."""
    if "partners" in true:
        note(score, known, "partners", found.partners, true["partners"])
    if "periods" in true:
        kinds = {p[:2]: p[2] for p in found.periods}
        wanted = {(first, last): kind[0] if kind else None for first, last, *kind in true["periods"]}
        note(score, known, "periods", kinds, wanted)
        if all(len(period) > _SPAN for period in true["periods"]):
            note(score, known, "period_kind", kinds.items(), wanted.items())
    if "refers_to" in true:
        _add_references(score, known, found, true)
    if "officials" in true:
        _add_officials(score, known, found, true)


def note(score: Score, known: str, measure: str, got: Iterable[Any], wanted: Iterable[Any]) -> None:
    """Count a question with several answers, and say what is wrong."""
    got, wanted = list(got), list(wanted)
    score.add(measure, got, wanted)
    if set(got) != set(wanted):
        score.misses.append(f"{known} {measure}: {sorted(got, key=str)} for {sorted(wanted, key=str)}")


def _add_references(score: Score, known: str, event: Event, true: Mapping[str, Any]) -> None:
    """References count as found where name and year agree, false ones against them."""
    wanted = [{"what": what, "date": str(on or "")} for what, on in true["refers_to"]]
    hits = {n for n, one in enumerate(wanted) if any(same_reference(one, got) for got in event.refers_to)}
    false = [got for got in event.refers_to if not any(same_reference(one, got) for one in wanted)]
    note(score, known, "refers_to", [*hits, *(got.what for got in false)], range(len(wanted)))


def _add_officials(score: Score, known: str, event: Event, true: Mapping[str, Any]) -> None:
    """Who is named, and of those found role and province."""
    found = {lowered(official.name): official for official in event.officials}
    wanted = {lowered(name): (role, province) for name, role, province in true["officials"]}
    note(score, known, "officials", found, wanted)
    for name in found.keys() & wanted.keys():
        got = found[name].role, found[name].province
        score.match("role", got[0], wanted[name][0])
        score.match("official's province", got[1], wanted[name][1])
        if got != wanted[name]:
            score.misses.append(f"{known} {name}: {got} for {wanted[name]}")


def score_texts(labelled: Iterable[Labelled], finder: EventFinder, tagger: Tagger) -> Score:
    """The scores over articles, each with what is expected of it; regions named are asked only of those that say which."""
    score = Score()
    for article, true in labelled:
        events = finder.find(article)
        compare(score, article.article_id, true, events[0] if events else None)
        if "named" in true:
            named = [tag.name for tag in tagger.tag(article).regions if tag.role == "named"]
            note(score, article.article_id, "regions named", named, true["named"])
    return score


def report(sets: Iterable[tuple[str, Iterable[Labelled]]], measures: Sequence[str], *, misses: bool) -> None:
    """Print the scores of sets, each under its name, and on request what is wrong."""
    finder, tagger = load_event_finder(), load_tagger()
    for name, labelled in sets:
        score = score_texts(labelled, finder, tagger)
        print(name + "  ".join(f"{measure} {score.value(measure):.3f}" for measure in measures))
        if misses:
            print("\n".join(score.misses))


def main() -> None:
    """Print the scores of all sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    report(((f"{name:11}", texts(name)) for name in SETS), MEASURES, misses=options.misses)


if __name__ == "__main__":
    main()
