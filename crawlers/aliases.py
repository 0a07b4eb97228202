"""Which of two addresses of one article is its own: a portal links an article under each of its sections."""

import re
from collections.abc import Collection

from crawlers.candidate import last_segment

# Fewer addresses than this prove nothing about how a site numbers its articles.
_ENOUGH = 20
_PROVED = 2
_NUMBER = re.compile(r"(\d+)(?:\.\w+)?$")


class Aliases:
    """Learns a site's article addresses from its sitemaps, which name each article once.

    Where all addresses of a sitemap end in numbers of which no two are the same, the number is the article's own, and
    an address that ends like one of them but lies in another folder is the same article.

    Where there is no sitemap, the portal's own pages teach the same: after a few proved pairs of addresses of which
    each ended alike in a number, with no two different articles that did, the next pairs are believed.
    """

    def __init__(self) -> None:
        self._by_name: dict[str, str] = {}
        self._taken: dict[str, str] = {}
        self._proved = 0
        self._disproved = False

    def took(self, url: str) -> None:
        """Takes in that an article of its own was fetched at an address."""
        name = last_segment(url)
        if _NUMBER.search(name) and self._taken.setdefault(name, url) != url:
            self._disproved = True

    def is_another(self, url: str, own: str) -> None:
        """Takes in that an address proved to be that of another article's."""
        if last_segment(url) == last_segment(own) and _NUMBER.search(last_segment(url)):
            self._proved += 1

    def learn(self, urls: Collection[str]) -> None:
        """Takes in the article addresses of one sitemap."""
        names = {last_segment(url): url for url in urls}
        found = (_NUMBER.search(name) for name in names)
        numbers = {match[1] for match in found if match}
        if len(urls) < _ENOUGH or len(numbers) < len(urls):
            return
        for name, url in names.items():
            if self._by_name.setdefault(name, url) != url:
                # Two sitemaps, two addresses: neither is the other's.
                self._by_name[name] = ""

    def own_address(self, url: str) -> str:
        """The article's own address: the one given, unless the same article is known to be elsewhere."""
        name = last_segment(url)
        taken = self._taken.get(name) if self._proved >= _PROVED and not self._disproved else None
        return self._by_name.get(name) or taken or url
