"""What the VCCorp, WebForms, Bắc Ninh, Hà Tĩnh and NukeViet eGovernment portals do to a crawler, as real ones do."""

import json
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from records.platform import Platform
from records.rejection import Rejection, RejectionReason
from samples.asked import request_of
from samples.filling import full_portals
from samples.server import Weather, open_servers, running
from samples.site import FIRST_NIGHT, Page, Site
from samples.sites import site_of, source_of
from sources.registry import load_registry
from tests.samples.test_server import ask
from transforms.extract import check_selector, read_page

BASE = "http://127.0.0.1:9"
IDS = ("mau-bac-ninh", "mau-ha-noi", "mau-ha-tinh", "mau-khanh-hoa", "mau-lam-dong")
PORTALS = {p.platform: p for p in full_portals(only=IDS)}
PLATFORMS: dict[str, Platform] = dict(load_registry(check_selector=check_selector).platforms)


@pytest.fixture
def sites() -> dict[str, Site]:
    return {platform: site_of(portal, BASE) for platform, portal in PORTALS.items()}


def get(site: Site, target: str) -> Page:
    return site.answer(request_of(target))


def post(site: Site, target: str, form: dict[str, str]) -> Page:
    return site.answer(request_of(target, method="POST", body=urlencode(form).encode()))


def listed(page: Page, platform: str) -> list[str]:
    """The article addresses a page lists, by its platform's own rule."""
    rule = PLATFORMS[platform].listing
    anchors = next((found for s in rule.links if (found := HTMLParser(page.body).css(s))), [])
    return list(dict.fromkeys((a.attributes["href"] or "").removeprefix(BASE) for a in anchors))


def value(platform: str, name: str, page: Page) -> str:
    """What the platform's request takes from a listing's first page."""
    request = PLATFORMS[platform].listing.request
    assert request is not None
    found = re.search(request.values[name].removeprefix("text:"), page.body.decode())
    assert found is not None, name
    return found[1]


def longest(site: Site) -> tuple[str, list[str]]:
    """The section with most articles, and their paths."""
    section = max(site.portal.sections, key=lambda s: len(site.portal.in_section(s.slug))).slug
    return section, [site.path(a) for a in site.portal.in_section(section)]


def test_sources_leave_listings_to_their_platform() -> None:
    for portal in PORTALS.values():
        source = source_of(portal, BASE)
        assert source.listing_rule is None
        assert PLATFORMS[portal.platform].listing.next_page or PLATFORMS[portal.platform].listing.request


def test_vccorp_pages_come_by_post_and_end_empty(sites: dict[str, Site]) -> None:
    site = sites["vccorp"]
    section, wanted = longest(site)
    first = get(site, f"/{section}")
    zone, shown = value("vccorp", "zone", first), listed(first, "vccorp")
    for number in (1, 2, 3, 4):
        answer = post(site, "/api/NewsZone/NewsZone", {"PageIndex": str(number), "Catname": zone})
        shown += listed(answer, "vccorp")
    assert shown == wanted
    assert listed(post(site, "/api/NewsZone/NewsZone", {"PageIndex": "99", "Catname": zone}), "vccorp") == []
    assert post(site, "/api/NewsZone/NewsZone", {"PageIndex": "1", "Catname": "x"}).status == 400
    assert get(site, "/api/NewsZone/NewsZone").status == 405
    assert get(site, f"/{section}?page=2") == first


def test_vccorp_addresses_end_in_18_digits_of_the_time(sites: dict[str, Site]) -> None:
    site = sites["vccorp"]
    for article in site.portal.articles:
        number = re.fullmatch(r"/[\w-]+-(\d{18})\.htm", site.path(article))
        assert number is not None
        assert f"{article.published_at:%y%m%d%H%M}" in number[1]
        assert get(site, "/print" + site.path(article)).status == 200


def test_vccorp_greets_with_a_cookie_page_once(sites: dict[str, Site]) -> None:
    stub = sites["vccorp"].greeting()
    assert stub is not None
    assert len(stub.body) == 177
    read = read_page("https://hanoi.mau.example/a-1.htm", stub.body, platforms=PLATFORMS, fetched_at=FIRST_NIGHT)
    assert isinstance(read, Rejection)
    assert read.reason is RejectionReason.CHALLENGE
    portals = [PORTALS["vccorp"], PORTALS["ha-tinh"]]
    servers = open_servers(portals, portals, port=0, weather=Weather(greet=True))
    with running(servers):
        assert [ask(servers[0], "/")[2] == stub.body for _ in range(2)] == [True, False]
        assert ask(servers[1], "/")[2] != stub.body


def test_vccorp_boxes_of_other_articles_stand_in_the_body(sites: dict[str, Site]) -> None:
    site = sites["vccorp"]
    pages = [HTMLParser(get(site, site.path(a)).body) for a in site.portal.articles if a.markup == "p"]
    boxed = [p.css_first('.detail-content .VCSortableInPreviewMode[type="RelatedOneNews"]') for p in pages]
    assert sum(box is not None for box in boxed) > len(pages) / 2


def _state(page: Page) -> dict[str, str]:
    return {
        n.attributes["name"] or "": n.attributes["value"] or "" for n in HTMLParser(page.body).css("input[type=hidden]")
    }


def test_webforms_pages_come_by_postback_and_the_last_repeats(sites: dict[str, Site]) -> None:
    site = sites["webforms"]
    section, wanted = longest(site)
    page = get(site, f"/vi/{section}")
    pager, shown = value("webforms", "pager", page), listed(page, "webforms")
    for number in (2, 3):
        sent = _state(page) | {"__EVENTTARGET": pager, "__EVENTARGUMENT": str(number)}
        page = post(site, f"/vi/{section}", sent)
        shown += listed(page, "webforms")
    assert shown == wanted
    beyond = post(site, f"/vi/{section}", _state(page) | {"__EVENTTARGET": pager, "__EVENTARGUMENT": "99"})
    assert listed(beyond, "webforms") == listed(page, "webforms")


def test_webforms_refuses_a_postback_without_its_state(sites: dict[str, Site]) -> None:
    site = sites["webforms"]
    section, _ = longest(site)
    assert post(site, f"/vi/{section}", {"__EVENTTARGET": "x", "__EVENTARGUMENT": "2"}).status == 500
    other = _state(get(site, f"/vi/{section}")) | {"__EVENTTARGET": "ctl00$lbtSearch"}
    assert listed(post(site, f"/vi/{section}", other), "webforms") == listed(get(site, f"/vi/{section}"), "webforms")


def test_bac_ninh_pages_come_as_json_from_the_address_its_script_names(sites: dict[str, Site]) -> None:
    site = sites["bac-ninh"]
    section, wanted = longest(site)
    first = get(site, f"/{section}")
    address, shown = value("bac-ninh", "list", first).removeprefix(BASE), listed(first, "bac-ninh")
    for number in (2, 3, 4):
        items = json.loads(get(site, f"{address}&pageNum={number}&recordPerPage=10").body)["items"]
        shown += [item["urlDetail"].removeprefix(BASE) for item in items]
    assert shown == wanted
    assert json.loads(get(site, f"{address}&pageNum=99").body)["items"] == []


def test_bac_ninh_shows_an_article_in_its_sections_frame_too(sites: dict[str, Site]) -> None:
    site = sites["bac-ninh"]
    page = HTMLParser(get(site, site.path(site.portal.articles[0])).body)
    copy = unescape(page.css(".other-news-detail a")[0].attributes["href"] or "").removeprefix(BASE)
    canonical = HTMLParser(get(site, copy).body).css("link[rel=canonical]")[0].attributes["href"] or ""
    assert canonical.removeprefix(BASE) != copy
    assert get(site, canonical.removeprefix(BASE)).status == 200


def test_ha_tinh_listing_is_empty_past_its_end_and_names_a_next_page_for_ever(sites: dict[str, Site]) -> None:
    site = sites["ha-tinh"]
    section, wanted = longest(site)
    pages = [HTMLParser(get(site, f"/vi/chuyen-muc/{section}?page={n}").body) for n in (1, 2, 3, 4)]
    shown = [a.attributes["href"] for page in pages for a in page.css(".category-item .item-title a")]
    assert shown == wanted
    assert not HTMLParser(get(site, f"/vi/chuyen-muc/{section}?page=500").body).css(".category-item")
    assert "?page=501" in get(site, f"/vi/chuyen-muc/{section}?page=500").body.decode()
    path = wanted[0]
    assert (get(site, f"/vi{path}").status, get(site, f"/vi{path}").location) == (301, BASE + path)


def test_egov_answers_a_flood_with_200(sites: dict[str, Site]) -> None:
    flood = sites["nukeviet-egov"].flooded()
    assert flood.status == 200
    read = read_page(
        "https://skhcn.lamdong.mau.example/tin-tuc/a-1.html", flood.body, platforms=PLATFORMS, fetched_at=FIRST_NIGHT
    )
    assert isinstance(read, Rejection)
    assert read.reason is RejectionReason.CHALLENGE
    portals = [PORTALS["nukeviet-egov"], PORTALS["ha-tinh"]]
    servers = open_servers(portals, portals, port=0, weather=Weather(flood=2))
    with running(servers):
        answers = [ask(servers[0], "/tin-tuc/") for _ in range(3)]
        assert ["Hãy đợi" in body.decode() for _, _, body in answers] == [False, False, True]
        assert [status for status, _, _ in answers] == [200, 200, 200]
        assert [ask(servers[1], "/")[0] for _ in range(3)] == [200, 200, 429]


def test_egov_listing_is_empty_past_its_end_and_its_date_stands_between_counters(sites: dict[str, Site]) -> None:
    site = sites["nukeviet-egov"]
    section, wanted = longest(site)
    assert listed(get(site, f"/{section}/page-2/"), "nukeviet-egov")
    assert get(site, f"/{section}/page-99/").status == 200
    assert not HTMLParser(get(site, f"/{section}/page-99/").body).css(".news_column h2 a, .news_column h3 a")
    page = HTMLParser(get(site, wanted[0]).body)
    spans = [n.text().split()[0] for n in page.css(".newsdetailmetatop span.h5")]
    assert (spans[0], spans[2]) == ("Đã", "Phản")
