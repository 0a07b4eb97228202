"""The WordPress site of a department: its addresses and what stands at each."""

from typing import ClassVar

from samples.rendering import tag_slug
from samples.shape import SampleArticle
from samples.site import XML, Page, Request, Site, paged

FEED_LENGTH = 10


class WordPress(Site):
    """See the module. `routes` are patterns of whole paths, the first that gives a page wins."""

    pictures: ClassVar[str] = "/wp-content/uploads/"
    feeds: ClassVar[tuple[str, ...]] = ("/feed/",)
    sitemaps: ClassVar[tuple[str, ...]] = ("/wp-sitemap.xml",)
    next_page: ClassVar[str] = "page/{n}/"
    listing_links: ClassVar[tuple[str, ...]] = (".entry-title a",)
    listing_form: ClassVar[str] = "/category/{section}/"
    routes: ClassVar[tuple[tuple[str, str], ...]] = (
        (r"/(?:page/(?P<number>\d+)/)?", "home"),
        (r"/robots\.txt", "robots"),
        (r"/wp-content/themes/mau/style\.css", "style"),
        (r"/wp-content/uploads/(?P<name>[^/]+)", "upload"),
        (r"/wp-sitemap\.xml", "sitemap_index"),
        (r"/wp-sitemap-(?P<kind>posts-post|posts-page|taxonomies-category)-1\.xml", "sitemap"),
        (r"/(?:category/(?P<section>[\w-]+)/)?feed/", "feed"),
        (r"/comments/feed/", "comments"),
        (r"/category/(?P<section>[\w-]+)/(?:page/(?P<number>\d+)/)?", "category"),
        (r"/tag/(?P<tag>[^/]+)/", "tag"),
        (r"/author/(?P<author>[^/]+)/", "author"),
        (r"/(?P<year>\d{4})/(?P<month>\d{2})/", "month"),
        (r"/(?P<name>gioi-thieu|lien-he|wp-login\.php)/?", "plain"),
        (r"/(?P<section>[\w-]+)/(?P<slug>[\w-]+)/", "article"),
        (r"/(?P<section>[\w-]+)/(?P<slug>[\w-]+)/feed/", "comments"),
        (r"(?P<bare>/[^.]*[^./])", "slashed"),
    )

    def home(self, request: Request, number: str | None = None) -> Page | None:
        """The latest posts by pages; a short link (`?p=…`) goes to its post."""
        if short := request.query.get("p"):
            found = next((a for a in self.portal.articles if str(a.number) == short), None)
            return self.moved(self.path(found)) if found else None
        return self._archive("", self.portal.articles, "/", number)

    def _archive(self, title: str, articles: tuple[SampleArticle, ...], home: str, number: str | None) -> Page | None:
        """A page of an archive; past its last WordPress answers 404."""
        wanted = int(number or "1")
        items, pages = paged(articles, wanted)
        if not items:
            return None
        path = f"{home}page/{wanted}/" if wanted > 1 else home
        return self.drawn("archive.html", title=title, articles=items, number=wanted, pages=pages, home=home, path=path)

    def robots(self, _: Request) -> Page:
        """robots.txt as WordPress makes it."""
        return self.drawn("robots.txt", media_type="text/plain; charset=utf-8")

    def style(self, _: Request) -> Page:
        """The theme's style sheet."""
        return self.drawn("style.css", media_type="text/css; charset=utf-8")

    def upload(self, _: Request, name: str) -> Page | None:
        """A file offered with a post (pictures are answered before)."""
        owner = next((a for a in self.portal.articles if name in {f.name for f in a.attachments}), None)
        return self.attachment(owner, name) if owner else None

    def sitemap_index(self, _: Request) -> Page:
        """The index of WordPress' own sitemaps."""
        return self.drawn("sitemap_index.xml", media_type=XML)

    def sitemap(self, _: Request, kind: str) -> Page:
        """Posts, pages or categories; without lastmod, as WordPress leaves it."""
        addresses = {
            "posts-post": [self.url(a) for a in self.portal.articles],
            "posts-page": [f"{self.base}/gioi-thieu/", f"{self.base}/lien-he/"],
            "taxonomies-category": [f"{self.base}/category/{s.slug}/" for s in self.portal.sections],
        }[kind]
        return self.drawn("sitemap.xml", media_type=XML, addresses=addresses)

    def feed(self, _: Request, section: str | None) -> Page | None:
        """RSS of the ten latest posts, of the site or of a category, with their whole content."""
        found = self.portal.section(section) if section else None
        if section and not found:
            return None
        articles = self.portal.in_section(section) if section else self.portal.articles
        path = f"/category/{section}/feed/" if section else "/feed/"
        return self.drawn(
            "rss.xml", media_type="application/rss+xml; charset=UTF-8", section=found, path=path,
            items=[(a, self.written(a)) for a in articles[:FEED_LENGTH]],
        )  # fmt: skip

    def comments(self, _: Request, section: str = "", slug: str = "") -> Page | None:
        """A feed of comments, of which there are none."""
        path = f"/{section}/{slug}/"
        if slug and path not in self.by_address:
            return None
        return self.drawn("comments.xml", media_type="application/rss+xml; charset=UTF-8", path=path if slug else "/")

    def category(self, _: Request, section: str, number: str | None = None) -> Page | None:
        """A page of a section."""
        found = self.portal.section(section)
        if not found:
            return None
        return self._archive(found.name, self.portal.in_section(section), f"/category/{section}/", number)

    def tag(self, _: Request, tag: str) -> Page | None:
        """The posts with a keyword."""
        tagged = tuple(a for a in self.portal.articles if tag in map(tag_slug, a.keywords))
        return self._archive(f"Thẻ: {tag}", tagged, f"/tag/{tag}/", None)

    def author(self, _: Request, author: str) -> Page | None:
        """The posts of one author."""
        posts = tuple(a for a in self.portal.articles if tag_slug(a.byline or "admin") == author)
        return self._archive(f"Tác giả: {author}", posts, f"/author/{author}/", None)

    def month(self, _: Request, year: str, month: str) -> Page | None:
        """The posts of one month."""
        posts = tuple(a for a in self.portal.articles if f"{a.published_at:%Y %m}" == f"{year} {month}")
        return self._archive(f"Tháng: {month}/{year}", posts, f"/{year}/{month}/", None)

    def plain(self, _: Request, name: str) -> Page:
        """The site's own pages, marked up like posts but for the date."""
        return self.drawn("plain.html", name=name, path=f"/{name}/")

    def article(self, _: Request, section: str, slug: str) -> Page | None:
        """The post at its permalink; under another of its categories it redirects there."""
        article = next((a for a in self.portal.articles if a.slug == slug), None)
        if not article or section not in (article.section, *article.also_in):
            return None
        if section != article.section:
            return self.moved(self.path(article))
        newer, older = self.near(article)
        return self.drawn(
            "article.html", article=article, written=self.written(article), edited=self.edited_at(article),
            newer=newer[:1], older=older[:5], path=self.path(article),
        )  # fmt: skip

    def slashed(self, _: Request, bare: str) -> Page | None:
        """A path without its last slash goes to the one with it, where there is such a page."""
        with_slash = f"{bare}/"
        there = with_slash in self.gone or self.answer(Request(path=with_slash)).status != 404
        return self.moved(with_slash) if there else None
