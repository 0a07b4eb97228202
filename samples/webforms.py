"""The ASP.NET WebForms portal: every page one form, further listing pages by postback."""

import base64
import re
from typing import ClassVar

from samples.ordinary import Ordinary, Route
from samples.shape import SampleArticle
from samples.site import Page, Request

PAGER = "ctl00$ContentPlaceHolder1$ctl00$AspNetPager1"


class WebForms(Ordinary):
    """See the module. `__VIEWSTATE` holds the page shown; without it a postback is an error, as ASP.NET has it."""

    pictures: ClassVar[str] = "/Resources/Images/"
    listing_form: ClassVar[str] = "/vi/{section}"
    pager: ClassVar[str] = PAGER
    own_routes: ClassVar[tuple[Route, ...]] = (
        (r"/vi/(?P<section>(?!gioi-thieu|lien-he|so-do-cong|tim-kiem)[\w-]+)", "form"),
        (r"/vi/(?P<section>[\w-]+)/(?P<slug>[\w-]+)", "article"),
        (r"/vi/(?P<section>[\w-]+)/(?P<slug>[\w-]+)/in", "printed"),
    )

    def form(self, request: Request, section: str) -> Page | None:
        """A section: its first page, or the page a postback of its pager asks for. Past the last the last comes again."""
        found = self.portal.section(section)
        if not found:
            return None
        number = self._wanted(request) if request.method == "POST" else 1
        if number is None:
            return self.error(500, "Validation of viewstate MAC failed")
        pages = self.listed(section, 1)[1]
        number = min(number, pages)
        articles, _ = self.listed(section, number)
        path = self.listing_path(section)
        return self.drawn("listing.html", section=found, articles=articles, number=number, pages=pages, path=path)

    def _wanted(self, request: Request) -> int | None:
        """The page a postback asks for; None where its state is not one of ours."""
        sent = request.form
        if not sent.get("__VIEWSTATE", "").startswith("/wEP") or "__EVENTVALIDATION" not in sent:
            return None
        wanted = sent.get("__EVENTARGUMENT", "") if sent.get("__EVENTTARGET") == self.pager else "1"
        return int(wanted) if re.fullmatch(r"[1-9]\d{0,5}", wanted) else None

    def article(self, request: Request, section: str = "", slug: str = "") -> Page | None:
        """An article; under its second section it is shown once more, naming the first as canonical."""
        article = self.found(f"/vi/{section}/{slug}") or self._filed_twice(section, slug)
        return self.detail(article) if article else None

    def _filed_twice(self, section: str, slug: str) -> SampleArticle | None:
        return next((a for a in self.portal.articles if a.slug == slug and section in a.also_in), None)

    def printed(self, _: Request, section: str, slug: str) -> Page | None:
        """The article once more, to print."""
        article = self.found(f"/vi/{section}/{slug}")
        return self.detail(article) if article else None

    def viewstate(self, path: str, number: int) -> str:
        """The hidden state of a page: long, and another on every page."""
        return "/wEP" + base64.b64encode(f"{path} {number} {self.junk('state', path, 64) * 6}".encode()).decode()
