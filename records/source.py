"""One publisher we crawl, as its YAML describes it."""

from datetime import date
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
    """How hard the site may be asked; anything less polite than the defaults needs `because`."""

    delay_seconds: float = 1.0
    concurrency: int = 1
    obey_robots: bool = True
    allow_private: bool = False
    because: str = ""


class Expectation(Record, frozen=True):
    """The volume that is normal for the source: [least, most] articles a week."""

    articles_per_week: tuple[int, int] | None = None


class Source(Record, frozen=True):
    """One entry of the registry. `home` is canonical; `fetch_from` is where to fetch it if that is elsewhere.

    `rules` and `listing_rule` override the platform's; `junk` adds to its patterns of addresses never to ask for.
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
    politeness: Politeness = msgspec.field(default_factory=Politeness)
    expect: Expectation = msgspec.field(default_factory=Expectation)
    valid_from: date | None = None
    valid_until: date | None = None
    successor: str | None = None
    note: str = ""
