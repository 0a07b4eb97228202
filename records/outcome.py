"""What became of one address in one run; the counts of a run always sum to its addresses."""

from datetime import datetime
from enum import StrEnum

from records.base import Record

# How the reason of BUDGET begins where an address was doubted to be an article's: it is tried again, and no backlog.
PUT_OFF = "put off: "


class Verdict(StrEnum):
    """The one end an address has in a run."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    GONE = "gone"
    REDIRECTED = "redirected"
    REJECTED = "rejected"
    FAILED = "failed"
    ROBOTS = "robots"
    BUDGET = "budget"


class Outcome(Record, frozen=True):
    """One line of a crawl's journal: written after the page (if any) is safely in the WARC part.

    `kind` tells articles from the pages that list them. `reason` is filled for redirected (the target), rejected and
    failed. `etag` and `last_modified` are the validators to ask with next time; `digest` is of the body as fetched;
    `warc_offset` and `warc_length` are bytes in `warc_file`.
    """

    url: str
    kind: str
    verdict: Verdict
    at: datetime
    status: int | None = None
    reason: str = ""
    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    warc_file: str = ""
    warc_offset: int = 0
    warc_length: int = 0
    section: str = ""
    listed_at: datetime | None = None
