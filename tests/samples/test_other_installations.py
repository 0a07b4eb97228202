"""Other installations of a family differ in theme and order, and lack what an editor left out: its rules read them too."""

import re
from typing import NamedTuple

import pytest

from records.article import Article
from samples.asked import request_of
from samples.expected import expected_article
from samples.filling import full_portals
from samples.shape import Portal
from samples.site import FIRST_NIGHT
from samples.sites import site_of
from sources.registry import load_registry
from transforms.extract import check_selector, read_page

PLATFORMS = load_registry(check_selector=check_selector).platforms
FIELDS = ("title", "lead", "body", "byline", "credit", "published_at")


class Change(NamedTuple):
    """How another installation writes the page: (pattern, what stands there instead); `blank` are fields it lacks."""

    portal: str
    name: str
    edits: tuple[tuple[str, str], ...]
    blank: tuple[str, ...] = ()


CHANGES = (
    Change(
        "mau-ha-noi", "no-roles",
        (
            (r' data-role="\w+"', ""), (r"detail-title article-title", "title-detail"), (r"detail-sapo", "sapo-detail"),
            (r'<div class="detail-time"><div>(.*?)</div></div>', r'<div class="news-info"><span class="time">\1</span></div>'),
        ),
    ),
    Change("mau-ha-noi", "newspaper", ((r"<h2 class=\"detail-sapo\"", '<h2 class="sapo"'), (r" afcbc-body clearfix", ""))),
    Change("mau-ha-noi", "no-lead", ((r"<h2 class=\"detail-sapo\".*?</h2>", ""),), ("lead",)),
    Change("mau-ha-noi", "no-author", ((r'<div class="detail-author".*?</div>', ""),), ("byline",)),
    Change(
        "mau-khanh-hoa", "bold-lead",
        (
            (r'<div class="sapo-article">(.*?)</div>', r"\1"), (r' id="datearticle"', ""),
            (r'<div class="title-article"><h1>(.*?)</h1></div>', r'<h1 class="title-article">\1</h1>'),
        ),
    ),
    Change("mau-khanh-hoa", "no-lead", ((r'<div class="sapo-article">.*?</div>', ""),), ("lead",)),
    Change("mau-khanh-hoa", "unsigned", ((r'<p style="text-align: right;">.*?</p>', ""),), ("byline", "credit")),
    Change(
        "mau-bac-ninh", "date-below",
        (
            (r'<span class="content-detail-date">(.*?)</span>', ""),
            (r'(<div id="contentDetail")', r'<div class="date">Ngày đăng: 02/02/2019 08:15</div>\1'),
            (r'<h1 id="contentDetailTitleId" class="title-detail">', '<h1 id="contentDetailTitleId">'),
        ),
        ("published_at",),
    ),
    Change("mau-bac-ninh", "no-lead", ((r'<div id="sapoDetailId".*?</div>', ""),), ("lead",)),
    Change(
        "mau-ha-tinh", "lead-above",
        ((r'(<div class="detail-content">)\s*(<div class="detail-content-lead">.*?</div>)', r"\2\1"),),
    ),
    Change(
        "mau-ha-tinh", "plain-lines",
        ((r' class="detail-(?:view|source|author|file)"', ""), (r'<div class="detail-info">(<span class="time">)', r"<div>\1")),
    ),
    Change("mau-ha-tinh", "no-lead", ((r'<div class="detail-content-lead">.*?</div>', ""),), ("lead",)),
    Change(
        "mau-lam-dong", "date-first",
        (
            (r'(<span class="h5"><em class="fa fa-eye">.*?</span>)\s*(<span class="h5">.*?</span>)', r"\2\1"),
            (r" newsdetailmetatop", ""), (r'<h1 class="title margin-bottom-lg"', "<h1"),
        ),
    ),
    Change("mau-lam-dong", "unsigned", ((r'<p class="h5 text-right">.*?</p>', ""),), ("byline", "credit")),
)  # fmt: skip
PORTALS = {p.id: p for p in full_portals(only=sorted({c.portal for c in CHANGES}))}


def _pages(portal: Portal, change: Change) -> list[tuple[dict[str, object], Article]]:
    """The exact answer and what was read of every page of the portal on which the change shows."""
    site, found = site_of(portal, portal.home), []
    for article in portal.articles:
        if article.agency_mark and "lead" in change.blank:
            continue  # its credit goes with the lead
        html = site.answer(request_of(site.path(article))).body.decode()
        other = html
        for pattern, instead in change.edits:
            other = re.sub(pattern, instead, other, flags=re.S)
        if other != html:
            read = read_page(site.url(article), other, platforms=PLATFORMS, fetched_at=FIRST_NIGHT)
            assert isinstance(read, Article), (article.slug, read)
            found.append((expected_article(portal, article), read))
    assert found
    return found


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: f"{c.portal}-{c.name}")
def test_pages_of_another_theme_are_read_alike(change: Change) -> None:
    for answer, read in _pages(PORTALS[change.portal], change):
        told = {field: getattr(read, field) for field in FIELDS}
        told["published_at"] = read.published_at.isoformat() if read.published_at else None
        wanted = {field: answer[field] for field in FIELDS}
        for field in change.blank:
            wanted[field] = "2019-02-02T08:15:00+07:00" if field == "published_at" else ""
        assert told == wanted
        assert read.platform == PORTALS[change.portal].platform
        assert read.extractor == "rule"
