"""Platforms' patterns of article addresses: never those of sections."""

import re

import pytest

from sources.registry import load_registry


@pytest.mark.parametrize(
    ("platform", "path", "is_article"),
    [
        ("webforms", "/vi/kinh-te/hoi-nghi-tong-ket-nam", True),
        ("webforms", "/kinh-te/hoi-nghi-tong-ket-nam", True),
        ("webforms", "/vi/chi-dao-dieu-hanh", False),
        ("webforms", "/en/investment-promotion/", False),
        ("webforms", "/Default.aspx?newsid=77", True),
    ],
)
def test_what_is_an_article(platform: str, path: str, is_article: bool) -> None:
    pattern = load_registry().platforms[platform].article_pattern
    assert pattern is not None
    assert bool(re.search(pattern, path)) is is_article
