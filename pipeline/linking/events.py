"""Events told by several articles: which tellings are of one event, and what they say together."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import msgspec

from pipeline.linking.facts import LinkFacts, day_of, event_keys, parties
from pipeline.linking.subjects import subject_of
from records.event import Event, Official
from records.links import LinkedEvent

# Two reports of one event are published within this time of each other.
_REPORTED_WITHIN = timedelta(days=45)
# A signing is mostly told as a part of a conference, so these count as one kind when comparing.
_MEETINGS = frozenset({"signing", "conference", "forum", "seminar", "working-session"})
_ONE_VALUE = ("subtype", "name", "month_day", "date_text", "time_of_day", "place_province", "place_text", "signed_what")
_MANY_VALUES = ("hosts", "partners", "partner_regions", "other_partners", "periods", "refers_to")
_DATE = ("starts_on", "ends_on", "year_from")


@dataclass(frozen=True)
class Telling:
    """One of an article's events."""

    facts: LinkFacts
    position: int

    @property
    def event(self) -> Event:
        """What the article tells of it."""
        return self.facts.events[self.position]

    @cached_property
    def parties(self) -> frozenset[str]:
        """Provinces and regions present."""
        return parties(self.event)

    @cached_property
    def officials(self) -> frozenset[str]:
        """Names of the people present."""
        return frozenset(official.name for official in self.event.officials)

    @cached_property
    def subject(self) -> frozenset[str]:
        """What it is about: pairs of syllables of its name and title that are not those of any event, place or guest."""
        return subject_of(f"{self.event.name or ''}. {self.facts.title}", self.parties | self.officials)


def tellings(facts: LinkFacts) -> dict[int, Telling]:
    """An article's events by their position."""
    return {position: Telling(facts, position) for position in range(len(facts.events))}


def telling_keys(telling: Telling) -> set[int]:
    """Keys that tellings of one event share."""
    return event_keys(telling.event)


def same_event(one: Telling, other: Telling) -> bool:
    """Whether two articles tell of one event: kind, day, place, and who took part or what it was about must agree."""
    a, b = one.event, other.event
    if one.facts.article_id == other.facts.article_id or day_of(a) != day_of(b) or not _one_kind(a, b):
        return False
    if not _years_agree(a, b) or not _published_together(one.facts, other.facts):
        return False
    people, places = len(one.officials & other.officials), len(one.parties & other.parties)
    if a.place_province and b.place_province and a.place_province != b.place_province and min(people, places) < 2:
        return False
    if places < 0.5 * min(len(one.parties), len(other.parties)):
        return False
    return _company_tells(a, b, places) or _matter_tells(len(one.subject & other.subject), people, places)


def _company_tells(a: Event, b: Event, places: int) -> bool:
    """Three provinces met, or the same two and nobody else: there is one such event a day."""
    return places >= 3 or (len(a.partners) >= 2 and set(a.partners) == set(b.partners))


def _matter_tells(about: int, people: int, places: int) -> bool:
    """A city has several events a day and its leaders are at several: who and where tell only with what about."""
    return (about >= 2 and people + places >= 1) or (about >= 1 and (places >= 2 or (people >= 2 and places >= 1)))


def same_in_reprints(one: Telling, other: Telling) -> bool:
    """Whether two reprints tell of one event: what both tell first if kind and day agree, else what has all in common."""
    a, b = one.event, other.event
    if one.facts.article_id == other.facts.article_id or a.type != b.type or day_of(a) != day_of(b):
        return False
    first = one.position == other.position == 0
    return first or (day_of(a) != "" and (a.name, a.place_province) == (b.name, b.place_province))


def _one_kind(a: Event, b: Event) -> bool:
    return a.type == b.type or {a.type, b.type} <= _MEETINGS


def _years_agree(a: Event, b: Event) -> bool:
    for one, other in ((a, b), (b, a)):
        if one.starts_on and other.starts_on and one.starts_on != other.starts_on:
            return False
        if one.starts_on and other.not_before and one.starts_on < other.not_before:
            return False
        if one.starts_on and other.not_after and one.starts_on > other.not_after:
            return False
    return True


def _published_together(a: LinkFacts, b: LinkFacts) -> bool:
    if a.published_at is None or b.published_at is None:
        return True
    return abs(a.published_at - b.published_at) <= _REPORTED_WITHIN


def _weight(telling: Telling) -> tuple[bool, int, float, str, int]:
    event = telling.event
    told = len(event.evidence) + 2 * len(event.officials)
    return (event.starts_on is not None, told, event.confidence, telling.facts.article_id, telling.position)


def merged_event(told: list[Telling], *, linked_day: date | None = None) -> LinkedEvent:
    """One event of all its tellings (without id or change): the fullest leads, the others fill what it lacks.

    `linked_day` is what an agreement's other mentions say of a day whose year no telling knows.
    """
    told = sorted(told, key=_weight, reverse=True)
    event = told[0].event
    for other in told[1:]:
        event = _filled(event, other.event)
    event = msgspec.structs.replace(event, signed=any(t.event.signed for t in told), **_bounds(event, told, linked_day))
    return LinkedEvent(
        event_id="",
        change=0,
        event=event,
        article_ids=tuple(dict.fromkeys(t.facts.article_id for t in told)),
        source_ids=tuple(sorted({t.facts.source_id for t in told})),
        vintage=told[0].facts.vintage,
        disagreements=_disagreements(told),
    )


def _filled(event: Event, other: Event) -> Event:
    values: dict[str, Any] = {name: getattr(other, name) for name in _ONE_VALUE if getattr(event, name) is None}
    if event.starts_on is None:  # a day, its year and how that is known go together
        values |= {name: getattr(other, name) for name in _DATE}
    known = {official.name for official in event.officials}
    more: tuple[Official, ...] = tuple(o for o in other.officials if o.name not in known)
    lists = {name: tuple(dict.fromkeys([*getattr(event, name), *getattr(other, name)])) for name in _MANY_VALUES}
    return msgspec.structs.replace(event, **values, **lists, officials=(*event.officials, *more))


def _bounds(event: Event, told: list[Telling], linked_day: date | None) -> dict[str, Any]:
    """The day an agreement fixes, or what all tellings together say of the time before and after which it was."""
    if event.starts_on is not None:
        return {"not_before": None, "not_after": None}
    if linked_day is not None:
        return {"starts_on": linked_day, "year_from": "linked", "not_before": None, "not_after": None}
    first = max((t.event.not_before for t in told if t.event.not_before), default=None)
    last = min((t.event.not_after for t in told if t.event.not_after), default=None)
    if first and last and first > last:
        return {}
    return {"not_before": first, "not_after": last}


def _disagreements(told: list[Telling]) -> tuple[str, ...]:
    """Facts on which the tellings differ, as "field: value (article) / value (article)"."""
    found = []
    for name in ("type", "place_province", "starts_on"):
        said: dict[str, str] = {}
        for telling in told:
            value = getattr(telling.event, name)
            if value is not None:
                said.setdefault(str(value), telling.facts.article_id)
        if len(said) > 1:
            found.append(f"{name}: " + " / ".join(f"{value} ({article})" for value, article in sorted(said.items())))
    return tuple(found)
