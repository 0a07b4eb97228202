"""What the smaller platforms' portals share: a front page, pages of prose that are no news, files, and how an article's
page is filled."""

from collections.abc import Sequence
from typing import Any, ClassVar

from samples.shape import SampleArticle
from samples.site import Page, Request, Site, paged

Route = tuple[str, str]


class Ordinary(Site):
    """Listings are read by the platform's own rule; `own_routes` of a platform stand before the shared ones."""

    listing_links: ClassVar[tuple[str, ...]] = ()
    own_routes: ClassVar[tuple[Route, ...]] = ()
    routes: ClassVar[tuple[Route, ...]] = ()
    per_page: ClassVar[int] = 4
    _shared_routes: ClassVar[tuple[Route, ...]] = (
        (r"/(?:trang-chu|default\.aspx)?", "home"),
        (r"/robots\.txt", "robots"),
        (r"/css/main\.css", "style"),
        (r"/(?:vi/)?(?P<name>gioi-thieu|lien-he|so-do-cong)", "plain"),
        (r"/(?:vi/)?tim-kiem", "search"),
        (r"/tep/(?P<name>[^/]+)", "document"),
    )

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.routes = (*cls.own_routes, *cls._shared_routes)

    def home(self, _: Request) -> Page:
        """The front page: the newest articles, and those of every section."""
        groups = [(s, self.portal.in_section(s.slug)[:3]) for s in self.portal.sections]
        return self.drawn("home.html", latest=self.portal.articles[:5], groups=groups, path="/")

    def robots(self, _: Request) -> Page:
        """robots.txt: names no sitemap, for there is none."""
        return self.drawn("robots.txt", media_type="text/plain; charset=utf-8")

    def style(self, _: Request) -> Page:
        """The theme's style sheet."""
        return self.drawn("style.css", media_type="text/css; charset=utf-8")

    def plain(self, request: Request, name: str) -> Page:
        """The portal's own pages."""
        return self.drawn("plain.html", name=name, path=request.path)

    def search(self, request: Request) -> Page:
        """The search form; it finds nothing."""
        return self.drawn("plain.html", name="tim-kiem", path=request.path)

    def document(self, _: Request, name: str) -> Page | None:
        """A file offered with an article."""
        owner = next((a for a in self.portal.articles if name in {f.name for f in a.attachments}), None)
        return self.attachment(owner, name) if owner else None

    def found(self, path: str) -> SampleArticle | None:
        """The article at a path."""
        return self.by_address.get(path)

    def article(self, request: Request, section: str = "", slug: str = "") -> Page | None:
        """An article's page; a platform whose routes take its address apart gets the parts."""
        article = self.found(request.path)
        return self.detail(article) if article else None

    def detail(self, article: SampleArticle, **values: Any) -> Page:
        """The page of an article, with the lists of others around it."""
        newer, older = self.near(article)
        return self.drawn(
            "article.html",
            article=article,
            section=self.portal.section(article.section),
            written=self.written(article),
            newer=newer[:5],
            older=older[:8],
            views=article.number % 900 + 12 * self.portal.night,
            path=self.path(article),
            **values,
        )

    def listed(self, section: str, number: int) -> tuple[Sequence[SampleArticle], int]:
        """A section's articles on one page (none past the end), and how many pages it has."""
        return paged(self.portal.in_section(section), number, self.per_page)

    def listing(self, request: Request, section: str) -> Page | None:
        """A section's first page, or the one its `page` asks for; past the last it is empty, with status 200."""
        found = self.portal.section(section)
        number = request.query.get("page", "1")
        if not found or not number.isdecimal():
            return None
        articles, pages = self.listed(section, int(number))
        return self.drawn(
            "listing.html", section=found, articles=articles, number=int(number), pages=pages, path=request.path
        )
