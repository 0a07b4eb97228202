"""The pages of articles, events, agreements, people and provinces at their addresses."""

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from search.web import addresses
from search.web.documents import article_routes, people_routes, province_routes, report_routes
from search.web.documents.agreements import agreement_page
from search.web.documents.citing import Where
from search.web.documents.events import event_page
from search.web.errors import absent, refuse_taken_down
from search.web.out.calendars import MEDIA_TYPE, calendar_file
from search.web.site import language_of, page, site_of

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def event(request: Request, document_id: str) -> Response:
    """One event."""
    site, lang = site_of(request), language_of(request)
    refuse_taken_down(request, "events", document_id)
    document = site.engine.get("events", document_id)
    if document is None or document.event is None:
        return absent(request, "events", document_id)
    where = Where(address=site.base(request) + addresses.document("events", document_id), today=site.today())
    return page(request, "event.html", view=event_page(site.engine, site.archive, document.event, where, lang))


def event_calendar(request: Request, document_id: str) -> Response:
    """One event to be added to a calendar."""
    site = site_of(request)
    refuse_taken_down(request, "events", document_id)
    document = site.engine.get("events", document_id)
    if document is None or document.event is None:
        return absent(request, "events", document_id)
    told = document.event.event
    if told.starts_on is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"event {document_id!r} has no day that is known: no calendar of it")
    address = site.base(request) + addresses.document("events", document_id)
    body = calendar_file(
        [(document_id, told, address)],
        stamp=site.edition().built_at or _NEVER,
        lang=language_of(request),
        source=f"{address}.ics",
    )
    name = "".join(c if c.isascii() and c.isalnum() else "-" for c in document_id)
    return Response(body, media_type=MEDIA_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}.ics"'})


def agreement(request: Request, document_id: str) -> Response:
    """One agreement."""
    site, lang = site_of(request), language_of(request)
    refuse_taken_down(request, "agreements", document_id)
    document = site.engine.get("agreements", document_id)
    if document is None or document.agreement is None:
        return absent(request, "agreements", document_id)
    where = Where(address=site.base(request) + addresses.document("agreements", document_id), today=site.today())
    view = agreement_page(site.engine, site.archive, document.agreement, where, lang)
    return page(request, "agreement.html", view=view)


def router() -> APIRouter:
    """The pages at their addresses; ids given by others may hold slashes."""
    pages: dict[str, Callable[..., Response]] = {
        "/articles/{document_id:path}": article_routes.article,
        "/snapshots/{document_id:path}": article_routes.snapshot,
        # Before the event's page, whose id may be anything.
        "/events/{document_id:path}.ics": event_calendar,
        "/events/{document_id:path}": event,
        "/agreements/{document_id:path}": agreement,
        "/people": people_routes.people,
        "/people/{person_id:path}": people_routes.person,
        "/api/people/{person_id:path}": people_routes.api_person,
        "/provinces": province_routes.all_provinces,
        "/provinces/{key}": province_routes.province,
        "/report/{unit}/{document_id:path}": report_routes.report_page,
    }
    routes = APIRouter(include_in_schema=False)
    for path, endpoint in pages.items():
        routes.add_api_route(path, endpoint, methods=["GET", "HEAD"], response_model=None)
    return routes
