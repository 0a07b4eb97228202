"""The VCCorp-like portal: 18-digit addresses, further listing pages by POST, pictures and related boxes in the body."""

from typing import ClassVar

import msgspec
from markupsafe import Markup

from samples.markup import Written
from samples.ordinary import Ordinary, Route
from samples.shape import SampleArticle
from samples.site import Page, Request

_COOKIE = "53faf6c6f7bd0b1c8c8f7f1f0c1e2d3a"


class VCCorp(Ordinary):
    """See the module. Nothing but its listings leads to its articles: no feed, no sitemap."""

    pictures: ClassVar[str] = "/Uploads/anh/"
    listing_form: ClassVar[str] = "/{section}"
    own_routes: ClassVar[tuple[Route, ...]] = (
        (r"/api/NewsZone/NewsZone", "news_zone"),
        (r"/[\w-]+-\d{18}\.htm", "article"),
        (r"/print/(?P<path>[\w-]+-\d{18}\.htm)", "printed"),
        (r"/(?P<section>(?!gioi-thieu|lien-he|so-do-cong|tim-kiem)[\w-]+)", "first_page"),
    )

    def greeting(self) -> Page:
        """The 177 bytes that a guard in front of the portal answers first: they set a cookie and load again."""
        script = f'document.cookie="D1N={_COOKIE}"+"; expires=Fri, 31-Dec-2099 23:59:59 GMT; path=/";'
        return Page(body=f"<html><body><script>{script}window.location.reload(true);</script></body></html>".encode())

    def first_page(self, request: Request, section: str) -> Page | None:
        """A section's page; it has one address only, whatever is asked of it."""
        return self.listing(msgspec.structs.replace(request, query={}), section)

    def news_zone(self, request: Request) -> Page | None:
        """What "Xem thêm" asks for: the items alone, counted from 0; nothing past the end, and 400 for a section
        nobody knows."""
        section = next((s for s in self.portal.sections if self.zone(s.slug) == request.form.get("Catname")), None)
        number = request.form.get("PageIndex", "0")
        if request.method != "POST":
            return Page(status=405, body=b"The requested resource does not support http method 'GET'.")
        if not section or not number.isdecimal():
            return Page(status=400, body=b"Bad Request")
        articles, _ = self.listed(section.slug, int(number) + 1)
        return self.drawn("items.html", articles=articles)

    def printed(self, _: Request, path: str) -> Page | None:
        """The article once more, to print."""
        article = self.found(f"/{path}")
        return self.detail(article) if article else None

    def zone(self, section: str) -> str:
        """The ciphertext by which the portal's script names a section."""
        return self.junk("zone", section, 24) + "=="

    def written(self, article: SampleArticle) -> Written:
        """The body with pictures as its editor sets them, and a box of another article in its middle."""
        written = super().written(article)
        body = str(written.body)
        body = body.replace(
            '<figure class="image">', '<figure class="VCSortableInPreviewMode" type="Photo" contenteditable="false">'
        )
        body = body.replace("<figcaption><em>", '<figcaption class="PhotoCMS_Caption"><p class="">')
        body = body.replace("</em></figcaption>", "</p></figcaption>")
        other = next(iter((*self.near(article)[1], *self.near(article)[0])), None)
        if other and article.markup == "p" and "</p>\n" in body:
            box = self.drawn("related_box.html", other=other).body.decode()
            body = body.replace("</p>\n", f"</p>\n{box}\n", 1)
        return msgspec.structs.replace(written, body=Markup(body))  # noqa: S704 was Markup before
