"""People: mentions of one name whose offices fit are one person; of all others only the name is the same."""

import zlib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pipeline.clock import VIETNAM
from pipeline.linking.events import Telling, same_event
from pipeline.linking.facts import LinkFacts, day_of, person_keys, same_keys
from pipeline.linking.names import name_key
from pipeline.linking.offices import offices_of
from records.event import Official

# Longer apart, the same office with the same name is another person's, perhaps.
_CAREER = timedelta(days=12 * 365)
# A node holds the event's position and a number made of the name, in 31 bits.
_NAME_BITS, _MOST_EVENTS = 20, 2000
_LEAST_SYLLABLES = 2
_BARE = "{} without an office"


@dataclass(frozen=True)
class PersonMention:
    """One official of one of an article's events."""

    facts: LinkFacts
    position: int
    official: Official

    @property
    def node(self) -> int:
        """A number that tells this mention from the article's others, whatever the order in which it names them."""
        return self.position << _NAME_BITS | zlib.crc32(self.key.encode()) & (1 << _NAME_BITS) - 1

    @cached_property
    def key(self) -> str:
        """The name as it is compared."""
        return name_key(self.official.name)

    @cached_property
    def offices(self) -> frozenset[str]:
        """What the title says that tells this person from others of the name."""
        return offices_of(self.official.title, self.official.province)

    @cached_property
    def telling(self) -> Telling:
        """The event at which the person was."""
        return Telling(self.facts, self.position)

    @cached_property
    def on(self) -> date | None:
        """The day of the event, else of the article."""
        day = self.facts.events[self.position].starts_on
        at = self.facts.published_at
        return day or (at.astimezone(VIETNAM).date() if at else None)

    @cached_property
    def joins(self) -> frozenset[str]:
        """Corrections that make it one with all others they are about."""
        return frozenset(mark.correction.id for mark in self.facts.people_marks if mark.position == self.node)


def position_of(node: int) -> int:
    """The position of the event that a node stands in."""
    return node >> _NAME_BITS


def person_mentions(facts: LinkFacts) -> dict[int, PersonMention]:
    """The people an article names as officials, by node."""
    found: dict[int, PersonMention] = {}
    for position, event in enumerate(facts.events[:_MOST_EVENTS]):
        for official in event.officials:
            mention = PersonMention(facts, position, official)
            if len(mention.key.split()) >= _LEAST_SYLLABLES:
                found.setdefault(mention.node, mention)
    return found


def mention_of_person_keys(mention: PersonMention) -> set[int]:
    """Keys that mentions of one person share."""
    return person_keys(mention.key, mention.offices, _days(mention)) | same_keys(mention.joins)


def _days(mention: PersonMention) -> set[str]:
    """The day of the event; events that a correction makes one need not share it."""
    days = {day_of(form.event) for form in mention.telling.forms} - {""}
    return days | {f"in {known}" for known in mention.telling.joins}


def stored_person_keys(mention: PersonMention) -> set[int]:
    """The keys under which a mention is found: the days of its event, and that it is one without an office. (By their
    office people are found as they are kept.)"""
    days = _days(mention)
    bare = set[str]() if mention.offices else set(map(_BARE.format, days))
    return person_keys(mention.key, (), days | bare) | same_keys(mention.joins)


def asked_person_keys(mention: PersonMention) -> set[int]:
    """The keys under which others are looked for that may be of one person with it by the day, as one of the two tells
    no office."""
    days = map(_BARE.format, _days(mention)) if mention.offices else _days(mention)
    return person_keys(mention.key, (), days) | same_keys(mention.joins)


def within_a_career(one: date | None, other: date | None) -> bool:
    """Whether who held an office on both days may be one person; an unknown day may be any."""
    return one is None or other is None or abs(one - other) <= _CAREER


def same_person(one: PersonMention, other: PersonMention) -> bool:
    """Whether two mentions are of one person: the name, and an office that both hold within a career's time; or the
    name at one event, where one of the articles names no office."""
    if not one.joins.isdisjoint(other.joins):
        return True
    if one.key != other.key:
        return False
    if not one.offices.isdisjoint(other.offices):
        return within_a_career(one.on, other.on)
    if one.offices and other.offices:
        return False
    provinces = {one.official.province, other.official.province} - {None}
    return len(provinces) < 2 and same_event(one.telling, other.telling)
