"""Installations of VNPT, SharePoint and common-title portals share the names of an article's parts and little else: with
the rest of the theme renamed, and headlines no h1, what matters is read all the same."""

import re
from collections.abc import Callable

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

# The names that a family's installations have in common.
KEPT = {
    "vnpt": r"Article(?:Header|Summary|Content)|PostDate",
    "tan-dan": r"tandan-p-article-news-(?:title|summary|main)|tandan-span-date-publish|ms-rtestate-field",
    "sharepoint-ministry": r"divArticle\w+|\S*pnNguontin|date",
    "common-title": r"title-detail|(?:article|common)-(?:brief|content|title)|post-date|wrapper-pagination",
}
PORTALS = full_portals(only=("mau-dien-bien", "mau-hung-yen", "mau-quang-ninh", "mau-son-la"))
PLATFORMS = load_registry(check_selector=check_selector).platforms


def renamed(html: str, kept: str) -> str:
    """The page with every class and id that is not kept under a name nobody knows."""

    def other(found: re.Match[str]) -> str:
        names = [n if re.fullmatch(kept, n) else f"k{sum(map(ord, n)) % 97}" for n in found[2].split()]
        return f'{found[1]}="{" ".join(names)}"'

    return re.sub(r'\b(class|id)="([^"]*)"', other, html)


def lowered(html: str, kept: str) -> str:
    """The page with its first headings one level down."""
    return html.replace("<h1", "<h2").replace("</h1", "</h2")


@pytest.mark.parametrize("change", [renamed, lowered, lambda html, kept: lowered(renamed(html, kept), kept)])
@pytest.mark.parametrize("portal", PORTALS, ids=lambda p: p.platform)
def test_another_theme_is_read(portal: Portal, change: Callable[[str, str], str]) -> None:
    site, wrong = site_of(portal, portal.home), []
    for article in portal.articles:
        html = change(site.answer(request_of(site.path(article))).body.decode(), KEPT[portal.platform])
        read = read_page(site.url(article), html, platforms=PLATFORMS, fetched_at=FIRST_NIGHT)
        assert isinstance(read, Article), (article.slug, read)
        answer, at = expected_article(portal, article), read.published_at
        told = {"title": read.title, "lead": read.lead, "body": read.body, "published_at": at and at.isoformat()}
        wrong += [(article.slug, key, value, answer[key]) for key, value in told.items() if value != answer[key]]
        assert read.byline in ("", answer["byline"])
        assert (read.platform, read.extractor) == (portal.platform, "rule")
    assert wrong == []
