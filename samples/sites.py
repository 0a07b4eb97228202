"""From a sample portal to the web site it is, and from that to the source YAML that lets it be crawled."""

from pathlib import Path

import yaml

from records.base import to_builtins
from records.platform import ListingRule
from records.source import Listing, Politeness, Source
from samples.bac_ninh import BacNinh
from samples.common_title import CommonTitle
from samples.egov import EGov
from samples.ha_tinh import HaTinh
from samples.liferay import Liferay
from samples.nukeviet import NukeViet
from samples.shape import Portal
from samples.sharepoint import SharePoint
from samples.site import Site
from samples.tan_dan import TanDan
from samples.vccorp import VCCorp
from samples.vnpt import Vnpt
from samples.webforms import WebForms
from samples.wordpress import WordPress

SITES: dict[str, type[Site]] = {
    "nukeviet": NukeViet,
    "liferay": Liferay,
    "wordpress": WordPress,
    "vnpt": Vnpt,
    "tan-dan": TanDan,
    "sharepoint-ministry": SharePoint,
    "common-title": CommonTitle,
    "nukeviet-egov": EGov,
    "vccorp": VCCorp,
    "webforms": WebForms,
    "bac-ninh": BacNinh,
    "ha-tinh": HaTinh,
}

# What sites serve beside articles and listings, by platform.
OTHER_PAGES: dict[str, tuple[str, ...]] = {
    "vnpt": ("/gioi-thieu", "/lien-he", "/so-do-cong"),
    "tan-dan": ("/portal/Pages/gioi-thieu.aspx", "/portal/Pages/lien-he.aspx"),
    "sharepoint-ministry": ("/Trang/gioi-thieu.aspx", "/tintuc/Pages/kinh-te.aspx?ItemID=7"),
    "common-title": ("/gioi-thieu", "/lien-he", "/kinh-te?page=9"),
    "vccorp": ("/gioi-thieu", "/lien-he", "/so-do-cong", "/tim-kiem"),
    "webforms": ("/vi/gioi-thieu", "/vi/lien-he", "/vi/so-do-cong", "/vi/tim-kiem"),
    "bac-ninh": ("/gioi-thieu", "/lien-he", "/so-do-cong", "/c/portal/login"),
    "ha-tinh": ("/vi/gioi-thieu", "/vi/so-do-cong", "/vi/chuyen-muc/tin-trong-tinh?page=99"),
    "nukeviet-egov": ("/about/", "/about/gioi-thieu-chung.html", "/contact/", "/tin-tuc/page-99/"),
}


def site_of(portal: Portal, base: str) -> Site:
    """The portal as a site served at `base` ("http://127.0.0.1:8101", or its own home)."""
    return SITES[portal.platform](portal, base)


def source_of(portal: Portal, fetch_from: str) -> Source:
    """The registry entry for a sample portal served at `fetch_from`: addresses under its canonical home."""
    site = SITES[portal.platform]
    return Source(
        id=portal.id,
        name=portal.name,
        home=portal.home,
        fetch_from=fetch_from,
        platform=portal.platform,
        province=portal.province,
        level=portal.level,
        enabled=True,
        feeds=site.feeds,
        sitemaps=site.sitemaps,
        listings=tuple(Listing(url=site.listing_path(s.slug), section=s.name) for s in portal.sections),
        listing_rule=_listing_rule(site),
        politeness=Politeness(delay_seconds=0, concurrency=4, allow_private=True, because="sample portals on loopback"),
        note=portal.notice,
    )


def _listing_rule(site: type[Site]) -> ListingRule | None:
    """The portal's own rule for its listings; None where its platform's holds."""
    if not site.listing_links:
        return None
    return ListingRule(links=site.listing_links, next_page=site.next_page or None, request=site.page_request)


def write_source(portal: Portal, fetch_from: str, folder: Path) -> Path:
    """Writes the portal's source YAML into the folder (made if absent), beside and renamed into place."""
    folder.mkdir(parents=True, exist_ok=True)
    entry = to_builtins(source_of(portal, fetch_from))
    defaults = to_builtins(Source(id="", name="", home=""))
    told = {key: value for key, value in entry.items() if value != defaults[key]}
    told["politeness"] = {k: v for k, v in told["politeness"].items() if v != defaults["politeness"][k]}
    file = folder / f"{portal.id}.yaml"
    beside = file.with_suffix(".tmp")
    beside.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), "utf-8")
    return beside.replace(file)
