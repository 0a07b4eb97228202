"""The VNPT-style portal: listings that go on by POST, answered as HTML inside JSON; neither feed nor sitemap."""

from datetime import datetime
from typing import ClassVar
from zlib import crc32

from samples.answers import asked_json, by_number, json_page
from samples.dates import weekday
from samples.ordinary import Ordinary, Route
from samples.site import Page, Request

SITE_ID = 14_007


class Vnpt(Ordinary):
    """See the module."""

    pictures: ClassVar[str] = "/Portals/0/images/"
    listing_form: ClassVar[str] = "/{section}"
    own_routes: ClassVar[tuple[Route, ...]] = (
        (r"/Portals/0/files/(?P<name>[^/]+)", "document"),
        (r"/DesktopModule/UIArticleInMenu/ArticleInMenuPagination\.aspx/LoadArticle", "more"),
        (r"/(?P<section>[\w-]+)", "listing"),
        (r"/(?P<section>[\w-]+)/[\w-]+-(?P<number>\d+)", "numbered"),
    )

    def numbered(self, _: Request, section: str, number: str) -> Page | None:
        """The article of a number; under another of its sections it redirects."""
        article = by_number(self.portal.articles, number)
        if article and section != article.section:
            return self.moved(self.path(article)) if section in article.also_in else None
        return self.detail(article) if article else None

    def listing(self, _: Request, section: str) -> Page | None:
        """The first page of a section: the others have no address."""
        found = self.portal.section(section)
        if not found:
            return None
        items, pages = self.listed(section, 1)
        return self.drawn("listing.html", section=found, articles=items, pages=pages, path=f"/{section}")

    def more(self, request: Request) -> Page | None:
        """A further page of a section, {"d": html}; past the last the HTML is empty, for ever. Only POST is answered."""
        if request.method != "POST":
            return None
        asked = {key: str(value) for key, value in asked_json(request.body).items()}
        section = next(
            (s for s in self.portal.sections if str(category(s.slug)) == asked.get("article_category_id")), None
        )
        number = asked.get("page", "")
        if not section or asked.get("site_id") != str(SITE_ID) or not number.isdecimal():
            return json_page({"d": ""})
        items, _ = self.listed(section.slug, int(number))
        return json_page({"d": self.drawn("items.html", articles=items).body.decode() if items else ""})

    def category(self, slug: str) -> int:
        """The number of a section."""
        return category(slug)

    @property
    def site_id(self) -> int:
        """The number of the portal on its server."""
        return SITE_ID

    def stamp(self, at: datetime) -> str:
        """ "Thứ hai, 02/12/2019 13:32"; without the weekday since the theme of 2025."""
        return f"{at:%d/%m/%Y %H:%M}" if at.year >= 2025 else f"{weekday(at)}, {at:%d/%m/%Y %H:%M}"


def category(slug: str) -> int:
    """The number that stands for a section."""
    return 30_000 + crc32(slug.encode()) % 9_000
