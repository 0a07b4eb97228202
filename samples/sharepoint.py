"""The SharePoint portal of the ministries' kind: articles by ItemID, listings filled by script from an API."""

from datetime import datetime
from typing import ClassVar
from zlib import crc32

from records.platform import PageRequest
from samples.answers import asked_json, by_number, json_page
from samples.dates import twelve_hours, weekday
from samples.ordinary import Ordinary, Route
from samples.site import Page, Request

API = "/APITT/api/DSTinTuc/QUERYDATA"


class SharePoint(Ordinary):
    """See the module."""

    pictures: ClassVar[str] = "/PublishingImages/tin-tuc/"
    listing_form: ClassVar[str] = "/Trang/{section}.aspx"
    listing_links: ClassVar[tuple[str, ...]] = (".news-list .title a",)
    # What it is asked for is the portal's own, so it stands in the source's YAML and not in the platform's.
    page_request: ClassVar[PageRequest | None] = PageRequest(
        url=API,
        json='{"LoaiTin": {list}, "TrangHienTai": {n}, "SoTin": 4}',
        values={"list": "#hdfLoaiTin@value"},
        items_at="Data.DanhSach",
        item_url="/tintuc/Pages/{ChuyenMuc}.aspx?ItemID={ID}",
    )
    own_routes: ClassVar[tuple[Route, ...]] = (
        (r"/Trang/trangchu\.aspx", "home"),
        (r"/Documents/(?P<name>[^/]+)", "document"),
        (API, "query"),
        (r"/Trang/(?P<name>gioi-thieu|lien-he|so-do-cong)\.aspx", "plain"),
        (r"/Trang/(?P<section>[\w-]+)\.aspx", "listing"),
        (r"/tintuc/Pages/(?P<section>[\w-]+)\.aspx", "numbered"),
    )

    def answer(self, request: Request) -> Page:
        """As every site; what was taken down is known by its number."""
        number = request.query.get("ItemID", "")
        if any(str(a.number) == number for a in self.portal.gone):
            return self.error(410, "Bài viết đã được gỡ bỏ")
        return super().answer(request)

    def numbered(self, request: Request, section: str) -> Page | None:
        """The article by its number; a number that never was answers 200 with an empty frame."""
        article = by_number(self.portal.articles, request.query.get("ItemID", ""))
        if article:
            return self.detail(article) if section in (article.section, *article.also_in) else None
        found = self.portal.section(section)
        return self.drawn("empty.html", section=found, path=request.path) if found else None

    def listing(self, _: Request, section: str) -> Page | None:
        """The first page of a section; a script asks the API for the others."""
        found = self.portal.section(section)
        if not found:
            return None
        items, pages = self.listed(section, 1)
        return self.drawn("listing.html", section=found, articles=items, pages=pages, path=self.listing_path(section))

    def query(self, request: Request) -> Page | None:
        """What the API says: the articles of a page as JSON; an empty list past the last. Only POST is answered."""
        if request.method != "POST":
            return None
        asked = {key: n for key, n in asked_json(request.body).items() if isinstance(n, int)}
        section = next((s for s in self.portal.sections if list_number(s.slug) == asked.get("LoaiTin")), None)
        items = self.listed(section.slug, asked.get("TrangHienTai", 1))[0] if section else ()
        listed = [
            {"ID": a.number, "ChuyenMuc": a.section, "TieuDe": a.title, "NgayDang": f"{a.published_at:%d/%m/%Y}"}
            for a in items
        ]
        return json_page({"Success": True, "Data": {"TongSo": len(listed), "DanhSach": listed}})

    def list_number(self, slug: str) -> int:
        """The number of a section's list."""
        return list_number(slug)

    def stamp(self, at: datetime) -> str:
        """ "Thứ ba, 12/03/2024 15:20"; before 2022 "20/06/2018 | 4:12 PM"; since July 2025 "Cập nhật lúc 15:20 ngày
        12/08/2025"."""
        if at.year < 2022:
            return f"{at:%d/%m/%Y} | {twelve_hours(at)}"
        if (at.year, at.month) >= (2025, 7):
            return f"Cập nhật lúc {at:%H:%M} ngày {at:%d/%m/%Y}"
        return f"{weekday(at)}, {at:%d/%m/%Y %H:%M}"


def list_number(slug: str) -> int:
    """The number that stands for a section's list."""
    return 100 + crc32(slug.encode()) % 900
