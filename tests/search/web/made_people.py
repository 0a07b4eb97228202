"""The officials of the sample articles as people, as linking would find them: by name and province."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from records.links import Document
from records.person import Office, Person
from search.names import name_key

_Told = dict[tuple[str, str | None], list[tuple[str, str, str]]]


def made_people(documents: Iterable[Document]) -> dict[str, Person]:
    """All officials of the events among the documents by id; who shares a name is told of the others."""
    told: _Told = {}
    events: dict[tuple[str, str | None], list[str]] = {}
    articles: dict[tuple[str, str | None], list[str]] = {}
    for linked in (document.event for document in documents if document.event):
        for official in linked.event.officials:
            who = (official.name, official.province)
            told.setdefault(who, []).append((official.title, str(linked.event.starts_on or ""), linked.event_id))
            events.setdefault(who, []).append(linked.event_id)
            articles.setdefault(who, []).extend(linked.article_ids)
    people = {
        f"p{number}": Person(
            person_id=f"p{number}",
            change=number,
            name=who[0],
            offices=_offices(who[1], rows),
            article_ids=tuple(dict.fromkeys(articles[who])),
            event_ids=tuple(dict.fromkeys(events[who])),
        )
        for number, (who, rows) in enumerate(told.items(), 1)
    }
    return {known: msgspec.structs.replace(p, namesakes=_namesakes(p, people)) for known, p in people.items()}


def _offices(province: str | None, rows: Sequence[tuple[str, str, str]]) -> tuple[Office, ...]:
    days: dict[str, list[str]] = {}
    for title, day, _ in rows:
        days.setdefault(title, []).extend([day] if day else [])
    return tuple(
        Office(title=title, province=province, first_on=min(on, default=None), last_on=max(on, default=None))
        for title, on in days.items()
    )


def _namesakes(person: Person, people: Mapping[str, Person]) -> tuple[str, ...]:
    same = (p for p in people.values() if name_key(p.name) == name_key(person.name) and p is not person)
    return tuple(p.person_id for p in same)
