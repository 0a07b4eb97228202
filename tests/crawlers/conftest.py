"""Crawls in child processes against small portals served on loopback, with everything kept in memory."""

import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any

import pytest

from crawlers.job import CrawlJob, CrawlStats
from crawlers.protocols import Known
from records.outcome import Outcome, Verdict
from records.platform import ListingRule, Platform
from records.snapshot import Snapshot
from records.source import Politeness, Source
from tests.serving import PATIENCE, Quiet, running

# What a crawl imports when it begins; loaded once and forked.
PRELOADED = (
    "crawlers.middlewares",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.downloader.contextfactory",
    "scrapy.downloadermiddlewares.httpcompression",
)
HOME = "https://portal.example/"
WAITING = (None, Verdict.FAILED, Verdict.BUDGET, Verdict.ROBOTS)


@dataclass
class Memory:
    """What the ledger, the archive and the journal are to a real run."""

    known: dict[str, Known] = field(default_factory=dict)
    revisits: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    listed: dict[str, tuple[str, datetime | None]] = field(default_factory=dict)
    pages: dict[str, Snapshot] = field(default_factory=dict)
    told: list[tuple[int, int, str]] = field(default_factory=list)

    def get(self, url: str) -> Known | None:
        return self.known.get(url)

    def due(self) -> Iterator[str]:
        return iter(self.revisits)

    def pending(self) -> Iterator[Known]:
        return (k for k in self.known.values() if k.last_verdict in WAITING)

    def write(self, snapshot: Snapshot, *, request_headers: Mapping[str, str], reason: str) -> tuple[str, int, int]:
        assert "User-Agent" in request_headers
        self.pages[snapshot.url] = snapshot
        return "part.warc.gz", len(self.pages), 1

    def revisit(
        self, snapshot: Snapshot, *, request_headers: Mapping[str, str], reason: str, page_at: datetime | None
    ) -> tuple[str, int, int]:
        return "part.warc.gz", 0, 1

    def add(self, outcome: Outcome) -> None:
        assert outcome.url not in {o.url for o in self.outcomes}, f"{outcome.url} ended twice"
        if outcome.verdict in (Verdict.NEW, Verdict.CHANGED) and outcome.kind == "article":
            assert outcome.url in self.pages, "the page goes to the sink first"
        self.outcomes.append(outcome)

    def discovered(self, url: str, kind: str, section: str, listed_at: datetime | None) -> None:
        assert kind == "article"
        assert self.listed.get(url) != (section, listed_at), "written down again, with nothing new"
        self.listed[url] = (section, listed_at)

    def progress(self, done: int, total: int, url: str) -> None:
        self.told.append((done, total, url))

    def next_night(self) -> "Memory":
        """The memory with which the next run begins."""
        known = dict(self.known)
        for url, (section, _) in self.listed.items():
            known.setdefault(url, Known(url=url, kind="article", section=section))
        for o in self.outcomes:
            known[o.url] = Known(
                url=o.url,
                kind=o.kind,
                etag=o.etag,
                last_modified=o.last_modified,
                digest=o.digest,
                last_verdict=o.verdict,
                section=o.section,
            )
        return Memory(known=known)

    def verdict(self, path: str) -> tuple[Verdict, str]:
        """How an address of the portal ended."""
        outcome = next(o for o in self.outcomes if o.url == HOME.rstrip("/") + path)
        return outcome.verdict, outcome.reason

    def count(self, kind: str, verdict: Verdict) -> int:
        return sum(o.kind == kind and o.verdict == verdict for o in self.outcomes)


@dataclass
class Ran:
    """A crawl that came to its end."""

    stats: CrawlStats
    memory: Memory
    seconds: float


def _child(job: CrawlJob, memory: Memory, pipe: Connection) -> None:
    from crawlers.run import crawl

    stats = crawl(job, known=memory, sink=memory, journal=memory, progress=memory.progress)
    pipe.send((stats, memory))


@pytest.fixture(scope="session")
def run_crawl() -> Callable[..., Ran]:
    """Runs a job in a process of its own: an event loop can't be started twice."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["crawlers.run", *PRELOADED])

    def run(job: CrawlJob, memory: Memory | None = None, *, meanwhile: Callable[[Any], None] | None = None) -> Ran:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_child, args=(job, memory or Memory(), theirs))
        begun = time.monotonic()
        process.start()
        theirs.close()
        if meanwhile:
            meanwhile(process)
        try:
            assert ours.poll(2 * PATIENCE), f"the crawl did not end in {2 * PATIENCE:g} seconds"
            stats, after = ours.recv()
            process.join(PATIENCE)
        finally:
            process.kill()
        return Ran(stats, after, time.monotonic() - begun)

    return run


@dataclass
class Reply:
    """One answer of a small portal."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Page = Reply | Callable[[BaseHTTPRequestHandler], None]


class Portal:
    """A portal on loopback: replies by path and query; `log` has every request."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.log: list[tuple[str, dict[str, str]]] = []
        portal, none = self, Reply(b"none", 404)

        class Handler(Quiet):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def asked(self) -> None:
                self.sent = self.took().decode()
                path, other = self.path, portal.pages.get("*", none)
                if self.command != "GET":
                    path, other = f"{self.command} {path}", none
                portal.log.append((path, dict(self.headers)))
                page = portal.pages.get(path, other)
                if isinstance(page, Reply):
                    send(self, page)
                else:
                    page(self)

        class Server(ThreadingHTTPServer):
            request_queue_size = 64
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                """A hostile page often ends in a broken pipe."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    def article(self, path: str, text: str = "Nội dung bài viết.") -> str:
        """Adds a page and returns its path."""
        self.pages[path] = html(f"<h1>{path}</h1><p>{text}</p>")
        return path

    def sitemap(self, *paths: str, at: str = "/sitemap.xml") -> None:
        """Adds a sitemap naming the paths, as the mirror of a site names them."""
        urls = "".join(f"<url><loc>{HOME.rstrip('/')}{p.replace('&', '&amp;')}</loc></url>" for p in paths)
        self.pages[at] = Reply(f"<urlset>{urls}</urlset>".encode(), headers={"Content-Type": "text/xml"})

    def asked(self, path: str) -> int:
        return sum(p == path for p, _ in self.log)


def send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    """Sends a reply; an ETag in its headers is honoured."""
    status, body = reply.status, reply.body
    if "ETag" in reply.headers and handler.headers.get("If-None-Match") == reply.headers["ETag"]:
        status, body = 304, b""
    handler.send_response(status)
    for key, value in ({"Content-Type": "text/html; charset=utf-8"} | reply.headers).items():
        handler.send_header(key, value)
    if status != 304:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def html(body: str) -> Reply:
    """A page."""
    return Reply(f"<html><head><title>t</title></head><body>{body}</body></html>".encode())


def links(*paths: str) -> Reply:
    """A page of links."""
    return html("".join(f'<a href="{p}">bài {p}</a>' for p in paths))


@contextmanager
def portal_of_three() -> Iterator[Portal]:
    """A portal with a home page and three articles in its sitemap."""
    portal = Portal()
    articles = [portal.article(f"/tin-tuc/bai-viet-so-{n}.html") for n in (1, 2, 3)]
    portal.pages["/"] = links(*articles[:1])
    portal.sitemap(*articles)
    with running(portal.server):
        yield portal


@pytest.fixture
def portal() -> Iterator[Portal]:
    """The same for one test."""
    with portal_of_three() as portal:
        yield portal


def job_for(url: str, *, duty: str = "night", platform: Platform | None = None, **options: Any) -> CrawlJob:
    """A job over a portal on loopback, without a delay, and patient: it may be this machine that is slow."""
    own = {k: options.pop(k) for k in list(options) if k in Source.__struct_fields__}
    manners = own.pop("politeness", Politeness(delay_seconds=0, allow_private=True, because="loopback"))
    source = Source(id="portal", name="Portal", home=HOME, fetch_from=url, platform="plain", politeness=manners, **own)
    return CrawlJob(
        source=source,
        platform=platform or PLAIN,
        run_id="run-1",
        now=datetime(2026, 8, 5, tzinfo=UTC),
        duty=duty,  # type: ignore[arg-type]
        **{
            "timeout_seconds": PATIENCE,
            "max_bytes": 1_000_000,
            "user_agent": "KhoTinBot/0.1 (+a@b.example)",
            **options,
        },
    )


PLAIN = Platform(
    id="plain",
    name="Plain",
    fingerprints=("text:plain",),
    fields={},
    article_pattern=r"^/[\w/-]+-\d+\.html$",
    challenge=("Hãy đợi",),
    sitemaps=("/sitemap.xml",),
    listing=ListingRule(next_page="page-{n}/"),
)
