"""What a probe found out about a site: the pages it saw and what lists its articles."""

from datetime import datetime
from typing import Literal

import msgspec

from records.base import Record
from records.platform import PageRequest

AddressWay = Literal["feed", "sitemap", "listing", "home"]


class SitePage(Record, frozen=True):
    """One page as it answered; `status` 0 and a `failure` where it did not. Header names are lower-case."""

    url: str
    final_url: str = ""
    status: int = 0
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    body: bytes = b""
    failure: str = ""
    fetched_at: datetime | None = None

    @property
    def is_read(self) -> bool:
        """Whether it answered 200 with a body."""
        return self.status == 200 and bool(self.body) and not self.failure

    @property
    def content_type(self) -> str:
        """The content type header as it is."""
        return self.headers.get("content-type", "")


class FoundFeed(Record, frozen=True):
    """A feed: `entries` is None where it was found and not tried; `articles` of them lie on the site."""

    url: str
    title: str = ""
    entries: int | None = None
    articles: int = 0
    newest_at: datetime | None = None
    reason: str = ""


class FoundSitemap(Record, frozen=True):
    """A sitemap: its addresses on the site, and how many look like articles; None where it was not tried. `index` is the
    sitemap that named it, "" for one at the top."""

    url: str
    addresses: int | None = None
    articles: int = 0
    children: int = 0
    index: str = ""
    reason: str = ""


class FoundListing(Record, frozen=True):
    """A section page: its name in the navigation, the articles on it, and how its further pages are addressed.

    `next_page` is a pattern as in ListingRule, None where none was found; `verified` is whether page 2 showed articles
    that page 1 had not; `follows` is whether it is reached by the link of the page before, `request` how it is asked for
    where no address names it.
    """

    url: str
    section: str = ""
    articles: int = 0
    next_page: str | None = None
    verified: bool = False
    follows: bool = False
    request: PageRequest | None = None


class FoundAddress(Record, frozen=True):
    """An address that may be an article's, how it was come by, and what feeds and links call it."""

    url: str
    way: AddressWay
    shape: str
    section: str = ""
    listed_at: datetime | None = None
    titles: tuple[str, ...] = ()


class SiteFacts(Record, frozen=True):
    """All that a probe gathered, politely and in under a minute.

    `home` is the canonical home (the address asked for, at the scheme and host that answered). `article_pattern` is
    what its articles' addresses look like: the platform's, or learned from feeds and sitemaps, or None where neither
    tells. `pages` are article pages to try, spread over the shapes and sections found; `other_pages` are the other HTML
    pages that were read; `answers` is the status of each address asked (0 where it did not answer).
    """

    asked: str
    home: str
    home_page: SitePage
    robots_txt: SitePage
    allowed: bool = True
    crawl_delay: float = 0.0
    platform: str | None = None
    feeds: tuple[FoundFeed, ...] = ()
    sitemaps: tuple[FoundSitemap, ...] = ()
    listings: tuple[FoundListing, ...] = ()
    addresses: tuple[FoundAddress, ...] = ()
    article_pattern: str | None = None
    pages: tuple[SitePage, ...] = ()
    other_pages: tuple[SitePage, ...] = ()
    answers: dict[str, int] = msgspec.field(default_factory=dict)
    requests: int = 0
    seconds: float = 0.0
    problems: tuple[str, ...] = ()
