"""The first page: what is in the archive, and the country at a glance."""

import pytest

from search.tantivy.engine import TantivyEngine
from tests.search.web.browser import Browser
from tests.search.web.counting.pages import total, tree, words
from tests.search.web.sample_archive import SampleArchive

World = tuple[TantivyEngine, SampleArchive]


def test_home_tells_what_is_in_it(client: Browser, world: World) -> None:
    page = tree(client, "/")
    documents = world[0].stats().documents
    told = words(page.cssselect(".holdings")[0])
    held = (documents["articles"], documents["events"], documents["agreements"], len(world[1].sources()))
    assert told == "bài {} sự kiện {} thỏa thuận {} nguồn tin {}".format(*held)
    assert "19/11/2026: 3 nguồn, 9 bài mới, 3 bài sửa lời" in " ".join(
        page.cssselect(".night")[0].text_content().split()
    )
    assert len(page.cssselect(".newest .agenda > li")) == 6
    assert len(page.cssselect(".by-sector li")) > 15


@pytest.mark.parametrize(("basis", "units"), [("today", 34), ("then", 63)])
def test_every_tile_leads_to_its_province_and_its_list(client: Browser, basis: str, units: int) -> None:
    page = tree(client, f"/?basis={basis}")
    tiles = page.cssselect("a.tile")
    assert len({tile.get("href") for tile in tiles}) == units
    counted = {tile.get("href"): tile.cssselect(".tile-count")[0].text for tile in tiles}
    lines = page.cssselect(".country tbody tr")
    assert len(lines) == units
    full = [line for line in lines if line.cssselect(".number a")]
    assert len(full) > 10
    for line in full:
        own, listed = line.cssselect("a")
        assert counted[own.get("href")] == listed.text
        assert total(client, listed.get("href")) == int(listed.text.replace(".", "")), own.get("href")
    assert own.get("href").startswith("/provinces/34:" if basis == "today" else "/provinces/63:")
    assert client.get(own.get("href")).status_code == 200


def test_a_name_with_two_keys_counts_once(client: Browser) -> None:
    """Articles since the merger say "Huế": on the map of 63 they belong on the tile of Thừa Thiên Huế."""
    line = next(r for r in tree(client, "/?basis=then").cssselect(".country tbody tr") if "Huế" in r.text_content())
    assert "Thừa Thiên Huế" in line.text_content()
