"""Provinces: numbers equal what their links find, then and today lead to each other, years that lack coverage are told."""

import re
from datetime import date

import pytest

from records.places import provinces
from search.app import create_app
from search.protocols import CoverageRow, SourceInfo
from search.query import Query
from search.tantivy.engine import TantivyEngine
from search.web.documents.province_portals import belongs
from search.web.documents.province_years import year_bars
from search.web.documents.units import slugs
from search.web.i18n import language
from tests.search.web.browser import Browser
from tests.search.web.pages import text, tree, words
from tests.search.web.sample_archive import TODAY, SampleArchive

World = tuple[TantivyEngine, SampleArchive]
VI = language("vi")


def total(client: Browser, address: str) -> int:
    """How many documents a list finds."""
    found = re.search(r"Tìm thấy ([\d.]+)", text(tree(client, address).cssselect("h1")[0]))
    return int(found[1].replace(".", "")) if found else 0


def number(element_text: str) -> int:
    return int(re.findall(r"[\d.]+", element_text)[0].replace(".", ""))


@pytest.mark.parametrize("key", ["63:40", "34:40", "34:68", "63:49"])
def test_every_number_leads_to_what_it_counts(client: Browser, key: str) -> None:
    page = tree(client, f"/provinces/{key}")
    lists = page.cssselect(".lists a")
    assert len(lists) == 3
    assert [total(client, a.get("href")) for a in lists] == [number(text(a)) for a in lists]
    bars = page.cssselect("svg.pair a")
    assert bars
    for bar in bars[:6]:
        assert total(client, bar.get("href")) == number(bar.get("aria-label").split(": ")[-1]), bar.get("href")
    for count in page.cssselect(".shares a.number")[::5]:
        assert total(client, count.get("href")) == number(text(count)), count.get("href")


def test_the_table_says_what_the_chart_says(client: Browser) -> None:
    page = tree(client, "/provinces/34:40")
    rows = [[text(cell) for cell in row] for row in page.cssselect(".by-year tbody tr")]
    drawn = [bar.get("aria-label") for bar in page.cssselect("svg.pair a")]
    counted = [
        f"{year}, {name}: {count}"
        for year, articles, events, _ in rows
        for name, count in (("Số bài", articles), ("Số sự kiện", events))
        if count != "0"
    ]
    assert drawn == counted


def test_then_and_today_lead_to_each_other(client: Browser) -> None:
    merged = tree(client, "/provinces/63:17")
    assert text(merged.cssselect("h1")[0]) == "Hòa Bình"
    (now,) = merged.cssselect(".then-now a")
    assert (now.get("href"), text(now)) == ("/provinces/34:25", "Phú Thọ")
    former = [a.get("href") for a in tree(client, now.get("href")).cssselect(".then-now a")]
    assert former == ["/provinces/63:17", "/provinces/63:25", "/provinces/63:26"]
    for key in provinces():
        assert key in slugs()


@pytest.mark.parametrize(
    ("typed", "key"),
    [("yen-bai", "63:15"), ("yen-bai-63", "63:15"), ("lao-cai", "34:15"), ("lao-cai-63", "63:10"), ("HUE", "34:46")],
)
def test_names_in_addresses_lead_to_the_key(client: Browser, typed: str, key: str) -> None:
    answer = client.get(f"/provinces/{typed}")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/provinces/{key}")
    for wrong in ("atlantis", "63:99", "63%3A40%0d%0aX: 1", "%3Cscript%3E"):
        assert client.get(f"/provinces/{wrong}").status_code == 404


def test_a_place_nobody_tells_of_says_so(client: Browser) -> None:
    quiet = next(key for key in provinces() if "chưa có bài nào về nơi này" in client.get(f"/provinces/{key}").text)
    page = tree(client, f"/provinces/{quiet}")
    assert not page.cssselect("svg.pair")
    assert words(page.cssselect(".lists")[0]) == "0 bài 0 sự kiện 0 thỏa thuận"


def test_nothing_is_said_of_what_is_not_shown(client: Browser) -> None:
    pages = [client.get(f"/provinces/{key}").text for key in provinces()]
    for page in pages:
        assert not ("chưa có bài nào về nơi này" in page and "mọi điều ở trên" in page)
    assert any("Kho chưa đọc cổng nào của nơi này.<" in page for page in pages)


def test_a_portal_of_which_nothing_is_kept_was_never_read(world: World) -> None:
    class Unread(SampleArchive):
        def coverage(self, since: date) -> list[CoverageRow]:
            return []

    own = SourceInfo(id="never-read", name="Cổng mới", province="34:40")
    app = create_app(world[0], archive=Unread({"never-read": own}, {}), today=lambda: TODAY)
    assert "chưa bao giờ" in words(tree(Browser(app), "/provinces/34:40").cssselect(".portals tbody tr")[0])


def test_portals_are_told_with_their_reach(client: Browser) -> None:
    told = words(tree(client, "/provinces/34:40").cssselect(".portals tbody tr")[0])
    assert told.startswith("Cổng thông tin điện tử mẫu tỉnh Nghệ An nghean.mau.example")
    assert re.search(r"\d+ bài 5/2019 – \d+/2026", told)


def test_a_portal_belongs_to_its_province_then_and_today() -> None:
    units = provinces()
    old, new = (SourceInfo(id="s", name="S", province=key) for key in ("63:17", "34:40"))
    assert [key for key, unit in units.items() if belongs(old, unit)] == ["63:17", "34:25"]
    assert [key for key, unit in units.items() if belongs(new, unit)] == ["63:40", "34:40"]
    assert not any(belongs(SourceInfo(id="s", name="S"), unit) for unit in units.values())


def test_years_without_the_own_portal_are_marked_and_the_unknown_stands_last() -> None:
    told = year_bars({"2019": 4, "2022": 8, "unknown": 1}, {"2019": 1}, (Query(), Query(unit="events")), {"2019"}, VI)
    assert told
    assert [(year.name, year.covered) for year in told.years] == [
        ("2019", True), ("2020", False), ("2021", False), ("2022", False), ("không rõ năm", True),
    ]  # fmt: skip
    assert told.gaps
    heights = [year.articles.height for year in told.years]
    assert heights[0] * 2 == heights[3] == max(heights)
    assert all(year.events.y + year.events.height == told.lower for year in told.years)
    assert (told.years[1].articles.href, told.years[3].articles.href) == ("", "/?year=2022")
    assert year_bars({}, {}, (Query(), Query()), {"2019"}, VI) is None


def test_the_list_of_all_provinces_is_on_the_first_page(client: Browser) -> None:
    for address, leads in (
        ("", "/#provinces"),
        ("?basis=then", "/?basis=then#provinces"),
        ("?basis=%0ax", "/#provinces"),
    ):
        answer = client.get(f"/provinces{address}")
        assert (answer.status_code, answer.headers["location"]) == (307, leads)
    assert len(tree(client, "/?basis=then").cssselect("#provinces tbody tr")) == 63
