"""What the judge of a probe says of pages that nothing was learned about."""

from crawlers.facts import SitePage
from pipeline.judging import Judging
from sources.registry import load_registry
from transforms.extract import check_selector


def _page(path: str, body: str) -> SitePage:
    html = f"<html><head><title>Trang mẫu</title></head><body>{body}</body></html>"
    url = f"https://mau.example{path}"
    return SitePage(url=url, final_url=url, status=200, body=html.encode())


def test_an_article_of_two_words_is_no_section_and_a_list_of_articles_may_be_one() -> None:
    judging = Judging("https://mau.example", load_registry(check_selector=check_selector).platforms)
    judging.platform = judging.platforms["wordpress"]
    short = _page("/muc/xin-chao/", '<article class="post type-post"><h1>Xin chào!</h1><p>Bài đầu.</p></article>')
    items = "".join(f'<article class="post type-post"><a href="/a/{n}">Tin {n}</a></article>' for n in range(5))
    listing = _page("/muc/kinh-te/", items)
    assert judging([short, listing], {}) == {listing.url: False}
