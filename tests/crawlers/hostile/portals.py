"""Kinds of portals that are broken or hostile as a whole, and how a night over each ends: as in docs/reliability.md."""

import itertools
import socket
import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crawlers.job import CrawlJob
from records.outcome import Verdict
from records.source import Listing, Politeness
from tests.crawlers.conftest import HOME, Portal, Ran, Reply, html, job_for, links, send
from tests.crawlers.hostile import answers
from tests.crawlers.hostile.answers import Handler, typed

STRANGER = Politeness(delay_seconds=0, because="test")
ENCRYPTED = Politeness(delay_seconds=0, allow_private=True, because="loopback")
_IN_VAIN = Reply(b"", 404)


def end_of(ran: Ran) -> str:
    """How a night ended, in words."""
    if ran.stats.fatal:
        return f"failed: {ran.stats.fatal}"
    left = any(o.verdict is Verdict.BUDGET and o.kind == "listing" for o in ran.memory.outcomes)
    return "ended: budget used up" if left else "ended"


def _everything(portal: Portal, page: Any, *, robots: Any = _IN_VAIN) -> CrawlJob:
    portal.pages = {"*": page, "/robots.txt": robots}
    portal.sitemap(*(f"/tin-tuc/bai-{n}.html" for n in range(30)))
    return job_for(portal.url)


def _closed(portal: Portal, folder: Path) -> CrawlJob:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return job_for(f"http://127.0.0.1:{unused.getsockname()[1]}/")


def _home(portal: Portal, page: Any) -> CrawlJob:
    portal.pages = {"/": page}
    return job_for(portal.url)


def _robots(portal: Portal, page: Reply) -> CrawlJob:
    portal.pages["/robots.txt"] = page
    return job_for(portal.url)


def _encrypted(portal: Portal, folder: Path) -> CrawlJob:
    names = ["-keyout", folder / "key", "-out", folder / "certificate"]
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=other.example",
        "-days",
        "2",
        *names,
    ]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate", folder / "key")
    portal.server.socket = context.wrap_socket(portal.server.socket, server_side=True)
    return job_for(portal.url.replace("http:", "https:"), politeness=ENCRYPTED)


def _listing(portal: Portal, page: Any, *, first: Reply, budget: int) -> CrawlJob:
    portal.pages["*"], portal.pages["/tin-tuc/"] = page, first
    portal.pages["/robots.txt"] = _IN_VAIN
    return job_for(portal.url, budget=budget, listings=(Listing(url=HOME + "tin-tuc/"),))


def number_in(handler: Handler) -> int:
    """The number at the end of an address."""
    return int(handler.path.strip("/").rpartition("-")[2].partition(".")[0] or 0)


def ever_new_articles(handler: Handler) -> None:
    """Each page of the listing has an article that no other has."""
    listing = "page" in handler.path
    send(handler, links(f"/tin-tuc/vo-tan-{number_in(handler)}.html") if listing else html(f"bài {handler.path}"))


def ever_new_nothing(handler: Handler) -> None:
    """Each page of the listing links to what is not there."""
    number = number_in(handler) if "page" in handler.path else 0
    gone = [f"/lich/{number * 10 + n}/xem-{n}.html" for n in range(3)] if number else []
    send(handler, links(*gone) if gone else Reply(b"gone", 404))


def ever_onward(handler: Handler) -> None:
    """Each address leads to the next."""
    send(handler, answers.moved(f"/tin-tuc/xa-{number_in(handler) + 1}.html"))


def calendar() -> Callable[[Handler], None]:
    """Every address is a page of links to addresses that nobody asked for yet."""
    numbers = itertools.count(1000)

    def days(handler: Handler) -> None:
        send(handler, links(*(f"/lich/{next(numbers)}/" for _ in range(20))))

    return days


_FOR_EVER = Reply(b"", 429, {"Retry-After": "3600"})
Arrange = Callable[[Portal, Path], CrawlJob]
PORTALS: dict[str, tuple[Arrange, str]] = {
    "nobody listens": (_closed, "failed: unreachable: connection-refused"),
    "a name without an address": (
        lambda p, f: job_for("http://no-such-host.invalid/", politeness=STRANGER),
        "failed: unreachable: unknown-host",
    ),
    "a private network": (
        lambda p, f: job_for(p.url, politeness=STRANGER),
        "failed: unreachable: private-address: 127.0.0.1",
    ),
    "a certificate nobody vouches for": (_encrypted, "failed: unreachable: tls: certificate verify failed"),
    "no TLS where there should be": (
        lambda p, f: job_for(p.url.replace("http:", "https:"), politeness=ENCRYPTED),
        "failed: unreachable: tls: wrong version number",
    ),
    "hangs up on everybody": (
        lambda p, f: _everything(p, answers.reset, robots=answers.reset),
        "failed: unreachable: connection-lost",
    ),
    "dies half-way": (
        lambda p, f: _everything(p, answers.reset),
        "failed: given up: no answer from",
    ),
    "429 for ever": (lambda p, f: _everything(p, _FOR_EVER), "failed: given up: it asks to be left alone"),
    "429 for robots.txt": (lambda p, f: _robots(p, _FOR_EVER), "failed: robots.txt answers 429"),
    "500 for robots.txt": (lambda p, f: _robots(p, Reply(b"", 500)), "failed: robots.txt answers 500: not crawled tonight"),
    "robots.txt forbids all": (
        lambda p, f: _robots(p, Reply(b"User-agent: *\nDisallow: /\n")),
        "failed: robots.txt forbids KhoTinBot",
    ),
    "robots.txt of 5 MB of rubbish": (lambda p, f: _robots(p, Reply(b"\0\xff" * 2_500_000)), "failed: unreachable: too-large"),
    "a home page that is a PDF": (
        lambda p, f: _home(p, typed(b"%PDF", "application/pdf")),
        "failed: https://portal.example/: the home page is not HTML: application/pdf",
    ),
    "a parked domain": (
        lambda p, f: _everything(p, html("<h1>This domain is for sale</h1>"), robots=html("for sale")),
        "ended",
    ),
    "a listing with ever new articles": (
        lambda p, f: _listing(p, ever_new_articles, first=links("/tin-tuc/vo-tan-1.html"), budget=60),
        "ended: budget used up",
    ),
    "a listing of ever new addresses without a page": (
        lambda p, f: _listing(p, ever_new_nothing, first=links("/lich/1/xem-1.html"), budget=400),
        "ended",
    ),
    "a calendar without an end": (lambda p, f: _everything(p, calendar()), "ended"),
    "redirects to ever new addresses": (lambda p, f: _everything(p, ever_onward), "ended"),
}  # fmt: skip
