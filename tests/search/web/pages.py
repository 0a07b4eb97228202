"""What the tests of these pages share: a page as a tree, its text, and an article that has everything."""

from lxml import html

from tests.search.web.browser import Browser

CONFERENCE = "mau-nghe-an-tong-ket-hop-tac-thanh-pho-ho-chi-minh-bac-trung-bo"


def tree(client: Browser, address: str, status: int = 200) -> html.HtmlElement:
    """The page at an address; fails with its text for another status."""
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html.fromstring(answer.text)


def text(element: html.HtmlElement) -> str:
    """All text of an element, spaces made one."""
    return " ".join(element.text_content().split())


def words(element: html.HtmlElement) -> str:
    """The text with a space wherever one element ends and another begins."""
    return " ".join(" ".join(element.itertext()).split())
