"""The pure parts of the pages: chart, tiles, titles, addresses."""

from datetime import date
from urllib.parse import quote_plus

import pytest

from records.event import Event
from records.places import provinces
from search.language import MAX_WORDS
from search.query import Query, make_query
from search.web import addresses, wording
from search.web.asking import MAX_WORDS_LENGTH, beginning, forgiving, strict
from search.web.counting.tiles import SHADES, _layout, shade
from search.web.i18n import language
from search.web.listing.chart import PLOT_HEIGHT, year_chart
from search.web.listing.rows import leaf

VI, EN = language("vi"), language("en")


def test_bars_start_at_zero_and_empty_years_keep_their_place() -> None:
    chart = year_chart((("2019", 5), ("2022", 10), ("unknown", 1)), Query(), VI)
    assert chart
    assert [(bar.name, bar.count) for bar in chart.bars] == [
        ("2019", 5), ("2020", 0), ("2021", 0), ("2022", 10), ("không rõ năm", 1),
    ]  # fmt: skip
    assert [bar.height for bar in chart.bars] == [PLOT_HEIGHT / 2, 0, 0, PLOT_HEIGHT, PLOT_HEIGHT / 10]
    assert all(abs(bar.y + bar.height - chart.base) < 0.1 for bar in chart.bars)
    assert all(first.x + first.width < second.x for first, second in zip(chart.bars, chart.bars[1:], strict=False))
    assert chart.bars[-1].href == "/?year=unknown"
    assert year_chart((("2019", 5),), Query(), VI) is None
    chosen = year_chart((("2019", 5), ("2020", 2)), make_query({"year": ["2019", "2020"], "q": "a"}), VI)
    assert chosen
    assert [bar.href for bar in chosen.bars] == ["/?q=a&year=2020", "/?q=a&year=2019"]
    stray = year_chart((("1017", 1), ("2019", 5)), Query(), VI)
    assert stray
    assert len(stray.bars) == 2


@pytest.mark.parametrize("vintage", ["63", "34"])
def test_every_unit_has_a_tile_on_the_map(vintage: str) -> None:
    tiles = _layout()[vintage]["tiles"]
    units = {unit.key[3:]: unit for unit in provinces().values() if unit.vintage == vintage}
    assert set(tiles) == set(units)
    rows = {units[code].name: row for code, (row, _, _) in tiles.items()}
    for north, south in (("Cao Bằng", "Hà Nội"), ("Hà Nội", "Nghệ An"), ("Nghệ An", "Đà Nẵng"), ("Đà Nẵng", "Cà Mau")):
        assert rows[north] < rows[south]
    assert {island["name"] for island in _layout()[vintage]["islands"]} == {"Hoàng Sa", "Trường Sa"}


def test_shades_grow_with_the_count() -> None:
    assert [shade(count, 1, 1000) for count in (0, 1, 3, 30, 300, 1000)] == [0, 1, 1, 3, 5, SHADES]
    assert shade(26, 26, 2464) == 1
    assert shade(7, 7, 7) == SHADES


@pytest.mark.parametrize(
    ("event", "title"),
    [
        (Event(type="signing", subtype="ký kết", place_province="Gia Lai"), "Lễ ký kết tại Gia Lai"),
        (Event(type="assembly-session", subtype="kỳ họp bất thường"), "Kỳ họp bất thường"),
        (
            Event(type="conference", subtype="tổng kết", partners=("Hà Nội", "Hà Tĩnh")),
            "Hội nghị tổng kết giữa Hà Nội và Hà Tĩnh",
        ),
        (Event(type="conference", name="hội nghị", place_text="Vinh"), "Hội nghị tại Vinh"),
        (Event(type="forum", name="diễn đàn Kinh tế biển"), "Diễn đàn Kinh tế biển"),
    ],
)
def test_events_have_titles(event: Event, title: str) -> None:
    assert wording.event_title(event, VI) == title


def test_leaves_show_what_is_known() -> None:
    whole = leaf(Event(type="forum", starts_on=date(2023, 5, 30), ends_on=date(2023, 6, 2)), VI)
    assert whole
    assert (whole.month, whole.day, whole.year, whole.text) == ("Th 5", "30…", "2023", "30/5/2023 – 2/6/2023")
    open_year = leaf(Event(type="forum", month_day="03-05"), EN)
    assert open_year
    assert (open_year.month, open_year.day, open_year.year, open_year.text) == (
        "Mar",
        "5",
        "?",
        "5 March, year unknown",
    )
    assert leaf(Event(type="forum"), VI) is None


def test_addresses_come_back_as_the_query_they_were_made_of() -> None:
    query = make_query(
        {
            "q": '"ký kết" -họp', "province": ["Nghệ An", "63:15"], "basis": "then", "role": "about", "signed": True,
            "from": "2020", "to": "2021", "with_reprints": "1", "sort": "oldest", "event_type": ["signing"],
        }
    )  # fmt: skip
    assert strict(addresses.pairs(query)) == query
    assert addresses.listing(Query(unit="events", year=("2023",))) == "/events?year=2023"
    assert forgiving(addresses.pairs(query), "articles").query == query


def test_words_without_end_are_cut_at_the_same_place_again() -> None:
    assert beginning("hợp tác " * 10) is None
    for text in ("hợp tác " * 200, "(" * 2000, "a b " * 900, "x" * 1320, "ợ" * 500):
        cut = beginning(text)
        assert cut
        assert text.startswith(cut)
        assert MAX_WORDS_LENGTH < len(quote_plus(cut)) < MAX_WORDS_LENGTH + 31 * 9
        assert beginning(cut) == cut
    assert (beginning("hợp tác " * 200) or "").endswith((" tác", " hợp"))
    # As many words as are searched are never cut.
    assert beginning("trường " * MAX_WORDS) is None


def test_only_web_addresses_are_linked() -> None:
    for good in ("http://a.vn/b", "https://a.vn"):
        assert addresses.is_web(good)
    for bad in ("", "javascript:alert(1)", "//a.vn", "ftp://a.vn", "https:", "http://[", "/a", "data:text/html,a"):
        assert not addresses.is_web(bad)
