"""Finds out, in under a minute and politely, what a site is: what lists its articles, and a dozen of their pages."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit, urlunsplit

from crawlers.candidate import Site, path_query
from crawlers.facts import FoundAddress, SiteFacts, SitePage
from crawlers.page import Page
from crawlers.probe_feeds import probe_feeds
from crawlers.probe_listings import probe_listings
from crawlers.probe_sitemaps import probe_sitemaps
from crawlers.robots import Robots
from crawlers.shapes import common_shapes, pattern_of, shape_of, tells_articles
from crawlers.visit import Visit
from records.platform import Platform
from records.source import Source
from transforms.addresses import canonical, same_host

# Fewer addresses than this do not tell what a site's articles are called.
_ENOUGH_TO_LEARN = 5
# Of the addresses in feeds and sitemaps, those of the learned shapes must be at least this share.
_LEARNED_SHARE = 0.8


def _quiet(_: str) -> None:
    """Tells nobody."""


def fetch_site(
    url: str,
    *,
    user_agent: str,
    recognise: Callable[[SitePage], Platform | None] = lambda _: None,
    allow_private: bool = False,
    delay_seconds: float = 1.0,
    most_seconds: float = 55.0,
    most_pages: int = 12,
    progress: Callable[[str], None] = _quiet,
) -> SiteFacts:
    """What a site is, by asking it: robots.txt, home page, feeds, sitemaps, listings, and up to `most_pages` articles.

    `recognise` is given the home page and says which platform it is, whose known paths and patterns are then used.
    `progress` is told each address before it is asked for. What could not be found out is told in `problems`.
    """
    asked = canonical(url)
    with Visit(
        user_agent=user_agent,
        delay_seconds=delay_seconds,
        allow_private=allow_private,
        most_seconds=most_seconds,
        progress=progress,
    ) as visit:
        robots_txt = visit.get(canonical("/robots.txt", asked))
        visit.robots = Robots(robots_txt.body if robots_txt.is_read else b"", user_agent=user_agent)
        home_page = visit.get(asked)
        home = _home(asked, home_page)
        facts = SiteFacts(
            asked=asked,
            home=home,
            home_page=home_page,
            robots_txt=robots_txt,
            allowed=visit.robots.allows(home),
            crawl_delay=visit.robots.delay_seconds,
        )
        if home_page.is_read:
            facts = _Probe(visit, facts, recognise(home_page)).facts(most_pages)
        problems = (*_home_problems(facts), *facts.problems)
        return _with(facts, requests=visit.requests, seconds=round(visit.seconds, 1), problems=problems)


def _with(facts: SiteFacts, **changes: object) -> SiteFacts:
    return SiteFacts(**({name: getattr(facts, name) for name in facts.__struct_fields__} | changes))


def _home(asked: str, page: SitePage) -> str:
    """The address asked for, at the scheme and host at which the site answers (http -> https, with or without www.)."""
    if not page.is_read:
        return asked
    old, new = urlsplit(asked), urlsplit(canonical(page.final_url))
    if not same_host(asked, page.final_url) and old.path != "/":
        return canonical(page.final_url)
    return urlunsplit((new.scheme, new.netloc, old.path, old.query, ""))


def _home_problems(facts: SiteFacts) -> tuple[str, ...]:
    page = facts.home_page
    if page.failure:
        return (f"the home page can't be read: {page.failure}",)
    if page.status != 200:
        return (f"the home page answers {page.status}",)
    return ("the home page is empty",) if not page.body else ()


class _Probe:
    """The steps of one probe after the home page."""

    def __init__(self, visit: Visit, facts: SiteFacts, platform: Platform | None) -> None:
        self._visit = visit
        self._facts = facts
        self._platform = platform
        self._site = Site(Source(id="probe", name="probe", home=facts.home), platform)
        self._page = Page(facts.home_page.final_url, facts.home_page.body, facts.home_page.content_type)
        self._addresses: dict[str, FoundAddress] = {}

    def facts(self, most_pages: int) -> SiteFacts:
        """The facts with all that the site tells."""
        visit, platform = self._visit, self._platform
        feeds, in_feeds = probe_feeds(visit, self._site, self._page, platform.feeds if platform else ())
        sitemaps, in_sitemaps = probe_sitemaps(visit, self._site, platform.sitemaps if platform else ())
        pattern = self._learn([a.url for a in in_feeds], [a.url for a in in_sitemaps])
        self._take((*in_feeds, *in_sitemaps))
        listings, in_listings = probe_listings(
            visit, self._site, self._page, platform.listing if platform else None, list(self._addresses)
        )
        self._take(in_listings)
        pattern = pattern or self._learn([a.url for a in in_listings], [])
        pages = [visit.get(url) for url in self._spread(most_pages)]
        return _with(
            self._facts,
            platform=platform.id if platform else None,
            feeds=feeds,
            sitemaps=sitemaps,
            listings=listings,
            addresses=tuple(self._addresses.values()),
            article_pattern=pattern,
            pages=tuple(pages),
            problems=_problems(feeds=feeds, sitemaps=sitemaps, listings=listings, pages=pages),
        )

    def _take(self, addresses: Iterable[FoundAddress]) -> None:
        for address in addresses:
            if self._site.is_article(address.url):
                self._addresses.setdefault(address.url, address)

    def _learn(self, telling: list[str], others: list[str]) -> str | None:
        """What the site's articles are called: the platform's pattern, else the shapes of the addresses in its feeds,
        or (where they are too few) of those elsewhere that look like articles."""
        if self._platform and self._platform.article_pattern:
            return self._platform.article_pattern
        urls = (
            telling
            if len(telling) >= _ENOUGH_TO_LEARN
            else [u for u in (*telling, *others) if self._site.is_article(u)]
        )
        shapes = common_shapes(urls)
        covered = sum(shape_of(url) in shapes for url in urls)
        if len(urls) < _ENOUGH_TO_LEARN or covered < _LEARNED_SHARE * len(urls):
            return None
        pattern = pattern_of(shapes)
        self._site = Site(
            Source(id="probe", name="probe", home=self._facts.home, article_pattern=pattern), self._platform
        )
        return pattern

    def _spread(self, most: int) -> list[str]:
        """Addresses to try: of each common shape and each section some, evenly over their length."""
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for address in self._addresses.values():
            if tells_articles(address.shape) and not self._visit.was_asked(address.url):
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
