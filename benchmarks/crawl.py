"""How fast a crawl is beside a bare Scrapy spider that fetches the same addresses and stores nothing, and its memory.

    python -m benchmarks.crawl [--articles N] [--rounds N] [--known N]

Both run in processes of their own, in turn, against one sample portal (copies of its articles) served from a third; the
crawl does all it does at night: finds the addresses, judges, archives and writes its journal. The ratio counts the
requests each made and the time between its first and its last. The memory is that of a night over a portal whose
sitemaps name N known addresses, of which none has changed.
"""

import argparse
import multiprocessing
import resource
import statistics
import tempfile
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Any

from msgspec.structs import replace
from scrapy import Request, Spider
from scrapy.core.downloader import Downloader
from scrapy.crawler import AsyncCrawlerProcess

from crawlers.job import CrawlJob
from crawlers.protocols import Known
from crawlers.run import crawl
from pipeline.archive import PartWriter
from pipeline.journal import JournalWriter
from records.outcome import Verdict
from records.source import Politeness, Source
from samples.content import load_portals
from samples.server import Weather, open_servers, running
from samples.sites import source_of
from sources.registry import load_registry

PORTAL = "mau-nghe-an"
WIDTHS = (1, 4, 16)
_PER_SITEMAP = 20_000
_FORKED = multiprocessing.get_context("spawn")


class Nothing:
    """A memory of no earlier night."""

    def get(self, url: str) -> Known | None:
        """Nothing is known."""
        return None

    def due(self) -> Iterator[str]:
        """Nothing is to be asked again."""
        return iter(())

    def pending(self) -> Iterator[Known]:
        """Nothing is left undone."""
        return iter(())


class AllKnown(Nothing):
    """A memory of `count` articles, all taken."""

    def __init__(self, count: int) -> None:
        self._known = {u: Known(url=u, kind="article", digest="0" * 20, last_verdict=Verdict.NEW) for u in many(count)}

    def get(self, url: str) -> Known | None:
        """What was taken."""
        return self._known.get(url)


def many(count: int) -> Iterator[str]:
    """Addresses as long as real ones."""
    return (
        f"https://portal.example/tin-tuc-su-kien/hoi-nghi-tong-ket-cong-tac-nam-cua-tinh-{n}.html" for n in range(count)
    )


def serve(articles: int, pipe: Connection) -> None:
    """Serves the portal until the other end closes."""
    portal = load_portals(only=(PORTAL,))[0]
    copies = [
        replace(
            portal.articles[n % len(portal.articles)],
            slug=f"bai-so-{n}-{portal.articles[n % len(portal.articles)].slug}",
        )
        for n in range(articles)
    ]
    portal = replace(portal, articles=tuple(sorted(copies, key=lambda a: a.published_at, reverse=True)))
    servers = open_servers([portal], [portal], port=0, weather=Weather())
    with running(servers):
        pipe.send(source_of(portal, servers[0].base))
        pipe.poll(None)


def crawl_it(source: Source, width: int, pipe: Connection) -> None:
    """One night of ours into a folder of its own; sends requests, articles, seconds and the addresses asked for."""
    job = job_of(source, width)
    with tempfile.TemporaryDirectory() as folder:
        sink = PartWriter(Path(folder), source.id, "run")
        journal = JournalWriter(Path(folder) / "journal.jsonl")
        asked = _addresses_asked()
        begun = monotonic()
        stats = crawl(job, known=Nothing(), sink=sink, journal=journal, progress=lambda *_: None)
        seconds = monotonic() - begun
        sink.close()
        journal.close()
    pipe.send((stats.requests, stats.new, seconds, asked))


def job_of(source: Source, width: int) -> CrawlJob:
    """A job over the portal, without a delay."""
    manners = Politeness(delay_seconds=0, concurrency=width, allow_private=True, because="a benchmark on loopback")
    source = replace(source, politeness=manners)
    return CrawlJob(
        source=source, platform=load_registry().platform_of(source), run_id="run", now=datetime.now(UTC), budget=10**6
    )


def _addresses_asked() -> list[str]:
    """Fills while the crawl runs: what its downloader is handed."""
    asked: list[str] = []
    own = Downloader.fetch

    def fetch(self: Any, request: Any) -> Any:
        asked.append(request.url)
        return own(self, request)

    Downloader.fetch = fetch  # type: ignore[method-assign,assignment]
    return asked


def fetch_bare(urls: list[str], width: int, pipe: Connection) -> None:
    """A spider that asks for addresses and does nothing with the answers."""

    class Bare(Spider):
        name = "bare"

        async def start(self) -> Any:
            for url in urls:
                yield Request(url, dont_filter=True, meta={"handle_httpstatus_all": True})

        def parse(self, response: Any) -> None:
            pass

    settings = {
        "CONCURRENT_REQUESTS": width, "CONCURRENT_REQUESTS_PER_DOMAIN": width, "DOWNLOAD_DELAY": 0,
        "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "ROBOTSTXT_OBEY": False, "REDIRECT_ENABLED": False,
    }  # fmt: skip
    process = AsyncCrawlerProcess(settings)
    process.crawl(Bare)
    begun = monotonic()
    process.start()
    pipe.send((len(urls), monotonic() - begun))


def apart(work: Any, *words: Any) -> Any:
    """What a piece of work sends, done in a process of its own."""
    ours, theirs = _FORKED.Pipe()
    process = _FORKED.Process(target=work, args=(*words, theirs))
    process.start()
    theirs.close()
    try:
        return ours.recv()
    finally:
        process.join()


def compare(articles: int, rounds: int) -> None:
    """Prints requests a second of both and their ratio, a line a concurrency."""
    ours, theirs = _FORKED.Pipe()
    server = _FORKED.Process(target=serve, args=(articles, theirs))
    server.start()
    theirs.close()
    source = ours.recv()
    apart(crawl_it, source, 4)  # the server draws its pages when first asked
    print(f"{'side by side':>12} {'ours req/s':>11} {'articles/s':>11} {'bare req/s':>11} {'ratio':>6} (least-most)")
    for width in WIDTHS:
        rows = []
        for _ in range(rounds):
            requests, new, seconds, urls = apart(crawl_it, source, width)
            count, bare = apart(fetch_bare, urls, width)
            rows.append((requests / seconds, new / seconds, count / bare, (requests / seconds) / (count / bare)))
        own, taken, bare, ratio = (statistics.median(column) for column in zip(*rows, strict=True))
        ratios = sorted(row[3] for row in rows)
        print(f"{width:>12} {own:>11.0f} {taken:>11.0f} {bare:>11.0f} {ratio:>6.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f})")
    ours.close()
    server.terminate()
    server.join()


def night_over_known(count: int, pipe: Connection) -> None:
    """A night on which nothing is new; sends the most memory it needed, in MB, and the seconds it took."""
    source = Source(id="known", name="Known", home="https://portal.example/", platform="nukeviet")
    before, known = _megabytes(), AllKnown(count)
    with known_portal(count) as base, tempfile.TemporaryDirectory() as folder:
        sink, journal = PartWriter(Path(folder), source.id, "run"), JournalWriter(Path(folder) / "journal.jsonl")
        begun = monotonic()
        stats = crawl(
            job_of(replace(source, fetch_from=base), 4),
            known=known,
            sink=sink,
            journal=journal,
            progress=lambda *_: None,
        )
        pipe.send((before, _megabytes(), monotonic() - begun, stats.discovered))
        sink.close()
        journal.close()


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class known_portal:  # noqa: N801 a context manager
    """A portal that is nothing but sitemaps naming `count` addresses."""

    def __init__(self, count: int) -> None:
        sitemaps = range(-(-count // _PER_SITEMAP))

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                if self.path == "/sitemap.xml":
                    body = "".join(f"<sitemap><loc>/map-{n}.xml</loc></sitemap>" for n in sitemaps)
                    body = f"<sitemapindex>{body}</sitemapindex>"
                elif self.path.startswith("/map-"):
                    first = int(self.path[5:-4]) * _PER_SITEMAP
                    named = list(many(count))[first : first + _PER_SITEMAP]
                    body = f"<urlset>{''.join(f'<url><loc>{u}</loc></url>' for u in named)}</urlset>"
                else:
                    body = "<html><body>none</body></html>" if self.path == "/" else ""
                raw = body.encode()
                self.send_response(200 if raw else 404)
                self.send_header("Content-Type", "text/html" if self.path == "/" else "text/xml")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def main() -> None:
    """Prints both measurements."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--known", type=int, default=100_000)
    options = parser.parse_args()
    if options.rounds:
        compare(options.articles, options.rounds)
    if options.known:
        before, most, seconds, met = apart(night_over_known, options.known)
        print(f"\n{met} known addresses met in {seconds:.1f} s; most memory {most:.0f} MB ({before:.0f} MB before)")


if __name__ == "__main__":
    main()
