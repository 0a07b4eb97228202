"""Analyses: each cell is what its list finds, nothing without a year is lost, what makes no sense is named."""

import csv
import io
from datetime import date
from itertools import permutations
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree, html

from records.errors import QueryError
from search.app import create_app
from search.engine import CrossTab
from search.query import Query
from search.tantivy.engine import TantivyEngine
from search.web.counting.question import FACETS, address, question
from tests.search.web.browser import Browser
from tests.search.web.counting.many import ManyArchive
from tests.search.web.counting.pages import number, total, tree, words
from tests.search.web.sample_archive import TODAY

Many = tuple[TantivyEngine, ManyArchive]
PAIRS = [(unit, rows, columns) for unit, facets in FACETS.items() for rows, columns in permutations(facets, 2)]


@pytest.mark.parametrize(
    ("unit", "rows", "columns"),
    [*Random(4).sample(PAIRS, 14), ("articles", "province", "year"), ("events", "partner", "year")],
)
def test_each_cell_is_what_its_list_finds(reader: Browser, unit: str, rows: str, columns: str) -> None:
    page = tree(reader, f"/analysis?unit={unit}&rows={rows}&columns={columns}&basis=today")
    cells = page.cssselect(".crossed tbody td a")
    assert cells or "month" in (rows, columns)
    for cell in Random(3).sample(cells, min(5, len(cells))):
        assert total(reader, cell.get("href")) == number(cell.text), cell.get("href")


@pytest.mark.parametrize("facet", FACETS["articles"])
def test_one_facet_is_what_the_engine_counts(reader: Browser, many: Many, facet: str) -> None:
    page = tree(reader, f"/analysis?rows={facet}&columns=none&portals=all&role=any")
    shown = [number(row.cssselect("td")[0].text_content()) for row in page.cssselect(".crossed tbody tr")]
    counted = [count for _, count in many[0].count([facet], Query()).rows]
    if facet not in ("year", "month"):
        assert shown == counted[: len(shown)]
    else:
        assert sum(shown) == sum(counted) or facet == "month"
    assert len(page.cssselect("svg.chart")) == 1


def test_missing_coverage_is_hatched_and_never_zero(reader: Browser) -> None:
    page = tree(reader, "/analysis?rows=source&columns=year&portals=all")
    row = next(r for r in page.cssselect(".crossed tbody tr") if "Cà Mau" in r.text_content())
    years = [words(head).split()[0] for head in page.cssselect(".crossed thead th.number")]
    for year, cell in zip(years, row.cssselect("td"), strict=True):
        if year < "2023":
            assert "reach-none" in cell.get("class")
            assert words(cell) == "chưa có dữ liệu"
        elif year == str(TODAY.year):
            assert "reach-part" in cell.get("class")
        elif year.isdigit():
            assert "reach-" not in cell.get("class")
    assert page.cssselect("svg.chart rect.bar-none")
    charts = tree(reader, "/analysis?rows=province&columns=year")
    assert charts.cssselect("svg.chart rect.bar-part[fill='url(#hatch)']")
    assert "gạch chéo: 2018–2019." in words(charts.cssselect(".banners")[0])
    assert "Năm 2026 chưa hết" in words(charts.cssselect(".banners")[0])


def test_what_has_no_year_is_a_bar_of_its_own(reader: Browser) -> None:
    for given in ("rows=year&columns=none", "rows=year&columns=none&first=2023&last=2024"):
        page = tree(reader, f"/analysis?unit=events&portals=all&{given}")
        last = page.cssselect(".crossed tbody tr")[-1]
        assert words(last.cssselect("th")[0]) == "không rõ năm"
        assert number(last.cssselect("td a")[0].text) > 5
        assert page.cssselect("svg.chart rect.bar-open")
        assert total(reader, last.cssselect("td a")[0].get("href")) == number(last.cssselect("td a")[0].text)
    assert [words(h) for h in page.cssselect(".crossed tbody th")] == ["2023", "2024", "không rõ năm"]


def test_bars_are_as_tall_as_their_numbers(reader: Browser) -> None:
    page = tree(reader, "/analysis?rows=year&columns=none&portals=all")
    bars = [(float(bar.get("height")), bar) for bar in page.cssselect("svg.chart rect")]
    counts = [number(row.cssselect("td")[0].text_content()) for row in page.cssselect(".crossed tbody tr")]
    assert len(bars) == len(counts)
    tallest, most = max(height for height, _ in bars), max(counts)
    for (height, _), count in zip(bars, counts, strict=True):
        assert height == pytest.approx(tallest * count / most, abs=0.11)


def test_basis_and_role_stand_on_the_chart_and_in_the_files(reader: Browser) -> None:
    address = "/analysis?rows=province&columns=year&basis=today&role=any&portals=all"
    page = tree(reader, address)
    assert "theo 34 tỉnh, thành hiện nay" in words(page.cssselect("figcaption")[0])
    assert "mọi vai trò" in words(page.cssselect("figcaption")[0])
    files = {link.text: link.get("href") for link in page.cssselect(".take a")}
    drawn = reader.get(files["SVG"])
    assert drawn.headers["content-type"] == "image/svg+xml"
    told = " ".join(etree.fromstring(drawn.content).itertext())
    for part in ("theo 34 tỉnh, thành hiện nay", "mọi vai trò", "http://kho.test/analysis?", "20/11/2026"):
        assert part in told
    assert b"style=" not in drawn.content
    assert b"<script" not in drawn.content
    rows = list(csv.DictReader(io.StringIO(reader.get(files["CSV"]).text.removeprefix("\ufeff"))))
    assert {(row["basis"], row["role"], row["portals"]) for row in rows} == {("today", "any", "all")}
    shown = {words(r.cssselect("th")[0]): r for r in page.cssselect(".crossed tbody tr")}
    nghe_an = sum(int(row["articles"]) for row in rows if row["province"] == "Nghệ An")
    assert nghe_an == number(shown["Nghệ An"].cssselect(".sum")[0].text)
    assert html.fromstring(reader.get(files["liên kết cố định"]).text).cssselect(".crossed")


def test_filters_go_along_and_can_be_taken_off(reader: Browser) -> None:
    page = tree(
        reader,
        "/analysis?rows=sector&columns=year&province=Ngh%E1%BB%87+An&q=h%E1%BB%A3p+t%C3%A1c&first=2022&last=2023",
    )
    chips = page.cssselect(".chips a")
    assert [words(chip).split(" ×")[0] for chip in chips] == ["Từ khóa hợp tác", "Tỉnh, thành phố Nghệ An"]
    assert "q=" not in chips[0].get("href")
    assert "first=2022" in chips[0].get("href")
    assert "province=" not in chips[1].get("href")
    kept = {i.get("name"): i.get("value") for i in page.cssselect(".asked-form input[type=hidden]")}
    assert kept == {"province": "Nghệ An"}
    cell = page.cssselect(".crossed tbody td a")[0]
    assert total(reader, cell.get("href")) == number(cell.text)
    only = tree(
        reader, "/analysis?rows=province&columns=year&province=Ngh%E1%BB%87+An&province=H%C3%A0+T%C4%A9nh&role=any"
    )
    assert {words(head) for head in only.cssselect(".crossed tbody th")} == {"Nghệ An", "Hà Tĩnh"}


def test_a_key_that_means_one_of_two_units_stays_a_key(reader: Browser) -> None:
    page = tree(reader, "/analysis?rows=province&columns=none&province=63:10&portals=all")
    cell = page.cssselect(".crossed tbody td a")[0]
    assert "province=63%3A10" in cell.get("href")
    assert total(reader, cell.get("href")) == number(cell.text)


@pytest.mark.parametrize(
    ("given", "ignored"),
    [
        ("rows=moon&columns=stars", ["moon", "stars"]),
        ("unit=agreements&rows=sector", ["sector"]),
        ("first=19xx&last=3000", ["19xx", "3000"]),
        ("first=%D9%A1%D9%A9%D9%A9%D9%A0", ["١٩٩٠"]),
        ("province=Atlantis&sector=magic", ["Atlantis", "magic"]),
        ("rows=%3Cscript%3E", ["<script>"]),
    ],
)
def test_what_makes_no_sense_is_left_aside_and_named(reader: Browser, given: str, ignored: list[str]) -> None:
    page = tree(reader, f"/analysis?{given}")
    for value in ignored:
        assert value in page.cssselect(".notices")[0].text_content()
    assert page.cssselect(".crossed")


def test_a_question_comes_back_from_its_address() -> None:
    asked = question(
        [("unit", "events"), ("rows", "partner"), ("columns", "none"), ("first", "2020"), ("last", "2022"), ("basis", "today"),
         ("role", "any"), ("portals", "all"), ("event_type", "signing"), ("q", "du lịch")],
        TODAY,
    )  # fmt: skip
    assert asked.counted().year == ("2020", "2021", "2022", "unknown")
    again = question([(n, v) for n, vs in parse_qs(urlsplit(address(asked)).query).items() for v in vs], TODAY)
    assert again == asked
    assert question([("first", "1950")], date(2026, 1, 1)).first == 1997


class _Full(TantivyEngine):
    """An engine for which every cross-tab of two is too large."""

    def count(self, by: list[str], query: Query) -> CrossTab:
        if len(by) > 1:
            raise QueryError("too many values")
        return super().count(by, query)


def test_too_much_to_count_says_what_to_do(many: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many[0], "__class__", _Full)
    client = Browser(create_app(many[0], archive=many[1], today=lambda: TODAY))
    assert "quá nhiều giá trị" in words(tree(client, "/analysis").cssselect(".nothing")[0])
    assert client.get("/analysis.csv").status_code == 400
    assert client.get("/analysis.csv").headers["content-type"] == "application/problem+json"
    assert etree.fromstring(client.get("/analysis.svg").content).tag.endswith("svg")


def test_the_file_and_the_picture_say_how_the_words_were_taken(reader: Browser, many: Many) -> None:
    asked = "q=hợp+tác+zyzzyva&rows=province&columns=year&first=2022&last=2023&sector=tourism&portals=all"
    rows = list(csv.DictReader(io.StringIO(reader.get(f"/analysis.csv?{asked}").text.removeprefix("\ufeff"))))
    assert rows
    told = {(row["words"], row["filters"], row["notices"], row["index_build"]) for row in rows}
    filters = "sector=tourism; year=2022; year=2023; year=unknown"
    assert told == {("hợp tác zyzzyva", filters, "relaxed; reprints-folded", many[0].stats().build)}
    assert "Không có kết quả nào chứa đủ mọi từ" in reader.get(f"/analysis.svg?{asked}").text


@pytest.mark.parametrize(
    ("by", "facets"),
    [("sector", ("sector",)), ("province,sector", ("province", "sector")), (" year , region ", ("year", "region"))],
)
def test_by_means_what_it_means_to_the_api(by: str, facets: tuple[str, ...]) -> None:
    asked = question([("by", by)], TODAY)
    assert (asked.facets, asked.ignored) == (facets, ())
    assert question([("by", by), ("rows", "language")], TODAY).rows == "language"


@pytest.mark.parametrize("by", ["foo", "province,foo", "province,year,sector"])
def test_a_by_that_means_nothing_is_left_aside_and_named(reader: Browser, by: str) -> None:
    page = tree(reader, f"/analysis?by={by}")
    assert f"Tin bài không đếm được theo “{by}”" in words(page.cssselect(".notices")[0])
    assert question([("by", by)], TODAY).facets == ("province", "year")


def test_what_is_left_aside_has_the_name_that_the_form_has(reader: Browser) -> None:
    page = tree(reader, "/analysis?first=abc&lang=en")
    assert "“abc” was left aside for From year" in words(page.cssselect("li.warn")[0])


def test_an_open_quote_is_told_here_too(reader: Browser) -> None:
    page = tree(reader, "/analysis?q=%22tỉnh&lang=en")
    assert "never closed" in words(page.cssselect(".notices")[0])


def test_what_was_not_counted_by_is_told_as_such_and_stands_in_the_file(reader: Browser) -> None:
    page = tree(reader, "/analysis?rows=sector&columns=year&unit=events&lang=en")
    told = words(page.cssselect(".notices")[0])
    assert "Events can't be counted by “sector”" in told
    assert "no such value" not in told
    file = reader.get("/analysis.csv?rows=sector&columns=year&unit=events&province=Atlantis").text
    rows = list(csv.DictReader(io.StringIO(file.removeprefix("\ufeff"))))
    assert {row["notices"] for row in rows} == {"left aside: province=Atlantis; left aside: rows=sector"}


def test_a_filter_that_finds_nothing_of_a_unit_is_told(reader: Browser) -> None:
    told = words(tree(reader, "/events?sector=transport&lang=en").cssselect(".notices")[0])
    assert "no sector of events" in told
