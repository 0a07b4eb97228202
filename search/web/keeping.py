"""Answers asked for again while the index is the same, given without any work: an ASGI layer around result pages and API."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import sha256
from http import HTTPStatus
from math import inf
from secrets import token_hex
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from records.base import Record
from search.engine import Edition
from search.web.editions import Editions
from search.web.headers import FORM_COOKIE, NEW_KEY, holds
from search.web.site import SECONDS, Site, preferred_language

# What stands on the index: the first page, what a query finds, and counts of it.
_PATHS = ("/", "/events", "/agreements", "/api/search", "/api/count")
_STATUSES = (HTTPStatus.OK, HTTPStatus.SEE_OTHER)
_BRIEF = "khotin.brief"  # in the request's state: the answer stands on more than the index
_METHODS = ("GET", "HEAD")
MOST_BYTES = 32_000_000  # of all answers kept, with what it costs to keep them
_LARGEST = 400_000  # bytes of one
_EACH, _EACH_HEADER = 550, 120  # bytes that an answer, and a header of it, take beside what is sent


class _Answer(Record, frozen=True):
    """One answer as it was sent, before the headers that every answer carries; good until a second of the clock."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    until: float = inf


class Keeper:
    """Keeps the answers to readers who are nobody in particular, those asked for last, up to so many bytes.

    An answer is known by all that it is made of: the index' state, the app as it was started (its code, templates and settings),
    the day, the language, the address (with the host it was asked at, where the app has no address of its own) and how it may
    be packed. What stands on the archive too is kept
    for some seconds. None that sets a cookie is kept, and who brings a form's cookie is answered anew; nor is one that was
    made while a part of the index did not answer (`partial` counts those answers). The index is asked for its state each
    time, so that a new one is seen at once. Used from the event loop alone, so that it needs no lock; `clock` gives seconds.
    """

    def __init__(self, app: ASGIApp, most_bytes: int, clock: Callable[[], float], partial: Callable[[], int]) -> None:
        self._app, self._most, self._clock, self._partial = app, most_bytes, clock, partial
        self._editions = Editions(clock)
        # What the app is made of is more than its code; and a package put in its place can't be seen from here.
        self._started = token_hex(8)
        self._edition: Edition | None = None
        self._kept: OrderedDict[str, _Answer] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        edition = await self._editions.now(scope["app"].state.site.engine.edition) if _is_for_all(scope) else None
        if edition is None:
            await self._app(scope, receive, send)
            return
        if edition != self._edition:
            self._edition, self._bytes = edition, 0
            self._kept.clear()
        tag = _tag(scope, self._started, edition)
        found = self._kept.get(tag)
        if found is None or found.until <= self._clock():
            await self._ask(tag, scope, receive, send)
            return
        self._kept.move_to_end(tag)
        given = Headers(scope=scope).get("if-none-match", "")
        if found.until == inf and found.status == HTTPStatus.OK and holds(given, tag):
            found = _unchanged(found)
        await send({"type": "http.response.start", "status": found.status, "headers": [*found.headers]})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else found.body})

    async def _ask(self, tag: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Asks the app, hands its answer on as it comes, and keeps it where it may be kept."""
        edition, partial, parts = self._edition, self._partial(), list[bytes]()
        start: Message = {}

        async def send_and_keep(message: Message) -> None:
            nonlocal start
            is_start = message["type"] == "http.response.start"
            # What lacks a part has no tag either: the whole answer would be taken for it.
            if is_start and partial == self._partial() and _may_be_kept(message, scope):
                if not _is_brief(scope):
                    MutableHeaders(scope=message).setdefault("ETag", tag)
                start = {**message, "headers": [*message["headers"]]}
            elif start:
                parts.append(message.get("body", b""))
            await send(message)
            if start and message["type"] == "http.response.body" and not message.get("more_body"):
                until = self._clock() + SECONDS if _is_brief(scope) else inf
                headers, body = tuple(start["headers"]), b"".join(parts)
                if edition == self._edition and scope["method"] == "GET":
                    self._keep(tag, _Answer(status=start["status"], headers=headers, body=body, until=until))

        await self._app(scope, receive, send_and_keep)

    def _keep(self, tag: str, answer: _Answer) -> None:
        size = _size(answer)
        if size > min(_LARGEST, self._most):
            return
        self._bytes += size - (_size(self._kept.pop(tag)) if tag in self._kept else 0)
        self._kept[tag] = answer
        while self._bytes > self._most:
            self._bytes -= _size(self._kept.popitem(last=False)[1])


def is_of_more(request: Request) -> None:
    """Says of an answer that it stands on more than the index, so that it is kept only for some seconds."""
    setattr(request.state, _BRIEF, True)


def _is_brief(scope: Scope) -> bool:
    return _BRIEF in scope["state"]


def _is_for_all(scope: Scope) -> bool:
    """Whether the answer may be the same for all: a search, asked by a browser that holds no form of ours."""
    if scope["type"] != "http" or scope["method"] not in _METHODS or scope["path"] not in _PATHS:
        return False
    return FORM_COOKIE not in Request(scope).cookies


def _tag(scope: Scope, started: str, edition: Edition) -> str:
    """All that an answer is made of, as the tag (RFC 9110, 8.8.3) it is asked for again with. A language that the address
    names is part of it so."""
    request = Request(scope)
    site: Site = scope["app"].state.site
    packed = "gzip" in request.headers.get("accept-encoding", "")
    base = site.public_url or [scope.get(part) for part in ("scheme", "server", "root_path")]
    host = "" if site.public_url else request.headers.get("host")
    parts: Iterable[Any] = (
        started, edition, site.today(), preferred_language(request), base, host, packed,
        scope["path"], scope["query_string"],
    )  # fmt: skip
    return f'W/"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _may_be_kept(start: Message, scope: Scope) -> bool:
    """Whether an answer is for all: none that failed, that sets a cookie, or that is not to be stored."""
    headers = Headers(raw=start["headers"])
    personal = "set-cookie" in headers or "no-store" in headers.get("cache-control", "")
    return start["status"] in _STATUSES and not personal and NEW_KEY not in scope["state"]


def _unchanged(answer: _Answer) -> _Answer:
    """304 in its place, less what tells of a body."""
    headers = tuple((name, value) for name, value in answer.headers if name.lower() not in _OF_A_BODY)
    return _Answer(status=HTTPStatus.NOT_MODIFIED, headers=headers, body=b"")


_OF_A_BODY = (b"content-length", b"content-type", b"content-encoding")


def _size(answer: _Answer) -> int:
    headers = sum(len(name) + len(value) + _EACH_HEADER for name, value in answer.headers)
    return _EACH + len(answer.body) + headers
