"""The sitemaps of a site: those robots.txt names, else at known paths, and the children of an index."""

import re
from collections import deque
from collections.abc import Iterable

from crawlers.candidate import Site
from crawlers.facts import FoundAddress, FoundSitemap
from crawlers.shapes import shape_of
from crawlers.sitemaps import Sitemap, parse_sitemap
from crawlers.visit import Visit

_KNOWN_PATHS = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml", "/sitemap.xml.gz", "/sitemap-news.xml")
_MOST_TRIED = 6
_MOST_TOLD = 200
# Children of an index to read first: those named after what articles are called.
_LIKELY = re.compile(r"news|post|article|tin|bai", re.I)


def probe_sitemaps(
    visit: Visit, site: Site, platform_paths: Iterable[str]
) -> tuple[tuple[FoundSitemap, ...], list[FoundAddress]]:
    """The sitemaps found (the tops of trees first), and the addresses on the site that those read name."""
    tops = [url for raw in visit.robots.sitemaps if (url := site.canonical(raw, site.home))]
    found, addresses = _read(visit, site, tops)
    if not found:
        known = dict.fromkeys((*platform_paths, *_KNOWN_PATHS))
        for url in (site.canonical(path, site.home) for path in known):
            found, addresses = _read(visit, site, [url] if url else [])
            if found:
                break
    return tuple(found[:_MOST_TOLD]), addresses


def _read(visit: Visit, site: Site, urls: Iterable[str]) -> tuple[list[FoundSitemap], list[FoundAddress]]:
    found: list[FoundSitemap] = []
    addresses: list[FoundAddress] = []
    waiting = deque(urls)
    indexes = dict.fromkeys(waiting, "")
    while waiting and len(found) < _MOST_TRIED:
        url = waiting.popleft()
        page = visit.get(url)
        sitemap = parse_sitemap(page.body) if page.is_read else Sitemap(reason=page.failure or f"answers {page.status}")
        if not sitemap.entries and not sitemap.children and sitemap.reason:
            continue
        children = [child for c in sitemap.children if (child := site.canonical(c.url, url)) and child not in indexes]
        indexes |= dict.fromkeys(children, url)
        waiting.extend(sorted(children, key=lambda child: not _LIKELY.search(child)))
        own = [(site.canonical(entry.url, url), entry) for entry in sitemap.entries]
        mine = [
            FoundAddress(url=address, way="sitemap", shape=shape_of(address), listed_at=entry.listed_at)
            for address, entry in own
            if address
        ]
        addresses.extend(mine)
        articles = sum(site.is_article(address.url) for address in mine)
        found.append(
            FoundSitemap(
                url=url,
                addresses=len(mine),
                articles=articles,
                children=len(sitemap.children),
                index=indexes[url],
                reason=sitemap.reason,
            )
        )
    return [*found, *(FoundSitemap(url=url, index=indexes[url]) for url in waiting)], addresses
