"""How the listings that a probe has read are gone down: by addresses, by links, or by what their scripts ask for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crawlers.candidate import Site
from crawlers.listings import article_links, page_address
from crawlers.page import Link, Page
from crawlers.probe_requests import probe_request
from crawlers.visit import Visit
from records.platform import ListingRule, PageRequest

_MOST_VERIFIED = 2
_COMMON_FORMS = ("?page={n}", "page/{n}/", "trang-{n}", "?trang={n}")


@dataclass(frozen=True)
class Listed:
    """A page of the navigation as read: its articles, all its links, how its pager addresses further pages, where it
    leads next; `anywhere` says that its articles don't stand where the platform lists them, so that they may be a box's."""

    link: Link
    urls: set[str]
    form: str | None
    links: tuple[Link, ...] = ()
    page: Page | None = None
    following: str | None = None
    anywhere: bool = False


class ProbePaging:
    """Tries how the listings of one site go on; `request` is how their scripts ask, once `next_page` was tried."""

    def __init__(self, visit: Visit, site: Site, rule: ListingRule, reserve: float) -> None:
        self._visit, self._site, self._rule, self._reserve = visit, site, rule, reserve
        self.request: PageRequest | None = None

    def next_page(self, listings: Sequence[Listed]) -> tuple[str | None, bool]:
        """How further pages are addressed, by most pagers or in one of the common ways, and whether page 2 shows more."""
        forms = Counter(r.form for r in listings if r.form)
        if forms:
            form = forms.most_common(1)[0][0]
            tried = [r for r in listings if r.form == form][:_MOST_VERIFIED]
            return form, any(self.leads_on(r, form) for r in tried)
        if any(r.following for r in listings):
            return None, True
        self.request = self._request(listings)
        if self.request is not None:
            return None, False
        for guess in _COMMON_FORMS if listings and self._rule.request is None else ():
            if self.leads_on(listings[0], guess):
                return guess, True
        return None, False

    def _request(self, listings: Sequence[Listed]) -> PageRequest | None:
        """How the listings' scripts ask for further pages, where nothing else leads to them."""
        if self._rule.request is not None:
            return None
        pages = [(r.link.url, r.page) for r in listings if r.page is not None]
        enough = self._reserve
        return probe_request(self._visit, self._site, pages, enough_time=lambda: self._visit.seconds_left > enough)

    def leads_on(self, listing: Listed, form: str | None) -> bool:
        """Whether page 2 shows articles that page 1 does not."""
        if self._visit.seconds_left < self._reserve:
            return False
        following = page_address(listing.link.url, form, self._rule.first_page) if form else listing.following
        answer = self._visit.get(following or listing.link.url)
        if not answer.is_read:
            return False
        page = Page(answer.final_url, answer.body, answer.content_type)
        return bool({a.url for a in article_links(page, self._site, self._rule)} - listing.urls)
