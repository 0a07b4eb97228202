"""Runs one crawl to its end in this process."""

import signal
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess

from crawlers.account import Account
from crawlers.candidate import Site
from crawlers.job import CrawlJob, CrawlStats
from crawlers.night import Night
from crawlers.pace import Pace
from crawlers.protocols import Journal, KnownAddresses, Progress, SnapshotSink
from crawlers.settings import settings_for
from crawlers.spider import PortalSpider


class _EndsOnce(AsyncCrawlerProcess):
    """Scrapy's second signal drops the pages at hand. SIGTERM comes from more than one side (the parent, its end, the
    machine's), and none of them knows of the others: only Ctrl-C, by somebody who waits, may hurry."""

    def _signal_kill(self, signum: int, frame: Any) -> None:
        if signum != signal.SIGTERM:
            super()._signal_kill(signum, frame)


def crawl(
    job: CrawlJob, *, known: KnownAddresses, sink: SnapshotSink, journal: Journal, progress: Progress
) -> CrawlStats:
    """Crawls the job's source and says what was done.

    To be called once a process (its event loop can't be started again). SIGTERM or SIGINT ends the run after the page
    at hand; what was stored until then stands. A portal that fails as a whole is told in `CrawlStats.fatal`; an error
    of the sink, the journal or of our own is raised.
    """
    account = Account(job, known, journal, progress)
    night = Night(
        job=job,
        site=Site(job.source, job.platform),
        account=account,
        sink=sink,
        pace=Pace(delay_seconds=job.source.politeness.delay_seconds),
    )
    process = _EndsOnce(settings_for(job))
    crawler = process.create_crawler(PortalSpider)
    process.crawl(crawler, night=night)
    try:
        process.start()
    finally:
        night.keeper.settle()
    spider = crawler.spider
    assert isinstance(spider, PortalSpider)
    if spider.error is not None:
        raise spider.error
    return account.stats(stopped=not spider.finished)
