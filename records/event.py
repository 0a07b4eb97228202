"""One happening (a conference, a signing…) as one article tells it, with the words that prove each fact."""

from datetime import date
from typing import Literal

from records.base import Record
from records.tag import Evidence

EventType = Literal[
    "conference",
    "seminar",
    "forum",
    "signing",
    "working-session",
    "assembly-session",
    "press-conference",
    "congress",
    "ceremony",
]
OfficialRole = Literal["chaired", "concluded", "spoke", "signed", "attended"]
# How the year of the date was fixed; None where it is open.
YearFrom = Literal["text", "published", "linked", "corrected"]


class Official(Record, frozen=True):
    """A person holding office, as the article presents them; province is the short name or None."""

    name: str
    title: str
    province: str | None = None
    role: OfficialRole = "attended"


class PartnerRegion(Record, frozen=True):
    """ "13 tỉnh ĐBSCL": a region standing for its provinces among the parties, with the count if printed."""

    name: str
    count: int | None = None


class Reference(Record, frozen=True):
    """An earlier agreement the text refers to; `signed_on` is YYYY, YYYY-MM or YYYY-MM-DD, or None."""

    what: str
    signed_on: str | None = None


# (first year, last year, what was done with it)
Period = tuple[str, str, Literal["reviewed", "planned"] | None]


class Event(Record, frozen=True):
    """What happened, when, where, who. Provinces are short names by the article's date.

    `month_day` is "MM-DD" as printed; `starts_on` and `ends_on` carry a year only when something fixed it
    (`year_from` says what); else `not_before` and `not_after` bound it. `partners` include the host provinces.
    `signed` is True only for a signing at this event. `evidence` is grouped by `Evidence.fact`:
    type, date, place, partner, signed, official, period, refers_to.
    """

    type: EventType
    subtype: str | None = None
    name: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    month_day: str | None = None
    date_text: str | None = None
    time_of_day: Literal["sáng", "trưa", "chiều", "tối"] | None = None
    year_from: YearFrom | None = None
    not_before: date | None = None
    not_after: date | None = None
    place_province: str | None = None
    place_text: str | None = None
    hosts: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    partner_regions: tuple[PartnerRegion, ...] = ()
    other_partners: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    signed: bool = False
    signed_what: str | None = None
    refers_to: tuple[Reference, ...] = ()
    officials: tuple[Official, ...] = ()
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()
