"""One publisher we crawl, as its YAML describes it."""

from datetime import date, datetime
from typing import Literal

import msgspec

from records.base import Record
from records.platform import FieldName, FieldRule, ListingRule

Level = Literal["province", "department", "district", "ministry", "government", "newspaper", "import"]


class Listing(Record, frozen=True):
    """A section page that links to articles, newest first."""

    url: str
    section: str = ""


class Politeness(Record, frozen=True):
    """How hard the site may be asked; anything less polite or less safe than the defaults needs `because`.

    `window` is when a bare `khotin run` may ask, in Vietnam's time ("22:00", "06:00"); `requests_a_night` the most it
    asks then; `tls: lenient` accepts old ciphers and broken certificate chains.
    """

    delay_seconds: float = 1.0
    concurrency: int = 1
    obey_robots: bool = True
    allow_private: bool = False
    tls: Literal["strict", "lenient"] = "strict"
    window: tuple[str, str] = ("20:00", "07:00")
    requests_a_night: int = 2000
    because: str = ""


class Expectation(Record, frozen=True):
    """The volume that is normal for the source: [least, most] articles a week."""

    articles_per_week: tuple[int, int] | None = None


class Learned(Record, frozen=True):
    """When and from which pages a source's rules were learned, and how well they read those pages.

    `scores` are shares of the pages: fields found ("title", "published_at", …), agreement of the body with a general
    extractor ("body").
    """

    learned_on: date
    pages: tuple[str, ...] = ()
    scores: dict[str, float] = {}


class Design(Record, frozen=True):
    """An earlier design of the site: pages fetched before `until` are read by these rules.

    `until_at` says the moment of that day, where it is known that pages of both designs were fetched on it.
    """

    until: date
    until_at: datetime | None = None
    platform: str | None = None
    rules: dict[FieldName, FieldRule] = {}
    drop: tuple[str, ...] = ()
    article_marks: tuple[str, ...] = ()
    other_marks: tuple[str, ...] = ()
    learned: Learned | None = None


class Source(Record, frozen=True):
    """One entry of the registry. `home` is canonical; `fetch_from` is where to fetch it if that is elsewhere.

    `rules` and `listing_rule` override the platform's; `junk`, `drop` and the marks add to its own. `learned` tells that
    `rules` were learned from pages, and when; `designs` are those that held before, oldest first.
    `distrusted` are fields whose rules broke: pages fetched since `distrusted_since` have them read by the next way. No YAML
    says so; it is kept in KHOTIN_HOME until new rules are accepted or the old ones read again.
    `province` is a unit's key with its vintage ("34:40"). `verified_on` is null until somebody reached it.
    """

    id: str
    name: str
    home: str
    level: Level = "province"
    province: str | None = None
    fetch_from: str | None = None
    platform: str | None = None
    enabled: bool = False
    verified_on: date | None = None
    language: str | None = "vi"
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()
    article_pattern: str | None = None
    junk: tuple[str, ...] = ()
    rules: dict[FieldName, FieldRule] = {}
    listing_rule: ListingRule | None = None
    drop: tuple[str, ...] = ()
    article_marks: tuple[str, ...] = ()
    other_marks: tuple[str, ...] = ()
    learned: Learned | None = None
    designs: tuple[Design, ...] = ()
    distrusted: tuple[FieldName, ...] = ()
    distrusted_since: datetime | None = None
    politeness: Politeness = msgspec.field(default_factory=Politeness)
    expect: Expectation = msgspec.field(default_factory=Expectation)
    valid_from: date | None = None
    valid_until: date | None = None
    successor: str | None = None
    note: str = ""
