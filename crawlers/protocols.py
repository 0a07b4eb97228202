"""What a crawl needs from whoever runs it: what is known of addresses, where pages go, where outcomes go."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Literal, Protocol

from records.base import Record
from records.outcome import Outcome, Verdict
from records.snapshot import Snapshot

Kind = Literal["article", "feed", "sitemap", "listing", "robots"]

# Called after every outcome: articles ended so far, articles known of so far, the address that ended last.
Progress = Callable[[int, int, str], None]


class Known(Record, frozen=True):
    """What earlier runs know of a canonical address: its validators, the digest of its body, how it ended last, when
    it last answered, and when the page was last kept that it has answered with since.

    A page of a listing that is asked for by request has its listing's address with "#page=N".
    """

    url: str
    kind: Kind
    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    last_verdict: Verdict | None = None
    section: str = ""
    listed_at: datetime | None = None
    fetched_at: datetime | None = None
    page_at: datetime | None = None


class KnownAddresses(Protocol):
    """The memory of earlier runs; all addresses are canonical ones of the source's home."""

    def get(self, url: str) -> Known | None:
        """What is known of the address, or None if it was never seen."""
        ...

    def due(self) -> Iterator[str]:
        """Article addresses to ask again in this run (with duty "full": every one known)."""
        ...

    def pending(self) -> Iterator[Known]:
        """What earlier runs left undone, the frontier: articles found and never fetched, pages of listings and sitemaps
        not come to (their last verdict is BUDGET, FAILED or none)."""
        ...


class SnapshotSink(Protocol):
    """Where article pages go; whole and flushed before its outcome enters the journal."""

    def write(self, snapshot: Snapshot, *, request_headers: Mapping[str, str], reason: str) -> tuple[str, int, int]:
        """Keep a page (`reason` is the status line's phrase) and say where: WARC file, offset, length in bytes."""
        ...

    def revisit(
        self, snapshot: Snapshot, *, request_headers: Mapping[str, str], reason: str, page_at: datetime | None
    ) -> tuple[str, int, int]:
        """Keep a note that the page was asked for and is as it was when it was kept at `page_at` (None: not known)."""
        ...


class Journal(Protocol):
    """Where a run writes down what it found and how each address ended."""

    def add(self, outcome: Outcome) -> None:
        """Take the one outcome of an address; called after the sink has the page."""
        ...

    def discovered(self, url: str, kind: Kind, section: str, listed_at: datetime | None) -> None:
        """Take a canonical article address that was found, fetched or not; called again where more is told of it."""
        ...
