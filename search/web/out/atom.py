"""A page of a search's results as an Atom feed (RFC 4287), with the address of the next (RFC 5005)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

import msgspec

from records.base import Record
from records.event import Event
from search.engine import Hit, Results
from search.query import Query
from search.web import addresses, wording
from search.web.i18n import HANOI, Language
from search.web.out.plain import clean

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
register_namespace("", _ATOM)
# What ids are made in: they stay the same under whatever name the app is served, so that a reader sees nothing twice.
_IDS = UUID("6f0f5d3c-9b7e-5c0e-8a55-3a1c2f6f7d10")
_OLDEST = datetime(1970, 1, 1, tzinfo=UTC)


class Feed(Record, frozen=True):
    """What a feed is made of: the query and its page of results, where the app is served, what sources are called, and
    when the index was built (no entry is of a later moment). `learned` has, by the id of an event or agreement, when the
    archive first and last learned of it."""

    query: Query
    results: Results
    base: str
    sources: dict[str, str]
    built_at: datetime | None
    lang: Language
    learned: Mapping[str, tuple[datetime, datetime]] = {}


def feed_xml(feed: Feed) -> bytes:
    """The feed as a document."""
    query, lang = feed.query, feed.lang
    first = addresses.feed(query)
    root = Element(_name("feed"), {_LANGUAGE: "vi"})
    _text(root, "id", identity(first))
    _text(root, "title", _title(query, lang), {_LANGUAGE: lang.code})
    _text(root, "updated", _updated(feed).isoformat())
    # What an entry's author is where its portal has no name.
    _text(SubElement(root, _name("author")), "name", "Kho Tin")
    _text(root, "generator", "Kho Tin")
    _link(root, "self", feed.base + addresses.feed(query, after=query.after), MEDIA_TYPE)
    shown = msgspec.structs.replace(query, sort=None, limit=Query().limit, after="")
    _link(root, "alternate", feed.base + addresses.listing(shown), "text/html")
    if query.after:
        _link(root, "first", feed.base + first, MEDIA_TYPE)
    if feed.results.next_after:
        _link(root, "next", feed.base + addresses.feed(query, after=feed.results.next_after), MEDIA_TYPE)
    for hit in feed.results.hits:
        root.append(_entry(hit, feed))
    return bytes(tostring(root, xml_declaration=True, encoding="utf-8"))


def identity(address: str) -> str:
    """The lasting id of what stands at an address of ours (without the host)."""
    return uuid5(_IDS, address).urn


def _entry(hit: Hit, feed: Feed) -> Element:
    entry = Element(_name("entry"))
    page = addresses.document(hit.unit, hit.id)
    event = hit.document.event.event if hit.document.event else None
    named = hit.title if hit.unit == "articles" else wording.capital(hit.title)
    title = named or (wording.event_title(event, feed.lang) if event else "") or feed.lang.text("(không có tít)")
    _text(entry, "id", identity(page))
    _text(entry, "title", title)
    _text(entry, "updated", _moment(hit, feed).isoformat())
    published = hit.published_at or feed.learned.get(hit.id, (None, None))[0]
    if published:
        _text(entry, "published", _hanoi(published).isoformat())
    _link(entry, "alternate", feed.base + page, "text/html")
    source = feed.sources.get(hit.source_id, hit.source_id)
    if clean(source).strip():
        _text(SubElement(entry, _name("author")), "name", source)
    for term, label in _categories(hit, feed.lang):
        SubElement(entry, _name("category"), {"term": clean(term), "label": clean(label)})
    _text(entry, "summary", _summary(hit, event, feed.lang) or title)
    return entry


def _summary(hit: Hit, event: Event | None, lang: Language) -> str:
    """The passage; of an event its day and place, of an agreement its day of signing, before it."""
    passage = "".join(text for text, _ in hit.passage)
    day = lang.day(hit.date) if hit.date else ""
    if event is not None:
        return " · ".join(filter(None, (day, event.place_province or event.place_text, passage)))
    if hit.document.agreement is not None and day:
        return " · ".join(filter(None, (lang.text("ký {day}", day=day), passage)))
    return passage


def _categories(hit: Hit, lang: Language) -> list[tuple[str, str]]:
    """Sectors of an article, the type of an event: code and name."""
    if hit.document.article:
        codes = [("sectors", tag.code) for tag in hit.document.article.sectors]
    else:
        codes = [("event_types", hit.document.event.event.type)] if hit.document.event else []
    return [(code, wording.coded(vocabulary, code, lang.code)) for vocabulary, code in codes]


def _title(query: Query, lang: Language) -> str:
    units = {"events": lang.text("Sự kiện"), "agreements": lang.text("Thỏa thuận")}
    listed = [part for value in query.filters.values() if isinstance(value, list | tuple) for part in value]
    return " · ".join(filter(None, ("Kho Tin", query.q, units.get(query.unit, ""), ", ".join(listed))))


def _updated(feed: Feed) -> datetime:
    return max((_moment(hit, feed) for hit in feed.results.hits), default=_OLDEST)


def _moment(hit: Hit, feed: Feed) -> datetime:
    """When the archive learned what an entry tells: of an article, when its text was first seen as it is now; of an event
    or agreement, when the last of its articles was first seen, else its day; never after the index was built."""
    article, links = hit.document.article, hit.document.links
    told: datetime | None = None
    if links is not None:
        seen_again = article.fetched_at if article and links.version > 1 else None
        told = max(links.first_seen_at, seen_again or links.first_seen_at)
    elif hit.id in feed.learned:
        told = feed.learned[hit.id][1]
    elif len(hit.date) == len("2023-03-25"):
        told = datetime.combine(date.fromisoformat(hit.date), datetime.min.time(), tzinfo=HANOI)
    return _hanoi(min(told or _OLDEST, feed.built_at or told or _OLDEST))


def _hanoi(moment: datetime) -> datetime:
    return moment.astimezone(HANOI).replace(microsecond=0)


def _link(parent: Element, relation: str, address: str, media_type: str) -> None:
    SubElement(parent, _name("link"), {"rel": relation, "href": clean(address), "type": media_type})


def _text(parent: Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    SubElement(parent, _name(name), attributes or {}).text = clean(text).strip() or "–"


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"
