"""The alerts step: tells every confirmed subscription what is new since its mark; killed anywhere it is run again.

A letter is begun in the ledger, sent, then marked, a subscription at a time. Killed between sending and marking, the same
letter goes out once more, with the same Message-ID, so that mail programs can show it once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from pipeline import clock, locks
from pipeline.alerts import book
from pipeline.alerts.mailing import MailServer, Post, RefusedError, message, post
from pipeline.alerts.news import News, Newsroom
from pipeline.alerts.writing import Writer
from pipeline.crawl import new_run_id
from pipeline.ledger import Ledger
from pipeline.settings import Settings
from records.base import Record
from records.errors import MailError, QueryError
from search.engine import Reader

LOCK = "alerts"
REFUSALS = 3  # letters refused for good, in a row, until nothing more is sent
Tell = Callable[[str], None]


class Told(Record, frozen=True):
    """What one subscription is told: its id, the search, how much is new, and the titles of the newest."""

    subscription: str
    search: str
    total: int
    titles: tuple[str, ...]


@dataclass
class AlertCounts:
    """What a run did: subscriptions looked at, letters sent (with --dry-run: that would be), what failed by a line each."""

    looked_at: int = 0
    told: list[Told] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@dataclass
class _Run:
    """One run's parts."""

    ledger: Ledger
    room: Newsroom
    writer: Writer
    server: MailServer
    post: Post
    now: datetime
    counts: AlertCounts


def send_alerts(
    settings: Settings,
    ledger: Ledger,
    reader: Reader,
    *,
    writer: Writer,
    server: MailServer,
    tell: Tell = lambda _: None,
) -> AlertCounts:
    """Sends what is new. Another run is waited for, and told of; a mail server that takes no letters ends the run, and
    what was not sent is sent by the next. Raises LockError, IndexStateError."""
    now, counts = clock.now(), AlertCounts()
    run_id, wait = new_run_id(now, "alerts"), settings.lock_wait
    with locks.held(settings.folders.locks, LOCK, run_id=run_id, now=now, wait_seconds=wait, tell=tell):
        tidy(ledger)
        with ledger.read() as connection:
            waiting = [row for row in book.to_tell(connection) if _is_due(row, now)]
        with ledger.glance() as connection, post(server) as opened:
            run = _Run(ledger, Newsroom(connection, reader), writer, server, opened, now, counts)
            for number, row in enumerate(waiting):
                try:
                    _serve(run, row)
                except MailError as exc:
                    counts.failures.append(f"{exc}; {len(waiting) - number} subscriptions wait for the next run")
                    break
                counts.looked_at += 1
    return counts


def tidy(ledger: Ledger) -> int:
    """Forgets addresses that need not be kept any more; how many subscriptions are told of news."""
    with ledger.begin() as connection:
        book.forget_old(connection, clock.now())
        return book.counts(connection).active


def would_send(ledger: Ledger, reader: Reader) -> AlertCounts:
    """What a run would send now; changes nothing."""
    counts = AlertCounts()
    with ledger.read() as connection:
        room = Newsroom(connection, reader)
        for row in book.to_tell(connection):
            if not _is_due(row, clock.now()):
                continue
            counts.looked_at += 1
            try:
                found = room.news(row.search, row.upto, row.sending_upto)
            except QueryError as exc:
                counts.failures.append(_not_understood(row, exc))
                continue
            if found.total:
                counts.told.append(_told(row, found))
    return counts


def _is_due(row: Any, now: datetime) -> bool:
    """A daily one has had no letter today."""
    return row.frequency != "daily" or row.sent_at is None or row.sent_at.date() < now.date()


def _serve(run: _Run, row: Any) -> None:
    """What a killed or failed run had begun, first, exactly as it was; then what came since. Raises MailError."""
    after, begun = row.upto, row.sending_upto
    for upto in (begun, None) if begun is not None else (None,):
        if book.find(run.room.connection, row.id) is None:  # ended by its reader meanwhile
            return
        try:
            found = run.room.news(row.search, after, upto)
        except QueryError as exc:
            with run.ledger.begin() as connection:
                book.suspend(connection, row.id, "the search is not understood any more", run.now)
            run.counts.failures.append(_not_understood(row, exc))
            return
        if not _deliver(run, row, after, found):
            return
        after = found.upto
        if found.total and row.frequency == "daily":
            return


def _deliver(run: _Run, row: Any, after: int, found: News) -> bool:
    """Begins, sends and marks one letter; whether it went (or there was nothing to send). Raises MailError."""
    sent_at = None
    if found.total:
        with run.ledger.begin() as connection:
            book.begin_letter(connection, row.id, found.upto)
        letter = run.writer.news(row, found, run.now)
        known = sha256(f"{row.id}\0{after}\0{found.upto}".encode()).hexdigest()[:32]
        try:
            run.post.send(message(letter, run.server, row.email, message_id=known, now=run.now), row.email)
        except RefusedError as exc:
            _note_refusal(run, row, exc)
            return False
        sent_at = run.now
        run.counts.told.append(_told(row, found))
    if found.total or found.upto != after:
        with run.ledger.begin() as connection:
            book.mark(connection, row.id, found.upto, sent_at)
    return True


def _note_refusal(run: _Run, row: Any, exc: RefusedError) -> None:
    """Counts what was refused for good; after some in a row nothing more is sent."""
    told = f"alert {row.id}: {exc}"
    if not exc.for_good:
        run.counts.failures.append(f"{told}; it is tried again next time")
        return
    with run.ledger.begin() as connection:
        refusals = book.note_refusal(connection, row.id, run.now)
        if refusals >= REFUSALS:
            book.suspend(connection, row.id, "its mail was refused for good", run.now)
    after = "nothing more is sent" if refusals >= REFUSALS else "it is tried again next time"
    run.counts.failures.append(f"{told}; refusal {refusals} of {REFUSALS}, {after}")


def _not_understood(row: Any, exc: QueryError) -> str:
    return f"alert {row.id}: its search is not understood any more ({exc}); nothing more is sent"


def _told(row: Any, found: News) -> Told:
    titles = tuple(hit.title for hit in found.hits)
    return Told(subscription=row.id, search=row.search, total=found.total, titles=titles)
