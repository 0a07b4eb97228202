"""Finds articles in order of cost, what is fresh first: the home page and feeds, sitemaps, the heads of listings; then
the sitemaps and pages of listings that lead into the past."""

from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeVar
from urllib.parse import urlsplit

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
from crawlers.sitemap_walk import SitemapWalk, enqueue
from records.platform import ListingRule
from records.source import Listing

T = TypeVar("T")

# More than any portal has; what lies beyond is a trap.
_MOST_FEEDS = 80
_MOST_LISTINGS = 80
_GUESSED_SITEMAPS = ("/sitemap.xml",)
# A feed longer than this is an archive, not news.
_MOST_NEWS = 1000


class Discovery:
    """The pages of one run that list articles; `run` may be called again with what is left of the budget."""

    def __init__(self, night: Night, asker: Asker) -> None:
        self._night = night
        self._asker = asker
        self._feeds: deque[str] = deque()
        self._sitemaps = SitemapWalk(night, asker)
        self._paging = Paging(night, asker)
        self._listings: list[Listing] | None = None
        self._home: Page | None = None
        self._sections: dict[str, str] = {}

    @property
    def unfinished(self) -> bool:
        """Whether pages are left to ask for."""
        queues = (self._feeds, self._sitemaps.fresh, self._sitemaps.old, self._paging.heads, self._paging.deep)
        return any(queues) or self._listings is None

    async def begin(self) -> None:
        """Reads the home page and plans what to ask for."""
        source, platform, site = self._night.job.source, self._night.job.platform, self._night.site
        self._home = await self._read_home(site.home)
        offered = [] if source.feeds or self._home is None else [url for url, _ in feed_links(self._home)]
        enqueue(
            self._night,
            self._feeds,
            (*source.feeds, *offered, *(platform.feeds if platform and not source.feeds else ())),
        )
        named = source.sitemaps or self._night.robots.sitemaps or (platform.sitemaps if platform else ())
        if not (named or self._feeds or source.listings or platform):
            named = _GUESSED_SITEMAPS
        self._sitemaps.add(self._sitemaps.fresh, named)

    async def freshen(self, *, up_to: int) -> None:
        """Reads what tells of fresh articles, cheapest first, until nothing is left or the run has sent `up_to` requests."""
        await self._drain(self._feeds, self._feed, up_to)
        await self._drain(self._sitemaps.fresh, self._sitemaps.read, up_to)
        if self._listings is None and self._may_go_on(up_to):
            self._plan_listings()
        await self._drain(self._paging.heads, self._paging.handle, up_to)

    async def deepen(self, *, up_to: int) -> None:
        """Goes on finding, now into the past as well."""
        await self.freshen(up_to=up_to)
        await self._drain(self._sitemaps.old, self._sitemaps.read, up_to)
        await self._drain(self._paging.deep, self._paging.handle, up_to)

    async def _drain(self, queue: deque[T], handle: Callable[[T], Awaitable[None]], up_to: int) -> None:
        await drain(queue, handle, width=self._night.width, may_go_on=lambda: self._may_go_on(up_to))

    def _may_go_on(self, up_to: int) -> bool:
        return self._night.account.requests < up_to and not self._night.pace.given_up

    def leave(self) -> None:
        """Takes down the pages that the run did not come to."""
        for url in self._feeds:
            self._asker.not_begun(url, "feed")
        for url in (*self._sitemaps.fresh, *self._sitemaps.old):
            self._asker.not_begun(url, "sitemap")
        for queue in (self._feeds, self._sitemaps.fresh, self._sitemaps.old):
            queue.clear()
        self._paging.leave()

    def section_of(self, item: Found) -> str:
        """The section in whose folder the article lies (several may list it), else the one it was found in."""
        parts = path_query(item.url).partition("?")[0].split("/")[:-1]
        folders = ("/".join(parts[:n]) + "/" for n in range(len(parts), 1, -1))
        return next((self._sections[f] for f in folders if self._sections.get(f)), item.section)

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
            named, refreshed_to = [link.url for link in page.links()], page.refreshed_to()
        except UNREADABLE as exc:  # feeds and sitemaps may still be read
            self._asker.rejected(answer, "listing", unreadable(exc))
            return None
        for link in links:
            self._night.account.found(Found(url=link.url, listed_in="listing", listed_on=page.url))
        self._count_other_hosts(named)
        self._asker.ended(answer, "listing", leads_on=True)
        onward = self._night.site.canonical(refreshed_to or "/", page.url)
        if refreshed_to and onward and refreshes:
            return await self._read_home(onward, refreshes=refreshes - 1) or page
        return page

    async def _feed(self, url: str) -> None:
        answer = await self._asker.page(url, "feed")
        if answer is None:
            return
        try:
            self._read_feed(url, answer)
        except UNREADABLE as exc:  # one odd feed doesn't end the night
            self._asker.rejected(answer, "feed", unreadable(exc))

    def _read_feed(self, url: str, answer: Answer) -> None:
        feed = parse_feed(answer.body)
        if feed.reason and not feed.entries:
            self._feed_index(answer, feed.reason)
            return
        for number, entry in enumerate(feed.entries):
            article = self._night.site.canonical(entry.url, url)
            if article and self._night.site.is_article(article):
                way = Way.FRESH if number < _MOST_NEWS else Way.DEEP
                found = Found(url=article, way=way, listed_in="feed", listed_on=url, section=entry.section)
                self._night.account.found(replace(found, listed_at=entry.listed_at))
        self._count_other_hosts([entry.url for entry in feed.entries])
        self._asker.ended(answer, "feed")

    def _feed_index(self, answer: Answer, reason: str) -> None:
        """A page in a feed's place may be one that lists feeds."""
        listed: list[str] = []
        if answer.is_html:
            page = Page(answer.final_url, answer.body, answer.headers.get("content-type", ""))
            listed = [url for url, _ in (*feed_links(page), *feed_anchors(page))][:_MOST_FEEDS]
        if listed:
            enqueue(self._night, self._feeds, listed)
            self._asker.ended(answer, "feed", leads_on=True)
        else:
            self._asker.rejected(answer, "feed", reason)

    def _count_other_hosts(self, urls: list[str]) -> None:
        """Counts links to what looks like an article on another host: many of them tell of a wrong `home`."""
        for url in urls:
            if url.startswith(("http://", "https://")) and self._night.site.canonical(url) is None:
                host = _host(url)
                if host and self._night.site.is_article(url):
                    self._night.account.elsewhere(host)

    def _plan_listings(self) -> None:
        """The source's own listings, else the sections that the home page leads to."""
        source, known = self._night.job.source, self._night.account.known
        own = [(self._night.site.canonical(listing.url, source.home), listing) for listing in source.listings]
        given = [replace(listing, url=url) for url, listing in own if url]
        self._listings = given or [Listing(url=s.url, section=s.text) for s in self._find_sections()]
        for listing in self._listings:
            self._sections.setdefault(folder(listing.url), listing.section)
            self._paging.begin(listing, self._home if listing.url == self._night.site.home else None)
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


def _host(url: str) -> str:
    """Host and port, "" where the address is none ("http://[x/")."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.netloc.lower() if parts.hostname else ""
