"""How the listings of the VNPT, SharePoint and common-title portals go on, to their end and past it, as real ones do."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from samples.asked import request_of
from samples.filling import full_portals
from samples.shape import Portal
from samples.site import Page, Site
from samples.sites import site_of

IDS = ("mau-dien-bien", "mau-hung-yen", "mau-quang-ninh", "mau-son-la")
PORTALS: dict[str, Portal] = {p.platform: p for p in full_portals(only=IDS)}


def site(platform: str) -> Site:
    return site_of(PORTALS[platform], "http://127.0.0.1:9")


def post(of: Site, target: str, **sent: str | int) -> Page:
    return of.answer(request_of(target, method="POST", body=json.dumps(sent).encode()))


def hrefs(html: bytes | str, selector: str) -> list[str]:
    found = HTMLParser(html).css(selector)
    return [(node.attributes["href"] or "").removeprefix("http://127.0.0.1:9") for node in found]


def test_vnpt_pages_come_by_post_as_html_in_json() -> None:
    of, section = site("vnpt"), "doi-ngoai"
    target = "/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle"
    first = of.answer(request_of(f"/{section}")).body
    number = HTMLParser(first).html.split('article_category_id: "')[1].split('"')[0]  # type: ignore[union-attr]
    shown = hrefs(first, ".UIArticleInMenu .ArticleTitle a")
    for page in range(2, 20):
        answer = post(of, target, article_category_id=number, site_id="14007", page=page)
        html = json.loads(answer.body)["d"]
        if not html:
            break
        shown += hrefs(html, ".ArticleTitle a")
    assert shown == [of.path(a) for a in of.portal.in_section(section)]
    assert json.loads(post(of, target, article_category_id="1", site_id="14007", page=2).body) == {"d": ""}
    assert of.answer(request_of(target)).status == 404


def test_sharepoint_pages_come_by_post_as_json() -> None:
    of, section = site("sharepoint-ministry"), "kinh-te"
    first = of.answer(request_of(of.listing_path(section))).body
    node = HTMLParser(first).css_first("#hdfLoaiTin")
    assert node is not None
    number = node.attributes["value"] or ""
    shown = hrefs(first, ".news-list .title a")
    for page in range(2, 20):
        answer = json.loads(post(of, "/APITT/api/DSTinTuc/QUERYDATA", LoaiTin=int(number), TrangHienTai=page).body)
        items = answer["Data"]["DanhSach"]
        if not items:
            break
        shown += [f"/tintuc/Pages/{item['ChuyenMuc']}.aspx?ItemID={item['ID']}" for item in items]
    # An article filed under two sections has the address of its first.
    assert shown == [of.path(a) for a in of.portal.in_section(section)]


@pytest.mark.parametrize(
    ("platform", "listing", "parameter", "links"),
    [
        ("tan-dan", "/portal/Pages/kinh-te.aspx", "PageIndex", ".tandan-p-news-title a"),
        ("common-title", "/kinh-te", "page", "main .wrapper-list a.article-title.common-title"),
    ],
)
def test_pages_by_a_query(platform: str, listing: str, parameter: str, links: str) -> None:
    of = site(platform)
    wanted = [of.path(a) for a in of.portal.in_section("kinh-te")]
    pages = [hrefs(of.answer(request_of(f"{listing}?{parameter}={n}")).body, links) for n in (1, 2, 3, 4)]
    assert pages[0] + pages[1] + pages[2] == wanted
    # Past the end SharePoint shows the last page again, the other an empty one; both answer 200.
    assert pages[3] == (pages[2] if platform == "tan-dan" else [])


def test_common_title_has_a_feed_and_a_sitemap_without_times() -> None:
    of = site("common-title")
    sitemap, feed = (of.answer(request_of(t)).body.decode() for t in ("/sitemap.xml", "/rss/tin-moi.rss"))
    assert all(f"<loc>{of.url(a)}</loc>" in sitemap for a in of.portal.articles)
    assert feed.count("<item>") == 10
    assert "pubDate" not in feed
    assert of.answer(request_of("/rss/khong-co.rss")).status == 404


def test_second_addresses_lead_to_the_first() -> None:
    of = site("common-title")
    path = of.path(of.portal.articles[0])
    assert (
        of.answer(
            request_of(path.replace(".html", "").rsplit("/", 1)[0] + "/khac." + path.split(".")[-2] + ".html")
        ).status
        == 301
    )
    of = site("vnpt")
    article = next(a for a in of.portal.articles if a.also_in)
    moved = of.answer(request_of(of.path(article).replace(f"/{article.section}/", f"/{article.also_in[0]}/")))
    assert (moved.status, moved.location) == (301, of.url(article))


def test_sharepoint_knows_what_was_taken_down_by_its_number() -> None:
    portal = next(p for p in full_portals(2, only=("mau-son-la",)))
    of = site_of(portal, portal.home)
    assert of.answer(request_of(of.path(portal.gone[0]))).status == 410
    ministry = site("sharepoint-ministry")
    assert ministry.answer(request_of("/tintuc/Pages/kinh-te.aspx?ItemID=7")).status == 200
