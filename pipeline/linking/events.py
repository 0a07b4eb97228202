"""Events told by several articles: which tellings are of one event."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import msgspec

from pipeline.linking.facts import UNKNOWN_YEAR, LinkFacts, dated, day_of, event_keys, parties, same_keys, subject_keys
from pipeline.linking.subjects import subject_of
from records.event import Event

# Two reports of one event are published within this time of each other.
_REPORTED_WITHIN = timedelta(days=45)
# So many pairs of syllables in common are a long name in common: that tells without who and where.
_MUCH = 7
# A signing is mostly told as a part of a conference, so these count as one kind when comparing.
_MEETINGS = frozenset({"signing", "conference", "forum", "seminar", "working-session"})


@dataclass(frozen=True)
class Telling:
    """One of an article's events."""

    facts: LinkFacts
    position: int

    @property
    def event(self) -> Event:
        """What the article tells of it, as corrected."""
        return self.facts.events[self.position]

    @cached_property
    def joins(self) -> frozenset[str]:
        """Corrections that make it one with all others they are about."""
        return self.facts.joins(self.position)

    @cached_property
    def uncorrected(self) -> "Telling | None":
        """The telling as the text has it, None where no correction changed it."""
        told = self.facts.told.get(self.position)
        if told is None:
            return None
        events = (*self.facts.events[: self.position], told, *self.facts.events[self.position + 1 :])
        return Telling(msgspec.structs.replace(self.facts, events=events, told={}, marks=()), self.position)

    @property
    def forms(self) -> "tuple[Telling, ...]":
        """The telling; beside it what the text has, where a correction is of the whole event: who tells the same is meant."""
        return (self, self.uncorrected) if self.uncorrected is not None and self.joins else (self,)

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
    """An article's events by their position, less what a correction says is none."""
    told = (Telling(facts, position) for position in range(len(facts.events)))
    return {telling.position: telling for telling in told if not facts.marks or not facts.is_dropped(telling.position)}


def telling_keys(telling: Telling) -> set[int]:
    """Keys that tellings of one event share, whether or not they tell its year."""
    return _keys(telling, day_of)


def stored_telling_keys(telling: Telling) -> set[int]:
    """The keys under which a telling is found: beside those that all share, those of its own year, or of an open one."""
    return telling_keys(telling) | dated_telling_keys(telling)


def dated_telling_keys(telling: Telling) -> set[int]:
    """Of these, those of its own year, or of an open one."""
    return _keys(telling, dated)


def asked_telling_keys(telling: Telling) -> set[int]:
    """The keys under which others are looked for that may be of its event: of its year and of an open one, so that what
    was on this day in all other years is left alone; where its own year is open, of any."""
    if any(form.event.starts_on is None for form in telling.forms):
        return _keys(telling, day_of)
    return _keys(telling, dated) | _keys(telling, _undated)


def place_keys(telling: Telling) -> set[int]:
    """Of the keys under which a telling is found, those that all share which have its day and one of its places."""
    event = telling.event
    return event_keys(event, day_of(event), people=False) | event_keys(event, dated(event), people=False)


def _undated(event: Event) -> str:
    day = day_of(event)
    return day and f"{UNKNOWN_YEAR}-{day}"


def _keys(telling: Telling, told: Callable[[Event], str]) -> set[int]:
    found = same_keys(telling.joins)
    for form in telling.forms:
        event = form.event
        found |= event_keys(event, told(event)) | subject_keys(day_of(event), told(event), form.subject)
    return found


def same_event(one: Telling, other: Telling) -> bool:
    """Whether two articles tell of one event: kind, day, place, and who took part or what it was about must agree; or a
    correction says so. An event without a day is nobody else's: the same provinces meet more than once."""
    if not one.joins.isdisjoint(other.joins):
        return True
    if one.facts.article_id == other.facts.article_id:
        return False
    return any(_same_event(a, b) for a in one.forms for b in other.forms)


def _same_event(one: Telling, other: Telling) -> bool:
    a, b = one.event, other.event
    if not day_of(a) or day_of(a) != day_of(b) or kind_of(a) != kind_of(b):
        return False
    if not _years_agree(a, b) or not _published_together(one.facts, other.facts):
        return False
    people, places = len(one.officials & other.officials), len(one.parties & other.parties)
    apart = bool(a.place_province and b.place_province and a.place_province != b.place_province)
    if not is_there(people, places, apart=apart, least=min(len(one.parties), len(other.parties))):
        return False
    if company_tells(places, alone=len(a.partners) >= 2 and set(a.partners) == set(b.partners)):
        return True
    return matter_tells(len(one.subject & other.subject), people, places)


def is_there(people: int, places: int, *, apart: bool, least: int) -> bool:
    """Whether so many of the people and places of two tellings are one, where they were told `apart` (of two provinces),
    and the shorter of the two names so many places at `least`."""
    return not (apart and min(people, places) < 2) and places >= 0.5 * least


def company_tells(places: int, *, alone: bool) -> bool:
    """Three provinces met, or the same two and nobody else: there is one such event a day."""
    return places >= 3 or alone


def matter_tells(about: int, people: int, places: int) -> bool:
    """A city has several events a day and its leaders are at several: who and where tell only with what about."""
    told = (about >= 2 and people + places >= 1) or (about >= 1 and (places >= 2 or (people >= 2 and places >= 1)))
    return told or about >= _MUCH


def same_in_reprints(one: Telling, other: Telling) -> bool:
    """Whether two reprints tell of one event: what both tell first if kind and day agree, else what has all in common.

    What a correction changed in one of them is true of the other, which has the same text.
    """
    if one.facts.article_id == other.facts.article_id:
        return False
    ones, others = (one, one.uncorrected), (other, other.uncorrected)
    return any(_same_in_reprints(a, b) for a in ones for b in others if a is not None and b is not None)


def _same_in_reprints(one: Telling, other: Telling) -> bool:
    a, b = one.event, other.event
    if a.type != b.type or day_of(a) != day_of(b):
        return False
    first = one.position == other.position == 0
    return first or (day_of(a) != "" and (a.name, a.place_province) == (b.name, b.place_province))


def kind_of(event: Event) -> str:
    """The event's type; all meetings are of one kind."""
    return "signing" if event.type in _MEETINGS else event.type


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
