"""What a crawl's process is handed; apart from the process itself, whose libraries its parent does without."""

from datetime import date

from crawlers.job import CrawlJob
from records.base import Record


class ChildJob(Record, frozen=True):
    """A crawl job and where its results are kept. It lies in a file for as long as the crawl lasts: the ledger's address,
    which may hold a password, is said on the lifeline."""

    job: CrawlJob
    home: str
    night: date
