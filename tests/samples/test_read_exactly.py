"""Every page of the portals beside the first three is read exactly, field by field, and nothing else on them is taken for
an article."""

from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from records.article import Article
from records.rejection import Rejection
from samples.asked import request_of
from samples.expected import expected_article
from samples.filling import full_portals
from samples.shape import SampleArticle
from samples.site import FIRST_NIGHT, Site
from samples.sites import OTHER_PAGES, SITES, site_of
from sources.registry import load_registry
from transforms.extract import check_selector, platform_of, read_page
from transforms.extract.selecting import Page

IDS = (
    "mau-bac-ninh", "mau-dien-bien", "mau-ha-noi", "mau-ha-tinh", "mau-hung-yen", "mau-khanh-hoa", "mau-lam-dong",
    "mau-quang-ninh", "mau-son-la",
)  # fmt: skip
FIELDS = (
    "title", "lead", "body", "published_at", "byline", "authors", "credit", "credit_url", "section", "captions",
    "photo_credits", "keywords", "attachments",
)  # fmt: skip
LEAST_PAGES = 3  # of the longest listing
PLATFORMS = load_registry(check_selector=check_selector).platforms
SITES_READ: dict[str, Site] = {p.id: site_of(p, p.home) for night in (1, 2) for p in full_portals(night, only=IDS)}
READ = [(site, article) for site in SITES_READ.values() for article in site.portal.articles if not article.generated]


def _id(value: object) -> str:
    return value.portal.id if isinstance(value, Site) else getattr(value, "slug", "")[:48]


@cache
def _read(site: Site, target: str) -> Article | Rejection:
    body = site.answer(request_of(target)).body
    return read_page(site.base + target, body, platforms=PLATFORMS, fetched_at=FIRST_NIGHT + timedelta(2))


def _told(article: Article) -> dict[str, Any]:
    return {
        "published_at": article.published_at and article.published_at.isoformat(),
        "authors": list(article.authors),
        "captions": [i.caption for i in article.images if i.caption],
        "photo_credits": [i.credit for i in article.images],
        "keywords": list(article.keywords),
        "attachments": [{"name": a.name} for a in article.attachments],
    }


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(("site", "article"), READ, ids=_id)
def test_field(site: Site, article: SampleArticle, field: str) -> None:
    read = _read(site, site.path(article))
    assert isinstance(read, Article), read
    answer = expected_article(site.portal, article)
    answer["photo_credits"] = [image["credit"] for image in answer["images"]]
    told = _told(read)
    assert (told[field] if field in told else getattr(read, field)) == answer[field]
    assert (read.platform, read.extractor, read.published_precision) == (site.portal.platform, "rule", "minute")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("site", SITES_READ.values(), ids=_id)
def test_field_of_the_articles_that_fill_the_portal(site: Site, field: str) -> None:
    for article in site.portal.articles:
        if article.generated:
            test_field(site, article, field)


@pytest.mark.parametrize("site", SITES_READ.values(), ids=_id)
def test_no_other_page_is_an_article(site: Site) -> None:
    listings = [site.listing_path(s.slug) for s in site.portal.sections]
    for target in ("/", "/khong-co/trang-nay.html", *listings, *OTHER_PAGES[site.portal.platform]):
        assert isinstance(_read(site, target), Rejection), target


@pytest.mark.parametrize("site", SITES_READ.values(), ids=_id)
def test_fingerprints_are_found_on_every_page_of_the_own_platform(site: Site) -> None:
    targets = ["/", site.listing_path(site.portal.sections[0].slug), *map(site.path, site.portal.articles)]
    found = {getattr(platform_of(Page(site.answer(request_of(t)).body), PLATFORMS), "id", None) for t in targets}
    assert found == {site.portal.platform}


def test_fingerprints_are_found_on_no_other_platform() -> None:
    for portal in full_portals():
        if portal.id in IDS:
            continue
        site = site_of(portal, portal.home)
        for target in ("/", site.listing_path(portal.sections[0].slug), site.path(portal.articles[0])):
            platform = platform_of(Page(site.answer(request_of(target)).body), PLATFORMS)
            assert platform is None or platform.id not in OTHER_PAGES, (portal.id, target)


def test_listings_have_pages_and_the_years_stand_on_both_sides_of_the_merger() -> None:
    for site in SITES_READ.values():
        longest = max(len(site.portal.in_section(s.slug)) for s in site.portal.sections)
        assert longest > (LEAST_PAGES - 1) * 4, site.portal.id
        years = {(a.published_at.year, a.published_at.month) >= (2025, 7) for a in site.portal.articles}
        assert years == {False, True}
        written = [a for a in site.portal.articles if not a.generated]
        assert len(written) >= 6
        assert sum(a.expected.events != () for a in written) >= 3
    assert {SITES_READ[i].portal.platform for i in IDS} <= SITES.keys()
