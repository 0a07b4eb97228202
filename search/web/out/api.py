"""The HTTP API: the same query, facets and documents as the pages, as JSON; errors as problem+json."""

from collections.abc import Callable, Iterator
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from itertools import chain
from typing import Any

import msgspec
import yaml
from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from records.errors import QueryError
from search.as_json import Json, cross_tab_json, document_json, results_json
from search.export import FORMATS, MEDIA_TYPES, Format, exported
from search.query import Query, Unit
from search.web import addresses
from search.web.asking import strict
from search.web.errors import absent, problem, refuse_taken_down
from search.web.site import site_of

MAX_FACETS = 3  # a cross-tab counts by


def search(request: Request) -> Response:
    """One page of hits with facets and histograms."""
    query = strict(request.query_params.multi_items())
    results = site_of(request).engine.search(query)
    return _json(results_json(results) | {"next": _next(query, results.total, results.next_after)})


def count(request: Request) -> Response:
    """A cross-tab of documents by one to three facets."""
    given = request.query_params.multi_items()
    by = [name.strip() for key, value in given if key == "by" for name in value.split(",") if name.strip()]
    if not 0 < len(by) <= MAX_FACETS or len(set(by)) < len(by):
        raise QueryError(f"by {','.join(by)!r}: give one to {MAX_FACETS} different facets, as by=province,year")
    query = strict([pair for pair in given if pair[0] != "by"])
    return _json(cross_tab_json(site_of(request).engine.count(by, query)))


def export(request: Request) -> Response:
    """All documents of a query as a file, streamed."""
    given = request.query_params.multi_items()
    form = _format(dict(given).get("format", "csv"))
    query = strict([pair for pair in given if pair[0] != "format"])
    site = site_of(request)
    if not site.exports.acquire(blocking=False):
        return problem(429, "too many exports run already; try again in a minute", {"Retry-After": "60"})
    try:
        pieces = exported(site.engine, query, form)
        # The first piece is made before the answer begins, so that what fails can still be told.
        pieces = chain([next(pieces, b"")], pieces)
    except BaseException:
        site.exports.release()
        raise
    return _Export(pieces, site.exports.release, form, query.unit)


def healthz(request: Request) -> Response:
    """Whether the index can be read, and what it holds."""
    stats = site_of(request).engine.stats()
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


class _Export(StreamingResponse):
    """A file as it is made; whether it is read to its end or not, the next export may then begin."""

    def __init__(self, pieces: Iterator[bytes], release: Callable[[], None], form: Format, unit: Unit) -> None:
        name = f"khotin-{unit}.{form}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        super().__init__(pieces, media_type=MEDIA_TYPES[form], headers=headers)
        self._release = release

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._release()


def _format(asked: str) -> Format:
    for form in FORMATS:
        if form == asked:
            return form
    raise QueryError(f"format {asked!r} is unknown: it is one of {', '.join(FORMATS)}")


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


@cache
def _described() -> dict[str, Any]:
    """The operations, parameters and schemas of the API, as OpenAPI writes them."""
    described: dict[str, Any] = yaml.safe_load(files("search.web.out").joinpath("openapi.yaml").read_text("utf-8"))
    return described


def describe(app: FastAPI) -> None:
    """Serves the API's own description at /openapi.json."""

    def openapi() -> dict[str, Any]:
        return _described() | {"info": _described()["info"] | {"version": app.version}}

    app.openapi = openapi  # type: ignore[method-assign]


def missing(request: Request) -> Response:
    """Anything else under /api/."""
    raise HTTPException(HTTPStatus.NOT_FOUND, f"there is no {request.url.path}: see /openapi.json")


def router() -> APIRouter:
    """The API at its addresses."""
    routes = APIRouter()
    endpoints: dict[str, Callable[..., Response]] = {
        "/api/search": search,
        "/api/count": count,
        "/api/articles/{document_id:path}": article,
        "/api/events/{document_id:path}": event,
        "/api/agreements/{document_id:path}": agreement,
        "/api/{rest:path}": missing,
        "/healthz": healthz,
    }
    for path, endpoint in endpoints.items():
        routes.add_api_route(path, endpoint, methods=["GET", "HEAD"], response_model=None)
    routes.add_api_route("/export", export, methods=["GET"], response_model=None)
    return routes
