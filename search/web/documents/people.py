"""The page of one person: titles over the years, events with roles, and others of the name."""

from collections.abc import Sequence

from records.base import Record
from records.event import Event
from records.links import LinkedEvent
from records.person import Office, Person
from search.engine import Reader
from search.names import name_key, titled, unsaid_province
from search.protocols import Archive
from search.web import addresses, wording
from search.web.documents.history import History, person_history
from search.web.documents.known import newest_of
from search.web.documents.tellers import Teller, newest_tellers
from search.web.i18n import Language
from search.web.listing.rows import Leaf, leaf

_TOLD = 30  # articles, and events, that a person's page shows at most


class Held(Record, frozen=True):
    """An office and when it is told; `first` and `last` are years, for the strip that shows them side by side: `left`
    and `width` are percent of the years that the page spans."""

    title: str
    province: str
    when: str
    articles: int
    left: float = 0
    width: float = 0


class Presence(Record, frozen=True):
    """An event at which the person was, as what and in which role."""

    leaf: Leaf | None
    href: str
    title: str
    kind: str
    place: str
    role: str
    as_title: str


class Entry(Record, frozen=True):
    """A person in a list: the offices in short, and how much is told."""

    id: str
    name: str
    href: str
    offices: tuple[str, ...]
    years: str
    events: int
    articles: int


class PersonPage(Record, frozen=True):
    """A person; `span` are the first and last year of the strip of offices ("" where too little is dated), `more_events`
    and `more_articles` how many are not shown."""

    person: Person
    offices: tuple[Held, ...]
    span: tuple[str, str]
    events: tuple[Presence, ...]
    more_events: int
    articles: tuple[Teller, ...]
    more_articles: int
    namesakes: tuple[Entry, ...]
    history: History


def person_page(engine: Reader, archive: Archive, person: Person, lang: Language) -> PersonPage:
    """The page of a person."""
    events, all_events = _events(engine, person, lang)
    articles, all_articles = newest_tellers(engine, person.article_ids, archive.sources(), lang, limit=_TOLD)
    offices, span = _held(person.offices, lang)
    return PersonPage(
        person=person,
        offices=offices,
        span=span,
        events=events,
        more_events=all_events - len(events),
        articles=articles,
        more_articles=all_articles - len(articles),
        namesakes=tuple(entry(other, lang) for other in archive.people(ids=person.namesakes)),
        history=person_history(person, lang),
    )


def _events(engine: Reader, person: Person, lang: Language) -> tuple[tuple[Presence, ...], int]:
    """The newest events of the index, and how many there are."""
    found, total = newest_of(engine, "events", person.event_ids, _TOLD)
    return tuple(_presence(document.event, person, lang) for document in found if document.event), total


def _presence(linked: LinkedEvent, person: Person, lang: Language) -> Presence:
    event = linked.event
    said = [official for official in event.officials if name_key(official.name) == name_key(person.name)]
    return Presence(
        leaf=leaf(event, lang),
        href=addresses.document("events", linked.event_id),
        title=wording.event_title(event, lang),
        kind=wording.coded("event_types", event.type, lang.code),
        place=_place(event),
        role=wording.role_name(said[0].role, lang) if len(said) == 1 else "",
        as_title=titled(said[0].title, said[0].province) if len(said) == 1 else "",
    )


def _place(event: Event) -> str:
    return event.place_province or event.place_text or ""


def _held(offices: Sequence[Office], lang: Language) -> tuple[tuple[Held, ...], tuple[str, str]]:
    """The offices in the order of their times, each with its stretch of the years."""
    years = [int(day[:4]) for office in offices for day in (office.first_on, office.last_on) if day]
    first, last = min(years, default=0), max(years, default=0)
    whole = last - first + 1
    held = []
    for office in offices:
        start, end = _years(office)
        left = 100 * (start - first) / whole if start else 0
        width = 100 * (end - start + 1) / whole if start else 0
        held.append(
            Held(
                title=office.title,
                province=unsaid_province(office.title, office.province),
                when=_when(office, lang),
                articles=office.articles,
                left=round(left, 2),
                width=round(width, 2),
            )
        )
    return tuple(held), ((str(first), str(last)) if last > first else ("", ""))


def _years(office: Office) -> tuple[int, int]:
    first, last = office.first_on or office.last_on, office.last_on or office.first_on
    return (int(first[:4]), int(last[:4])) if first and last else (0, 0)


def _when(office: Office, lang: Language) -> str:
    """The days between which the office is told."""
    if not office.first_on or not office.last_on:
        return lang.text("không rõ thời gian")
    if office.first_on == office.last_on:
        return lang.day(office.first_on)
    return f"{lang.day(office.first_on)} – {lang.day(office.last_on)}"


def entry(person: Person, lang: Language) -> Entry:
    """A person as a line of a list."""
    years = sorted({str(day)[:4] for o in person.offices for day in (o.first_on, o.last_on) if day})
    offices = [titled(office.title, office.province) for office in person.offices]
    return Entry(
        id=person.person_id,
        name=person.name,
        href=addresses.document("people", person.person_id),
        offices=tuple(dict.fromkeys(reversed(offices))),
        years="–".join(dict.fromkeys((years[0], years[-1]))) if years else lang.text("không rõ thời gian"),
        events=len(person.event_ids),
        articles=len(person.article_ids),
    )
