"""What a sample portal's files hold: a portal, its sections and articles, and what to expect of each."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Literal

import msgspec

from records.base import Record
from records.event import EventType, OfficialRole
from records.source import Level

Family = Literal[
    "nukeviet",
    "liferay",
    "wordpress",
    "vnpt",
    "tan-dan",
    "sharepoint-ministry",
    "common-title",
    "vccorp",
    "webforms",
    "bac-ninh",
    "ha-tinh",
    "nukeviet-egov",
]
Dirt = Literal[
    "nfd",
    "lost_ampersand",
    "zero_width",
    "doubled_title",
    "trailer_related",
    "trailer_rating",
    "numeric_entities",
    "eth",
    "mixed_tones",
]


class Section(Record, frozen=True):
    """A section of a portal: the last part of its address, and its name as printed."""

    slug: str
    name: str


class Block(Record, frozen=True):
    """A piece of a body that is no plain paragraph: exactly one of heading, image, list, quote, table."""

    heading: str = ""
    image: str = ""
    caption: str = ""
    credit: str = ""
    list: tuple[str, ...] = ()
    quote: str = ""
    table: tuple[tuple[str, ...], ...] = ()


Body = tuple[str | Block, ...]


class SampleAttachment(Record, frozen=True):
    """A file offered with an article; `size` as the page prints it ("120 KB")."""

    name: str
    size: str = ""


class Edit(Record, frozen=True):
    """What an editor changed before the second night: block number (from 0) to its new text."""

    replace: dict[int, str | Block]


class ExpectedOfficial(Record, frozen=True):
    """A person in office whom the article shows at the event."""

    name: str
    title: str
    province: str | None = None
    role: OfficialRole = "attended"


class ExpectedRegion(Record, frozen=True):
    """A region standing for its provinces among the parties."""

    name: str
    count: int | None = None


class ExpectedReference(Record, frozen=True):
    """An earlier agreement the article refers to."""

    what: str
    signed_on: str | None = None


class ExpectedEvent(Record, frozen=True):
    """What a careful reader takes of one event; see records/event.py for the fields' meaning."""

    type: EventType
    subtype: str | None = None
    name: str | None = None
    month_day: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    place_province: str | None = None
    place_text: str | None = None
    hosts: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    partner_regions: tuple[ExpectedRegion, ...] = ()
    other_partners: tuple[str, ...] = ()
    signed: bool = False
    signed_what: str | None = None
    periods: tuple[tuple[str, str, Literal["reviewed", "planned"] | None], ...] = ()
    refers_to: tuple[ExpectedReference, ...] = ()
    officials: tuple[ExpectedOfficial, ...] = ()


class Expected(Record, frozen=True):
    """What a careful reader takes of an article; provinces are short names by the article's date."""

    provinces: tuple[str, ...]
    sectors: tuple[str, ...]
    about: tuple[str, ...] = ()
    regions_named: tuple[str, ...] = ()
    events: tuple[ExpectedEvent, ...] = ()


class SampleArticle(Record, frozen=True):
    """One article file. `published_at` is aware; `version` is 2 once the second night's edit is applied; `generated`
    marks one that the generator made to fill a portal: its text is exact, but nobody wrote its tags and events down."""

    slug: str
    section: str
    published_at: datetime
    title: str
    body: Body
    expected: Expected
    also_in: tuple[str, ...] = ()
    lead: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    credit: str = ""
    credit_url: str = ""
    agency_mark: str = ""
    attachments: tuple[SampleAttachment, ...] = ()
    keywords: tuple[str, ...] = ()
    markup: Literal["p", "br", "div"] = "p"
    caption_markup: Literal["figure", "centered", "table", "em"] = "figure"
    dirt: tuple[Dirt, ...] = ()
    reprint_of: str = ""
    night2: Literal["gone", "new"] | Edit | None = None
    version: int = 1
    generated: bool = False

    @property
    def number(self) -> int:
        """The number a content system would give it: made of the slug, so that other files never change it."""
        return 1000 + int(hashlib.sha256(self.slug.encode()).hexdigest(), 16) % 900_000

    @property
    def images(self) -> tuple[Block, ...]:
        """The body's pictures in order."""
        return tuple(b for b in self.body if isinstance(b, Block) and b.image)


class Portal(Record, frozen=True):
    """A portal on one night: articles newest first, and those taken down (which answer 410). `filled_with` is how many
    articles of the generator stand beside those written for it, so that its listings have pages."""

    id: str
    name: str
    home: str
    province: str
    level: Level
    platform: Family
    notice: str
    sections: tuple[Section, ...]
    articles: tuple[SampleArticle, ...] = ()
    gone: tuple[SampleArticle, ...] = ()
    filled_with: int = 0
    night: int = 1

    def section(self, slug: str) -> Section | None:
        """The section of a slug, or None."""
        return next((s for s in self.sections if s.slug == slug), None)

    def in_section(self, slug: str) -> tuple[SampleArticle, ...]:
        """The section's articles, newest first, those filed there second included."""
        return tuple(a for a in self.articles if slug == a.section or slug in a.also_in)


def edited(article: SampleArticle) -> SampleArticle:
    """The article as its second night has it: unchanged, or version 2 with the blocks replaced."""
    if not isinstance(article.night2, Edit):
        return article
    changes = article.night2.replace
    body = tuple(changes.get(i, block) for i, block in enumerate(article.body))
    return msgspec.structs.replace(article, body=body, version=2)


def body_texts(body: Body, each: Callable[[str], str] = str) -> Iterator[str]:
    """The body's text as a reader takes it, one paragraph each, `each` applied to every text and table cell;
    captions are not of it."""
    for block in body:
        if isinstance(block, str):
            yield each(block)
        elif block.image:
            continue
        elif block.table:
            yield from (" | ".join(each(cell) for cell in row) for row in block.table)
        else:
            yield from (each(text) for text in block.list or (block.heading or block.quote,))
