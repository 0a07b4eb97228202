"""The Hà Tĩnh portal: a system of its own; the lead, the counter and the author stand inside the body's node."""

from typing import ClassVar

from samples.ordinary import Ordinary, Route
from samples.site import XML, Page, Request


class HaTinh(Ordinary):
    """See the module. Listings are asked for by `?page=`; past the last they are empty for ever."""

    pictures: ClassVar[str] = "/upload/images/"
    feeds: ClassVar[tuple[str, ...]] = ("/rss",)
    listing_form: ClassVar[str] = "/vi/chuyen-muc/{section}"
    own_routes: ClassVar[tuple[Route, ...]] = (
        (r"/bai-viet/[\w-]+", "article"),
        (r"/vi/bai-viet/(?P<slug>[\w-]+)", "in_language"),
        (r"/vi/chuyen-muc/(?P<section>[\w-]+)", "listing"),
        (r"/rss", "feed"),
    )

    def in_language(self, _: Request, slug: str) -> Page | None:
        """The same article under the language's folder: the portal sends it to its one address."""
        return self.moved(f"/bai-viet/{slug}") if self.found(f"/bai-viet/{slug}") else None

    def feed(self, _: Request) -> Page:
        """The newest twenty articles; the feed knows the day only."""
        return self.drawn("rss.xml", media_type=XML, articles=self.portal.articles[:20])
