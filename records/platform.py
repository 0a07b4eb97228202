"""One CMS family: how to know it, where its articles are listed, and where each field stands on its pages."""

from typing import Literal

import msgspec

from records.base import Record

# What a rule can fill. "body" and "title" must match on an article; the others may be absent. "images" are pictures
# outside the body; those inside are found by themselves.
FieldName = Literal[
    "title",
    "lead",
    "body",
    "byline",
    "credit",
    "section",
    "published_at",
    "modified_at",
    "keywords",
    "attachments",
    "images",
]


class FieldRule(Record, frozen=True):
    """Where one field stands: CSS selectors in order of preference; the first whose node yields the field is read.

    A selector may end in "@name" to read an attribute instead of the text: `meta[property="article:section"]@content`.
    `label` keeps only nodes whose text starts with one of these labels ("Tác giả:") and cuts it off; `strip` leaves
    these nodes inside out of the reading; `first_bold` takes the field from the first wholly bold paragraph of the body
    (WordPress leads); `last_line` takes the field from the last lines of the body where one starts with a label.
    """

    select: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    first_bold: bool = False
    last_line: bool = False


class ListingRule(Record, frozen=True):
    """How listings link to articles and to their next page.

    `links` are CSS selectors of anchors; `next_page` is a pattern appended to the listing's address with {n} for the
    page number (2, 3, …): "page-{n}/", "?cur={n}".
    """

    links: tuple[str, ...] = ("a",)
    next_page: str | None = None
    first_page: int = 2


class DateForm(Record, frozen=True):
    """A date as the platform prints it, for dates the common reader does not know; a strptime format."""

    format: str
    has_time: bool = True


class Platform(Record, frozen=True):
    """A CMS family. Patterns are regular expressions searched in an address' path and query.

    `fingerprints` are CSS selectors or "text:…" substrings found on its pages; `feeds` and `sitemaps` are known paths;
    `article_pattern` is what an article's address looks like; `junk` what is never asked for; `challenge` substrings of
    a flood or cookie page that answers 200. `drop` are nodes that are never part of an article (share bars, related
    lists); `article_marks` are selectors of which one must be on an article's page, `other_marks` those of pages that
    look like an article and are none (an about page).
    """

    id: str
    name: str
    fingerprints: tuple[str, ...]
    fields: dict[FieldName, FieldRule]
    drop: tuple[str, ...] = ()
    article_marks: tuple[str, ...] = ()
    other_marks: tuple[str, ...] = ()
    article_pattern: str | None = None
    junk: tuple[str, ...] = ()
    challenge: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listing: ListingRule = msgspec.field(default_factory=ListingRule)
    date_forms: tuple[DateForm, ...] = ()
    day_first: bool = True
