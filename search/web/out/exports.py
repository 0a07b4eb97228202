"""Result sets as files: the export, what it stands on, and the dictionary of its columns."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import get_args

import msgspec
from fastapi import APIRouter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from records.errors import QueryError
from search.about import about, dictionary
from search.as_json import Json
from search.export import FORMATS, MEDIA_TYPES, Format, exported
from search.query import Query, Unit
from search.web import addresses
from search.web.asking import strict
from search.web.errors import problem
from search.web.limits import client_of
from search.web.site import site_of

_LOG = logging.getLogger("khotin.web")
STALLED = 60.0  # seconds after which a client that takes nothing any more loses its slot


def export(request: Request) -> Response:
    """All documents of a query as a file, streamed; of its head alone no file is made."""
    form, query = _asked(request)
    if request.method == "HEAD":
        return StreamingResponse(iter(()), media_type=MEDIA_TYPES[form], headers=_headers(form, query))
    site, client = site_of(request), client_of(request.scope)
    if not site.exports.take(client):
        return problem(429, "too many exports run already; try again in a minute", {"Retry-After": "60"})

    def release() -> None:
        site.exports.give_back(client)

    try:
        told = _about(request, query) if form == "parquet" else None
        pieces = exported(site.engine, query, form, told)
        # The first piece is made before the answer begins, so that what fails can still be told.
        pieces = chain([next(pieces, b"")], pieces)
    except BaseException:
        release()
        raise
    return _Export(pieces, release, form, query)


def told_about(request: Request) -> Response:
    """What the export of a query stands on."""
    return _json(_about(request, _asked(request)[1]))


def columns(request: Request) -> Response:
    """The columns of a unit's files, each explained; the controlled lists they draw on."""
    asked = request.query_params.get("unit", "articles")
    units: tuple[Unit, ...] = get_args(Unit)
    for unit in units:
        if unit == asked:
            return _json(dictionary(unit))
    raise QueryError(f"unit {asked[:40]!r} is unknown: it is one of {', '.join(units)}")


def _asked(request: Request) -> tuple[Format, Query]:
    given = request.query_params.multi_items()
    form = _format(dict(given).get("format", "csv"))
    query = strict([pair for pair in given if pair[0] != "format"])
    # An export is whole: where a page of a list begins and ends is nothing to it.
    return form, msgspec.structs.replace(query, after="", page=1, limit=Query().limit)


def _about(request: Request, query: Query) -> Json:
    site = site_of(request)
    whole = about(site.engine, site.archive, query, at=datetime.now(UTC))
    return whole | {"address": site.base(request) + addresses.listing(query)}


def _format(asked: str) -> Format:
    for form in FORMATS:
        if form == asked:
            return form
    raise QueryError(f"format {asked[:40]!r} is unknown: it is one of {', '.join(FORMATS)}")


def _json(body: Json) -> Response:
    return Response(msgspec.json.encode(body), media_type="application/json", headers={"Cache-Control": "no-cache"})


def _headers(form: Format, query: Query) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="khotin-{query.unit}.{form}"',
        "Cache-Control": "no-store",
        "Link": f'<{addresses.about(query)}>; rel="describedby"; type="application/json"',
    }


class _Export(StreamingResponse):
    """A file as it is made; whether it is read to its end or not, the next export may then begin."""

    def __init__(self, pieces: Iterator[bytes], release: Callable[[], None], form: Format, query: Query) -> None:
        super().__init__(pieces, media_type=MEDIA_TYPES[form], headers=_headers(form, query))
        self._release = release

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""

        async def send_in_time(message: Message) -> None:
            await asyncio.wait_for(send(message), STALLED)

        try:
            await super().__call__(scope, receive, send_in_time)
        except (ClientDisconnect, TimeoutError):  # gone, or stalled
            _LOG.info("an export ended before its end: its reader left or took nothing for %d seconds", STALLED)
        finally:
            self._release()


def router() -> APIRouter:
    """The exports at their addresses."""
    routes = APIRouter()
    for path, endpoint in {"/export": export, "/export/about": told_about, "/export/dictionary": columns}.items():
        routes.add_api_route(path, endpoint, methods=["GET", "HEAD"], response_model=None)
    return routes
