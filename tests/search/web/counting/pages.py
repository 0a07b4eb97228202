"""Reading pages in tests: their tree, their text, the number a list has found."""

import re

from lxml import html

from tests.search.web.browser import Browser


def tree(client: Browser, address: str, status: int = 200) -> html.HtmlElement:
    """The page at an address, parsed."""
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:500]
    return html.fromstring(answer.text)


def words(element: html.HtmlElement) -> str:
    """The text with a space wherever one element ends and another begins."""
    return " ".join(" ".join(element.itertext()).split())


def total(client: Browser, address: str) -> int:
    """How many a list says it has found."""
    heading = tree(client, address).cssselect("h1")[0].text_content()
    found = re.search(r"Tìm thấy ([\d.]+)", heading)
    return int(found[1].replace(".", "")) if found else 0


def number(text: str) -> int:
    """The number that a text begins with."""
    return int(text.split("\u00a0", maxsplit=1)[0].split(maxsplit=1)[0].replace(".", ""))
