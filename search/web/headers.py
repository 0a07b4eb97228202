"""What every answer carries, and what is refused before it costs anything: an ASGI layer around the app."""

import re
from collections.abc import Callable
from http import HTTPStatus
from time import monotonic
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from records.base import Record
from search.web.limits import ASKED_AT, Buckets, Rate, client_of, is_limited, is_watching, price

MAX_ADDRESS = 8192  # bytes of path and query
REFUSED = "khotin.refused"  # set in the scope of a request that was refused: why
FORM_COOKIE = "form"  # what binds a form's token to the browser it was made for
NEW_KEY = "khotin.form_key"  # in the request's state: the key that a new browser is to keep
_FOR_PROGRAMS = ("/api/", "/export", "/healthz", "/openapi.json")
_FILES = (".atom", ".ics", ".csv", ".svg")

# No script but our own file, no inline script or style, nothing from elsewhere, no frames, forms only to us.
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Nothing to other sites; to our own, as a form sent without a referrer has no Origin to check either.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
}

_SECURITY = [(name.lower().encode(), value.encode()) for name, value in SECURITY.items()]


def holds(given: str, tag: str) -> bool:
    """Whether an If-None-Match names an answer's tag, weak or not alike (RFC 9110, 13.1.2)."""
    strong = tag.removeprefix("W/")
    return given.strip() == "*" or strong in [one.strip().removeprefix("W/") for one in given.split(",")]


def for_programs(path: str) -> bool:
    """Whether a program asks rather than a person: failures are then told as JSON."""
    return path.startswith(_FOR_PROGRAMS) or path.endswith(_FILES)


_HOST = re.compile(rb"(?:[A-Za-z0-9._-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")


class Refusal(Record, frozen=True):
    """Why a request got no further; `errors` words it as a page or a problem."""

    status: int
    detail: str
    headers: dict[str, str] = {}


class Guard:
    """Adds the headers to every answer (one that sets its own policy keeps it); refuses addresses that are too long,
    hosts that are no names, and clients that ask too much.

    With `public`, programs on this machine are limited too, as one client: nothing tells them from a proxy here that adds
    no headers."""

    def __init__(
        self, app: ASGIApp, rate: Rate, *, public: bool = False, clock: Callable[[], float] = monotonic
    ) -> None:
        self._app, self._public = app, public
        self._buckets = Buckets(rate, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        # Shared by every layer's copy of the scope; `forms.token` leaves there the key a new browser is to keep.
        state = scope.setdefault("state", {})

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                had = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(pair for pair in _SECURITY if pair[0] not in had)]
                headers = MutableHeaders(scope=message)
                _let_keep(scope, headers)
                _give_key(scope, headers, state.get(NEW_KEY, ""))
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            # No route answers here; the prefix keeps programs apart from people.
            path = "/api/refused" if for_programs(scope["path"]) else "/refused"
            headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
            changed = {"path": path, "raw_path": path.encode(), "query_string": b"", "headers": headers}
            passes = refusal.status == HTTPStatus.TOO_MANY_REQUESTS
            asked = {ASKED_AT: (scope["path"], scope["query_string"].decode("latin-1"))} if passes else {}
            scope = dict(scope) | changed | asked | {REFUSED: refusal}
        await self._app(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> Refusal | None:
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MAX_ADDRESS:
            return Refusal(
                status=HTTPStatus.REQUEST_URI_TOO_LONG, detail=f"the address is longer than {MAX_ADDRESS} bytes"
            )
        if not all(_HOST.fullmatch(value) for name, value in scope["headers"] if name == b"host"):
            return Refusal(status=HTTPStatus.BAD_REQUEST, detail="the Host header is no name of a host")
        if wait := self._wait(scope):
            detail = f"too many requests from your address: go on in {wait} seconds"
            headers = {"Retry-After": str(wait)}
            return Refusal(status=HTTPStatus.TOO_MANY_REQUESTS, detail=detail, headers=headers)
        return None

    def _wait(self, scope: Scope) -> int:
        """The seconds that a client must wait; 0 where it need not."""
        free = is_watching(scope) if self._public else not is_limited(scope)
        return 0 if free else self._buckets.wait(client_of(scope), price(scope["path"]))


def _give_key(scope: Scope, headers: MutableHeaders, key: str) -> None:
    """Sets the cookie that a form's token is bound to; a page that holds such a token is for one reader alone."""
    if key:
        secure = "; Secure" if scope["scheme"] == "https" else ""
        headers.append("Set-Cookie", f"{FORM_COOKIE}={key}; Path=/; HttpOnly; SameSite=Lax{secure}")
        headers["Cache-Control"] = "no-store"


def _let_keep(scope: Scope, headers: MutableHeaders) -> None:
    """Browsers may keep fonts, and files asked for by their version, for a year."""
    path: str = scope["path"]
    if path.startswith("/static/") and (path.startswith("/static/fonts/") or b"v" in parse_qs(scope["query_string"])):
        headers["Cache-Control"] = "public, max-age=31536000, immutable"
