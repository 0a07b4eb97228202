"""Serves sample portals over HTTP on loopback, one port a portal, as their web servers would."""

import hashlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, TextIO

from records.base import Record
from records.errors import SampleError
from samples.asked import is_known, request_of
from samples.shape import Portal
from samples.site import FIRST_NIGHT, Page, Request, Site
from samples.sites import site_of

HOST = "127.0.0.1"


class Weather(Record, frozen=True):
    """What makes a server hard to crawl: `slow` seconds before each answer, a seeded share `fail` of addresses whose
    first request answers 503, more than `flood` requests a minute (0: any number) refused in the platform's way, and
    with `greet` the very first answer the cookie page of a platform that has one."""

    slow: float = 0.0
    fail: float = 0.0
    flood: int = 0
    greet: bool = False


class PortalServer(ThreadingHTTPServer):
    """One portal on one port. Pages are drawn when first asked for and kept."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, portal: Portal, first: Portal, *, port: int, weather: Weather, log: TextIO | None) -> None:
        super().__init__((HOST, port), Handler)
        self.base = f"http://{HOST}:{self.server_port}"
        self.site: Site = site_of(portal, self.base)
        self._first: Site = site_of(first, self.base)
        self.weather = weather
        self.log = log
        self._kept: dict[tuple[str, bool], tuple[Page, datetime]] = {}
        self._asked: set[str] = set()
        self._times: list[float] = []
        self._lock = threading.Lock()

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that hangs up is no error; anything else is told with its traceback."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def page(self, request: Request) -> tuple[Page, datetime]:
        """The page and when its bytes last changed: on the first night, or on the portal's own."""
        key = request.path, request.mobile
        # What is asked for by more than an address has no end.
        is_plain = not request.query and not request.cookies and request.method == "GET"
        if is_plain and key in self._kept:
            return self._kept[key]
        page = self.site.answer(request)
        same = self.site.portal.night < 2 or self._first.answer(request) == page
        found = page, FIRST_NIGHT if same else self.site.now
        if is_plain:
            self._kept[key] = found
        return found

    def refusal(self, target: str, *, has_cookie: bool = False) -> Page | None:
        """A 503, a cookie page, or what the portal says to a flood, where the weather asks for one."""
        with self._lock:
            first, now = target not in self._asked, time.monotonic()
            greets = self.weather.greet and not self._asked and not has_cookie
            self._asked.add(target)
            if self.weather.flood:
                self._times = [t for t in self._times if t > now - 60]
                self._times.append(now)
            asked = len(self._times)
        greeting = self.site.greeting() if greets else None
        if greeting:
            return greeting
        if self.weather.flood and asked > self.weather.flood:
            return self.site.flooded()
        share = int(hashlib.sha256(target.encode()).hexdigest(), 16) % 10_000
        fails = first and share < self.weather.fail * 10_000
        return Page(status=503, body=b"Service Unavailable", headers={"Retry-After": "1"}) if fails else None


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD with validators, and POST without; keeps connections open."""

    server: PortalServer
    protocol_version = "HTTP/1.1"
    server_version = "MauKhoTin/1"
    sys_version = ""
    timeout: ClassVar[float] = 30.0  # an idle connection is closed after so many seconds
    wbufsize = -1  # one write an answer: two small ones would wait for each other's receipt
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answers a page, 304 where the caller has it already, or what the weather says."""
        time.sleep(self.server.weather.slow)
        asked = self._asked()  # first of all: what a POST sent must be off the line before the next request
        refusal = self.server.refusal(self.path, has_cookie=bool(asked.cookies))
        if refusal:
            self._send(refusal, {})
            return
        page, changed_at = self.server.page(asked)
        if page.status != 200 or self.command == "POST":
            self._send(page, {"Location": page.location} if page.location else {})
            return
        etag = f'"{hashlib.sha256(page.body).hexdigest()[:16]}"'
        validators = {"ETag": etag, "Last-Modified": format_datetime(changed_at.astimezone(UTC), usegmt=True)}
        if is_known(self.headers, etag, changed_at):
            self._send(Page(status=304, media_type=page.media_type), validators)
        else:
            self._send(page, validators)

    do_HEAD = do_GET  # noqa: N815 the name that http.server calls
    do_POST = do_GET  # noqa: N815

    def _asked(self) -> Request:
        length = int(self.headers.get("Content-Length") or 0) if self.command == "POST" else 0
        return request_of(
            self.path,
            self.headers.get("User-Agent", ""),
            method=self.command,
            body=self.rfile.read(length),
            cookie=self.headers.get("Cookie", ""),
        )

    def _send(self, page: Page, headers: Mapping[str, str]) -> None:
        self.send_response(page.status)
        if page.status != 304:
            self.send_header("Content-Type", page.media_type)
            self.send_header("Content-Length", str(len(page.body)))
        for name, value in (page.headers | dict(headers)).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.body)
        if self.server.log:
            print(self.server.site.portal.id, page.status, self.path, file=self.server.log, flush=True)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the log is written in `_send`, one line a request."""


def open_servers(
    night_portals: Sequence[Portal],
    first_portals: Sequence[Portal],
    *,
    port: int,
    weather: Weather,
    log: TextIO | None = None,
    tell: Callable[[str], object] = sys.stderr.write,
) -> list[PortalServer]:
    """A bound server a portal, from `port` on (0: any free ones); a busy port is told and the next one tried.

    `first_portals` are the same portals on their first night, to know which pages changed since.
    """
    firsts = {p.id: p for p in first_portals}
    servers: list[PortalServer] = []
    wanted = port
    for portal in night_portals:
        while True:
            try:
                server = PortalServer(portal, firsts.get(portal.id, portal), port=wanted, weather=weather, log=log)
                break
            except OSError as exc:
                wanted = _next_port(wanted, exc, tell)
        servers.append(server)
        wanted = wanted + 1 if port else 0
    return servers


def _next_port(port: int, exc: OSError, tell: Callable[[str], object]) -> int:
    if not 0 < port < 65535:
        raise SampleError(f"port {port} on {HOST}: {exc.strerror}; give another with --port") from exc
    tell(f"port {port} is busy ({exc.strerror}); taking the next free one\n")
    return port + 1


@contextmanager
def running(servers: Sequence[PortalServer]) -> Iterator[None]:
    """Serves in threads of their own for as long as the block lasts, then closes the ports."""
    threads = [threading.Thread(target=s.serve_forever, args=(0.1,), daemon=True) for s in servers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def stop_on_signals() -> threading.Event:
    """An event that SIGINT and SIGTERM set; to be called in the main thread, before anybody is told to come."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop
