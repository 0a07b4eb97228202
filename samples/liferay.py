"""The Liferay 7 portal: its addresses, traps included, and what stands at each."""

import gzip
from typing import ClassVar

from samples.shape import SampleArticle
from samples.site import XML, Page, Request, Site, paged

FEED_LENGTH = 20
PORTLET = "com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_mauDaNang01"
# Relative language links add one of these at every step, without end.
_LANGUAGES = r"(?:/(?:en|vi))*"


class Liferay(Site):
    """See the module. `routes` are patterns of whole paths, the first that gives a page wins."""

    pictures: ClassVar[str] = "/documents/20182/201901/"
    feeds: ClassVar[tuple[str, ...]] = ("/web/guest/trang-chu/-/asset_publisher/mauDaNang01/rss",)
    # Its sitemap is compressed and named in robots.txt only.
    sitemaps: ClassVar[tuple[str, ...]] = ()
    next_page: ClassVar[str] = (
        f"?p_p_id={PORTLET}&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&_{PORTLET}_delta=3&_{PORTLET}_cur={{n}}"
    )
    listing_links: ClassVar[tuple[str, ...]] = (".asset-abstract .asset-title a",)
    listing_form: ClassVar[str] = "/web/guest/{section}"
    routes: ClassVar[tuple[tuple[str, str], ...]] = (
        (rf"(?:/|/web/guest/?|/web/guest/trang-chu){_LANGUAGES}", "home"),
        (r"/robots\.txt", "robots"),
        (r"/o/mau-theme/css/main\.css", "style"),
        (r"/sitemap\.xml", "layouts"),
        (r"/sitemap-tin-bai\.xml\.gz", "sitemap"),
        (r"/c/portal/login", "login"),
        (r"/documents/20182/0/(?P<name>[^/]+)", "document"),
        (r"/web/guest/(?P<section>[\w-]+)/-/asset_publisher/mauDaNang01/rss", "feed"),
        (rf"/web/guest/(?:[\w-]+/)?-/(?:asset_publisher/mauDaNang01/content/)?(?P<slug>[\w-]+){_LANGUAGES}", "article"),
        (rf"/web/guest/(?P<name>gioi-thieu|lien-he|so-do-cong){_LANGUAGES}", "plain"),
        (rf"/web/guest/(?P<section>[\w-]+){_LANGUAGES}", "listing"),
    )

    def answer(self, request: Request) -> Page:
        """As every site; a path parameter with the session is dropped, and portlet 58 is the login form anywhere."""
        path = request.path.split(";jsessionid=")[0]
        if request.query.get("p_p_id") == "58":
            return self.login(request)
        return super().answer(Request(path=path, query=request.query, mobile=request.mobile))

    def home(self, request: Request) -> Page:
        """The front page: the latest, and three of each section."""
        groups = [(s, self.portal.in_section(s.slug)[:3]) for s in self.portal.sections]
        return self.drawn("home.html", latest=self.portal.articles[:6], groups=groups, path=request.path)

    def robots(self, _: Request) -> Page:
        """robots.txt: the only place that names the sitemap of articles."""
        return self.drawn("robots.txt", media_type="text/plain; charset=utf-8")

    def style(self, _: Request) -> Page:
        """The theme's style sheet."""
        return self.drawn("style.css", media_type="text/css; charset=utf-8")

    def layouts(self, _: Request) -> Page:
        """Liferay's own sitemap: the pages that hold listings, no articles."""
        return self.drawn("layouts.xml", media_type=XML)

    def sitemap(self, _: Request) -> Page:
        """All articles, gzipped."""
        plain = self.drawn("sitemap.xml").body
        return Page(body=gzip.compress(plain, mtime=0), media_type="application/gzip")

    def login(self, request: Request) -> Page:
        """The login form, at an address of its own for every page that links to it."""
        return self.drawn("plain.html", name="dang-nhap", path=request.path)

    def document(self, _: Request, name: str) -> Page | None:
        """A file offered with an article."""
        owner = next((a for a in self.portal.articles if name in {f.name for f in a.attachments}), None)
        return self.attachment(owner, name) if owner else None

    def feed(self, _: Request, section: str) -> Page | None:
        """Atom of the portal (at its front page) or of one section."""
        found = self.portal.section(section)
        if not found and section != "trang-chu":
            return None
        articles = self.portal.in_section(section) if found else self.portal.articles
        return self.drawn("atom.xml", media_type=XML, section=found, articles=articles[:FEED_LENGTH], slug=section)

    def article(self, request: Request, slug: str) -> Page | None:
        """The article: one canonical address, others that answer 200 and name it as canonical."""
        article = next((a for a in self.portal.articles if a.slug == slug), None)
        if not article:
            taken_down = next((a for a in self.portal.gone if a.slug == slug), None)
            return self.error(410, "Bài viết đã được gỡ bỏ") if taken_down else None
        return self.drawn(
            "article.html",
            article=article,
            written=self.written(article),
            older=self.near(article)[1],
            views=self._views(article),
            path=request.path,
        )

    def _views(self, article: SampleArticle) -> int:
        return article.number % 900 + 12 * self.portal.night

    def plain(self, request: Request, name: str) -> Page:
        """The portal's own pages."""
        return self.drawn("plain.html", name=name, path=request.path)

    def listing(self, request: Request, section: str) -> Page | None:
        """A page of a section; past the last it answers 200 with an empty list, for ever."""
        found = self.portal.section(section)
        number = request.query.get(f"_{PORTLET}_cur", "1")
        if not found or not number.isdecimal():
            return None
        articles = self.portal.in_section(section)
        items, pages = paged(articles, max(1, int(number)))
        return self.drawn(
            "listing.html", section=found, articles=items, number=int(number), pages=pages, path=request.path
        )

    def listed_path(self, article: SampleArticle, section: str) -> str:
        """Where a section links to: its first section to the article, a second to the same in its own frame."""
        if section == article.section:
            return self.path(article)
        return f"/web/guest/{section}/-/asset_publisher/mauDaNang01/content/{article.slug}"

    def page_path(self, section: str, number: int) -> str:
        """A page of a listing, with the portlet's parameters."""
        return f"/web/guest/{section}{self.next_page.format(n=number)}"
