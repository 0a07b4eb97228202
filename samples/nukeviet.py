"""The NukeViet 4.5 portal: its addresses, traps included, and what stands at each."""

from typing import Any, ClassVar

from samples.dates import nukeviet_edited_at
from samples.rendering import tag_slug
from samples.shape import SampleArticle, Section
from samples.site import XML, Page, Request, Site, paged

FEED_LENGTH = 30


class NukeViet(Site):
    """See the module. `routes` are patterns of whole paths, the first that gives a page wins."""

    theme: ClassVar[str] = "default"
    generator: ClassVar[str] = "NukeViet v4.5"
    pictures: ClassVar[str] = "/uploads/news/"
    feeds: ClassVar[tuple[str, ...]] = ("/rss/",)
    sitemaps: ClassVar[tuple[str, ...]] = ("/sitemap.xml",)
    next_page: ClassVar[str] = "page-{n}/"
    listing_links: ClassVar[tuple[str, ...]] = (".news_column h2 a", ".news_column h3 a")
    routes: ClassVar[tuple[tuple[str, str], ...]] = (
        (r"/(?:index\.php)?", "home"),
        (r"/robots\.txt", "robots"),
        (r"/themes/(?:default|egov)/css/style\.css", "style"),
        (r"/sitemap\.xml", "sitemap_index"),
        (r"/sitemap-vi\.(?P<module>news|about)\.xml", "sitemap"),
        (r"/feeds/", "feed_list"),
        (r"/rss/(?:(?P<section>[\w-]+)/)?", "feed"),
        (r"/(?P<view>print|savefile)(?P<path>/.+)", "bare_article"),
        (r"/tag/(?P<tag>[^/]+)/?", "tag"),
        (r"/(?P<name>about|contact|siteterms|voting|seek|users)/(?:login/)?", "plain"),
        (r"/about/gioi-thieu-chung\.html", "about"),
        (r"/(?P<section>[\w-]+)/(?P<file>[\w-]+)\.html", "article"),
        (r"/(?P<section>[\w-]+)(?P<slash>/?)", "listing"),
        (r"/(?P<section>[\w-]+)/page-(?P<number>\d+)/?", "listing"),
    )

    def home(self, request: Request) -> Page:
        """The front page; theme switches come back to it, and "cron jobs" are a picture of one point."""
        if request.query.get("second") == "cronjobs":
            return Page(body=_POINT, media_type="image/gif")
        if "nvvithemever" in request.query:
            return self.moved("/", 302)
        latest = self.portal.articles
        groups = [(s, self.portal.in_section(s.slug)[:3]) for s in self.portal.sections]
        return self.drawn("home.html", hot=latest[0] if latest else None, others=latest[1:6], groups=groups, path="/")

    def robots(self, _: Request) -> Page:
        """robots.txt: names the sitemap, forbids the back rooms, says nothing of the junk."""
        return self.drawn("robots.txt", media_type="text/plain; charset=utf-8")

    def style(self, _: Request) -> Page:
        """The theme's style sheet."""
        return self.drawn("style.css", media_type="text/css; charset=utf-8")

    def sitemap_index(self, _: Request) -> Page:
        """The index of the modules' sitemaps."""
        return self.drawn("sitemap_index.xml", media_type=XML)

    def sitemap(self, _: Request, module: str) -> Page:
        """All articles with the time they were published (an edit does not show), or the pages about the portal."""
        return self.drawn("sitemap.xml", media_type=XML, articles=self.portal.articles if module == "news" else ())

    def feed_list(self, _: Request) -> Page:
        """The page that lists the feeds."""
        return self.drawn("feeds.html", path="/feeds/")

    def feed(self, _: Request, section: str | None) -> Page | None:
        """RSS of the portal or of one section, with NukeViet's minutes."""
        found = self.portal.section(section) if section else None
        if section and not found:
            return None
        articles = self.portal.in_section(section) if section else self.portal.articles
        return self.drawn("rss.xml", media_type=XML, section=found, articles=articles[:FEED_LENGTH])

    def article(self, request: Request, section: str, file: str) -> Page | None:
        """The article; under a second section it redirects to its first, with a query it may be its attachment."""
        for article in self.portal.articles:
            if f"{article.slug}-{article.number}" != file:
                continue
            if section != article.section:
                return self.moved(self.path(article)) if section in article.also_in else None
            if article.attachments and ("download" in request.query or "pdf" in request.query):
                return self._file(article, request.query.get("id", "0"))
            return self._detail(article, "article.html", mobile=request.mobile)
        return None

    def _detail(self, article: SampleArticle, template: str, **values: Any) -> Page:
        edited = self.edited_at(article) or nukeviet_edited_at(article.published_at, article.number)
        newer, older = self.near(article)
        return self.drawn(
            template,
            article=article,
            written=self.written(article),
            edited=edited,
            newer=newer,
            older=older,
            path=self.path(article),
            **values,
        )

    def _file(self, article: SampleArticle, number: str) -> Page | None:
        if not number.isdecimal() or int(number) >= len(article.attachments):
            return None
        return self.attachment(article, article.attachments[int(number)].name)

    def bare_article(self, _: Request, view: str, path: str) -> Page | None:
        """The article once more, as a page to print or to save."""
        article = self.by_address.get(path)
        return self._detail(article, "print.html", view=view) if article else None

    def tag(self, _: Request, tag: str) -> Page | None:
        """The articles that carry a keyword."""
        tagged = [a for a in self.portal.articles if tag in map(tag_slug, a.keywords)]
        if not tagged:
            return None
        name = next(k for k in tagged[0].keywords if tag_slug(k) == tag)
        return self.drawn("tag.html", tag=name, articles=tagged, path=f"/tag/{tag}")

    def plain(self, _: Request, name: str) -> Page:
        """The portal's own pages: contact, terms, polls, search."""
        return self.drawn("plain.html", name=name, path=f"/{name}/")

    def about(self, _: Request) -> Page:
        """A page of prose that is no news."""
        return self.drawn("plain.html", name="gioi-thieu-chung", path="/about/gioi-thieu-chung.html")

    def listing(self, _: Request, section: str, number: str = "1", slash: str = "/") -> Page | None:
        """A page of a section; past the last it redirects to the section, and so does the first by number."""
        found = self.portal.section(section)
        if not found:
            return None
        items, pages = paged(self.portal.in_section(section), int(number))
        home = f"/{section}/"
        if not slash:
            return self.moved(home)
        if int(number) > 1 and not items:
            return self.moved(home, 302)
        return self._list(found, items, int(number), pages, home if number == "1" else f"{home}page-{number}/")

    def _list(self, section: Section, items: object, number: int, pages: int, path: str) -> Page:
        return self.drawn("listing.html", section=section, articles=items, number=number, pages=pages, path=path)


# The smallest GIF: what stock NukeViet answers to its "cron job" pictures.
_POINT = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
