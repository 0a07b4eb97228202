"""What an operator says against the text: not an event, these partners, that date, these are one, this must not be shown."""

from datetime import date
from typing import Literal

from records.base import Record
from records.event import EventType


class Fix(Record, frozen=True):
    """What is true of an event, in place of what the text tells; None leaves a fact as it is told.

    `partners` replaces the whole row; `add_partners` and `remove_partners` change it, hosts included.
    """

    type: EventType | None = None
    name: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    place_province: str | None = None
    place_text: str | None = None
    signed: bool | None = None
    signed_what: str | None = None
    partners: tuple[str, ...] | None = None
    add_partners: tuple[str, ...] = ()
    remove_partners: tuple[str, ...] = ()


class Correction(Record, frozen=True):
    """One correction: who asked for it, why and when, what it is about, and one thing to do.

    `event` ("e12") means the whole event, with all articles that tell of it now or later; `article` (its id or address)
    only what that article tells, of its events the one of that `number` (1 is the one it is about). `same` are ids of
    events ("e12") or people ("p3"), or articles whose first events are one. `person` is withheld everywhere, or, with
    `article`, there; `suppress` withholds a whole article.
    """

    id: str
    by: str
    why: str
    asked_on: date
    kind: Literal["correction"] = "correction"
    article: str | None = None
    event: str | None = None
    number: int = 1
    person: str | None = None
    not_an_event: bool = False
    fix: Fix | None = None
    same: tuple[str, ...] = ()
    suppress: bool = False


class Applied(Record, frozen=True):
    """A correction as a document shows it: who, why, when, and what was done, in words."""

    correction_id: str
    by: str
    why: str
    asked_on: date
    what: str
