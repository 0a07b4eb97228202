"""One CMS family: how to know it, where its articles are listed, and where each field stands on its pages."""

from typing import Literal

import msgspec

from records.base import Record

# What a rule can fill. "body" and "title" must match on an article; the others may be absent. "images" are pictures
# outside the body; those inside are found by themselves. "next_part" is the link to the next part of a long article.
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
    "next_part",
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


class PageRequest(Record, frozen=True):
    """How a listing's further pages are asked for where no address names them: a POST, an API, a postback.

    `url` is where to ask, relative to the listing's address ("" is the listing itself). `form` is sent url-encoded,
    `json` as a JSON body, `headers` with either; without both it is a GET. In all of them {n} is the page number and
    {name} one of `values`: where that value stands on the listing's own first page, a selector with "@attribute"
    ("#category@value") or "text:" and a regular expression with one group over the page's source. `hidden_fields` also
    sends every hidden input of the page before (ASP.NET's __VIEWSTATE).

    The answer is a page of HTML; where `html_at` is given, JSON that holds HTML under that dotted key ("d"); where
    `items_at` is given, JSON that holds a list there ("" is the answer itself), of which each item's address is
    `item_url` filled with its keys ("/tin/{Slug}-{Id}.html").
    """

    url: str = ""
    form: dict[str, str] = {}
    json: str = ""
    headers: dict[str, str] = {}
    values: dict[str, str] = {}
    hidden_fields: bool = False
    html_at: str | None = None
    items_at: str | None = None
    item_url: str = ""


class ListingRule(Record, frozen=True):
    """How listings link to articles and to their next page.

    `links` are CSS selectors of anchors; `next_page` is a pattern appended to the listing's address with {n} for the
    page number (2, 3, …): "page-{n}/", "?cur={n}"; `{n*10}` is ten times (the number less one), a leading `{stem}` the
    address without its ending ("{stem}-p{n}.html"); `request` is how they are asked for where no address names them.
    """

    links: tuple[str, ...] = ("a",)
    next_page: str | None = None
    first_page: int = 2
    request: PageRequest | None = None


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
