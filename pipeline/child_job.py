"""What a crawl's process is handed; apart from the process itself, whose libraries its parent does without."""

from datetime import date

from crawlers.job import CrawlJob
from records.base import Record

# The job lies in a file for as long as the crawl lasts, and a database's address may hold its password: that goes by the
# child's environment.
LEDGER = "KHOTIN_DATABASE_URL"


class ChildJob(Record, frozen=True):
    """A crawl job and where its results are kept."""

    job: CrawlJob
    home: str
    night: date
