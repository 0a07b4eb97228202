"""The ways of reading one page, tried one after the other: rules, what the page marks for machines, trafilatura."""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from urllib.parse import urljoin, urlsplit

from records.article import Article
from records.platform import FieldName, Platform
from records.rejection import Rejection, RejectionReason
from records.snapshot import Snapshot
from records.source import Source
from transforms.extract.addressed import is_made_like
from transforms.extract.dating import published_on
from transforms.extract.distrusted import NextWay, distrusted_fields, mend, overlay, without
from transforms.extract.draft import Draft
from transforms.extract.fallback import read_fallback
from transforms.extract.finishing import Extractor, finish
from transforms.extract.headings import shown_title
from transforms.extract.marked import read_marked
from transforms.extract.otherwise import other_kind
from transforms.extract.prose import lists_links
from transforms.extract.rulebook import Rulebook, rulebooks
from transforms.extract.rules import RuleReader
from transforms.extract.selecting import Page
from transforms.extract.structured import Structured, read_structured
from transforms.extract.trimming import trim
from transforms.extract.verdict import reject, why_none

_SHEET_WITHIN = 30  # blocks from the title on among which the sheet of a legal text stands


class Reading:
    """The ways of reading one page, tried one after the other."""

    def __init__(
        self, snapshot: Snapshot, page: Page, source: Source | None, platforms: Mapping[str, Platform]
    ) -> None:
        self._snapshot, self._page, self._source = snapshot, page, source
        self._platforms = platforms
        self._books: list[Rulebook] = []  # those that found no article
        self._platform: Platform | None = None
        self._base = snapshot.final_url or snapshot.url

    def by_rules(self) -> Article | Rejection | None:
        """The article by the first rules that find one, or why there is none; None where that is for others to say."""
        junk = self._matching(self._own("junk"))
        if junk:
            return self._reject(RejectionReason.DUPLICATE_ADDRESS, f"the address matches {junk!r}")
        for book in rulebooks(self._page, self._source, self._platforms, fetched_at=self._snapshot.fetched_at):
            if book.platform and not self._platform:
                self._platform = self._platforms[book.platform]
                junk = self._matching(self._platform.junk)
                if junk:
                    return self._reject(RejectionReason.DUPLICATE_ADDRESS, f"the address matches {junk!r}")
            found = self._by_rules(book)
            if found is not None:
                return found
            self._books.append(book)
        return None

    @cached_property
    def _structured(self) -> Structured:
        return read_structured(self._page)

    def _by_rules(self, book: Rulebook) -> Article | Rejection | None:
        """What a set of rules makes of the page; None where it finds no article on it."""
        if "body" in self._distrusted or book.names_other(self._page) or book.lacks_marks(self._page):
            return None
        draft = self._mended(book) if self._distrusted else self._reader(book).read()
        if draft is None:
            return None
        if draft.published is None and book.extractor == "learned" and "published_at" not in book.fields:
            # No selector tells its place from that of other articles' dates, but it may stand by the title.
            draft.published = published_on(self._page, self._structured, draft.title, now=self._snapshot.fetched_at)
        if (
            draft.published is None
            and draft.unnamed is not None
            and (book.article_marks or self._structured.is_article)
        ):
            draft.published = draft.unnamed.published(now=self._snapshot.fetched_at)
        if draft.published is None and self._snapshot.listed_at is None and not self._structured.is_article:
            return None
        kind = other_kind(draft.title, draft.blocks)
        if kind:
            return self._reject(RejectionReason.NOT_ARTICLE, kind)
        if book.extractor == "learned" and _is_list(draft):
            return self._reject(RejectionReason.LISTING, "most lines of the text begin with a link")
        return self._finished(draft, book.platform, book.extractor)

    def _reader(self, book: Rulebook) -> RuleReader:
        now = self._snapshot.fetched_at
        return RuleReader(self._page, book, now=now, address=self._base, absolute=self._absolute)

    @cached_property
    def _distrusted(self) -> frozenset[FieldName]:
        """Fields of the page whose rules broke and are not to be used."""
        return distrusted_fields(self._source, self._snapshot.fetched_at)

    def _mended(self, book: Rulebook) -> Draft | None:
        """What the trusted ones of the rules read, and the other fields by the next way."""
        now = self._snapshot.fetched_at
        other = NextWay(self._page, self._structured, now=now, address=self._base, absolute=self._absolute)
        trusted = without(book, self._distrusted, self._source, self._platform)
        draft = self._reader(trusted).read(title=other.title if "title" in self._distrusted else "")
        if draft is not None:
            mend(draft, self._distrusted, other)
        return draft

    def _overlaid(self, draft: Draft) -> Draft:
        """What was read without a rule for the body, with what the trusted ones of the rules still read."""
        if not self._books:
            return draft
        if "body" not in self._distrusted:
            if self._books[0].extractor == "learned":
                self._reader(self._books[0]).sign(draft)
            return draft
        book = without(self._books[0], self._distrusted, self._source, self._platform)
        now = self._snapshot.fetched_at
        return overlay(draft, book, self._distrusted, self._page, now=now, address=self._base, absolute=self._absolute)

    def otherwise(self) -> Article | Rejection:
        """What the page says to machines, else trafilatura's reading; where rules are known, only of a page that calls
        itself an article or is marked or addressed as one."""
        refused = self._refusal()
        if refused is not None:
            return refused
        platform = self._platform.id if self._platform else None
        marked = read_marked(
            self._page,
            self._structured,
            now=self._snapshot.fetched_at,
            address=self._base,
            absolute=self._absolute,
        )
        if marked is not None:
            return self._finished(self._overlaid(marked), platform, "structured")
        draft = read_fallback(
            self._page,
            self._structured,
            url=self._base,
            now=self._snapshot.fetched_at,
            absolute=self._absolute,
            saved=self._is_saved,
            listed=self._snapshot.listed_titles,
        )
        if isinstance(draft, str):
            return why_none(self._snapshot, self._page, self._platform, draft)
        return self._finished(self._overlaid(draft), platform, "fallback")

    def _refusal(self) -> Rejection | None:
        """Why neither of the general ways is tried."""
        other = next((mark for book in self._books if (mark := book.names_other(self._page))), "")
        if other or (self._books and not self._may_be_article()):
            names = ", ".join(dict.fromkeys(book.platform or "the source" for book in self._books))
            why = f"the mark {other!r} of a page that is none" if other else f"no article by the rules of {names}"
            return why_none(self._snapshot, self._page, self._platform, why)
        if self._is_saved:
            return None
        unruled = not self._books or "body" in self._distrusted
        claimed = unruled or self._structured.is_article or self._is_marked()
        refused = why_none(self._snapshot, self._page, None if claimed else self._platform, "")
        if refused.detail:
            return refused
        shown = self._page.shown
        title = shown_title(self._page, self._structured)
        starts = (n for n, block in enumerate(shown) if block.text == title)
        kind = other_kind(title, shown[next(starts, 0) :][:_SHEET_WITHIN])
        return self._reject(RejectionReason.NOT_ARTICLE, kind) if kind else None

    def _may_be_article(self) -> bool:
        """Whether a page that its rules don't fit calls itself an article, or is marked or addressed as one."""
        learned = self._source.learned if self._source else None
        if learned and learned.pages and any(book.extractor == "learned" for book in self._books):
            # Learned marks only stand in for a date, and many sites call every page an article.
            named = self._structured.is_article or "body" in self._distrusted
            return named and is_made_like(self._base, learned.pages)
        if "body" in self._distrusted:
            return self._is_addressed(otherwise=True)
        if self._structured.is_article or self._is_marked():
            return True
        return self._is_addressed(otherwise=False)

    def _is_addressed(self, *, otherwise: bool) -> bool:
        """Whether the address is one of an article; `otherwise` where nobody knows what those look like."""
        known = (self._platform.article_pattern if self._platform else None, *self._own("article_pattern"))
        patterns = tuple(p for p in known if p)
        return bool(self._matching(patterns)) if patterns else otherwise

    @cached_property
    def _is_dated(self) -> bool:
        """Whether the source's rules say that each of its articles has a date."""
        books = rulebooks(self._page, self._source, {}, fetched_at=self._snapshot.fetched_at)
        return any(book.dated for book in books)

    def _is_like_learned(self) -> bool:
        """Whether a page of a source with learned rules calls itself an article and is addressed like one."""
        learned = self._source.learned if self._source else None
        return learned is not None and self._structured.is_article and is_made_like(self._base, learned.pages)

    def _is_marked(self) -> bool:
        marks = {mark for book in self._books for mark in book.article_marks}
        return any(self._page.has(mark) for mark in marks)

    def _own(self, name: str) -> tuple[str, ...]:
        """A pattern or the patterns of the source, as a tuple."""
        value = getattr(self._source, name, None) or ()
        return (value,) if isinstance(value, str) else tuple(value)

    def _matching(self, patterns: tuple[str, ...]) -> str:
        """The pattern that the page's path and query match, "" where none does."""
        return next((p.pattern for p in _compiled(patterns) if p.search(self._asked_for)), "")

    @cached_property
    def _asked_for(self) -> str:
        """The path and the query of the page's address."""
        parts = urlsplit(self._base)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def _is_saved(self) -> bool:
        return self._snapshot.imported and self._snapshot.url.startswith("khotin:")

    def _finished(self, draft: Draft, platform: str | None, extractor: Extractor) -> Article | Rejection:
        if draft.published is None and self._is_dated and "published_at" not in self._distrusted:
            if self._is_like_learned():
                # A second make of article that none of the pages learned from had.
                draft.published = published_on(self._page, self._structured, draft.title, now=self._snapshot.fetched_at)
            if draft.published is None and self._snapshot.listed_in != "feed":
                return self._reject(RejectionReason.NOT_ARTICLE, "no date, and every article of the source has one")
        language = self._source.language if self._source else "vi"
        found = finish(draft, self._snapshot, platform=platform, extractor=extractor, language=language)
        if isinstance(found, Rejection) and self._page.has("video, iframe, object, embed"):
            return self._reject(RejectionReason.NOT_ARTICLE, f"a video or frame, and {found.detail}")
        return found

    def _reject(self, reason: RejectionReason, detail: str) -> Rejection:
        return reject(self._snapshot, reason, detail)

    def _absolute(self, href: str) -> str:
        """An address of the page made absolute; as written where it is none."""
        try:
            return urljoin(self._base, href)
        except ValueError:
            return href


def _is_list(draft: Draft) -> bool:
    """Whether most lines of a text begin with a link; those of other articles behind it are none of it."""
    lines = [block for block in draft.blocks if block.text]
    return lists_links(lines) and lists_links(trim(lines, title=draft.title, lead=draft.lead))


@lru_cache(maxsize=256)
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, patterns))
