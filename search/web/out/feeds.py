"""Every search as an Atom feed, and every list of events as an iCalendar file, at stable addresses."""

from datetime import UTC, datetime

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from search.engine import Reader, Results
from search.query import Query, Sort, Unit
from search.web import addresses
from search.web.asking import strict
from search.web.out import atom, calendars
from search.web.out.conditional import of_what_was_found, unchanged, validators
from search.web.site import language_of, site_of

ENTRIES = 50
CALENDAR_EVENTS = 1000
_TOLD_BY = 100  # articles of one event that are looked up
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def feed(request: Request) -> Response:
    """What the archive learned last of a search (of any unit) as an Atom feed; `after` gives what it learned before."""
    query = _asked(request, ENTRIES, "known")
    headers = validators(request, query)
    if (same := unchanged(request, headers)) is not None:
        return same
    site = site_of(request)
    results = _news(site.engine, query)
    made = atom.Feed(
        query=query,
        results=results,
        learned=_learned(site.engine, results),
        base=site.base(request),
        sources=site.source_names(),
        built_at=site.edition().built_at,
        lang=language_of(request),
    )
    return Response(atom.feed_xml(made), media_type=atom.MEDIA_TYPE, headers=of_what_was_found(headers, results))


def calendar(request: Request) -> Response:
    """The newest events of a search that have a day, as an iCalendar file."""
    query = _asked(request, CALENDAR_EVENTS, "newest", "events")
    headers = validators(request, query)
    if (same := unchanged(request, headers)) is not None:
        return same
    site = site_of(request)
    base = site.base(request)
    results = _news(site.engine, query)
    found = [(hit.id, hit.document.event.event) for hit in results.hits if hit.document.event]
    told = [(event_id, event, base + addresses.document("events", event_id)) for event_id, event in found]
    body = calendars.calendar_file(
        told,
        stamp=site.edition().built_at or _NEVER,
        lang=language_of(request),
        name=" · ".join(filter(None, ("Kho Tin", query.q))),
        source=base + addresses.feed(query, "/events.ics"),
    )
    return Response(body, media_type=calendars.MEDIA_TYPE, headers=of_what_was_found(headers, results))


def _news(engine: Reader, query: Query) -> Results:
    """What a feed tells: nothing where nothing holds all that was asked for; what holds a part of it is no news of it."""
    results = engine.search(query, facets=False)
    if any(notice.code == "relaxed" for notice in results.notices):
        return msgspec.structs.replace(results, total=0, hits=(), next_after=None)
    return results


def _learned(engine: Reader, results: Results) -> dict[str, tuple[datetime, datetime]]:
    """When the archive first and last learned of each event or agreement: the moments its articles were first seen."""
    learned: dict[str, tuple[datetime, datetime]] = {}
    for hit in results.hits:
        told = hit.document.event or hit.document.agreement
        found = [engine.get("articles", known) for known in (told.article_ids[:_TOLD_BY] if told else ())]
        moments = [document.links.first_seen_at for document in found if document and document.links]
        if moments:
            learned[hit.id] = min(moments), max(moments)
    return learned


def _asked(request: Request, limit: int, order: Sort, unit: Unit | None = None) -> Query:
    """The query of a feed's address in its order; what only orders and pages a listing is passed over."""
    left_out = ("sort", "limit", "page") if unit is None else ("sort", "limit", "page", "after", "unit")
    given = [pair for pair in request.query_params.multi_items() if pair[0] not in left_out]
    if unit:
        given.append(("unit", unit))
    return msgspec.structs.replace(strict([*given, ("sort", order)]), limit=limit)


def router() -> APIRouter:
    """The feeds at their addresses."""
    routes = APIRouter()
    for path, endpoint in {"/feed.atom": feed, "/events.ics": calendar}.items():
        routes.add_route(path, endpoint, methods=["GET", "HEAD"])
    return routes
