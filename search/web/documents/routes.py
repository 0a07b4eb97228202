"""The pages of articles, events, agreements and archived pages at their addresses."""

from collections.abc import Callable
from http import HTTPStatus

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from search.protocols import SourceInfo
from search.web.documents import documents
from search.web.documents.changes import changes
from search.web.errors import TakenDown, absent, refuse_taken_down
from search.web.site import language_of, page, site_of

MAX_SNAPSHOT = 2_000_000  # characters of an archived page that are shown
# An archived page is crawled text: whatever it holds, it is shown as text, in a sandbox of no origin.
_SNAPSHOT_HEADERS = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Robots-Tag": "noindex"}


def article(request: Request, document_id: str) -> Response:
    """One article, or one of the texts it has had (?version=)."""
    site, lang = site_of(request), language_of(request)
    refuse_taken_down(request, "articles", document_id)
    document = site.engine.get("articles", document_id)
    if document is None or document.article is None or document.links is None:
        return absent(request, "articles", document_id)
    wanted = request.query_params.get("version", "")
    if wanted and wanted != str(document.links.version):
        return _version(request, document_id, wanted)
    view = documents.article_page(site.engine, site.archive, document.article, document.links, lang)
    return page(request, "article.html", view=view)


def _version(request: Request, article_id: str, wanted: str) -> Response:
    """An older text, with what the version after it put in and took out."""
    site, lang = site_of(request), language_of(request)
    number = _number(wanted)
    told = site.archive.article(article_id, number)
    versions = tuple(site.archive.versions(article_id))
    at = next((version for version in versions if version.version == number), None)
    if told is None or at is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"article {article_id!r} has no version {wanted!r}")
    after = site.archive.article(article_id, number + 1)
    source = site.archive.sources().get(told.source_id, SourceInfo(id=told.source_id, name=told.source_id))
    return page(
        request,
        "version.html",
        article=told,
        at=at,
        versions=versions,
        changes=changes(told, after or told),
        compared=after is not None,
        source=source,
        published=documents.published(told, lang),
    )


def event(request: Request, document_id: str) -> Response:
    """One event."""
    site, lang = site_of(request), language_of(request)
    refuse_taken_down(request, "events", document_id)
    document = site.engine.get("events", document_id)
    if document is None or document.event is None:
        return absent(request, "events", document_id)
    view = documents.event_page(site.engine, site.archive, document.event, lang)
    return page(request, "event.html", view=view)


def agreement(request: Request, document_id: str) -> Response:
    """One agreement."""
    site, lang = site_of(request), language_of(request)
    refuse_taken_down(request, "agreements", document_id)
    document = site.engine.get("agreements", document_id)
    if document is None or document.agreement is None:
        return absent(request, "agreements", document_id)
    view = documents.agreement_page(site.engine, site.archive, document.agreement, lang)
    return page(request, "agreement.html", view=view)


def snapshot(request: Request, document_id: str) -> Response:
    """The archived page behind one version, as plain text."""
    refuse_taken_down(request, "articles", document_id)
    number = _number(request.query_params.get("version", ""))
    kept = site_of(request).archive.snapshot(document_id, number, max_characters=MAX_SNAPSHOT)
    if kept is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"no page of {document_id!r}, version {number}, is kept")
    if kept.withheld is not None:
        raise TakenDown(kept.withheld)
    return PlainTextResponse(kept.text, headers=_SNAPSHOT_HEADERS)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise HTTPException(HTTPStatus.NOT_FOUND, f"version {text!r} is no number")
    return int(text)


def router() -> APIRouter:
    """The pages at their addresses; ids given by others may hold slashes."""
    pages: dict[str, Callable[..., Response]] = {
        "/articles/{document_id:path}": article,
        "/events/{document_id:path}": event,
        "/agreements/{document_id:path}": agreement,
        "/snapshots/{document_id:path}": snapshot,
    }
    routes = APIRouter(include_in_schema=False)
    for path, endpoint in pages.items():
        routes.add_api_route(path, endpoint, methods=["GET", "HEAD"], response_model=None)
    return routes
