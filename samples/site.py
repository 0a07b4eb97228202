"""A sample portal as a web site: what it answers to an address, drawn from templates of its platform's markup."""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from math import ceil
from typing import Any, ClassVar, TypeVar
from urllib.parse import quote

import msgspec

from records.base import Record
from records.platform import PageRequest
from samples.families import address
from samples.files import picture, printed_file
from samples.markup import Writer, Written
from samples.rendering import templates
from samples.shape import Portal, SampleArticle

HTML, XML = "text/html; charset=UTF-8", "text/xml; charset=utf-8"
VIETNAM = timezone(timedelta(hours=7))
# After the newest article; each night is a day later. Clocks on pages and "last edited" stand on it.
FIRST_NIGHT = datetime(2026, 11, 20, 20, 5, tzinfo=VIETNAM)
PER_PAGE = 3

T = TypeVar("T")


class Page(Record, frozen=True):
    """What the site answers: status, bytes and their type, where to for a redirect, and what else its head says."""

    status: int = 200
    body: bytes = b""
    media_type: str = HTML
    location: str = ""
    headers: dict[str, str] = {}


class Request(Record, frozen=True):
    """What was asked for: the decoded path, the query's first values, what a POST sent along (its form's first values,
    its bytes) and the cookies; whether a telephone asks."""

    path: str
    query: dict[str, str] = msgspec.field(default_factory=dict)
    mobile: bool = False
    method: str = "GET"
    form: dict[str, str] = msgspec.field(default_factory=dict)
    body: bytes = b""
    cookies: dict[str, str] = msgspec.field(default_factory=dict)


class Site:
    """What all platforms share; each adds its `routes` and templates.

    `base` is the address it is served at: pages refer to themselves by it, as a content system does by its
    configured one.
    """

    routes: ClassVar[tuple[tuple[str, str], ...]] = ()
    pictures: ClassVar[str] = "/uploads/"
    # Folders whose templates stand in for those the platform's own lacks.
    other_templates: ClassVar[tuple[str, ...]] = ("ordinary",)
    # What a source's YAML names: paths of feeds and sitemaps, and the next page of a listing.
    feeds: ClassVar[tuple[str, ...]] = ()
    sitemaps: ClassVar[tuple[str, ...]] = ()
    next_page: ClassVar[str] = ""
    listing_links: ClassVar[tuple[str, ...]] = ("a",)
    listing_form: ClassVar[str] = "/{section}/"
    # How further pages are asked for where no address names them.
    page_request: ClassVar[PageRequest | None] = None

    def __init__(self, portal: Portal, base: str) -> None:
        self.portal = portal
        self.base = base.rstrip("/")
        self.by_address = {address(portal, a): a for a in portal.articles}
        self.gone = {address(portal, a) for a in portal.gone}
        self._images = {self.pictures + b.image for a in portal.articles for b in a.images}

    def answer(self, request: Request) -> Page:
        """The page at an address; 410 for what was taken down, 404 for what never was."""
        if request.path in self.gone:
            return self.error(410, "Bài viết đã được gỡ bỏ")
        if request.path in self._images:
            return Page(body=picture(request.path), media_type="image/png")
        for pattern, method in self.routes:
            if found := re.fullmatch(pattern, request.path):
                page: Page | None = getattr(self, method)(request, **found.groupdict())
                if page:
                    return page
        return self.error(404, "Không tìm thấy trang")

    def flooded(self) -> Page:
        """What a caller gets who asks too often."""
        return Page(status=429, body=b"Too Many Requests", headers={"Retry-After": "60"})

    def greeting(self) -> Page | None:
        """What a caller without a cookie gets first, where the portal asks for one."""
        return None

    def error(self, status: int, message: str) -> Page:
        """A page of the site that only says what is wrong."""
        return self.drawn("error.html", status=status, code=status, message=message, path="/")

    def drawn(self, template: str, *, status: int = 200, media_type: str = HTML, **values: Any) -> Page:
        """A page made of the platform's template, or of the one that the ordinary platforms share; every template knows
        the site, its portal and its base."""
        names = [f"{folder}/{template}" for folder in (self.portal.platform, *self.other_templates)]
        text = templates().select_template(names).render(site=self, portal=self.portal, base=self.base, **values)
        return Page(status=status, body=text.encode(), media_type=media_type)

    def moved(self, path: str, status: int = 301) -> Page:
        """A redirect to another path of the site."""
        return Page(status=status, location=self.base + quote(path))

    def url(self, article: SampleArticle) -> str:
        """The article's absolute address as served."""
        return self.base + address(self.portal, article)

    def path(self, article: SampleArticle) -> str:
        """The article's path."""
        return address(self.portal, article)

    def written(self, article: SampleArticle) -> Written:
        """The article's HTML, with what its body links to."""
        related = tuple((self.path(a), a.title) for a in self.near(article)[1][:3])
        writer = Writer(article, pictures=self.base + self.pictures, curly=self.portal.platform == "wordpress")
        return writer.written(related)

    def near(self, article: SampleArticle) -> tuple[Sequence[SampleArticle], Sequence[SampleArticle]]:
        """Up to ten articles of the portal that are newer, and ten that are older, nearest first."""
        at = self.portal.articles.index(article)
        return self.portal.articles[max(0, at - 10) : at][::-1], self.portal.articles[at + 1 : at + 11]

    def edited_at(self, article: SampleArticle) -> datetime | None:
        """When the second night's edit was made, for an article that has one."""
        return FIRST_NIGHT + timedelta(hours=13) if article.version > 1 else None

    @classmethod
    def listing_path(cls, section: str) -> str:
        """The address of a section's listing."""
        return cls.listing_form.format(section=section)

    @property
    def now(self) -> datetime:
        """The moment the portal believes it is."""
        return FIRST_NIGHT + timedelta(days=self.portal.night - 1)

    def junk(self, kind: str, path: str, length: int = 8) -> str:
        """A token that differs on every page, as session and redirect tokens do."""
        return hashlib.sha256(f"{kind} {path}".encode()).hexdigest()[:length]

    def attachment(self, article: SampleArticle, name: str) -> Page | None:
        """The bytes of a file offered with the article."""
        if name not in {a.name for a in article.attachments}:
            return None
        return Page(body=printed_file(name), media_type="application/pdf")


def paged(items: Sequence[T], number: int, per_page: int = PER_PAGE) -> tuple[Sequence[T], int]:
    """The items of a page (counted from 1; none past the end) and how many pages there are."""
    return items[(number - 1) * per_page : number * per_page], max(1, ceil(len(items) / per_page))
