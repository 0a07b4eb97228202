"""The matrix: each cell is what its list finds, both halves agree, regions are parties, years sum up."""

import csv
import io
from collections import Counter
from random import Random

import msgspec
import pytest

from search.app import create_app
from search.query import Query
from search.tantivy.engine import TantivyEngine
from search.web.counting.pairs import together
from tests.search.web.browser import Browser
from tests.search.web.counting.many import ManyArchive
from tests.search.web.counting.pages import total, tree, words
from tests.search.web.sample_archive import TODAY

Many = tuple[TantivyEngine, ManyArchive]


@pytest.mark.parametrize("unit", ["agreements", "events"])
@pytest.mark.parametrize("basis", ["then", "today"])
def test_each_cell_is_what_its_list_finds(reader: Browser, many: Many, unit: str, basis: str) -> None:
    page = tree(reader, f"/cooperation?unit={unit}&basis={basis}")
    cells = page.cssselect(".matrix td a")
    assert len(cells) > 150
    for cell in Random(1).sample(cells, 25):
        assert total(reader, cell.get("href")) == int(cell.text), cell.get("href")
    # Against the records themselves, not the engine.
    met: Counter[tuple[str, str]] = Counter()
    for document in many[0].stream(Query(unit=unit)):
        told = document.event or document.agreement
        assert told
        parties = set(document.agreement.parties) if document.agreement else _parties(document.event.event)
        if basis == "then":
            met.update((one, other) for one in parties for other in parties if one != other)
    if basis == "then":
        shown = {tuple(cell.get("aria-label").split(": ")[0].split(" – ")): int(cell.text) for cell in cells}
        provinces_and_regions = {pair: count for pair, count in met.items() if not any("Công ty" in p for p in pair)}
        assert shown == provinces_and_regions


def _parties(event: object) -> set[str]:
    return {*event.partners, *(region.name for region in event.partner_regions), *event.other_partners}


def test_a_province_of_then_joins_the_one_of_today(reader: Browser) -> None:
    then, today = tree(reader, "/cooperation?unit=events"), tree(reader, "/cooperation?unit=events&basis=today")
    heads = [[words(head) for head in page.cssselect(".matrix thead th")] for page in (then, today)]
    assert "Bình Dương" in heads[0]
    assert "Bình Dương" not in heads[1]
    assert {"Đồng bằng sông Cửu Long", "Tây Nguyên"} <= set(heads[1])
    assert (
        heads[1].index("Hà Nội") < heads[1].index("Nghệ An") < heads[1].index("Cần Thơ") < heads[1].index("Tây Nguyên")
    )
    for page in (then, today):
        assert not page.cssselect(".matrix td.own a")


def test_a_year_narrows_and_all_years_sum_up(reader: Browser, many: Many) -> None:
    engine = many[0]
    query = Query(unit="agreements")
    every = together(engine, query).pairs
    years = {year for found in every.values() for year in found}
    assert "unknown" in years
    for year in years:
        one = together(engine, msgspec.structs.replace(query, year=(year,))).pairs
        assert {pair: found[year] for pair, found in one.items()} == {
            pair: found[year] for pair, found in every.items() if found[year]
        }
    page = tree(reader, "/cooperation?year=2023")
    assert page.cssselect(".links a[aria-current]")[0].text_content().startswith("2023")
    link = page.cssselect(".pair-list a")[0].get("href")
    assert "year=2023" in link
    assert total(reader, link) == int(words(page.cssselect(".pair-count")[0]).split("\u00a0")[0].split()[0])


def test_the_list_and_the_file_say_what_the_matrix_says(reader: Browser) -> None:
    page = tree(reader, "/cooperation?basis=today")
    lines = page.cssselect(".pair-list li")
    assert len(lines) * 2 == len(page.cssselect(".matrix td a"))
    answer = reader.get(page.cssselect(".take a")[0].get("href"))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert sum(int(row["agreements"]) for row in rows) * 2 == sum(int(a.text) for a in page.cssselect(".matrix td a"))
    assert "parties_inferred" not in reader.get("/cooperation.csv?unit=events").text.partition("\n")[0]
    assert {row["basis"] for row in rows} == {"today"}
    for row in Random(2).sample(rows, 8):
        assert row["evidence"].startswith("http://kho.test/agreements?")
        assert total(reader, row["evidence"].removeprefix("http://kho.test")) == int(row["agreements"])


def test_agreements_with_inferred_parties_are_told_apart(reader: Browser, many: Many) -> None:
    """On the page, in the list, in the file, by the API and behind the switch the same number of them."""
    page = tree(reader, "/cooperation")
    assert "không văn bản nào nêu ai đã ký" in words(page.cssselect(".broad .note")[0])
    rows = list(csv.DictReader(io.StringIO(reader.get("/cooperation.csv").text.removeprefix("\ufeff"))))
    inferred = sum(int(row["parties_inferred"]) for row in rows)
    assert 0 < inferred < sum(int(row["agreements"]) for row in rows)
    marked = {
        tuple(cell.get("aria-label").split(": ")[0].split(" – ")) for cell in page.cssselect(".matrix a.inferred")
    }
    pairs = {(row["party_1"], row["party_2"]) for row in rows if int(row["parties_inferred"])}
    assert marked == pairs | {(other, one) for one, other in pairs}
    assert all("suy ra" in cell.get("aria-label") for cell in page.cssselect(".matrix a.inferred"))
    assert sum("suy ra" in words(line) for line in page.cssselect(".pair-list li")) == len(pairs)

    told = tree(reader, next(a.get("href") for a in page.cssselect(".switch a") if "nêu rõ" in words(a)))
    assert not told.cssselect(".matrix a.inferred")
    shown = sum(int(cell.text) for cell in told.cssselect(".matrix td a"))
    assert shown == 2 * (sum(int(row["agreements"]) for row in rows) - inferred)
    assert words(told.cssselect(".chips li")[0]).startswith("Ai ký văn bản nêu rõ các bên")
    counted = reader.get("/api/count?unit=agreements&by=signed").json()["rows"]
    assert {row["signed"]: row["count"] for row in counted} == {"true": 135, "false": 45}


def test_where_nothing_is_together_it_says_so(reader: Browser) -> None:
    page = tree(reader, "/cooperation?year=1999")
    assert "Chưa có cặp nào" in words(page.cssselect(".nothing")[0])
    assert not page.cssselect(".matrix")
    strange = tree(reader, "/cooperation?year=%3Cb%3E&province=Atlantis&basis=x")
    assert "Atlantis" in words(strange.cssselect(".notices")[0])
    assert strange.cssselect(".matrix")


RELAXED = "/cooperation{}?q=thỏa+thuận+zyzzyva&basis=today&year=2023"


def test_words_that_were_relaxed_are_told(reader: Browser) -> None:
    page = tree(reader, RELAXED.format(""))
    assert "Không có kết quả nào chứa đủ mọi từ" in words(page.cssselect(".notices")[0])
    cell = page.cssselect(".matrix td a")[0]
    assert total(reader, cell.get("href")) == int(cell.text)
    # Where there is nothing to show there is nothing to say of how it was matched.
    none = tree(reader, "/cooperation?q=zyzzyva+yzzyvaz&year=1999")
    assert not none.cssselect(".notices")
    assert not tree(reader, "/cooperation?q=thỏa+thuận").cssselect(".notices")


def test_each_line_of_the_file_says_what_was_asked_and_of_which_index(reader: Browser, many: Many) -> None:
    answer = reader.get(RELAXED.format(".csv"))
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows
    assert {row["words"] for row in rows} == {"thỏa thuận zyzzyva"}
    assert {row["filters"] for row in rows} == {"year=2023"}
    assert {row["notices"] for row in rows} == {"relaxed"}
    assert {row["index_build"] for row in rows} == {many[0].stats().build}


@pytest.mark.parametrize("address", ["/cooperation.csv", "/analysis.svg"])
def test_what_names_the_host_is_kept_for_that_host_alone(reader: Browser, many: Many, address: str) -> None:
    own = reader.get(address).headers
    assert "http://kho.test/" in reader.get(address).text
    assert "Host" in own["vary"]
    assert own["cache-control"] == "private, no-cache"
    known = Browser(create_app(many[0], archive=many[1], today=lambda: TODAY, public_url="https://kho.example/"))
    assert "https://kho.example/" in known.get(address).text
    assert "Host" not in known.get(address).headers.get("vary", "")
    assert known.get(address).headers["cache-control"] == "no-cache"


def test_the_heading_says_what_was_chosen(reader: Browser) -> None:
    """On paper there are no switches."""

    def heading(address: str) -> str:
        return words(tree(reader, address).cssselect("#matrix-title")[0])

    assert "mọi năm" in heading("/cooperation")
    assert "nêu rõ" not in heading("/cooperation")
    chosen = heading("/cooperation?year=2023&signed=true")
    assert "năm 2023" in chosen
    assert "chỉ khi văn bản nêu rõ các bên" in chosen
    assert "năm 2022, 2023" in heading("/cooperation?unit=events&year=2023&year=2022")


def test_names_are_marked_as_the_language_they_are_in(reader: Browser) -> None:
    page = tree(reader, "/cooperation?lang=en")
    vietnamese = {words(cell) for cell in page.cssselect(".matrix th [lang=vi], .pair-list [lang=vi]")}
    every = {words(cell) for cell in page.cssselect(".matrix th span")}
    assert "Mekong Delta" in every - vietnamese
    assert "Đà Nẵng" in vietnamese
    assert not [name for name in vietnamese if name.isascii() and "Delta" in name]
