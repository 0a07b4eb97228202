"""What the alert pages need beyond an index: who asked to be told of a search's news, and the signed links to say so."""

from datetime import datetime
from typing import Literal, Protocol

from records.base import Record
from search.web.i18n import Code

Frequency = Literal["run", "daily"]  # after each index run that found something; at most one letter a day
FREQUENCIES: tuple[Frequency, ...] = ("run", "daily")
# Why no letters can be sent: no mail server or sender is set, or no address that letters could lead to.
Lacking = Literal["", "mail", "address"]
# A link that was not made here (or was cut), one that is too old, one whose subscription is no more.
BadLink = Literal["forged", "expired", "gone"]


class Alert(Record, frozen=True):
    """One saved search of one reader. `search` is its canonical query string; the reader's address is never shown."""

    id: str
    search: str
    frequency: Frequency
    asked_at: datetime
    confirmed: bool
    suspended: bool = False


class Subscriptions(Protocol):
    """What pipeline fulfils for the alert pages. Called from several threads at once."""

    def lacking(self) -> Lacking:
        """What keeps letters from being sent; "" where nothing does."""

    def accepts(self, email: str) -> bool:
        """Whether this can be one person's address."""

    def admits(self) -> bool:
        """Whether this hour still has room for letters that visitors ask for."""

    def ask(self, email: str, search: str, language: Code, frequency: Frequency) -> None:
        """Notes a wish, and sends the letter that asks to confirm it; sends mail, so call it after answering.

        Says nothing of whether the address is known, nor of what became of the letter: that is for the log.
        """

    def remind(self, email: str, language: Code) -> None:
        """Sends an address that has alerts the link to them, to others nothing; call it after answering."""

    def waiting(self, token: str) -> Alert | BadLink:
        """The subscription that a confirming link is about."""

    def confirm(self, token: str) -> Alert | BadLink:
        """Confirms it; what is new is told from now on. Again: nothing more."""

    def subscribed(self, token: str) -> Alert | BadLink:
        """The subscription that an unsubscribing link is about."""

    def unsubscribe(self, token: str) -> BadLink | None:
        """Ends it and forgets it; "gone" where that has been done already."""

    def overview(self, token: str) -> tuple[Alert, ...] | BadLink:
        """All subscriptions of the reader whom a managing link is for, newest first."""

    def change(self, token: str, alert_id: str, frequency: Frequency | None) -> BadLink | None:
        """Changes how often one of them is told, or ends it (None); ids of others count as gone."""
