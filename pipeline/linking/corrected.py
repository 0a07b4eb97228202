"""Corrections in force, and what an article tells once they are applied; pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from pipeline.linking.facts import LinkFacts, Mark
from pipeline.linking.names import masked, name_key
from records.article import Article
from records.correction import Applied, Correction, Fix
from records.event import Event, Official

_PLAIN = ("type", "name", "place_province", "place_text", "signed", "signed_what", "ends_on")


@dataclass(frozen=True)
class InForce:
    """Corrections by what they are about: articles' events and mentions of people by position, articles, names."""

    events: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    people: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    suppressed: Mapping[str, Correction] = field(default_factory=dict)
    names: tuple[tuple[str, str | None, Correction], ...] = ()

    def names_in(self, article_id: str) -> tuple[str, ...]:
        """Keys of the names that must not be shown of an article."""
        return tuple(key for key, only, _ in self.names if only in (None, article_id))


NONE = InForce()
# What a correction was found to be about: unit, article, position (of an event, or of a mention of a person).
Anchor = tuple[str, str, int]


def in_force(rows: Iterable[tuple[Correction, Collection[Anchor]]]) -> InForce:
    """Corrections with their anchors, in the order in which they were asked for."""
    marks: dict[str, dict[str, tuple[Mark, ...]]] = {"events": {}, "people": {}}
    suppressed: dict[str, Correction] = {}
    names: list[tuple[str, str | None, Correction]] = []
    for correction, anchors in sorted(rows, key=lambda row: (row[0].asked_on, row[0].id)):
        if correction.person is not None:
            only = next((article for _, article, _ in anchors), None)
            names.append((name_key(correction.person), only, correction))
        elif correction.suppress:
            suppressed |= {article: correction for _, article, _ in anchors}
        else:
            for unit, article, position in anchors:
                mark = Mark(position=position, correction=correction)
                marks[unit][article] = (*marks[unit].get(article, ()), mark)
    return InForce(marks["events"], marks["people"], suppressed, tuple(names))


def fixed(event: Event, fix: Fix) -> Event:
    """The event as a correction has it."""
    values: dict[str, Any] = {name: getattr(fix, name) for name in _PLAIN if getattr(fix, name) is not None}
    if fix.starts_on is not None:
        day = fix.starts_on
        values |= {"starts_on": day, "month_day": f"{day:%m-%d}", "year_from": "corrected"}
        values |= {"not_before": None, "not_after": None, "ends_on": fix.ends_on}
    if fix.place_province not in (None, event.place_province) and fix.place_text is None:
        values["place_text"] = None
    if fix.signed is False and fix.signed_what is None:
        values["signed_what"] = None
    partners = event.partners if fix.partners is None else fix.partners
    partners = tuple(p for p in dict.fromkeys((*partners, *fix.add_partners)) if p not in fix.remove_partners)
    hosts = tuple(host for host in event.hosts if host not in fix.remove_partners)
    return msgspec.structs.replace(event, **values, partners=partners, hosts=hosts)


def corrected_facts(facts: LinkFacts, force: InForce) -> LinkFacts:
    """An article's facts with all that corrections say of it; the facts themselves where they say nothing."""
    keys = force.names_in(facts.article_id)
    if keys:
        facts = masked(_without_people(facts, keys), keys)
    marks, people = force.events.get(facts.article_id, ()), force.people.get(facts.article_id, ())
    if not marks and not people:
        return facts
    events, told = list(facts.events), dict[int, Event]()
    for mark in marks:
        fix = mark.correction.fix
        if fix is not None and mark.position < len(events):
            told.setdefault(mark.position, events[mark.position])
            events[mark.position] = fixed(events[mark.position], fix)
    return msgspec.structs.replace(facts, events=tuple(events), told=told, marks=marks, people_marks=people)


def _without_people(facts: LinkFacts, keys: tuple[str, ...]) -> LinkFacts:
    return msgspec.structs.replace(facts, events=tuple(_without(event, keys) for event in facts.events))


def _without(event: Event, keys: tuple[str, ...]) -> Event:
    kept: tuple[Official, ...] = tuple(o for o in event.officials if name_key(o.name) not in keys)
    return event if len(kept) == len(event.officials) else msgspec.structs.replace(event, officials=kept)


def corrected_article(
    article: Article, force: InForce, withheld: Collection[int] = ()
) -> tuple[Article, tuple[Applied, ...]]:
    """The article as it may be shown, and the corrections that say so. `withheld` are positions of its events of which
    a correction of the whole event says that they are none."""
    shown, hidden = _without_names(article, force)
    marks = [mark for mark in force.events.get(article.article_id, ()) if mark.position < len(shown.events)]
    events = dict(enumerate(shown.events))
    for mark in marks:
        if mark.correction.fix is not None:
            events[mark.position] = fixed(events[mark.position], mark.correction.fix)
    gone = {*withheld, *(mark.position for mark in marks if mark.correction.not_an_event)}
    left = tuple(event for position, event in events.items() if position not in gone)
    if left != shown.events:
        shown = msgspec.structs.replace(shown, events=left)
    return shown, applied(*(mark.correction for mark in marks), *hidden)


def _without_names(article: Article, force: InForce) -> tuple[Article, list[Correction]]:
    """The article less the names that are withheld, and the corrections whose names stand in it."""
    keys = force.names_in(article.article_id)
    shown = _nameless(article, keys)
    if shown is article:
        return article, []
    own = ((key, c) for key, only, c in force.names if only in (None, article.article_id))
    return shown, [correction for key, correction in own if _nameless(article, (key,)) is not article]


def _nameless(article: Article, keys: tuple[str, ...]) -> Article:
    events = tuple(_without(event, keys) for event in article.events)
    return masked(article if events == article.events else msgspec.structs.replace(article, events=events), keys)


def applied(*corrections: Correction) -> tuple[Applied, ...]:
    """Corrections as documents show them, each once. What is withheld is not named in why it is."""
    return tuple({c.id: _applied(c) for c in corrections}.values())


def _applied(correction: Correction) -> Applied:
    shown = Applied(
        correction_id=correction.id,
        by=correction.by,
        why=correction.why,
        asked_on=correction.asked_on,
        what=what_of(correction),
    )
    return masked(shown, (name_key(correction.person),)) if correction.person else shown


def what_of(correction: Correction) -> str:
    """What a correction does, in a few words."""
    if correction.fix is not None:
        told = [(name, getattr(correction.fix, name)) for name in Fix.__struct_fields__]
        rows = [(name, ", ".join(v) if isinstance(v, tuple) else str(v)) for name, v in told if v not in (None, ())]
        return "; ".join(f"{name}: {value}" for name, value in rows)
    if correction.same:
        return f"one: {', '.join(correction.same)}"
    if correction.not_an_event:
        return "not an event"
    return "a name is withheld" if correction.person else "withheld"
