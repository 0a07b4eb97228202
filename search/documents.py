"""A document as an index takes it: flat fields for searching and counting, and the record itself; pure."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta, timezone
from typing import Any

from records.agreement import Agreement
from records.article import Article
from records.base import encode
from records.event import Event
from records.links import ArticleLinks, Document, LinkedEvent
from records.places import Province, by_name, provinces, vintage_on
from records.tag import ProvinceTag
from search.counts import BASES, gathered
from search.days import span
from search.engine import UNKNOWN
from search.names import name_keys

Fields = dict[str, Any]

_HANOI = timezone(timedelta(hours=7))
_ROLES = ("about", "named", "place")


def fields(document: Document) -> Fields:
    """The fields of es_mappings/<unit>.json by name; lists where there may be several. Raises ValueError for a
    document without its record."""
    state = document.links.state if document.links else "present"
    common: Fields = {"id": document.id, "change": document.change, "sort_key": sort_key(document), "state": state}
    if document.article is not None and document.links is not None:
        own = _article(document.article, document.links)
    elif document.event is not None:
        own = _event(document.event)
    elif document.agreement is not None:
        own = _agreement(document.agreement)
    else:
        raise ValueError(f"document {document.unit}/{document.id} holds no record to index")
    return common | own | {f"facets_{basis}": gathered(own, basis) for basis in BASES}


def stored(document: Document) -> bytes:
    """The record to keep beside the fields: what `get` and `stream` give back."""
    return encode(document)


def sort_key(document: Document) -> str:
    """What orders documents by date: unique, so that paging by it neither skips nor repeats."""
    if document.links is not None and document.links.sort_key:
        return document.links.sort_key
    return f"{date_of(document) or '0000-00-00'} {document.id}"


def date_of(document: Document) -> str:
    """The document's date as ISO text, of the precision that is known; "" where it is not."""
    if document.event is not None:
        return str(document.event.event.starts_on or "")
    if document.agreement is not None:
        return document.agreement.signed_on or ""
    return str(_published_on(document.article) or "") if document.article else ""


def _published_on(article: Article) -> date | None:
    """The day in Vietnam."""
    return article.published_at.astimezone(_HANOI).date() if article.published_at else None


def _article(article: Article, links: ArticleLinks) -> Fields:
    day = _published_on(article)
    officials = [official.name for event in article.events for official in event.officials]
    titles = [official.title for event in article.events for official in event.officials]
    parties = [party for event in article.events for party in event_parties(event)]
    units = [(provinces()[tag.id], role) for tag in article.provinces for role in _roles_of(tag)]
    regions_named = [tag.name for tag in article.regions if tag.role == "named"]
    return {
        "title": article.title,
        "lead": article.lead,
        "body": article.body,
        "captions": [image.caption for image in article.images if image.caption],
        "people": [*officials, *titles],
        "source_ids": [article.source_id],
        "sectors": [tag.code for tag in article.sectors],
        "event_types": _unique(event.type for event in article.events),
        "signed": any(event.signed for event in article.events),
        "language": article.language,
        "is_lead": links.is_lead,
        **_people(officials, parties, vintage_on(day)),
        **_places(units, regions_named),
        **_days(day, day),
    }


def _roles_of(tag: ProvinceTag) -> list[str]:
    """The roles that say the article speaks of the province; the portal's own province alone does not."""
    return [role for role in tag.roles or (tag.role,) if role in _ROLES]


def _event(linked: LinkedEvent) -> Fields:
    event = linked.event
    vintage_units = _resolver(linked.vintage)
    about = [*event.hosts, *event.partners, *([event.place_province] if event.place_province else [])]
    placed = {
        "about": about,
        "place": [event.place_province] if event.place_province else [],
        "named": [official.province for official in event.officials if official.province],
    }
    units = [(unit, role) for role, listed in placed.items() for unit in vintage_units(listed)]
    officials = [official.name for official in event.officials]
    titles = [official.title for official in event.officials]
    facts = [event.subtype, event.place_text, event.place_province, event.signed_what, *event_parties(event)]
    return {
        "title": event.name or event.signed_what or "",
        "facts": _unique(filter(None, [*facts, *event.hosts, *officials, *titles])),
        "people": [*officials, *titles],
        "source_ids": list(linked.source_ids),
        "sectors": [],
        "event_types": [event.type],
        "signed": event.signed,
        "language": "vi",
        "is_lead": True,
        **_people(officials, event_parties(event), linked.vintage),
        **_places(units, [region.name for region in event.partner_regions]),
        **_days(event.starts_on, event.ends_on or event.starts_on),
    }


def _agreement(agreement: Agreement) -> Fields:
    units = [(unit, "about") for unit in _resolver(agreement.vintage)(agreement.parties)]
    first, last = span(agreement.signed_on) if agreement.signed_on else (None, None)
    return {
        "title": agreement.title,
        "facts": _unique(agreement.parties),
        "people": [],
        "source_ids": [],
        "sectors": [],
        "event_types": [],
        # Whether a text says who signed: the parties of the others are those of a meeting that refers to it.
        "signed": not agreement.parties_inferred,
        "language": "vi",
        "is_lead": True,
        **_people([], agreement.parties, agreement.vintage),
        **_places(units, []),
        **_days(first, last, agreement.signed_on),
    }


def event_parties(event: Event) -> list[str]:
    """Who took part as the partner facet counts them: provinces, regions standing for theirs, and others."""
    regions = [region.name for region in event.partner_regions]
    return _unique([*event.partners, *regions, *event.other_partners])


def _people(officials: Iterable[str], parties: Iterable[str], vintage: str) -> Fields:
    """Who took part, by name and by the keys that names are asked for with; provinces on both bases."""
    officials, parties = _unique(officials), _unique(parties)
    units = _resolver(vintage)
    today = _unique(provinces()[found[0].today].name if (found := units([name])) else name for name in parties)
    return {
        "officials": officials,
        "official_keys": _keys(officials),
        "partners": parties,
        "partner_keys": _keys(parties),
        "partners_today": today,
        "partner_keys_today": _keys(today),
    }


def _keys(names: Iterable[str]) -> list[str]:
    return _unique(key for name in names for key in name_keys(name))


def _places(units: list[tuple[Province, str]], regions_named: list[str]) -> Fields:
    """Province and region facets on both bases, of (unit as named then, role)."""
    places: Fields = {}
    for role in ("any", *_ROLES):
        chosen = [unit for unit, has in units if role in ("any", has)]
        places[f"provinces_then_{role}"] = _unique(unit.name for unit in chosen)
        places[f"provinces_today_{role}"] = _unique(provinces()[unit.today].name for unit in chosen)
        places[f"province_keys_{role}"] = _unique(unit.key for unit in chosen)
    present = [provinces()[unit.today].region for unit, _ in units]
    places["regions_then"] = _unique([*regions_named, *(unit.region for unit, _ in units)])
    places["regions_today"] = _unique([*regions_named, *present])
    return places


def _resolver(vintage: str) -> Callable[[Iterable[str]], list[Province]]:
    """Names of provinces to units: of the vintage, else of the other; what is no province is left out."""
    first, second = (by_name("63"), by_name("34")) if vintage == "63" else (by_name("34"), by_name("63"))

    def units(listed: Iterable[str]) -> list[Province]:
        return [unit for name in listed if (unit := first.get(name) or second.get(name))]

    return units


def _days(first: date | None, last: date | None, text: str | None = None) -> Fields:
    """Year and month facets, and the days that from and to are held against; `text` says how much of it is known."""
    known = text if text is not None else str(first or "")
    return {
        "year": known[:4] or UNKNOWN,
        "month": known[:7] if len(known) >= len("2023-03") else UNKNOWN,
        "starts_on": first,
        "ends_on": last,
    }


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
