"""The sections of a site: pages of the navigation that list articles, and how their further pages are addressed."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from crawlers.address_parts import parts_of
from crawlers.candidate import Site, is_other_page, path_query
from crawlers.facts import FoundAddress, FoundListing, SitePage
from crawlers.listings import article_links, find_form, folder, page_number, section_links
from crawlers.page import UNREADABLE, Link, Page
from crawlers.pagers import next_link
from crawlers.probe_paging import Listed, ProbePaging
from crawlers.shapes import shape_of
from crawlers.visit import Visit
from records.platform import ListingRule
from transforms.addresses import query_pairs

# A page with fewer articles than this, apart from those that every page shows, lists none; beside a page that does
# and is called alike, one with a single article is a section too.
_LEAST_ARTICLES = 3
_MOST_TRIED = 10
# Where the site permits to be asked without a delay.
_MOST_TRIED_FAST = 60
_MOST_TOLD = 60
_BUSY = 500
_ALIKE = 2
_BOX_SHARE = 0.75
_ALL = ("a",)
_CATEGORY = re.compile(r"/(categor(y|ies)|chuyen-?muc|danh-?muc|the-loai|cat|sections?)[/-]", re.I)
# Kept for the articles themselves.
_SECONDS_FOR_ARTICLES = 18.0
_NAVIGATION = ("nav", "header", "[role=navigation]", "[class*=menu]", "[id*=menu]", "[class*=nav]", "[id*=nav]")
_COUNT = re.compile(r"\s*[(\[]?\d+[)\]]?$")
# What an address tells of the visitor and not of the page.
_LANGUAGE = re.compile(r"(lang(uage)?|locale|hl)=", re.I)
_SESSION = re.compile(r"(\w*sess(ion)?_?id|sid|cftoken|cfid|zenid|oscsid)=", re.I)
_SESSION_VALUE = re.compile(r"(?=\D*\d)(?=\d*[a-z])[a-z0-9]{6,}", re.I)
# "https://site/archives" has so many slashes: a list of everything, not one section of a category's folder.
_DEEP = 3


def probe_listings(
    visit: Visit,
    site: Site,
    home: Page,
    rule: ListingRule | None,
    articles: Iterable[str],
    *,
    more: Iterable[Link] = (),
    is_other: Callable[[SitePage], bool] = lambda _: False,
    reserve: float = _SECONDS_FOR_ARTICLES,
) -> tuple[tuple[FoundListing, ...], list[FoundAddress]]:
    """The listings found, those read first, and the articles on them (and on the home page).

    `more` are links that may be sections though nothing in the markup says so; `is_other` says of a page whose address
    is called like an article's that it is none; `reserve` are the seconds to leave unused.
    """
    return _Sections(visit, site, home, rule or ListingRule(), is_other, reserve).found(list(articles), list(more))


class _Sections:
    """The reading of one site's sections."""

    def __init__(
        self,
        visit: Visit,
        site: Site,
        home: Page,
        rule: ListingRule,
        is_other: Callable[[SitePage], bool],
        reserve: float,
    ) -> None:
        self._visit, self._site, self._home, self._rule = visit, site, home, rule
        self._is_other = is_other
        self._reserve = reserve
        self._home_form = rule.next_page or find_form(home, site, site.home)
        self._most = _MOST_TRIED if visit.delay_seconds else _MOST_TRIED_FAST
        self._read: dict[str, Listed] = {}
        self._certain: set[str] = set()
        self._paging = ProbePaging(visit, site, rule, reserve)

    def found(self, articles: list[str], more: list[Link]) -> tuple[tuple[FoundListing, ...], list[FoundAddress]]:
        """The listings, and the articles on them and on the home page."""
        on_home = [link.url for link in article_links(self._home, self._site, self._rule)]
        sections = self._sections([*articles, *on_home], more)
        self._read_all(sections)
        listings = self._that_list_articles()
        self._read_all(self._deeper(listings))
        listings = self._that_list_articles()
        listings = [*self._home_as_listing(listings), *listings]
        form, verified = self._paging.next_page(listings)
        found = [
            FoundListing(
                url=self._without_state(r.link.url),
                section=_section_name(r.link),
                articles=len(r.urls),
                next_page=r.form or (form if verified and not r.following else None),
                verified=verified,
                follows=r.form is None and r.following is not None,
                request=self._paging.request,
            )
            for r in listings
        ]
        told = [
            FoundListing(url=self._without_state(s.url), section=_section_name(s))
            for s in sections
            if self._is_untried(s.url) and (s.url in self._certain or self._is_called_like(s.url, listings))
        ]
        once = {listing.url: listing for listing in reversed([*found, *told])}
        return tuple(reversed(once.values()))[:_MOST_TOLD], _addresses(on_home, listings)

    def _without_state(self, url: str) -> str:
        """A listing's address without a visitor's session; the home page's also without its language."""
        parts, top = urlsplit(url), urlsplit(self._site.home)
        pairs = query_pairs(parts.query)
        kept = [(key, value) for key, value in pairs if not (_SESSION.match(key) and _SESSION_VALUE.fullmatch(value))]
        if parts.path in ("/", top.path) and all(_LANGUAGE.match(key) for key, _ in kept):
            return self._site.home if not top.query else url
        return url if kept == pairs else parts._replace(query="&".join(key + value for key, value in kept)).geturl()

    def _is_untried(self, url: str) -> bool:
        """Whether nothing is known of a section: not asked for, or the site was busy."""
        return not self._visit.was_asked(url) or self._visit.get(url).status >= _BUSY

    def _sections(self, articles: Iterable[str], more: Iterable[Link]) -> list[Link]:
        """Where sections may be: pages under which articles lie, the rest of the navigation, and what else was named."""
        found = {link.url: link for link in section_links(self._home, self._site, articles)}
        self._certain = set(found)
        navigation = self._home.links(_NAVIGATION)
        for link in (*navigation, *more):
            url = self._site.canonical(link.url)
            named = link in navigation[:_MOST_TRIED]
            if url and link.text and (self._may_list(url) or (named and self._is_section_after_all(url))):
                found.setdefault(url, Link(url=url, text=link.text))
        top = urlsplit(self._site.home).path
        return [
            link for link in found.values() if urlsplit(link.url).path not in ("/", top) or urlsplit(link.url).query
        ]

    def _may_list(self, url: str) -> bool:
        if self._is_page_of_home(url):
            return False
        return url != self._site.home and not self._site.is_junk(url) and not self._site.is_article(url)

    def _is_page_of_home(self, url: str) -> bool:
        """Whether an address is one of the home page's further pages; its pager may stand in a "nav"."""
        return self._home_form is not None and page_number(url, self._site.home, self._home_form) is not None

    def _is_section_after_all(self, url: str) -> bool:
        """Whether a page of the navigation that is called like an article is none when read."""
        if not self._site.is_article(url) or self._visit.seconds_left < self._reserve or self._is_page_of_home(url):
            return False
        page = self._visit.get(url)
        return page.is_read and self._is_other(page)

    def _read_all(self, links: Iterable[Link]) -> None:
        for link in links:
            if link.url in self._read or len(self._read) >= self._most:
                continue
            if self._visit.seconds_left < self._reserve and not self._visit.was_asked(link.url):
                continue
            answer = self._visit.get(link.url)
            if answer.is_read:
                self._take(link, Page(answer.final_url, answer.body, answer.content_type))

    def _take(self, link: Link, page: Page) -> None:
        try:
            urls = {a.url for a in article_links(page, self._site, self._rule)}
            own_place = self._rule.links == _ALL or any(
                self._site.canonical(inner.url) in urls for inner in page.links(self._rule.links)
            )
            own = ((self._site.canonical(inner.url), inner.text) for inner in page.links())
            links = tuple(Link(url=url, text=text) for url, text in own if url)
            form = self._rule.next_page or find_form(page, self._site, link.url)
        except UNREADABLE:
            return
        following = None if form else next_link(page, self._site, link.url)
        self._read[link.url] = Listed(link, urls, form, links, page, following, not own_place)

    def _that_list_articles(self) -> list[Listed]:
        """The pages with articles of their own, beyond what every page shows (a box of the newest), fullest first."""
        read = list(self._read.values())
        everywhere = set.intersection(*(r.urls for r in read)) if len(read) > 1 else set()
        boxes = self._in_boxes(read)
        own = [replace(r, urls=r.urls - everywhere - (boxes if r.anywhere else set())) for r in read]
        sure = [r for r in own if len(r.urls) >= _LEAST_ARTICLES]
        small = [
            r
            for r, whole in zip(own, read, strict=True)
            if len(r.urls) < _LEAST_ARTICLES
            and ((r.urls and self._is_called_like(r.link.url, sure)) or (whole.urls and r.link.url in self._certain))
        ]
        return [*sorted(sure, key=lambda r: -len(r.urls)), *small]

    @staticmethod
    def _in_boxes(read: Sequence[Listed]) -> set[str]:
        """What most of the pages link to, listings of articles or not: their frame, with its box of the newest."""
        counts = Counter(url for r in read for url in {link.url for link in r.links})
        return {url for url, n in counts.items() if n > 1 and n >= _BOX_SHARE * len(read)}

    def _is_called_like(self, url: str, listings: Sequence[Listed]) -> bool:
        """Whether an address has the frame of those of at least two listings."""
        frame, path = parts_of(url).frame, path_query(url)
        is_other = is_other_page(path) and not _CATEGORY.search(path)
        return not is_other and sum(parts_of(r.link.url).frame == frame for r in listings) >= _ALIKE

    def _deeper(self, listings: Sequence[Listed]) -> list[Link]:
        """Sections that only other sections lead to: below them, or called like them; never their further pages."""
        found: dict[str, Link] = {}
        for listing in listings:
            form = listing.form
            for link in listing.links:
                if link.url in self._read or not link.text or not self._may_list(link.url):
                    continue
                if is_other_page(path_query(link.url)) or self._is_further_page(link.url, listings, form):
                    continue
                below = folder(link.url).startswith(folder(listing.link.url)) and not urlsplit(link.url).query
                if below or self._is_called_like(link.url, listings):
                    found.setdefault(link.url, link)
        return list(found.values())

    @staticmethod
    def _is_further_page(url: str, listings: Sequence[Listed], form: str | None) -> bool:
        return form is not None and any(page_number(url, r.link.url, form) is not None for r in listings)

    def _home_as_listing(self, listings: Sequence[Listed]) -> list[Listed]:
        """The home page, where it has further pages of its own and those show more than the sections' first ones."""
        form = self._home_form
        following = next_link(self._home, self._site, self._site.home) if form is None else None
        if form is None and following is None:
            return []
        urls = {link.url for link in article_links(self._home, self._site, self._rule)}
        known = urls.union(*(r.urls for r in listings)) if listings else urls
        home = Listed(Link(url=self._site.home, text=""), known, form, following=following)
        cut_short = len(self._read) >= self._most
        return [replace(home, urls=urls)] if self._paging.leads_on(home, form) or cut_short else []


def _section_name(link: Link) -> str:
    """What the navigation calls a section, without the number of its articles; "" for a list of all articles."""
    if is_other_page(path_query(link.url)) and not link.url.rstrip("/").count("/") > _DEEP:
        return ""
    name = _COUNT.sub("", link.text)
    # A month of an archive is no section.
    return name if any(sign.isalpha() for sign in name) else ""


def _addresses(on_home: list[str], listings: Sequence[Listed]) -> list[FoundAddress]:
    found = [
        FoundAddress(url=url, way="listing", shape=shape_of(url), section=r.link.text)
        for r in listings
        for url in sorted(r.urls)
    ]
    return [*found, *(FoundAddress(url=url, way="home", shape=shape_of(url)) for url in on_home)]
