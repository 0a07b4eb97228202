"""The HTTP API: the same query, facets and documents as the pages, as JSON; errors as problem+json."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import msgspec
from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from records.errors import QueryError
from search.as_json import Json, cross_tab_json, document_json, results_json
from search.export import BOM, MEDIA_TYPES, cross_tab_csv
from search.query import Query, Unit
from search.web import addresses
from search.web.asking import strict
from search.web.errors import absent, problem, refuse_taken_down
from search.web.out.described import description
from search.web.site import site_of

Endpoint = Callable[..., Response]
MAX_FACETS = 3  # a cross-tab counts by


def search(request: Request) -> Response:
    """One page of hits with facets and histograms."""
    query = strict(request.query_params.multi_items())
    results = site_of(request).engine.search(query)
    return _json(results_json(results) | {"next": _next(query, results.total, results.next_after)})


def count(request: Request) -> Response:
    """A cross-tab of documents by one to three facets, whole, as JSON or CSV."""
    given = request.query_params.multi_items()
    by = [name.strip() for key, value in given if key == "by" for name in value.split(",") if name.strip()]
    if not 0 < len(by) <= MAX_FACETS or len(set(by)) < len(by):
        raise QueryError(f"by {','.join(by)[:200]!r}: give one to {MAX_FACETS} different facets, as by=province,year")
    form = dict(given).get("format", "json")
    if form not in ("json", "csv"):
        raise QueryError(f"format {form[:40]!r} is unknown: it is one of json, csv")
    query = strict([pair for pair in given if pair[0] not in ("by", "format")])
    table = site_of(request).engine.count(by, query)
    if form == "json":
        return _json(cross_tab_json(table))
    headers = {"Content-Disposition": 'attachment; filename="khotin-count.csv"', "Cache-Control": "no-cache"}
    return Response(BOM + cross_tab_csv(table), media_type=MEDIA_TYPES["csv"], headers=headers)


def healthz(request: Request) -> Response:
    """Whether the index can be read and is of a night not long ago, and what it holds."""
    stats = site_of(request).stats()
    if late := site_of(request).archive.late_night():
        return problem(503, late)
    told = {"status": "ok", "documents": stats.documents, "watermark": stats.watermark, "engine": stats.engine}
    return _json(told)


def article(request: Request, document_id: str) -> Response:
    """One article with all its tags, events and their evidence."""
    return _document(request, "articles", document_id)


def event(request: Request, document_id: str) -> Response:
    """One event with the articles that tell of it."""
    return _document(request, "events", document_id)


def agreement(request: Request, document_id: str) -> Response:
    """One agreement with the events that signed and reviewed it."""
    return _document(request, "agreements", document_id)


def _document(request: Request, unit: Unit, document_id: str) -> Response:
    refuse_taken_down(request, unit, document_id)
    document = site_of(request).engine.get(unit, document_id)
    return _json(document_json(document)) if document else absent(request, unit, document_id, api=True)


def _next(query: Query, total: int, next_after: str | None) -> str | None:
    """The address of the following page, None where nothing follows."""
    if next_after:
        return addresses.api(msgspec.structs.replace(query, after=next_after, page=1))
    if query.order != "relevance" or not query.limit or query.page * query.limit >= total:
        return None
    return addresses.api(msgspec.structs.replace(query, page=query.page + 1))


def _json(body: Json) -> Response:
    return Response(msgspec.json.encode(body), media_type="application/json", headers={"Cache-Control": "no-cache"})


def describe(app: FastAPI) -> None:
    """Serves the API's own description at /openapi.json."""

    def openapi() -> dict[str, Any]:
        return description() | {"info": description()["info"] | {"version": app.version}}

    app.openapi = openapi  # type: ignore[method-assign]


def missing(request: Request) -> Response:
    """Anything else under /api/."""
    raise HTTPException(HTTPStatus.NOT_FOUND, f"there is no {request.url.path}: see /openapi.json")


def router() -> APIRouter:
    """The API at its addresses."""
    routes = APIRouter()
    plain: dict[str, Endpoint] = {"/api/search": search, "/api/count": count, "/healthz": healthz}
    for path, endpoint in plain.items():  # which need nothing read out of their address
        routes.add_route(path, endpoint, methods=["GET", "HEAD"])
    endpoints: dict[str, Endpoint] = {
        "/api/articles/{document_id:path}": article,
        "/api/events/{document_id:path}": event,
        "/api/agreements/{document_id:path}": agreement,
    }
    for path, endpoint in endpoints.items():
        routes.add_api_route(path, endpoint, methods=["GET", "HEAD"], response_model=None)
    routes.add_route("/api/{rest:path}", missing, methods=["GET", "HEAD"])
    return routes
