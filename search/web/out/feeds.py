"""Every search as an Atom feed, and every list of events as an iCalendar file, at stable addresses."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from xml.etree.ElementTree import Element, register_namespace, tostring

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from records.event import Event
from search.engine import Hit
from search.query import Query, Unit
from search.web import addresses, wording
from search.web.asking import strict
from search.web.i18n import HANOI, Language
from search.web.site import language_of, site_of

ENTRIES = 50
CALENDAR_EVENTS = 500
_ATOM = "http://www.w3.org/2005/Atom"
register_namespace("", _ATOM)
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
_LINE = 73  # octets a line of a calendar, less the space that a continued line begins with
_UNPRINTABLE = {code: None for code in range(32) if code not in (9, 10, 13)}


def atom(request: Request) -> Response:
    """The newest results of a search (articles, or events with unit=events) as an Atom feed."""
    query = _newest(request, ENTRIES)
    if (unchanged := _unchanged(request, query)) is not None:
        return unchanged
    hits = site_of(request).engine.search(query, facets=False).hits
    root = _feed(request, query, hits, language_of(request))
    body = tostring(root, xml_declaration=True, encoding="utf-8")
    return Response(body, media_type="application/atom+xml", headers=_validator(request, query))


def calendar(request: Request) -> Response:
    """The events of a search that have a date, as an iCalendar file."""
    query = _newest(request, CALENDAR_EVENTS, "events")
    if (unchanged := _unchanged(request, query)) is not None:
        return unchanged
    site, lang = site_of(request), language_of(request)
    hits = site.engine.search(query, facets=False).hits
    built_at = site.engine.stats().built_at or _UNDATED
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kho Tin//vi", f"X-WR-CALNAME:{_escaped('Kho Tin')}"]
    for hit in hits:
        if hit.document.event and hit.document.event.event.starts_on:
            address = site.base(request) + addresses.document("events", hit.id)
            lines += _vevent(hit.id, hit.document.event.event, address, built_at, lang)
    body = "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])
    return Response(body, media_type="text/calendar; charset=utf-8", headers=_validator(request, query))


def _newest(request: Request, limit: int, unit: Unit | None = None) -> Query:
    given = [pair for pair in request.query_params.multi_items() if pair[0] not in ("sort", "limit", "page", "after")]
    if unit:
        given = [*(pair for pair in given if pair[0] != "unit"), ("unit", unit)]
    return msgspec.structs.replace(strict(given), sort="newest", limit=limit)


def _validator(request: Request, query: Query) -> dict[str, str]:
    """What a reader asks again with: the answer changes only with the index, the query, the language
    and the address it is asked at."""
    build = site_of(request).engine.stats()
    site = site_of(request)
    parts = (build.build, build.watermark, query, language_of(request).code, request.url.path, site.base(request))
    digest = sha256(repr(parts).encode()).hexdigest()[:24]
    # Without an address of its own the app takes the Host header's word for it: what one asker made up is for him alone.
    whose, vary = ("public", "") if site.public_url else ("private", ", Host")
    headers = {"Cache-Control": f"{whose}, max-age=300", "Vary": f"Accept-Language, Cookie{vary}"}
    return {"ETag": f'W/"{digest}"', **headers}


def _unchanged(request: Request, query: Query) -> Response | None:
    headers = _validator(request, query)
    given = [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]
    return Response(status_code=304, headers=headers) if headers["ETag"] in given else None


def _feed(request: Request, query: Query, hits: tuple[Hit, ...], lang: Language) -> Element:
    base = site_of(request).base(request)
    itself = base + addresses.feed(query)
    root = _element("feed", {"{http://www.w3.org/XML/1998/namespace}lang": "vi"})
    _add(root, "id", itself)
    _add(root, "title", " · ".join(filter(None, ("Kho Tin", _clean(query.q), _unit_name(query.unit, lang)))))
    _add(root, "updated", max((_moment(hit) for hit in hits), default=_UNDATED).isoformat())
    root.append(_element("link", {"rel": "self", "href": itself, "type": "application/atom+xml"}))
    shown = msgspec.structs.replace(query, sort=None, limit=Query().limit)
    here = base + addresses.listing(shown)
    root.append(_element("link", {"rel": "alternate", "href": here, "type": "text/html"}))
    sources = site_of(request).source_names()
    for hit in hits:
        root.append(_entry(hit, base, sources, lang))
    return root


def _entry(hit: Hit, base: str, sources: dict[str, str], lang: Language) -> Element:
    entry = _element("entry")
    address = base + addresses.document(hit.unit, hit.id)
    event = hit.document.event.event if hit.document.event else None
    title = hit.title or (wording.event_title(event, lang) if event else "") or lang.text("(không có tít)")
    _add(entry, "id", address)
    _add(entry, "title", _clean(title))
    _add(entry, "updated", _moment(hit).isoformat())
    entry.append(_element("link", {"rel": "alternate", "href": address, "type": "text/html"}))
    author = _element("author")
    entry.append(author)
    _add(author, "name", _clean(sources.get(hit.source_id, hit.source_id)) or "Kho Tin")
    _add(entry, "summary", _clean("".join(text for text, _ in hit.passage)))
    return entry


def _element(name: str, attributes: dict[str, str] | None = None) -> Element:
    return Element(f"{{{_ATOM}}}{name}", attributes or {})


def _add(parent: Element, name: str, text: str) -> None:
    child = _element(name)
    child.text = text
    parent.append(child)


def _clean(text: str) -> str:
    """Text without the characters that XML can't hold."""
    return "".join(c for c in text.translate(_UNPRINTABLE) if not ("\ud800" <= c <= "\udfff" or c in "\ufffe\uffff"))


def _moment(hit: Hit) -> datetime:
    if hit.published_at:
        return hit.published_at
    if len(hit.date) == len("2023-03-25"):
        return datetime.combine(date.fromisoformat(hit.date), datetime.min.time(), tzinfo=HANOI)
    return _UNDATED


def _unit_name(unit: Unit, lang: Language) -> str:
    return {"events": lang.text("Sự kiện"), "agreements": lang.text("Thỏa thuận")}.get(unit, "")


def _vevent(event_id: str, event: Event, address: str, stamp: datetime, lang: Language) -> list[str]:
    assert event.starts_on is not None
    last = (event.ends_on or event.starts_on) + timedelta(days=1)  # DTEND is the first day after
    place = ", ".join(dict.fromkeys(filter(None, (event.place_text, event.place_province))))
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_escaped(event_id)}@khotin",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.starts_on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last:%Y%m%d}",
        f"SUMMARY:{_escaped(wording.event_title(event, lang))}",
        f"CATEGORIES:{_escaped(wording.coded('event_types', event.type, lang.code))}",
        f"URL:{address}",
    ]
    lines += [f"LOCATION:{_escaped(place)}"] if place else []
    return [*lines, "END:VEVENT"]


def _escaped(text: str) -> str:
    """Text as a calendar holds it: one line, its own signs marked (RFC 5545, 3.3.11)."""
    text = _clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(text.split("\n")).replace("\r", "")


def _folded(line: str) -> str:
    """A line cut to what a calendar's lines may hold, in octets and never inside a letter."""
    pieces, current = [], b""
    for character in line:
        encoded = character.encode()
        if len(current) + len(encoded) > _LINE:
            pieces.append(current.decode())
            current = b""
        current += encoded
    return "\r\n ".join([*pieces, current.decode()])


def router() -> APIRouter:
    """The feeds at their addresses."""
    routes = APIRouter()
    for path, endpoint in {"/feed.atom": atom, "/events.ics": calendar}.items():
        routes.add_api_route(path, endpoint, methods=["GET", "HEAD"], response_model=None)
    return routes
