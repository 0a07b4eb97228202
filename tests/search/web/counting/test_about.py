"""What a reader is told of the archive: numbers that are those of its lists, how far back it goes, whom to write to."""

import pytest

from search.app import create_app
from search.protocols import DepthRow
from search.tantivy.engine import TantivyEngine
from search.web.counting.about import reaching
from search.web.i18n import language
from tests.search.web.browser import Browser
from tests.search.web.pages import text, tree
from tests.search.web.sample_archive import TODAY, SampleArchive

World = tuple[TantivyEngine, SampleArchive]


def test_every_page_leads_to_it_and_its_numbers_are_those_of_the_first_page(client: Browser) -> None:
    start = tree(client, "/")
    (link,) = start.cssselect("footer a[href='/about']")
    page = tree(client, link.get("href"))
    assert text(page.cssselect("h1")[0]) == text(link) == "Về Kho Tin"
    held = [text(number) for number in start.cssselect(".holdings dd")]
    told = text(page.cssselect("#about-kept ~ p")[0])
    assert [held[n] for n in (0, 3, 1, 2)] == [word for word in told.replace(";", "").split() if word[0].isdigit()]
    assert len(page.cssselect("main h2")) == 5
    assert client.get("/about?lang=en").text.count("About Kho Tin") > 1


def test_of_the_depth_is_told_what_is_certain() -> None:
    rows = [
        DepthRow(source_id="a", month="2019-03", articles=0, waiting=2, reach="open"),
        DepthRow(source_id="a", month="2021-05", articles=7),
        DepthRow(source_id="b", month="2020-12", articles=1),
        DepthRow(source_id="b", month="", articles=4),
        DepthRow(source_id="c", month="2022-01", articles=3, reach="closed"),
    ]
    found = reaching(rows, language("vi"))
    assert (found.oldest, found.sources, found.whole, found.waiting) == ("12/2020", 3, 1, 2)
    assert reaching([], language("vi")).oldest == ""


@pytest.mark.parametrize(
    ("contact", "link"),
    [("desk@kho.example", "mailto:desk@kho.example"), ("https://kho.example/lien-he", "https://kho.example/lien-he")],
)
def test_whom_to_write_to_is_what_the_operator_gave(world: World, contact: str, link: str) -> None:
    page = tree(Browser(create_app(world[0], archive=world[1], contact=contact, today=lambda: TODAY)), "/about")
    assert [found.get("href") for found in page.cssselect("#about-who ~ p a")] == [link]


def test_an_operator_without_an_address_is_told_as_such(client: Browser) -> None:
    assert "chưa để địa chỉ" in text(tree(client, "/about").cssselect("#about-who ~ p")[0])
