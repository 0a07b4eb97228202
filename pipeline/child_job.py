"""What a crawl's process is handed; apart from the process itself, whose libraries its parent does without."""

from datetime import date

from crawlers.job import CrawlJob
from records.base import Record


class ChildJob(Record, frozen=True):
    """A crawl job and where its memory and its results are kept."""

    job: CrawlJob
    home: str
    ledger_url: str
    night: date
