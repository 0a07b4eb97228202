"""What a night over a portal of many known addresses needs: the crawl's own process, its ledger a real one."""

import resource
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic

from msgspec.structs import replace

from benchmarks.ledger import NIGHT, address, fill, job
from pipeline.crawl import crawl_source
from pipeline.ledger import open_ledger
from pipeline.settings import Settings
from records.source import Politeness

_PER_SITEMAP = 20_000
_BUDGET = 200


def night_over_known(count: int) -> tuple[int, float, float]:
    """Requests sent, the most memory of the crawl's process in MB, and the seconds until its journal was merged.

    The portal's sitemaps name `count` addresses which the ledger knows, a tenth of them not yet fetched.
    """
    manners = Politeness(delay_seconds=0, allow_private=True, because="a benchmark on loopback")
    with tempfile.TemporaryDirectory() as folder, _portal(count) as base:
        settings = Settings(home=Path(folder))
        fill(settings.folders.ledger, count)
        ledger = open_ledger(settings.ledger_url)
        source = replace(job().source, fetch_from=base, politeness=manners)
        begun = monotonic()
        stats = crawl_source(settings, ledger, source, None, budget=_BUDGET, night=NIGHT)
        seconds = monotonic() - begun
        ledger.close()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return stats.requests, most, seconds


@contextmanager
def _portal(count: int) -> Iterator[str]:
    """A portal that is hardly more than sitemaps naming `count` addresses."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(_sitemaps(count)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def _sitemaps(count: int) -> dict[str, str]:
    """The portal's pages by path."""
    starts = range(0, count, _PER_SITEMAP)
    pages = {"/": "<html><body>none</body></html>"}
    pages["/sitemap.xml"] = "<sitemapindex>" + "".join(f"<sitemap><loc>/map-{n}.xml</loc></sitemap>" for n in starts)
    pages["/sitemap.xml"] += "</sitemapindex>"
    for start in starts:
        named = "".join(f"<url><loc>{address(n)}</loc></url>" for n in range(start, min(start + _PER_SITEMAP, count)))
        pages[f"/map-{start}.xml"] = f"<urlset>{named}</urlset>"
    return pages


def _handler(pages: dict[str, str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            raw = pages.get(
                self.path, f"<html><h1>{self.path}</h1></html>" if self.path[-5:] == ".html" else ""
            ).encode()
            self.send_response(200 if raw else 404)
            self.send_header("Content-Type", "text/xml" if self.path[-4:] == ".xml" else "text/html")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
