"""The cleaned record of one news page: what a transform makes of one snapshot."""

from datetime import date, datetime
from typing import Literal

from records.base import Record
from records.event import Event
from records.tag import ProvinceTag, RegionTag, SectorTag


class Image(Record, frozen=True):
    """A picture in the article: address, caption and photo credit as printed ("" where there is none)."""

    url: str
    caption: str = ""
    credit: str = ""


class Attachment(Record, frozen=True):
    """A file offered with the article; size in bytes where the page says it."""

    name: str
    url: str
    media_type: str = ""
    size: int | None = None


class LegalText(Record, frozen=True):
    """A legal text cited: "Nghị quyết" "43/2017/QH14" of an issuer, dated where the article says so."""

    type: str
    number: str
    issuer: str = ""
    issued_on: date | None = None


class Article(Record, frozen=True):
    """One news page as read from one snapshot.

    `title`, `lead`, `body`, `byline`, `credit`, `section` are "" where the page has none; the body's paragraphs are
    parted by one blank line. `published_at` is aware (+07:00); `published_precision` is "day" where the page shows no
    time (the hour is then 00:00 and means nothing); `published_from` says where it was read. `next_parts` are the addresses
    of a long article's further parts, whose text is not in `body`. `extractor` says what read it: the source's or its platform's
    rules ("rule"), rules learned for it ("learned"), a text saved from a page ("text"), a record given as JSON
    ("given"), what the page says of itself to machines where it shows the same ("structured"), trafilatura ("fallback").
    """

    article_id: str
    url: str
    source_id: str
    platform: str | None = None
    title: str = ""
    lead: str = ""
    body: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    credit: str = ""
    credit_url: str = ""
    section: str = ""
    published_at: datetime | None = None
    published_precision: Literal["minute", "day"] | None = None
    published_from: Literal["page", "feed", "sitemap", "listing"] = "page"
    modified_at: datetime | None = None
    fetched_at: datetime | None = None
    language: str = "vi"
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    legal_texts: tuple[LegalText, ...] = ()
    keywords: tuple[str, ...] = ()
    next_parts: tuple[str, ...] = ()
    provinces: tuple[ProvinceTag, ...] = ()
    regions: tuple[RegionTag, ...] = ()
    sectors: tuple[SectorTag, ...] = ()
    events: tuple[Event, ...] = ()
    text_digest: str = ""
    extractor: Literal["rule", "learned", "structured", "fallback", "text", "given"] = "rule"
    confidence: float = 1.0

    @property
    def by_rules(self) -> bool:
        """Whether rules for its site read it: the source's, its platform's, or learned ones."""
        return self.extractor in ("rule", "learned")

    @property
    def captions(self) -> str:
        """The captions joined by a blank line: the text that evidence in field "captions" points into."""
        return "\n\n".join(image.caption for image in self.images if image.caption)
