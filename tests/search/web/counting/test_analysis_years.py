"""Years are compared over the portals that cover them all, and the page says which years and portals these are."""

from itertools import permutations
from urllib.parse import parse_qs, urlsplit

import pytest

from records.errors import QueryError
from search.app import create_app
from search.protocols import DepthRow
from search.query import Query
from search.tantivy.engine import TantivyEngine
from search.web.asking import strict
from search.web.counting.question import FACETS
from tests.search.web.browser import Browser
from tests.search.web.counting.many import PORTALS, ManyArchive
from tests.search.web.counting.pages import number, tree, words
from tests.search.web.sample_archive import TODAY

Many = tuple[TantivyEngine, ManyArchive]
PAIRS = [(unit, rows, columns) for unit, facets in FACETS.items() for rows, columns in permutations(facets, 2)]


def test_years_are_compared_over_the_portals_that_cover_them_all(reader: Browser, many: Many) -> None:
    constant, every = (
        tree(reader, "/analysis?rows=year&columns=none"),
        tree(reader, "/analysis?rows=year&portals=all&columns=none"),
    )
    link = constant.cssselect(".crossed tbody td a")[-2].get("href")
    panel = parse_qs(urlsplit(link).query)["source"]
    # Yên Bái waits for pages of 2022, Cà Mau begins in 2023.
    assert set(panel) == set(PORTALS) - {"yen-bai", "ca-mau"}
    assert "4 cổng" in words(constant.cssselect(".banners")[0])
    assert "2 cổng khác không tính: Cổng TTĐT tỉnh Cà Mau; Cổng TTĐT tỉnh Yên Bái." in words(
        constant.cssselect(".banners")[0]
    )
    assert (
        number(words(every.cssselect(".figure .note")[0]).split("· ")[-1]) == many[0].search(Query(role="about")).total
    )
    assert "source=" not in every.cssselect(".crossed tbody td a")[0].get("href")
    narrow = tree(reader, "/analysis?rows=year&columns=none&first=2024&last=2026")
    assert "6 cổng" in words(narrow.cssselect(".banners")[0])
    assert "không tính" not in words(narrow.cssselect(".banners li")[0])


@pytest.mark.parametrize(
    ("given", "counted", "years"),
    [
        ("", 4, "2021–2025"),
        ("&from=2023&to=2025", 6, "2023–2025"),
        ("&from=2024-05-01", 6, "2024–2025"),
        ("&to=2020", 2, "2018–2020"),
        ("&first=2020&last=2026&to=2024", 4, "2020–2024"),
        ("&from=2023&first=2021&last=2030", 6, "2023–2025"),
    ],
)
def test_the_years_compared_are_finished_and_within_the_dates_asked_for(
    reader: Browser, given: str, counted: int, years: str
) -> None:
    page = tree(reader, f"/analysis?rows=year&columns=none{given}")
    assert f"{counted} cổng mà kho đã đọc đủ ít nhất {years}." in words(page.cssselect(".banners")[0])


def test_a_portal_that_is_silent_this_year_still_counts(many: Many) -> None:
    class Silent(ManyArchive):
        def depth(self) -> list[DepthRow]:
            rows = many[1].depth()
            return [row for row in rows if (row.source_id, row.month[:4]) != ("nghe-an", str(TODAY.year))]

    client = Browser(create_app(many[0], archive=Silent([]), today=lambda: TODAY))
    page = tree(client, "/analysis?rows=year&columns=none")
    link = page.cssselect(".crossed tbody td a")[-2].get("href")
    assert "nghe-an" in parse_qs(urlsplit(link).query)["source"]


class _Shallow(ManyArchive):
    """An archive of which nothing is known in whole."""

    def depth(self) -> list[DepthRow]:
        return [DepthRow(source_id="nghe-an", month="2026-11", articles=3, waiting=900, reach="open")]


def test_without_a_panel_all_portals_count_and_the_page_says_why(many: Many) -> None:
    client = Browser(create_app(many[0], archive=_Shallow([]), today=lambda: TODAY))
    page = tree(client, "/analysis?rows=year&columns=none")
    assert "Chưa cổng nào được đọc đủ" in words(page.cssselect(".banners")[0])
    assert (
        number(words(page.cssselect(".figure .note")[0]).split("· ")[-1]) == many[0].search(Query(role="about")).total
    )


def test_a_panel_of_many_portals_still_makes_addresses_that_are_understood() -> None:
    sources = [("source", f"portal-{n}") for n in range(200)]
    assert len(strict(sources).source) == 200
    with pytest.raises(QueryError, match="too many"):
        strict([("source", f"portal-{n}") for n in range(300)])


def test_years_the_wrong_way_round_are_exchanged_and_said(reader: Browser) -> None:
    page, right = (
        tree(reader, f"/analysis?rows=year&columns=none&{given}")
        for given in ("first=2020&last=2018", "first=2018&last=2020")
    )
    assert [words(h) for h in page.cssselect(".crossed tbody th")] == [
        words(h) for h in right.cssselect(".crossed tbody th")
    ]
    assert "đã đổi chỗ: 2018–2020." in words(page.cssselect(".notices")[0])
    assert [page.cssselect(f"input[name={name}]")[0].get("value") for name in ("first", "last")] == ["2018", "2020"]
    assert not right.cssselect(".notices")


def test_why_these_years_is_said_where_nobody_chose_them(reader: Browser) -> None:
    page = tree(reader, "/analysis?rows=year&columns=none&lang=en")
    said = words(page.cssselect(".banners li")[0])
    assert "read in full at least for 2021–2025. Where no years are chosen" in said
    assert "latest finished years, 5 at most" in said
    chosen = tree(reader, "/analysis?rows=year&columns=none&first=2023&last=2025&lang=en")
    assert "no years are chosen" not in words(chosen.cssselect(".banners li")[0])
