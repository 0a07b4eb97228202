"""The common-title portal: feeds and a sitemap without times, listings by ?page=, two names for every part."""

from datetime import datetime
from typing import ClassVar

from samples.answers import by_number
from samples.ordinary import Ordinary, Route
from samples.site import XML, Page, Request

FEED_LENGTH = 10


class CommonTitle(Ordinary):
    """See the module."""

    pictures: ClassVar[str] = "/static/images/"
    feeds: ClassVar[tuple[str, ...]] = ("/rss/tin-moi.rss",)
    sitemaps: ClassVar[tuple[str, ...]] = ("/sitemap.xml",)
    listing_form: ClassVar[str] = "/{section}"
    own_routes: ClassVar[tuple[Route, ...]] = (
        (r"/static/files/(?P<name>[^/]+)", "document"),
        (r"/sitemap\.xml", "sitemap"),
        (r"/rss/(?P<section>[\w-]+)\.rss", "feed"),
        (r"/(?P<section>[\w-]+)", "listing"),
        (r"/[\w-]+/[\w-]+\.(?P<number>\d+)\.html", "numbered"),
    )

    def numbered(self, request: Request, number: str) -> Page | None:
        """The article of a number at its one address; under another section or slug it redirects there."""
        article = by_number(self.portal.articles, number)
        if article and request.path != self.path(article):
            return self.moved(self.path(article))
        return self.detail(article) if article else None

    def sitemap(self, _: Request) -> Page:
        """Sections and articles, with the day they were published."""
        return self.drawn("sitemap.xml", media_type=XML)

    def feed(self, _: Request, section: str) -> Page | None:
        """RSS of the portal or of one section."""
        found = self.portal.section(section)
        if not found and section != "tin-moi":
            return None
        articles = self.portal.in_section(section) if found else self.portal.articles
        return self.drawn("rss.xml", media_type=XML, section=found, slug=section, articles=articles[:FEED_LENGTH])

    def stamp(self, at: datetime) -> str:
        """ "08:30 20/11/2025": the time stands first; before 2022 "20/11/2021 08:30"."""
        return f"{at:%d/%m/%Y %H:%M}" if at.year < 2022 else f"{at:%H:%M} {at:%d/%m/%Y}"
