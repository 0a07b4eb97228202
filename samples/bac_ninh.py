"""The Bắc Ninh portal: Liferay with portlets of its own, whose script loads further listing pages as JSON."""

from typing import ClassVar

import msgspec

from samples.ordinary import Ordinary, Route
from samples.site import Page, Request

PORTLET = "newsbycategory_WAR_bacninhportlet"


class BacNinh(Ordinary):
    """See the module. An article has its address, and one under each section with the portlet's parameters."""

    pictures: ClassVar[str] = "/documents/57182/"
    listing_form: ClassVar[str] = "/{section}"
    portlet: ClassVar[str] = PORTLET
    own_routes: ClassVar[tuple[Route, ...]] = (
        (r"/news/-/details/57182/[\w-]+", "article"),
        (r"/c/portal/login", "login"),
        (r"/(?P<section>(?!gioi-thieu|lien-he|so-do-cong|tim-kiem)[\w-]+)", "portlet_page"),
    )

    def portlet_page(self, request: Request, section: str) -> Page | None:
        """A section: its page, its items as JSON for the page's script, or one article in its frame."""
        found = self.portal.section(section)
        if not found:
            return None
        if request.query.get("p_p_resource_id") == "loadPage":
            return self._items(request, section)
        if number := request.query.get(f"_{PORTLET}_articleId"):
            article = next((a for a in self.portal.articles if str(a.number) == number), None)
            return self.detail(article) if article else None
        return self.listing(Request(path=request.path), section)

    def _items(self, request: Request, section: str) -> Page:
        """A page of items, none past the end; the portlet's page size is asked for and kept to."""
        number = int(request.query.get("pageNum", "1") or 1)
        articles, pages = self.listed(section, number)
        items = [
            {
                "id": a.number,
                "title": a.title,
                "summary": a.lead,
                "createdDate": f"{a.published_at:%d/%m/%Y %H:%M}",
                "urlDetail": self.url(a),
            }
            for a in articles
        ]
        answer = msgspec.json.encode({"items": items, "pageNum": number, "totalPageNum": pages})
        return Page(body=answer, media_type="application/json; charset=utf-8")

    def login(self, request: Request) -> Page:
        """The login form."""
        return self.drawn("plain.html", name="dang-nhap", path=request.path)
