"""What every answer carries, and what is refused before it costs anything: an ASGI layer around the app."""

from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_ADDRESS = 8192  # bytes of path and query
TOO_LONG = "khotin.too_long"  # set in the scope of a request that was refused for it
FOR_PROGRAMS = ("/api/", "/export", "/healthz", "/openapi.json", "/feed.atom", "/events.ics")

# No script but our own file, no inline script or style, nothing from elsewhere, no frames, forms only to us.
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
}


class Guard:
    """Adds the headers to every answer (one that sets its own policy keeps it); refuses addresses that are too long."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
                _let_keep(scope, headers)
            await send(message)

        if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > MAX_ADDRESS:
            # No route answers here; the prefix keeps programs apart from people.
            path = "/api/too-long" if scope["path"].startswith(FOR_PROGRAMS) else "/too-long"
            scope = dict(scope) | {"path": path, "raw_path": path.encode(), "query_string": b"", TOO_LONG: True}
        await self._app(scope, receive, send_with_headers)


def _let_keep(scope: Scope, headers: MutableHeaders) -> None:
    """Browsers may keep fonts, and files asked for by their version, for a year."""
    path: str = scope["path"]
    if path.startswith("/static/") and (path.startswith("/static/fonts/") or b"v" in parse_qs(scope["query_string"])):
        headers["Cache-Control"] = "public, max-age=31536000, immutable"
