"""Finds articles in order of cost: the home page and feeds, then sitemaps, then listings page by page."""

import re
from collections import deque

from msgspec.structs import replace

from crawlers.account import Found, Way
from crawlers.answer import Answer
from crawlers.asking import Asker
from crawlers.candidate import path_query
from crawlers.drain import drain
from crawlers.feeds import feed_anchors, feed_links, parse_feed
from crawlers.listings import article_links, folder, section_links
from crawlers.night import Night
from crawlers.page import UNREADABLE, Link, Page, unreadable
from crawlers.paging import Paging
from crawlers.sitemaps import parse_sitemap
from records.platform import ListingRule
from records.source import Listing

# Sitemaps of everything but pages, by how CMSs name them.
_OTHER_SITEMAP = re.compile(r"(users?|authors?|images?|videos?|post[_-]?tags?|tags?)([-_.]?(sitemap|\d*))*\.xml", re.I)
# More than any portal has; what lies beyond is a trap.
_MOST_FEEDS = 80
_MOST_LISTINGS = 80
_GUESSED_SITEMAPS = ("/sitemap.xml",)


class Discovery:
    """The pages of one run that list articles; `run` may be called again with what is left of the budget."""

    def __init__(self, night: Night, asker: Asker) -> None:
        self._night = night
        self._asker = asker
        self._feeds: deque[str] = deque()
        self._sitemaps: deque[str] = deque()
        self._paging = Paging(night, asker)
        self._listings: list[Listing] | None = None
        self._home: Page | None = None
        self._sections: dict[str, str] = {}

    @property
    def unfinished(self) -> bool:
        """Whether pages are left to ask for."""
        return bool(self._feeds or self._sitemaps or self._paging.queue or self._listings is None)

    async def begin(self) -> None:
        """Reads the home page and plans what to ask for."""
        source, platform, site = self._night.job.source, self._night.job.platform, self._night.site
        self._home = await self._read_home(site.home)
        offered = [] if source.feeds or self._home is None else [url for url, _ in feed_links(self._home)]
        self._add(self._feeds, (*source.feeds, *offered, *(platform.feeds if platform and not source.feeds else ())))
        named = source.sitemaps or self._night.robots.sitemaps or (platform.sitemaps if platform else ())
        if not (named or self._feeds or source.listings or platform):
            named = _GUESSED_SITEMAPS
        self._add(self._sitemaps, named)

    async def run(self, *, up_to: int) -> None:
        """Goes on finding, cheapest first, until nothing is left to ask or the run has sent `up_to` requests."""
        account, width = self._night.account, self._night.width

        def may_go_on() -> bool:
            return account.requests < up_to and not self._night.pace.given_up

        await drain(self._feeds, self._feed, width=width, may_go_on=may_go_on)
        await drain(self._sitemaps, self._sitemap, width=width, may_go_on=may_go_on)
        if self._listings is None and may_go_on():
            self._plan_listings()
        await drain(self._paging.queue, self._paging.handle, width=width, may_go_on=may_go_on)

    def leave(self) -> None:
        """Takes down the pages that the run did not come to."""
        for url in self._feeds:
            self._asker.not_begun(url, "feed")
        for url in self._sitemaps:
            self._asker.not_begun(url, "sitemap")
        self._feeds.clear()
        self._sitemaps.clear()
        self._paging.leave()

    def section_of(self, item: Found) -> str:
        """The section in whose folder the article lies (several may list it), else the one it was found in."""
        parts = path_query(item.url).partition("?")[0].split("/")[:-1]
        folders = ("/".join(parts[:n]) + "/" for n in range(len(parts), 1, -1))
        return next((self._sections[f] for f in folders if self._sections.get(f)), item.section)

    def _add(self, queue: deque[str], urls: tuple[str, ...] | list[str]) -> None:
        site = self._night.site
        for url in dict.fromkeys(site.canonical(url, site.home) for url in urls):
            if url and url not in queue and not self._night.account.is_claimed(url):
                queue.append(url)

    async def _read_home(self, url: str, *, refreshes: int = 2) -> Page | None:
        """The home page (or the one it refreshes to), its articles taken down."""
        answer = await self._asker.page(url, "listing")
        if answer is None:
            return None
        if not answer.is_html:
            self._asker.rejected(answer, "listing", f"the home page is not HTML: {answer.media_type or 'no type'}")
            return None
        platform = self._night.job.platform
        try:
            page = Page(answer.final_url, answer.body, answer.headers.get("content-type", ""))
            links = article_links(page, self._night.site, platform.listing if platform else ListingRule())
        except UNREADABLE as exc:  # feeds and sitemaps may still be read
            self._asker.rejected(answer, "listing", unreadable(exc))
            return None
        for link in links:
            self._night.account.found(Found(url=link.url))
        self._asker.ended(answer, "listing", leads_on=True)
        onward = self._night.site.canonical(page.refreshed_to() or "/", page.url)
        if page.refreshed_to() and onward and refreshes:
            return await self._read_home(onward, refreshes=refreshes - 1) or page
        return page

    async def _feed(self, url: str) -> None:
        answer = await self._asker.page(url, "feed")
        if answer is None:
            return
        feed = parse_feed(answer.body)
        if feed.reason and not feed.entries:
            self._feed_index(answer, feed.reason)
            return
        for entry in feed.entries:
            article = self._night.site.canonical(entry.url, url)
            if article and self._night.site.is_article(article):
                self._night.account.found(Found(url=article, section=entry.section, listed_at=entry.listed_at))
        self._asker.ended(answer, "feed")

    def _feed_index(self, answer: Answer, reason: str) -> None:
        """A page in a feed's place may be one that lists feeds."""
        listed: list[str] = []
        if answer.is_html:
            page = Page(answer.final_url, answer.body, answer.headers.get("content-type", ""))
            listed = [url for url, _ in (*feed_links(page), *feed_anchors(page))][:_MOST_FEEDS]
        if listed:
            self._add(self._feeds, listed)
            self._asker.ended(answer, "feed", leads_on=True)
        else:
            self._asker.rejected(answer, "feed", reason)

    async def _sitemap(self, url: str) -> None:
        answer = await self._asker.page(url, "sitemap")
        if answer is None:
            return
        sitemap = parse_sitemap(answer.body, max_bytes=self._night.job.max_bytes)
        if sitemap.reason and not sitemap.entries and not sitemap.children:
            self._asker.rejected(answer, "sitemap", sitemap.reason)
            return
        self._add(self._sitemaps, [c.url for c in sitemap.children if not _OTHER_SITEMAP.search(c.url)])
        listed = [(self._night.site.canonical(entry.url, url), entry.listed_at) for entry in sitemap.entries]
        articles = {article: at for article, at in listed if article and self._night.site.is_article(article)}
        self._night.aliases.learn(articles)
        for article, at in articles.items():
            self._night.account.found(Found(url=article, listed_at=at, way=Way.SITEMAP))
        self._asker.ended(answer, "sitemap", leads_on=bool(sitemap.children))

    def _plan_listings(self) -> None:
        """The source's own listings, else the sections that the home page leads to."""
        source, known = self._night.job.source, self._night.account.known
        own = [(self._night.site.canonical(listing.url, source.home), listing) for listing in source.listings]
        given = [replace(listing, url=url) for url, listing in own if url]
        self._listings = given or [Listing(url=s.url, section=s.text) for s in self._find_sections()]
        for listing in self._listings:
            self._sections.setdefault(folder(listing.url), listing.section)
            self._paging.begin(listing)
        for waiting in known.pending():
            if waiting.kind == "listing":
                self._paging.resume(waiting.url, self._listings)

    def _find_sections(self) -> list[Link]:
        if self._home is None:
            return []
        account = self._night.account
        articles = (item.url for item in account.articles())

        def was_listing(url: str) -> bool:
            known = account.known.get(url)
            return known is not None and known.kind == "listing"

        return section_links(self._home, self._night.site, articles, was_listing)[:_MOST_LISTINGS]
