"""Pages of each platform hold what they must, where they must; traps included."""

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from samples.asked import request_of
from samples.content import load_portals
from samples.expected import expected_article
from samples.shape import Portal, SampleArticle
from samples.site import Page, Site
from samples.sites import site_of
from transforms.text import composed

NOTICE = "mọi nội dung là hư cấu"
# Where a platform shows title, lead, date and body (portal-facts: measured on real installations).
NODES = {
    "nukeviet": ("h1.title", "div.hometext", "span.h5", "div#news-bodyhtml"),
    "liferay": (".asset-full-content-title", ".sapo-wrapper .sapo", ".assetPublishDate", ".journal-content-article"),
    "wordpress": ("h1.entry-title", ".entry-content > p:first-child strong", "time.entry-date", ".entry-content"),
}
REAL = [(p, a) for p in load_portals() if p.platform in NODES for a in p.articles]
PLAIN = [(p, a) for p, a in REAL if "lost_ampersand" not in a.dirt]


def _id(value: object) -> str:
    return value.id if isinstance(value, Portal) else value.slug if isinstance(value, SampleArticle) else ""


def get(site: Site, target: str, agent: str = "") -> Page:
    return site.answer(request_of(target, agent))


@pytest.fixture
def sites(tiny: Path) -> dict[str, Site]:
    return {p.platform: site_of(p, "http://127.0.0.1:9") for p in load_portals(folder=tiny)}


@pytest.fixture
def later(tiny: Path) -> dict[str, Site]:
    return {p.platform: site_of(p, "http://127.0.0.1:9") for p in load_portals(2, folder=tiny)}


def path_of(site: Site, slug: str) -> str:
    return next(site.path(a) for a in (*site.portal.articles, *site.portal.gone) if a.slug == slug)


def text(page: Page, selector: str) -> str:
    node = HTMLParser(page.body).css_first(selector)
    assert node is not None, selector
    return composed(" ".join(node.text().split()))


def squeezed(value: str) -> str:
    return " ".join(value.split())


@pytest.mark.parametrize(("portal", "article"), PLAIN, ids=_id)
def test_page_shows_the_article_where_its_platform_does(portal: Portal, article: SampleArticle) -> None:
    site = site_of(portal, portal.home)
    page, answer = get(site, site.path(article)), expected_article(portal, article)
    title, lead, date, body = NODES[portal.platform]
    assert page.status == 200
    assert text(page, title) == squeezed(answer["title"])
    if answer["lead"]:
        assert text(page, lead).endswith(squeezed(answer["lead"]))
    assert text(page, date)
    shown = text(page, body)
    for paragraph in answer["body"].split("\n\n"):
        if " | " not in paragraph:
            assert squeezed(paragraph) in shown
    assert NOTICE not in shown
    assert text(page, "header").count(NOTICE) == text(page, "footer#footer, footer#colophon").count(NOTICE) == 1


def test_every_kind_of_page_says_that_it_is_a_sample(sites: dict[str, Site]) -> None:
    for site in sites.values():
        listing = site.listing_path("kinh-te")
        for target in ("/", listing, "/khong-co-trang-nay/", "/robots.txt", *site.feeds):
            assert NOTICE in get(site, target).body.decode(), (site.portal.id, target)


def test_nukeviet_dates_are_as_wrong_as_stock(sites: dict[str, Site]) -> None:
    site = sites["nukeviet"]
    html = get(site, path_of(site, "phien-cho")).body.decode()
    assert "Thứ bảy - 11/05/2024 16:30" in html
    assert 'property="article:published_time" content="2024-05-11+0716:30:00"' in html
    published = re.search(r'itemprop="datePublished">([^<]+)', html)
    assert published is not None
    assert published[1] != "2024-05-11T16:30:00+07:00"
    assert "<pubDate>Sat, 11 May 2024 09:05:00 GMT</pubDate>" in get(site, "/rss/kinh-te/").body.decode()


def test_nukeviet_author_source_and_attachment_follow_the_body(sites: dict[str, Site]) -> None:
    site = sites["nukeviet"]
    path = path_of(site, "phien-cho")
    page = get(site, path)
    labels = [squeezed(p.text()) for p in HTMLParser(page.body).css("p.h5.text-right")]
    assert labels == ["Tác giả: Minh Hà - Quốc Tuấn", "Nguồn tin: Báo mẫu"]
    assert get(site, f"{path}?download=1&id=0").body.startswith(b"%PDF")
    assert get(site, f"{path}?download=1&id=7").status == 404
    anonymous = get(site, path_of(site, "cu")).body.decode()
    assert "Tác giả:" not in anonymous


def test_nukeviet_junk_is_linked_from_every_page_and_differs(sites: dict[str, Site]) -> None:
    site = sites["nukeviet"]
    pages = [get(site, target).body.decode() for target in ("/", "/kinh-te/", path_of(site, "phien-cho"))]
    themes = {re.search(r"nvvithemever=m&amp;nv_redirect=([^\"]+)", page)[1] for page in pages}  # type: ignore[index]
    crons = {re.search(r"second=cronjobs&amp;p=(\w+)", page)[1] for page in pages}  # type: ignore[index]
    assert len(themes) == len(crons) == 3
    assert get(site, "/index.php?second=cronjobs&p=x").media_type == "image/gif"
    assert get(site, "/?nvvithemever=m&nv_redirect=x").status == 302
    for view in ("print", "savefile"):
        assert get(site, f"/{view}{path_of(site, 'phien-cho')}").status == 200
    assert '"/tag/phiên-chợ"' in pages[2]
    assert get(site, "/tag/phiên-chợ").status == 200


def test_nukeviet_second_section_and_past_the_end_redirect(sites: dict[str, Site]) -> None:
    site = sites["nukeviet"]
    path = path_of(site, "phien-cho")
    other = path.replace("/kinh-te/", "/du-lich/")
    assert other in get(site, "/du-lich/").body.decode()
    assert (get(site, other).status, get(site, other).location) == (301, site.base + path)
    assert get(site, "/kinh-te/page-2/").status == 200
    assert (get(site, "/kinh-te/page-3/").status, get(site, "/kinh-te/page-3/").location) == (
        302,
        f"{site.base}/kinh-te/",
    )


def test_nukeviet_gives_telephones_another_theme(sites: dict[str, Site]) -> None:
    site = sites["nukeviet"]
    assert HTMLParser(get(site, path_of(site, "phien-cho"), "Mobile Safari").body).css_first("#news-bodyhtml") is None


def test_liferay_stamps_changed_with_its_themes() -> None:
    portal = next(p for p in load_portals() if p.platform == "liferay")
    site = site_of(portal, portal.home)
    forms = {
        range(2019, 2022): r"Ngày đăng \d\d/\d\d/\d{4} \| \d{1,2}:\d\d [AP]M \s*\|\s*View count: \d+",
        range(2022, 2025): r"Đăng ngày \d\d-\d\d-\d{4} \d\d:\d\d:\d\d",
        range(2025, 2027): r"\d\d/\d\d/\d{4} \d\d:\d\d",
    }
    for article in portal.articles:
        form = next(f for years, f in forms.items() if article.published_at.year in years)
        assert re.fullmatch(form, text(get(site, site.path(article)), ".assetPublishDate")), article.slug


def test_liferay_language_links_nest_without_end(sites: dict[str, Site]) -> None:
    site = sites["liferay"]
    target = path_of(site, "phien-cho")
    for _ in range(4):
        page = get(site, target)
        assert page.status == 200
        link = HTMLParser(page.body).css_first("a.lang_us").attributes["href"]
        longer = urlsplit(urljoin(site.base + target, link)).path
        assert len(longer) > len(target)
        target = longer


def test_liferay_login_variants_differ_and_answer(sites: dict[str, Site]) -> None:
    site = sites["liferay"]
    links = set()
    for target in ("/", "/web/guest/kinh-te", path_of(site, "phien-cho")):
        link = HTMLParser(get(site, target).body).css_first("a.sign-in").attributes["href"] or ""
        links.add(link)
        assert b"_58_password" in get(site, link.removeprefix(site.base)).body
    assert len(links) == 3


def test_liferay_listing_past_the_end_is_empty_for_ever(sites: dict[str, Site]) -> None:
    site = sites["liferay"]
    for number, count in ((1, 3), (2, 1), (3, 0), (999, 0)):
        page = get(site, site.listing_path("kinh-te") + site.next_page.format(n=number))
        assert page.status == 200
        assert len(HTMLParser(page.body).css(".asset-abstract .asset-title a")) == count
        assert HTMLParser(page.body).css_first("a.next") is not None


def test_liferay_second_section_shows_a_copy_that_names_the_original(sites: dict[str, Site]) -> None:
    site = sites["liferay"]
    path = path_of(site, "phien-cho")
    link = HTMLParser(get(site, "/web/guest/du-lich").body).css_first(".asset-title a").attributes["href"] or ""
    copy = link.removeprefix(site.base)
    assert copy != path
    node = HTMLParser(get(site, copy).body).css_first("link[rel=canonical]")
    assert node.attributes["href"] == site.base + path


def test_liferay_sitemap_is_gzipped_and_named_in_robots_only(sites: dict[str, Site]) -> None:
    site = sites["liferay"]
    named = re.search(r"Sitemap: (\S+)", get(site, "/robots.txt").body.decode())
    assert named is not None
    plain = gzip.decompress(get(site, named[1].removeprefix(site.base)).body).decode()
    assert all(f"<loc>{site.url(a)}</loc>" in plain for a in site.portal.articles)
    assert "/-/" not in get(site, "/sitemap.xml").body.decode()


def test_wordpress_author_date_credit(sites: dict[str, Site]) -> None:
    site = sites["wordpress"]
    page = HTMLParser(get(site, path_of(site, "phien-cho")).body)
    assert page.css_first("time.entry-date").attributes["datetime"] == "2024-05-11T16:30:00+07:00"
    assert page.css_first(".byline a[rel=author]").text() == "Minh Hà - Quốc Tuấn"
    assert squeezed(page.css(".entry-content > p")[-1].text()) == "Nguồn: Báo mẫu"
    assert page.css_first("meta[property^='og:']") is None


def test_wordpress_addresses(sites: dict[str, Site]) -> None:
    site = sites["wordpress"]
    path = path_of(site, "phien-cho")
    assert get(site, path.replace("/kinh-te/", "/du-lich/")).location == site.base + path
    assert get(site, path.rstrip("/")).location == site.base + path
    number = next(a.number for a in site.portal.articles if a.slug == "phien-cho")
    assert get(site, f"/?p={number}").location == site.base + path
    assert get(site, "/category/kinh-te/page/2/").status == 200
    assert get(site, "/category/kinh-te/page/3/").status == 404
    assert "lastmod" not in get(site, "/wp-sitemap-posts-post-1.xml").body.decode()
    assert path in get(site, "/wp-sitemap-posts-post-1.xml").body.decode()
    assert "Sat, 11 May 2024 09:30:00 +0000" in get(site, "/feed/").body.decode()


def test_the_second_night_shows(later: dict[str, Site]) -> None:
    for site in later.values():
        assert get(site, path_of(site, "go")).status == 410
        assert "Đoạn đã sửa." in get(site, path_of(site, "sua")).body.decode()
        assert get(site, path_of(site, "moi")).status == 200
        listing = get(site, site.listing_path("kinh-te")).body.decode()
        assert path_of(site, "go") not in listing


def test_new_on_the_second_night_is_404_before(sites: dict[str, Site], later: dict[str, Site]) -> None:
    for platform, site in sites.items():
        assert get(site, path_of(later[platform], "moi")).status == 404


def test_body_without_paragraphs(tiny: Path) -> None:
    file = tiny / "mau-nukeviet" / "articles" / "phien-cho.yaml"
    file.write_text(
        file.read_text("utf-8") + "markup: br\ndirt: [doubled_title, trailer_related, trailer_rating]\n", "utf-8"
    )
    portal = next(p for p in load_portals(folder=tiny) if p.platform == "nukeviet")
    site = site_of(portal, portal.home)
    body = HTMLParser(get(site, path_of(site, "phien-cho")).body).css_first("#news-bodyhtml")
    assert body.css("p[style*=justify]") == []
    assert body.html is not None
    assert body.html.count("<br>\n<br>") >= 3
    shown = squeezed(body.text())
    assert shown.startswith('Khai mạc phiên chợ "xanh"')
    assert "Tin liên quan:" in shown
    assert "Click để đánh giá bài viết" in shown


@pytest.mark.parametrize("kind", ["figure", "centered", "table", "em"])
def test_captions_stand_in_the_body_four_ways(tiny: Path, kind: str) -> None:
    file = tiny / "mau-liferay" / "articles" / "phien-cho.yaml"
    file.write_text(file.read_text("utf-8") + f"caption_markup: {kind}\n", "utf-8")
    portal = next(p for p in load_portals(folder=tiny) if p.platform == "liferay")
    site = site_of(portal, portal.home)
    selector = {
        "figure": "figcaption",
        "centered": "p[style*=center]:not(:has(img))",
        "table": "td:not(:has(img))",
        "em": "p > em",
    }
    page = get(site, path_of(site, "phien-cho"))
    captions = [squeezed(n.text()) for n in HTMLParser(page.body).css(f".journal-content-article {selector[kind]}")]
    assert "Gian hàng mật ong. Ảnh: Minh Hà" in captions
