"""What the ledger knows of one source's addresses, asked one by one as a crawl comes upon them."""

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import date
from time import monotonic, sleep

from sqlalchemy import Connection

from crawlers.job import CrawlJob
from crawlers.protocols import Known
from pipeline.ledger import Ledger, addresses, frontier
from pipeline.ledger.faults import naming_faults
from records.errors import HomeError

# Answers kept: a crawl asks for the same address a few times in a row.
_KEPT = 20_000
# Seconds that a database which no longer answers is waited for, and between two tries.
_PATIENCE, _BETWEEN = 60.0, 0.5


class LedgerAddresses:
    """Fulfils `crawlers.protocols.KnownAddresses`; never holds more in memory than a night can use.

    Nobody else writes a source's addresses while its lock is held, so every question sees the same state.
    """

    def __init__(self, ledger: Ledger, job: CrawlJob, night: date) -> None:
        self._source_id, self._budget = job.source.id, job.budget
        self._answers: dict[str, Known | None] = {}
        with ledger.read() as connection:
            self._due = addresses.due(connection, job.source.id, night=night)
            self._pending = list(frontier.pending(connection, job.source.id, most=job.budget))
            if job.duty == "full":
                asked = frontier.asked_longest_ago(connection, job.source.id, most=job.budget)
                self._due = list(dict.fromkeys([*self._due, *asked]))
        self._answers.update((known.url, known) for known in self._pending[:_KEPT])
        self._ledger = ledger
        self._open = ExitStack()
        self._connection: Connection | None = None

    def get(self, url: str) -> Known | None:
        """What is known of a canonical address."""
        if url not in self._answers:
            if len(self._answers) >= _KEPT:
                self._answers.clear()
            self._answers[url] = self._ask(url)
        return self._answers[url]

    def _ask(self, url: str) -> Known | None:
        """Asks; a database that was started anew meanwhile is given time to come up, and asked again."""
        until = monotonic() + _PATIENCE
        while True:
            try:
                with naming_faults(self._ledger.engine):
                    return frontier.find_one(self._connected(), self._source_id, url)
            except HomeError:
                if monotonic() > until:
                    raise
                self._let_go()
                sleep(_BETWEEN)

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._open.enter_context(self._ledger.glance())
        return self._connection

    def _let_go(self) -> None:
        """Of a connection that broke, whatever the database says to that."""
        self._connection = None
        with suppress(HomeError):
            self._open.close()

    def due(self) -> Iterator[str]:
        """Articles to ask again tonight."""
        return iter(self._due)

    def pending(self) -> Iterator[Known]:
        """Articles found earlier and not fetched since, newest first; listings and sitemaps that a budget cut off."""
        return iter(self._pending)

    def close(self) -> None:
        """Lets go of the ledger."""
        self._open.close()
