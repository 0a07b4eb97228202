"""What a probe proposes: the site's own name, and each article tried counted once."""

from datetime import UTC, datetime

import pytest

from crawlers.facts import SiteFacts, SitePage
from pipeline.probe import _each_once
from pipeline.proposing import _site_name
from records.article import Article
from records.rejection import Rejection, RejectionReason

HOME = "https://danang.mau.example/"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Trang chủ - Cổng thông tin điện tử thành phố Đà Nẵng", "Cổng thông tin điện tử thành phố Đà Nẵng"),
        ("Cổng thông tin điện tử tỉnh Sơn La | Trang nhất", "Cổng thông tin điện tử tỉnh Sơn La"),
        ("Home » Sở Tài chính - Hà Nội", "Sở Tài chính - Hà Nội"),
        ("Cổng thông tin", "Cổng thông tin"),
        ("Trang chủ", "Trang chủ"),
        ("", "danang.mau.example"),
    ],
)
def test_a_site_is_called_by_its_name_and_not_as_its_home_page(title: str, name: str) -> None:
    page = SitePage(url=HOME, final_url=HOME, status=200, body=f"<head><title>{title}</title></head><p>a".encode())
    facts = SiteFacts(asked=HOME, home=HOME, home_page=page, robots_txt=page, allowed=True)
    assert _site_name(facts) == name


def _article(address: str, title: str, digest: str) -> Article:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return Article(
        article_id=address,
        url=address,
        source_id="a",
        title=title,
        body="Một bài.",
        text_digest=digest,
        published_at=at,
    )


def test_an_article_of_two_addresses_is_one() -> None:
    no = Rejection(url="d", reason=RejectionReason.NOT_ARTICLE)
    found = [_article("a", "Tin", "1"), _article("b", "Tin", "1"), _article("c", "Tin", "2"), no, no]
    kept = _each_once([(SitePage(url=str(n)), one) for n, one in enumerate(found)])
    assert [page.url for page, _ in kept] == ["0", "2", "3", "4"]
