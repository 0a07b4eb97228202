"""What a probe notes of the addresses of an unknown site while it looks around."""

from collections.abc import Iterator

import pytest

from crawlers.candidate import Site
from crawlers.facts import FoundAddress, SitePage
from crawlers.survey import Survey
from crawlers.visit import Visit
from records.source import Source

HOME = "https://a.vn/"
TITLE = "Khai mạc phiên chợ vùng cao lần thứ ba"


@pytest.fixture
def survey() -> Iterator[Survey]:
    with Visit(user_agent="a", delay_seconds=0, private_host="", most_seconds=1, progress=lambda _: None) as visit:
        site = Site(Source(id="a", name="a", home=HOME), None)
        yield Survey(visit, site, lambda _pages, _found: {}, most_articles=9, most_pages=9)


def _page(path: str, links: str) -> SitePage:
    url = HOME + path
    return SitePage(url=url, final_url=url, status=200, body=f"<html><body>{links}</body></html>".encode())


def test_what_feeds_and_links_call_an_address_is_kept_and_buttons_are_not(survey: Survey) -> None:
    url = HOME + "x.php?bai7"
    survey.take([FoundAddress(url=url, way="feed", shape="", titles=(TITLE,))])
    link = '<a href="/x.php?bai7">{}</a>'
    survey.keep(_page("muc", link.format("Đọc tiếp »") + link.format(TITLE)))
    survey.keep(_page("moi", link.format(f"{TITLE} (ảnh)")))
    assert survey.pool[url].titles == (TITLE, f"{TITLE} (ảnh)")
    assert survey.pool[url].way == "feed"
