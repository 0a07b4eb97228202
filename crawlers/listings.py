"""Reads listings: the articles a page links to, the sections a home page leads to, the addresses of further pages."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from crawlers.candidate import Site, path_query
from crawlers.page import Link, Page
from records.platform import ListingRule

# A page under which fewer articles lie is an odd page, not a section.
_SECTION_ARTICLES = 3
_SECTION_PATH = re.compile(r"^/(\w{2}/)?(category|chuyen-muc|danh-muc|chuyenmuc|cat)/[^?]+$", re.I)
_NUMBER = re.compile(r"\d+")
_PAGE_WORD = re.compile(r"(page\w*|trang|cur|paged|start|offset|pg|p)[\]=/_-]*$", re.I)


def article_links(page: Page, site: Site, rule: ListingRule) -> list[Link]:
    """The articles a page lists, with canonical addresses, each once; where the rule matches none, any on the page."""
    return _articles(page.links(rule.links), site) or (_articles(page.links(), site) if rule.links != ("a",) else [])


def _articles(links: Iterable[Link], site: Site) -> list[Link]:
    found: dict[str, Link] = {}
    for link in links:
        url = site.canonical(link.url)
        if url and url not in found and site.is_article(url):
            found[url] = Link(url=url, text=link.text)
    return list(found.values())


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


def page_address(listing: str, form: str, number: int) -> str:
    """The address of a listing's page: its pattern with the number, appended in the way its first sign asks for."""
    suffix = form.replace("{n}", str(number))
    if suffix.startswith("?") and "?" in listing:
        suffix = "&" + suffix[1:]
    elif suffix[0] not in "?&/" and not listing.endswith("/") and "?" not in listing:
        suffix = "/" + suffix
    elif suffix.startswith("/") and listing.endswith("/"):
        suffix = suffix[1:]
    return listing + suffix


def page_number(url: str, listing: str, form: str) -> int | None:
    """Which page of the listing an address is, or None if it is none of its further pages."""
    mark = page_address(listing, form, 987_654_321)
    before, _, after = mark.partition("987654321")
    if not url.startswith(before) or not url.endswith(after):
        return None
    number = url[len(before) : len(url) - len(after)]
    return int(number) if number.isdecimal() and len(number) < 7 else None


def last_page(page: Page, site: Site, listing: str, form: str) -> int | None:
    """The highest page number the listing's own pager shows, or None where it shows none."""
    urls = (site.canonical(link.url) for link in page.links())
    numbers = [n for n in (page_number(url, listing, form) for url in urls if url) if n is not None]
    return max(numbers, default=None)


def find_form(page: Page, site: Site, listing: str) -> str | None:
    """How the listing's further pages are addressed, as a `next_page` pattern, learned from the links of its pager.

    A link that is the listing's address and something with the number 2 in it; where another has a 3 in its place
    that proves it, else the word before the number must name a page.
    """
    stem = listing.rstrip("/")
    urls = (site.canonical(link.url) for link in page.links())
    suffixes = {url[len(stem) :] for url in urls if url and url.startswith(stem) and len(url) > len(stem) + 1}
    guesses = []
    for suffix in sorted(suffixes, key=len):
        for match in _NUMBER.finditer(suffix):
            head, tail = suffix[: match.start()], suffix[match.end() :]
            if match[0] != "2" or (not head.rstrip("/") and tail.strip("/")):
                continue
            proved = f"{head}3{tail}" in suffixes
            if proved or _PAGE_WORD.search(head):
                guesses.append((not proved, f"{head}{{n}}{tail}"))
    return _appended(min(guesses)[1], listing) if guesses else None


def _appended(form: str, listing: str) -> str:
    """The pattern as it is appended to this listing (whose address may end in a slash)."""
    if listing.endswith("/") and form.startswith("/"):
        return form[1:]
    return form
