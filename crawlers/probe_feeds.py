"""The feeds a site offers: by link tags, at known paths, and on pages that list feeds."""

from collections import deque
from collections.abc import Iterable
from datetime import datetime

from crawlers.candidate import Site
from crawlers.facts import FoundAddress, FoundFeed
from crawlers.feeds import Feed, feed_anchors, feed_links, parse_feed
from crawlers.page import Page
from crawlers.shapes import shape_of
from crawlers.visit import Visit

_KNOWN_PATHS = ("/rss/", "/feed/", "/rss.xml", "/feeds/", "/rss.html", "/atom.xml")
# Feeds read; the others of the same list are told without being tried.
_MOST_TRIED = 6
_MOST_TOLD = 60


def probe_feeds(
    visit: Visit, site: Site, home: Page, platform_paths: Iterable[str]
) -> tuple[tuple[FoundFeed, ...], list[FoundAddress]]:
    """The feeds found, those read first, and the addresses on the site that they name."""
    offered = _Queue(site)
    offered.add(feed_links(home))
    offered.add(feed_anchors(home))
    offered.add((path, "") for path in platform_paths)
    found: list[FoundFeed] = []
    addresses: list[FoundAddress] = []
    _read(visit, site, offered, found, addresses)
    if not any(feed.entries for feed in found):
        offered.add((path, "") for path in _KNOWN_PATHS)
        _read(visit, site, offered, found, addresses)
    told = [FoundFeed(url=url, title=title) for url, title in offered.waiting]
    return tuple([*found, *told][:_MOST_TOLD]), addresses


class _Queue:
    """Feeds to try, each once, by their canonical address."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._seen: set[str] = set()
        self.waiting: deque[tuple[str, str]] = deque()

    def add(self, feeds: Iterable[tuple[str, str]]) -> None:
        for raw, title in feeds:
            url = self._site.canonical(raw, self._site.home)
            if url and url not in self._seen:
                self._seen.add(url)
                self.waiting.append((url, title))


def _read(visit: Visit, site: Site, offered: _Queue, found: list[FoundFeed], addresses: list[FoundAddress]) -> None:
    """Tries what is offered until enough feeds were read; a page that lists feeds offers more."""
    tried = 0
    while offered.waiting and tried < _MOST_TRIED:
        url, title = offered.waiting.popleft()
        page = visit.get(url)
        tried += 1
        feed = parse_feed(page.body) if page.is_read else Feed(reason=page.failure or f"answers {page.status}")
        if feed.reason and not feed.entries and page.is_read:
            listed = Page(page.final_url, page.body, page.content_type)
            offered.add((*feed_links(listed), *feed_anchors(listed)))
        elif page.is_read:
            own = _own(site, feed, addresses)
            newest = max((e.listed_at for e in feed.entries if e.listed_at), key=datetime.timestamp, default=None)
            found.append(
                FoundFeed(
                    url=url,
                    title=title or feed.title,
                    entries=len(feed.entries),
                    articles=own,
                    newest_at=newest,
                    reason=feed.reason,
                )
            )


def _own(site: Site, feed: Feed, addresses: list[FoundAddress]) -> int:
    """How many of the feed's entries lie on the site; they are added to the addresses."""
    own = [(site.canonical(entry.url, site.home), entry) for entry in feed.entries]
    mine = [
        FoundAddress(
            url=url,
            way="feed",
            shape=shape_of(url),
            section=entry.section,
            listed_at=entry.listed_at,
            titles=(entry.title,) if entry.title else (),
        )
        for url, entry in own
        if url
    ]
    addresses.extend(mine)
    return len(mine)
