"""What the crawl's benchmark runs, each in a process of its own: a sample portal, our crawl of it, a bare spider's."""

import multiprocessing
import resource
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from msgspec.structs import replace
from scrapy import Request, Spider
from scrapy.core.downloader import Downloader
from scrapy.crawler import AsyncCrawlerProcess

from crawlers.job import CrawlJob
from crawlers.protocols import Known
from crawlers.run import crawl
from pipeline.archive import PartWriter
from pipeline.journal import JournalWriter
from records.source import Politeness, Source
from samples.content import load_portals
from samples.server import Weather, open_servers, running
from samples.sites import source_of
from sources.registry import load_registry

PORTAL = "mau-nghe-an"
_FORKED = multiprocessing.get_context("spawn")


class Cost(NamedTuple):
    """What a crawl took: requests sent, articles kept, seconds by the clock, and of the processor (all threads)."""

    requests: int
    articles: int
    seconds: float
    cpu: float


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


def serve(articles: int, pipe: Connection) -> None:
    """Serves the portal until the other end closes."""
    portal = load_portals(only=(PORTAL,))[0]
    copies = [
        replace(article, slug=f"bai-so-{n}-{article.slug}")
        for n in range(articles)
        for article in (portal.articles[n % len(portal.articles)],)
    ]
    portal = replace(portal, articles=tuple(sorted(copies, key=lambda a: a.published_at, reverse=True)))
    servers = open_servers([portal], [portal], port=0, weather=Weather())
    with running(servers):
        pipe.send(source_of(portal, servers[0].base))
        pipe.poll(None)


def crawl_it(source: Source, width: int, pipe: Connection) -> None:
    """One night of ours into a folder of its own; sends its cost and the addresses it asked for."""
    manners = Politeness(delay_seconds=0, concurrency=width, allow_private=True, because="a benchmark on loopback")
    source = replace(source, politeness=manners)
    platform = load_registry().platform_of(source)
    job = CrawlJob(source=source, platform=platform, run_id="run", now=datetime.now(UTC), budget=10**6)
    with tempfile.TemporaryDirectory() as folder:
        sink = PartWriter(Path(folder), source.id, "run")
        journal = JournalWriter(Path(folder) / "journal.jsonl")
        asked = _addresses_asked()
        begun, used = monotonic(), _processor()
        stats = crawl(job, known=Nothing(), sink=sink, journal=journal, progress=lambda *_: None)
        cost = Cost(stats.requests, stats.new, monotonic() - begun, _processor() - used)
        sink.close()
        journal.close()
    pipe.send((cost, asked))


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
    """A spider that asks for addresses and does nothing with the answers; sends its cost."""

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
    begun, used = monotonic(), _processor()
    process = AsyncCrawlerProcess(settings)
    process.crawl(Bare)
    process.start()
    pipe.send(Cost(len(urls), 0, monotonic() - begun, _processor() - used))


def _processor() -> float:
    """Seconds that this process has had of the processor, its own and the system's for it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def apart(work: Callable[..., None], *words: Any) -> Any:
    """What a piece of work sends, done in a process of its own."""
    ours, theirs = _FORKED.Pipe()
    process = _FORKED.Process(target=work, args=(*words, theirs))
    process.start()
    theirs.close()
    try:
        return ours.recv()
    finally:
        process.join()


class Served:
    """The portal, served by a process of its own while the block lasts."""

    def __init__(self, articles: int) -> None:
        self._articles = articles

    def __enter__(self) -> Source:
        self._ours, theirs = _FORKED.Pipe()
        self._process = _FORKED.Process(target=serve, args=(self._articles, theirs))
        self._process.start()
        theirs.close()
        source: Source = self._ours.recv()
        return source

    def __exit__(self, *error: object) -> None:
        self._ours.close()
        self._process.terminate()
        self._process.join()
