"""The desk that the alert pages speak to: subscriptions in the ledger, letters that visitors ask for."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pipeline import clock
from pipeline.alerts import book, tokens
from pipeline.alerts.mailing import MailServer, RefusedError, message, post
from pipeline.alerts.news import searchable_upto
from pipeline.alerts.recipients import fingerprint, recipient
from pipeline.alerts.writing import Writer
from pipeline.ledger import Ledger
from records.base import Record
from records.errors import MailError
from search.alerting import Alert, BadLink, Frequency, Lacking
from search.engine import Reader
from search.web.alerts.letters import Letter
from search.web.i18n import Code

AN_HOUR_EACH = 3  # letters that may be asked for an address
AN_HOUR = 300  # letters that may be asked for in all
_MOST = 50  # subscriptions of one address
_PATIENCE = 8.0  # seconds for each answer of the mail server: others wait for their letters too
_LOG = logging.getLogger("khotin.alerts")


class Desk:
    """Fulfils `search.alerting.Subscriptions`; `reader` is the index whose news are told, `sources` are the names of
    sources by id."""

    def __init__(
        self,
        ledger: Ledger,
        reader: Reader,
        *,
        server: MailServer | None,
        public_url: str,
        secret: str,
        sources: Mapping[str, str],
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._ledger, self._reader = ledger, reader
        self._server, self._secret, self._now = server, secret, now
        self._writer = Writer(secret=secret, base=public_url.rstrip("/"), sources=sources)

    def lacking(self) -> Lacking:
        """What keeps letters from being sent."""
        if self._server is None:
            return "mail"
        return "" if self._writer.base else "address"

    def accepts(self, email: str) -> bool:
        """Whether it is one person's address."""
        return recipient(email) is not None

    def admits(self) -> bool:
        """Whether this hour's letters in all are not used up."""
        with self._ledger.read() as connection:
            return book.letters(connection, "", self._now()) < AN_HOUR

    def ask(self, email: str, search: str, language: Code, frequency: Frequency) -> None:
        """Notes the wish and has it confirmed; who has the alert already is sent the way to it."""
        address, now = recipient(email), self._now()
        if address is None or not self._takes_place(address, now):
            return
        with self._ledger.begin() as connection:
            known = book.of_address(connection, address)
            if len(known) >= _MOST and search not in {row.search for row in known}:
                row, wanted = known[0], False
            else:
                row = book.note(connection, address, search, language, frequency, now)
                wanted = row.confirmed_at is None or row.suspended_at is not None
        letter = self._writer.confirmation(row, now) if wanted else self._writer.overview(row, now)
        self._send(letter, row)

    def remind(self, email: str, language: Code) -> None:
        """Sends the way to an address' alerts, if there are any."""
        address, now = recipient(email), self._now()
        if address is None or not self._takes_place(address, now):
            return
        with self._ledger.read() as connection:
            known = book.of_address(connection, address)
        if known:
            self._send(self._writer.overview(_In(id=known[0].id, language=language), now), known[0])

    def waiting(self, token: str) -> Alert | BadLink:
        """The subscription that a confirming link is about."""
        return self._about("confirm", token)

    def confirm(self, token: str) -> Alert | BadLink:
        """Confirms it; what the index doesn't hold yet is news. Raises IndexStateError where there is no index."""
        about = self._about("confirm", token)
        if isinstance(about, Alert):
            with self._ledger.read() as connection:
                upto = searchable_upto(connection, self._reader)
            with self._ledger.begin() as connection:
                book.confirm(connection, about.id, upto, self._now())
        return about

    def subscribed(self, token: str) -> Alert | BadLink:
        """The subscription that an unsubscribing link is about."""
        return self._about("unsubscribe", token)

    def unsubscribe(self, token: str) -> BadLink | None:
        """Ends it."""
        about = self._about("unsubscribe", token)
        if not isinstance(about, Alert):
            return about
        with self._ledger.begin() as connection:
            book.forget(connection, about.id)
        return None

    def overview(self, token: str) -> tuple[Alert, ...] | BadLink:
        """All subscriptions of the link's reader."""
        rows, wrong = self._of_reader(token)
        return wrong or tuple(_alert(row) for row in rows)

    def change(self, token: str, alert_id: str, frequency: Frequency | None) -> BadLink | None:
        """Changes or ends one of them."""
        rows, wrong = self._of_reader(token)
        if wrong or alert_id not in {row.id for row in rows}:
            return wrong or "gone"
        with self._ledger.begin() as connection:
            if frequency is None:
                book.forget(connection, alert_id)
            else:
                book.set_frequency(connection, alert_id, frequency)
        return None

    def _about(self, purpose: tokens.Purpose, token: str) -> Alert | BadLink:
        row, wrong = self._row(purpose, token)
        return wrong or _alert(row)

    def _row(self, purpose: tokens.Purpose, token: str) -> tuple[Any, BadLink | None]:
        """The row that a link is about, and what is wrong with the link."""
        known, wrong = tokens.read(self._secret, purpose, token, self._now())
        if wrong:
            return None, wrong
        with self._ledger.read() as connection:
            row = book.find(connection, known)
        return row, None if row is not None else "gone"

    def _of_reader(self, token: str) -> tuple[Sequence[Any], BadLink | None]:
        """The rows of the reader whom a managing link is for, and what is wrong with the link."""
        row, wrong = self._row("manage", token)
        if wrong:
            return (), wrong
        with self._ledger.read() as connection:
            return book.of_address(connection, row.email), None

    def _takes_place(self, address: str, now: datetime) -> bool:
        """Counts a letter to an address; whether it may still have one in this hour."""
        who = fingerprint(self._secret, address)
        with self._ledger.begin() as connection:
            if book.letters(connection, who, now) >= AN_HOUR_EACH or book.letters(connection, "", now) >= AN_HOUR:
                return False
            book.count_letter(connection, who, now)
        return True

    def _send(self, letter: Letter, row: Any) -> None:
        """Sends now; what fails is for the log, and the reader may ask again."""
        if self._server is None:
            return
        now = self._now()
        message_id = f"{row.id}.{int(now.timestamp())}"
        try:
            with post(self._server, _PATIENCE) as opened:
                opened.send(message(letter, self._server, row.email, message_id=message_id, now=now), row.email)
        except (RefusedError, MailError) as exc:
            _LOG.error("the letter that alert %s asked for was not sent: %s", row.id, exc)


class _In(Record, frozen=True):
    """A subscription, in the language just asked for."""

    id: str
    language: Code


def _alert(row: Any) -> Alert:
    return Alert(
        id=row.id,
        search=row.search,
        frequency=row.frequency,
        asked_at=row.asked_at,
        confirmed=row.confirmed_at is not None,
        suspended=row.suspended_at is not None,
    )
