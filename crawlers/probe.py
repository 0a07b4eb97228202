"""Finds out, in under a minute and politely, what a site is: what lists its articles, and a dozen of their pages."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from crawlers.candidate import Site, looks_like_article, path_query
from crawlers.facts import FoundAddress, FoundListing, SiteFacts, SitePage
from crawlers.listings import article_links
from crawlers.page import Link, Page
from crawlers.probe_feeds import probe_feeds
from crawlers.probe_home import arrived, left, with_changes
from crawlers.probe_listings import probe_listings
from crawlers.probe_sitemaps import probe_sitemaps
from crawlers.shapes import shape_of
from crawlers.survey import Judge, Survey
from crawlers.visit import Visit
from records.platform import Platform
from records.source import Source
from transforms.addresses import canonical

# Pages that a survey of an unknown site reads: at a polite pace, and where it may be asked without a delay.
_MOST_TRIED = 32
_MOST_TRIED_FAST = 90
# Articles of a platform read before it is believed.
_FIRST_LOOK = 5
# Seconds left unused at the end of a visit.
_SECONDS_TO_END = 2.0


def _quiet(_: str) -> None:
    """Tells nobody."""


def by_address(pages: Sequence[SitePage], _: Mapping[str, FoundAddress]) -> dict[str, bool]:
    """The judge where nobody reads the pages: what looks like an article's address is one's."""
    return {page.url: looks_like_article(path_query(page.url)) for page in pages}


def fetch_site(
    url: str,
    *,
    user_agent: str,
    recognise: Callable[[SitePage], Platform | None] = lambda _: None,
    judge: Judge = by_address,
    doubts: Callable[[Sequence[SitePage]], bool] = lambda _: False,
    known: Source | None = None,
    allow_private: bool = False,
    delay_seconds: float = 1.0,
    most_seconds: float = 55.0,
    most_pages: int = 12,
    progress: Callable[[str], None] = _quiet,
) -> SiteFacts:
    """What a site is, by asking it: robots.txt, home page, feeds, sitemaps, listings, and up to `most_pages` articles.

    `recognise` is given the home page and says which platform it is, whose known paths and patterns are then used.
    Where it has no pattern of articles, several pages of every make of address are read and `judge` says which are
    articles; what those are called is learned from it. The same is done where `doubts` says of the first articles
    read that the platform is not what it looked like.
    `known` is the site as registered: its feeds, sitemaps and listings are tried too, its articles' pattern is used.
    With `allow_private` that one host may lie on a private network, others it leads to may not.
    `progress` is told each address before it is asked for. What could not be found out is told in `problems`.
    """
    asked = canonical(url)
    with Visit(
        user_agent=user_agent,
        delay_seconds=delay_seconds,
        private_host=(urlsplit(asked).hostname or "") if allow_private else "",
        most_seconds=most_seconds,
        progress=progress,
        lenient_tls=known is not None and known.politeness.tls == "lenient",
    ) as visit:
        facts = arrived(visit, asked, user_agent)
        if facts.home_page.is_read:
            facts = _Probe(visit, facts, recognise(facts.home_page), judge, known, doubts).facts(most_pages)
        return left(visit, facts)


class _Probe:
    """The steps of one probe after the home page."""

    def __init__(
        self,
        visit: Visit,
        facts: SiteFacts,
        platform: Platform | None,
        judge: Judge,
        known: Source | None,
        doubts: Callable[[Sequence[SitePage]], bool],
    ) -> None:
        self._visit = visit
        self._facts = facts
        self._platform = platform
        self._judge = judge
        self._doubts = doubts
        self._known = known or Source(id="probe", name="probe", home=facts.home)
        pattern = self._known.article_pattern
        self._pattern = pattern or (platform.article_pattern if platform else None)
        self._site = Site(Source(id="probe", name="probe", home=facts.home, article_pattern=pattern), platform)
        self._page = Page(facts.home_page.final_url, facts.home_page.body, facts.home_page.content_type)
        self._addresses: dict[str, FoundAddress] = {}

    def facts(self, most_pages: int) -> SiteFacts:
        """The facts with all that the site tells."""
        visit, platform, known = self._visit, self._platform, self._known
        paths = platform.feeds if platform else ()
        feeds, in_feeds = probe_feeds(visit, self._site, self._page, (*known.feeds, *paths))
        paths = platform.sitemaps if platform else ()
        sitemaps, in_sitemaps = probe_sitemaps(visit, self._site, (*known.sitemaps, *paths))
        offered = (*in_feeds, *in_sitemaps)
        self._look_again(offered)
        if self._pattern:
            self._take(offered)
            listings = self._listings([Link(url=e.url, text=e.section or e.url) for e in known.listings])
            pages = self._tried(most_pages)
        else:
            survey = self._surveyed(offered, most_pages)
            listings = self._listings(survey.chrome())
            pages = [page for url, page in survey.pages.items() if self._site.is_article(url)]
        return with_changes(
            self._facts,
            platform=self._platform.id if self._platform else None,
            feeds=feeds,
            sitemaps=sitemaps,
            listings=listings,
            addresses=tuple(self._addresses.values()),
            article_pattern=self._facts.article_pattern or self._pattern,
            pages=tuple(pages),
            problems=_problems(feeds=feeds, sitemaps=sitemaps, listings=listings, pages=pages),
        )

    def _look_again(self, offered: Iterable[FoundAddress]) -> None:
        """Leaves the platform aside where its rules don't read the first articles found."""
        if self._platform is None or self._pattern is None or self._known.article_pattern:
            return
        rule = self._platform.listing
        self._take(offered)
        links = article_links(self._page, self._site, rule)
        self._take(FoundAddress(url=link.url, way="home", shape=shape_of(link.url)) for link in links)
        first = [page for page in map(self._visit.get, self._spread(_FIRST_LOOK)) if page.is_read]
        if self._doubts(first):
            self._platform, self._pattern = None, None
            self._site = Site(Source(id="probe", name="probe", home=self._facts.home), None)
            self._addresses.clear()

    def _surveyed(self, offered: Iterable[FoundAddress], most_pages: int) -> Survey:
        """Learns what the site's articles are called."""
        pages = _MOST_TRIED if self._visit.delay_seconds else _MOST_TRIED_FAST
        survey = Survey(self._visit, self._site, self._judge, most_articles=2 * most_pages, most_pages=pages)
        survey.take(offered)
        survey.keep(self._facts.home_page, way="home")
        pattern = survey.run()
        source = Source(id="probe", name="probe", home=self._facts.home, article_pattern=pattern)
        self._facts = with_changes(self._facts, article_pattern=pattern)
        self._site = Site(source, self._platform)
        self._take(survey.pool.values())
        return survey

    def _listings(self, more: Iterable[Link]) -> tuple[FoundListing, ...]:
        rule = self._known.listing_rule or (self._platform.listing if self._platform else None)
        reserve = self._visit.reserved if self._pattern else _SECONDS_TO_END
        listings, found = probe_listings(
            self._visit,
            self._site,
            self._page,
            rule,
            list(self._addresses),
            more=more,
            is_other=lambda page: self._judge([page], {}).get(page.url) is False,
            reserve=reserve,
        )
        self._take(found)
        return listings

    def _tried(self, most: int) -> list[SitePage]:
        """Articles of the platform: those of the first look and others, over all shapes and sections."""
        first = [self._visit.get(url) for url in self._addresses if self._visit.was_asked(url)][:most]
        return [*first, *(self._visit.get(url) for url in self._spread(most - len(first)))]

    def _take(self, addresses: Iterable[FoundAddress]) -> None:
        for address in addresses:
            if self._site.is_article(address.url):
                self._addresses.setdefault(address.url, address)

    def _spread(self, most: int) -> list[str]:
        """Addresses to try: of each common shape and each section some, evenly over their length."""
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for address in self._addresses.values():
            if not self._visit.was_asked(address.url):
                groups[address.shape, path_query(address.url).split("/")[1]].append(address.url)
        turns = [_evenly(urls, most) for _, urls in sorted(groups.items(), key=lambda item: -len(item[1]))]
        rounds = (urls[n] for n in range(most) for urls in turns if n < len(urls))
        return [url for url, _ in zip(rounds, range(most), strict=False)]


def _evenly(urls: list[str], most: int) -> list[str]:
    step = max(1, len(urls) // most)
    return urls[::step]


def _problems(
    *, feeds: Iterable[object], sitemaps: Iterable[object], listings: Iterable[object], pages: list[SitePage]
) -> tuple[str, ...]:
    missing = [
        name for name, found in (("feed", feeds), ("sitemap", sitemaps), ("listing", listings)) if not list(found)
    ]
    told = [f"no {name} was found" for name in missing]
    told += [f"{page.url}: {page.failure or page.status}" for page in pages if not page.is_read]
    return tuple(told) if pages else (*told, "no article was found to try")
