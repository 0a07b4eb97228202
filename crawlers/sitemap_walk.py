"""Reads sitemaps: the newest of an index for what is fresh, the others later, what has not changed not at all."""

import re
from collections import deque
from collections.abc import Iterable
from datetime import timedelta

from crawlers.account import UNFINISHED, Found, Way
from crawlers.answer import Answer
from crawlers.asking import Asker
from crawlers.night import Night
from crawlers.page import UNREADABLE, unreadable
from crawlers.protocols import Known
from crawlers.sitemaps import SitemapEntry, parse_sitemap

# Sitemaps of everything but pages, by how CMSs name them.
_OTHER_SITEMAP = re.compile(r"(users?|authors?|images?|videos?|post[_-]?tags?|tags?)([-_.]?(sitemap|\d*))*\.xml", re.I)
# So many sitemaps of an index are read for what is fresh, newest first (fewer where they were read before); the others
# lead into the past.
_FRESH_SITEMAPS = 8
_FRESH_AGAIN = 3
# A sitemap's date may be a mere day, of a clock that is not ours.
_CLOCK_MARGIN = timedelta(days=1)


class SitemapWalk:
    """The sitemaps of one run: `fresh` to be read first, `old` lead into the past."""

    def __init__(self, night: Night, asker: Asker) -> None:
        self._night = night
        self._asker = asker
        self.fresh: deque[str] = deque()
        self.old: deque[str] = deque()
        self._fresh_children = 0

    def add(self, queue: deque[str], urls: Iterable[str]) -> None:
        """Puts sitemaps into a queue, each once."""
        enqueue(self._night, queue, urls)

    async def read(self, url: str) -> None:
        """Takes down the articles a sitemap names, and plans the sitemaps it names."""
        answer = await self._asker.page(url, "sitemap")
        if answer is None:
            return
        try:
            self._read(url, answer)
        except UNREADABLE as exc:  # one odd sitemap doesn't end the night
            self._asker.rejected(answer, "sitemap", unreadable(exc))

    def _read(self, url: str, answer: Answer) -> None:
        sitemap = parse_sitemap(answer.body, max_bytes=self._night.job.max_bytes)
        if sitemap.reason and not sitemap.entries and not sitemap.children:
            self._asker.rejected(answer, "sitemap", sitemap.reason)
            return
        self._plan_children(sitemap.children)
        listed = [(self._night.site.canonical(entry.url, url), entry.listed_at) for entry in sitemap.entries]
        articles = {article: at for article, at in listed if article and self._night.site.is_article(article)}
        self._night.aliases.learn(articles)
        for article, at in articles.items():
            way = Way.FRESH if at and at > self._night.account.recently else Way.SITEMAP
            found = Found(url=article, listed_at=at, way=way, listed_in="sitemap", listed_on=url)
            self._night.account.found(found)
        self._asker.ended(answer, "sitemap", leads_on=bool(sitemap.children))

    def _plan_children(self, children: tuple[SitemapEntry, ...]) -> None:
        """The sitemaps of an index: the newest now, the others later, and what has not changed since not at all."""
        wanted = [c for c in children if not _OTHER_SITEMAP.search(c.url) and not self._is_old_news(c)]
        wanted.sort(key=lambda c: -c.listed_at.timestamp() if c.listed_at else 0.0)
        fresh: list[str] = []
        later: list[str] = []
        again: list[str] = []
        for child in wanted:
            was_read = self._was_read(child)
            if self._fresh_children < (_FRESH_AGAIN if was_read else _FRESH_SITEMAPS):
                self._fresh_children += 1
                fresh.append(child.url)
            else:
                (again if was_read else later).append(child.url)
        self.add(self.fresh, fresh)
        self.add(self.old, [*later, *again])

    def _known_sitemap(self, child: SitemapEntry) -> Known | None:
        url = self._night.site.canonical(child.url, self._night.site.home)
        return self._night.account.known.get(url) if url else None

    def _was_read(self, child: SitemapEntry) -> bool:
        known = self._known_sitemap(child)
        return known is not None and known.last_verdict not in UNFINISHED

    def _is_old_news(self, child: SitemapEntry) -> bool:
        """Whether an earlier night read the sitemap and it says that it has not changed since."""
        known = self._known_sitemap(child)
        if known is None or child.listed_at is None or known.fetched_at is None or self._night.job.duty == "full":
            return False
        return self._was_read(child) and child.listed_at + _CLOCK_MARGIN < known.fetched_at


def enqueue(night: Night, queue: deque[str], urls: Iterable[str]) -> None:
    """Puts canonical addresses of the site into a queue, each once and none that was asked for."""
    site = night.site
    for url in dict.fromkeys(site.canonical(url, site.home) for url in urls):
        if url and url not in queue and not night.account.is_claimed(url):
            queue.append(url)
