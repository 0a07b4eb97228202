"""The SharePoint portal with Tân Dân's web parts: ?PageIndex= listings that show their last page for ever."""

from datetime import datetime
from typing import ClassVar

from samples.dates import twelve_hours
from samples.ordinary import Ordinary, Route
from samples.site import Page, Request


class TanDan(Ordinary):
    """See the module."""

    pictures: ClassVar[str] = "/portal/PublishingImages/"
    listing_form: ClassVar[str] = "/portal/Pages/{section}.aspx"
    own_routes: ClassVar[tuple[Route, ...]] = (
        (r"/portal/?|/portal/Pages/default\.aspx", "home"),
        (r"/portal/Documents/(?P<name>[^/]+)", "document"),
        (r"/portal/Pages/(?P<name>gioi-thieu|lien-he|so-do-cong)\.aspx", "plain"),
        (r"/portal/Pages/(?P<section>[\w-]+)\.aspx", "listing"),
        (r"/portal/Pages/\d{4}-\d{1,2}-\d{1,2}/[\w-]+\.aspx", "article"),
    )

    def listing(self, request: Request, section: str) -> Page | None:
        """A page of a section; past the last one the last is shown again, with status 200."""
        found = self.portal.section(section)
        if not found:
            return None
        asked, pages = request.query.get("PageIndex", "1"), self.listed(section, 1)[1]
        number = min(int(asked), pages) if asked.isdecimal() else 1
        items = self.listed(section, number)[0]
        return self.drawn(
            "listing.html", section=found, articles=items, number=number, pages=pages, path=self.listing_path(section)
        )

    def stamp(self, at: datetime) -> str:
        """ "Đăng ngày 28-09-2017 08:30:00"; before 2022 "Đăng ngày 20/06/2018 | 4:12 PM"."""
        if at.year < 2022:
            return f"Đăng ngày {at:%d/%m/%Y} | {twelve_hours(at)}"
        return f"Đăng ngày {at:%d-%m-%Y %H:%M:%S}"
