"""The sections of a site: pages of the navigation that list articles, and how their further pages are addressed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawlers.candidate import Site
from crawlers.facts import FoundAddress, FoundListing
from crawlers.listings import article_links, find_form, page_address, section_links
from crawlers.page import Link, Page
from crawlers.shapes import shape_of
from crawlers.visit import Visit
from records.platform import ListingRule

# A page with fewer articles than this, apart from those that every page shows, lists none.
_LEAST_ARTICLES = 3
_MOST_TRIED = 10
_MOST_TOLD = 40
_MOST_VERIFIED = 2
# Kept for the articles themselves.
_SECONDS_FOR_ARTICLES = 18.0
_NAVIGATION = ("nav", "header", "[role=navigation]", "[class*=menu]", "[id*=menu]", "[class*=nav]", "[id*=nav]")
_COMMON_FORMS = ("?page={n}", "page/{n}/", "trang-{n}", "?trang={n}")


def probe_listings(
    visit: Visit, site: Site, home: Page, rule: ListingRule | None, articles: Iterable[str]
) -> tuple[tuple[FoundListing, ...], list[FoundAddress]]:
    """The listings found, those read first, and the articles on them (and on the home page)."""
    on_home = [link.url for link in article_links(home, site, rule or ListingRule())]
    known = [*articles, *on_home]
    sections = _sections(home, site, known)
    read: list[_Read] = []
    for link in sections[:_MOST_TRIED]:
        answer = visit.get(link.url) if visit.seconds_left > _SECONDS_FOR_ARTICLES else None
        if answer and answer.is_read:
            page = Page(answer.final_url, answer.body, answer.content_type)
            urls = {a.url for a in article_links(page, site, rule or ListingRule())}
            read.append(_Read(link, urls, (rule and rule.next_page) or find_form(page, site, link.url)))
    listings = _that_list_articles(read)
    found = [
        FoundListing(
            url=r.link.url,
            section=r.link.text,
            articles=len(r.urls),
            next_page=form if r.form or verified else None,
            verified=verified,
        )
        for form, verified in [_next_page(visit, site, rule or ListingRule(), listings)]
        for r in listings
    ]
    certain = {link.url for link in section_links(home, site, known)}
    told = [
        FoundListing(url=s.url, section=s.text) for s in sections if s.url in certain and not visit.was_asked(s.url)
    ]
    return tuple([*found, *told][:_MOST_TOLD]), _addresses(on_home, listings)


@dataclass(frozen=True)
class _Read:
    """A page of the navigation as read: its articles, and how its pager addresses further pages."""

    link: Link
    urls: set[str]
    form: str | None


def _sections(home: Page, site: Site, articles: Iterable[str]) -> list[Link]:
    """Where sections may be: pages under which articles lie, then the rest of the navigation."""
    found = {link.url: link for link in section_links(home, site, articles)}
    for link in home.links(_NAVIGATION):
        url = site.canonical(link.url)
        if url and url != site.home and link.text and not site.is_junk(url) and not site.is_article(url):
            found.setdefault(url, Link(url=url, text=link.text))
    top = urlsplit(site.home).path
    return [link for link in found.values() if urlsplit(link.url).path not in ("/", top) or urlsplit(link.url).query]


def _that_list_articles(read: list[_Read]) -> list[_Read]:
    """The pages with articles of their own, beyond what every page shows (a box of the newest), the fullest first."""
    everywhere = set.intersection(*(r.urls for r in read)) if len(read) > 1 else set()
    own = [_Read(r.link, r.urls - everywhere, r.form) for r in read]
    return sorted((r for r in own if len(r.urls) >= _LEAST_ARTICLES), key=lambda r: -len(r.urls))


def _addresses(on_home: list[str], listings: list[_Read]) -> list[FoundAddress]:
    found = [
        FoundAddress(url=url, way="listing", shape=shape_of(url), section=r.link.text)
        for r in listings
        for url in sorted(r.urls)
    ]
    return [*found, *(FoundAddress(url=url, way="home", shape=shape_of(url)) for url in on_home)]


def _next_page(visit: Visit, site: Site, rule: ListingRule, listings: list[_Read]) -> tuple[str | None, bool]:
    """How further pages are addressed, by most pagers or in one of the common ways, and whether page 2 shows more."""
    forms = Counter(r.form for r in listings if r.form)
    if forms:
        form = forms.most_common(1)[0][0]
        tried = [r for r in listings if r.form == form][:_MOST_VERIFIED]
        return form, any(_leads_on(visit, site, rule, r, form) for r in tried)
    for guess in _COMMON_FORMS if listings else ():
        if _leads_on(visit, site, rule, listings[0], guess):
            return guess, True
    return None, False


def _leads_on(visit: Visit, site: Site, rule: ListingRule, listing: _Read, form: str) -> bool:
    """Whether page 2 shows articles that page 1 does not."""
    if visit.seconds_left < _SECONDS_FOR_ARTICLES:
        return False
    answer = visit.get(page_address(listing.link.url, form, rule.first_page))
    if not answer.is_read:
        return False
    page = Page(answer.final_url, answer.body, answer.content_type)
    return len({a.url for a in article_links(page, site, rule)} - listing.urls) >= _LEAST_ARTICLES
