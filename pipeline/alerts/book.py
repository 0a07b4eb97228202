"""The ledger's subscriptions: asked for, confirmed, told up to somewhere, suspended, forgotten."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from pipeline.ledger.sql import insert_new
from pipeline.ledger.tables import letters_asked, subscriptions
from records.base import Record
from search.alerting import Frequency
from search.web.i18n import Code

UNCONFIRMED_FOR = timedelta(days=7)
_SUSPENDED_FOR = timedelta(days=30)
_ONE_REFUSAL = timedelta(hours=12)
_COUNTED_FOR = timedelta(days=1)
_s = subscriptions.c


class Counts(Record, frozen=True):
    """How many subscriptions there are: told of news, waiting to be confirmed, refused lately, and suspended by why."""

    active: int
    waiting: int
    refused: int
    suspended: dict[str, int]


def find(connection: Connection, known: str) -> Any | None:
    """The row of one subscription."""
    return connection.execute(select(subscriptions).where(_s.id == known)).one_or_none()


def of_address(connection: Connection, email: str) -> Sequence[Any]:
    """All subscriptions of an address that were confirmed, newest first."""
    query = select(subscriptions).where(_s.email == email, _s.confirmed_at.is_not(None))
    return connection.execute(query.order_by(_s.asked_at.desc(), _s.id)).all()


def to_tell(connection: Connection) -> Sequence[Any]:
    """Those that are told of news, oldest first."""
    query = select(subscriptions).where(_s.confirmed_at.is_not(None), _s.suspended_at.is_(None))
    return connection.execute(query.order_by(_s.asked_at, _s.id)).all()


def note(connection: Connection, email: str, search: str, language: Code, frequency: Frequency, now: datetime) -> Any:
    """Notes that an address asked for a search's news; gives the row, which is as it was where already confirmed."""
    row = {
        "id": secrets.token_hex(12), "email": email, "search": search, "language": language, "frequency": frequency,
        "asked_at": now, "upto": 0, "refusals": 0, "suspended_why": "",
    }  # fmt: skip
    insert_new(connection, subscriptions, [row])
    same: tuple[ColumnElement[bool], ...] = (_s.email == email, _s.search == search)
    again = update(subscriptions).where(*same, _s.confirmed_at.is_(None))
    connection.execute(again.values(language=language, frequency=frequency, asked_at=now))
    return connection.execute(select(subscriptions).where(*same)).one()


def confirm(connection: Connection, known: str, upto: int, now: datetime) -> None:
    """What came after an article's number is news, also to one that was suspended; one that is told already is left as it
    is."""
    fresh = update(subscriptions).where(_s.id == known, _s.confirmed_at.is_(None) | _s.suspended_at.is_not(None))
    values = {"confirmed_at": now, "upto": upto, "sending_upto": None, "refusals": 0, "refused_at": None}
    connection.execute(fresh.values(**values, suspended_at=None, suspended_why=""))


def forget(connection: Connection, known: str) -> None:
    """Takes one out, address and all."""
    connection.execute(delete(subscriptions).where(_s.id == known))


def set_frequency(connection: Connection, known: str, frequency: Frequency) -> None:
    """How often it is told."""
    connection.execute(update(subscriptions).where(_s.id == known).values(frequency=frequency))


def begin_letter(connection: Connection, known: str, upto: int) -> None:
    """A letter of the news up to an article's number is about to be sent."""
    connection.execute(update(subscriptions).where(_s.id == known).values(sending_upto=upto))


def mark(connection: Connection, known: str, upto: int, sent_at: datetime | None = None) -> None:
    """All up to an article's number has been looked at, and told if `sent_at`."""
    told = {"sent_at": sent_at, "refusals": 0, "refused_at": None} if sent_at else {}
    connection.execute(update(subscriptions).where(_s.id == known).values(upto=upto, sending_upto=None, **told))


def note_refusal(connection: Connection, known: str, now: datetime) -> int:
    """The address' server refused a letter for good; gives how often that has been so in a row. A run that is tried again
    the same night counts once."""
    anew = _s.refused_at.is_(None) | (_s.refused_at < now - _ONE_REFUSAL)
    more = update(subscriptions).where(_s.id == known, anew)
    connection.execute(more.values(refusals=_s.refusals + 1, refused_at=now))
    return connection.scalar(select(_s.refusals).where(_s.id == known)) or 0


def suspend(connection: Connection, known: str, why: str, now: datetime) -> None:
    """Nothing is sent any more until its reader confirms anew."""
    connection.execute(
        update(subscriptions).where(_s.id == known).values(suspended_at=now, suspended_why=why, sending_upto=None)
    )


def forget_old(connection: Connection, now: datetime) -> None:
    """Addresses that were never confirmed, or suspended for long, and what was counted of hours past."""
    connection.execute(delete(subscriptions).where(_s.confirmed_at.is_(None), _s.asked_at < now - UNCONFIRMED_FOR))
    connection.execute(delete(subscriptions).where(_s.suspended_at < now - _SUSPENDED_FOR))
    connection.execute(delete(letters_asked).where(letters_asked.c.hour < now - _COUNTED_FOR))


def letters(connection: Connection, who: str, now: datetime) -> int:
    """How many letters were asked for in this hour, by one ("" for all together)."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    query = select(letters_asked.c.letters).where(letters_asked.c.who == who, letters_asked.c.hour == hour)
    return connection.scalar(query) or 0


def count_letter(connection: Connection, who: str, now: datetime) -> None:
    """One more, for it and for all together."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    insert_new(connection, letters_asked, [{"who": one, "hour": hour, "letters": 0} for one in (who, "")])
    more = update(letters_asked).where(letters_asked.c.who.in_((who, "")), letters_asked.c.hour == hour)
    connection.execute(more.values(letters=letters_asked.c.letters + 1))


def counts(connection: Connection) -> Counts:
    """How many there are of each kind."""

    def number(*conditions: ColumnElement[bool]) -> int:
        return connection.scalar(select(func.count()).select_from(subscriptions).where(*conditions)) or 0

    told = (_s.confirmed_at.is_not(None), _s.suspended_at.is_(None))
    why = select(_s.suspended_why, func.count()).where(_s.suspended_at.is_not(None)).group_by(_s.suspended_why)
    return Counts(
        active=number(*told),
        waiting=number(_s.confirmed_at.is_(None)),
        refused=number(*told, _s.refusals > 0),
        suspended={row[0]: row[1] for row in connection.execute(why.order_by(_s.suspended_why))},
    )
