"""Reads listings: the articles a page links to, the sections a home page leads to, the addresses of further pages."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from crawlers.candidate import Site, path_query
from crawlers.page import Link, Page
from crawlers.page_forms import find_form, page_address, page_number
from records.platform import ListingRule

__all__ = ["article_links", "find_form", "folder", "last_page", "page_address", "page_number", "section_links"]

# A page under which fewer articles lie is an odd page, not a section.
_SECTION_ARTICLES = 3
_SECTION_PATH = re.compile(r"^/(\w{2}/)?(category|chuyen-muc|danh-muc|chuyenmuc|cat)/[^?]+$", re.I)


def article_links(page: Page, site: Site, rule: ListingRule) -> list[Link]:
    """The articles a page lists, with canonical addresses, each once; where the rule matches none, any on the page."""
    return _articles(page.links(rule.links), site) or (_articles(page.links(), site) if rule.links != ("a",) else [])


def _articles(links: Iterable[Link], site: Site) -> list[Link]:
    found: dict[str, Link] = {}
    for link in links:
        url = site.canonical(link.url)
        if url and url not in found and site.is_article(url):
            found[url] = Link(url=url, text=link.text)
    site.learn_folders(found)
    return [link for link in found.values() if site.is_article(link.url)]


def section_links(
    page: Page, site: Site, articles: Iterable[str], was_listing: Callable[[str], bool] = lambda _: False
) -> list[Link]:
    """The sections a home page leads to: pages that name a category, under whose address known articles lie, or that
    were listings in earlier runs."""
    folders: Counter[str] = Counter()
    for article in articles:
        parts = urlsplit(article).path.split("/")[1:-1]
        folders.update("/" + "/".join(parts[: n + 1]) + "/" for n in range(len(parts)))
    found: dict[str, Link] = {}
    for link in page.links():
        url = site.canonical(link.url)
        if url is None or url in found or url == site.home or site.is_junk(url) or site.is_article(url):
            continue
        if folders[folder(url)] >= _SECTION_ARTICLES or _SECTION_PATH.match(path_query(url)) or was_listing(url):
            found[url] = Link(url=url, text=link.text)
    return list(found.values())


def folder(url: str) -> str:
    """The path of a section as the folder its articles lie in: "/kinh-te" and "/kinh-te/" are both "/kinh-te/"."""
    return urlsplit(url).path.rstrip("/") + "/"


def last_page(page: Page, site: Site, listing: str, form: str) -> int | None:
    """The highest page number the listing's own pager shows, or None where it shows none."""
    urls = (site.canonical(link.url) for link in page.links())
    numbers = [n for n in (page_number(url, listing, form) for url in urls if url) if n is not None]
    return max(numbers, default=None)
