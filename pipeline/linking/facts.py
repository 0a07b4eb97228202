"""What linking needs of an article: small enough to keep in the ledger, so that no text is read again."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from itertools import combinations

from pipeline.linking.sketch import Sketch, sketch_of
from records.article import Article
from records.base import Record
from records.correction import Correction
from records.event import Event
from records.places import vintage_on

# Of a longer row of parties only so many (in the order of the alphabet) make keys: pairs of all would be thousands.
_PARTIES = 24
# Keys made of what a telling is about.
_SUBJECTS = 4

UNKNOWN_YEAR = "?"
# Shorter texts ("see the attached file", under the title of every week) are nobody's reprint, equal or not.
_LEAST_WORDS = 20


class Mark(Record, frozen=True):
    """A correction, and the position of what it is about in an article."""

    position: int
    correction: Correction


class LinkFacts(Record, frozen=True):
    """One article as linking sees it, less its sketch.

    `told` has events that a correction changed as the article tells them, `marks` and `people_marks` the corrections of
    its events and of the people it names; all of them are empty in the ledger.
    """

    article_id: str
    source_id: str
    url: str
    title: str
    credit: str
    vintage: str
    published_at: datetime | None
    text_digest: str
    events: tuple[Event, ...]
    told: dict[int, Event] = {}
    marks: tuple[Mark, ...] = ()
    people_marks: tuple[Mark, ...] = ()

    def joins(self, position: int) -> frozenset[str]:
        """Corrections that keep an event one with all others they are about."""
        own = (mark.correction for mark in self.marks if mark.position == position)
        return frozenset(c.id for c in own if c.same or c.event is not None)

    def is_dropped(self, position: int) -> bool:
        """Whether a correction says that what the article tells there is no event."""
        own = (mark.correction for mark in self.marks if mark.position == position)
        return any(c.not_an_event and c.event is None for c in own)


def article_facts(article: Article) -> tuple[LinkFacts, Sketch]:
    """The facts of an article, and the sketch of its lead and body."""
    day = article.published_at.date() if article.published_at else None
    facts = LinkFacts(
        article_id=article.article_id,
        source_id=article.source_id,
        url=article.url,
        title=article.title,
        credit=article.credit,
        vintage=vintage_on(day),
        published_at=article.published_at,
        text_digest=article.text_digest,
        events=article.events,
    )
    return facts, sketch_of(f"{article.lead}\n{article.body}")


def _key(*words: str) -> int:
    """63 bits of a digest: above all keys of sketches, which have 32."""
    raw = hashlib.blake2b("\0".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(raw, "big") >> 1


def same_keys(ids: Iterable[str]) -> set[int]:
    """Keys that all share which one of these corrections is about."""
    return {_key("same", known) for known in ids}


def person_keys(name: str, offices: Iterable[str], days: Iterable[str]) -> set[int]:
    """Keys that mentions share which may be of one person: the name, and an office or a day of the event."""
    return {_key("person", name, office) for office in offices} | {_key("person", name, "day", day) for day in days}


def text_keys(text_digest: str, sketch: Sketch) -> set[int]:
    """Keys that articles share which may be reprints of one text."""
    if sketch.words < _LEAST_WORDS:
        return set()
    return set(sketch.keys) or {_key("text", text_digest)}


def event_keys(event: Event, day: str, *, people: bool = True) -> set[int]:
    """Keys that tellings share which may be of one event: the day, and some place (or somebody) that was there."""
    present = parties(event)
    if people:
        present |= {f"@{official.name}" for official in event.officials}
    return {_key("event", day, name) for name in present if day}


def subject_keys(day: str, told: str, subject: Iterable[str]) -> set[int]:
    """Keys that tellings share which are of one day and much about the same: its least few as hashes. Chosen by the day
    (MM-DD), they are made of what is `told` of it."""
    if not day:
        return set()
    least = sorted((_key("event", day, "about", pair), pair) for pair in subject)[:_SUBJECTS]
    return {key if told == day else _key("event", told, "about", pair) for key, pair in least}


def day_of(event: Event) -> str:
    """The event's (first) day as MM-DD, "" where it is not told."""
    return event.month_day or (f"{event.starts_on:%m-%d}" if event.starts_on else "")


def dated(event: Event) -> str:
    """The day with its year, or with "?" where that is open; "" where no day is told."""
    day = day_of(event)
    return day and f"{event.starts_on.year if event.starts_on else UNKNOWN_YEAR}-{day}"


def agreement_keys(day: str, days: Iterable[str], parties_: Iterable[str]) -> set[int]:
    """Keys that mentions share which may be of one agreement: two parties and one of `days`, or a party and the `day`."""
    named = sorted(parties_)[:_PARTIES]
    alone = {_key("agreement", day, party) for party in named if day}
    return alone | {_key("agreement", told, *pair) for pair in combinations(named, 2) for told in days}


def parties(event: Event) -> frozenset[str]:
    """Everybody whose presence tells an event from another of the same day: provinces, regions, the place."""
    named = {*event.partners, *(region.name for region in event.partner_regions)}
    return frozenset(named | ({event.place_province} if event.place_province else set()))
