"""What an export stands on: what is asked for is all there, and true of the set that is exported."""

import io
import json
from datetime import UTC, datetime

import pytest

from benchmarks.published import scores
from search.about import about, code_digest, dictionary, published_precision
from search.columns import columns
from search.engine import Engine
from search.export import FORMATS, export
from search.mappings import UNITS
from search.protocols import DepthRow, SourceInfo
from search.query import Unit, make_query
from tests.search.web.sample_archive import SampleArchive

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


class Deep(SampleArchive):
    """An archive of two sources, one of which is not whole."""

    def __init__(self) -> None:
        super().__init__({"a": SourceInfo(id="a", name="Cổng A")}, {})

    def depth(self) -> list[DepthRow]:
        return [
            DepthRow(source_id="a", month="", articles=2),
            DepthRow(source_id="a", month="2022-12", articles=0, waiting=7, reach="open"),
            DepthRow(source_id="a", month="2023-01", articles=5),
            DepthRow(source_id="a", month="2023-03", articles=4, waiting=1, reach="open"),
            DepthRow(source_id="b", month="2023-02", articles=3, reach="closed"),
        ]


def test_it_names_build_code_query_and_set(engine: Engine) -> None:
    query = make_query({"q": "du lịch", "year": "2023", "basis": "today", "role": "about"})
    told = about(engine, Deep(), query, at=AT)
    assert told["made_at"] == "2026-11-20T09:00:00+07:00"
    assert told["query"] == {"q": "du lịch", "filters": {"year": ["2023"]}}
    assert (told["basis"], told["role"], told["unit"]) == ("today", "about", "articles")
    stats = engine.stats()
    assert (told["index"]["build"], told["index"]["watermark"]) == (stats.build, stats.watermark)
    assert told["code"] == {"version": told["code"]["version"], "digest": code_digest()}
    assert len(code_digest()) == 12
    json.dumps(told)


@pytest.mark.parametrize(
    "given", [{}, {"q": "du lịch"}, {"unit": "events"}, {"q": "xyzzyqwv hội nghị"}, {"year": "2023"}]
)
def test_its_total_is_the_file_s(engine: Engine, given: dict[str, str]) -> None:
    query = make_query(given)
    told = about(engine, None, query, at=AT)
    assert told["coverage"] is None
    for form in FORMATS:
        assert export(engine, query, form, io.BytesIO()) == told["total"]
    if given == {}:
        assert told["reprints"] == {"folded": False, "left_out": 0}
    elif "unit" in given:
        assert told["reprints"] is None
    else:
        every = about(engine, None, make_query(given | {"with_reprints": True}), at=AT)
        assert told["reprints"] == {"folded": True, "left_out": every["total"] - told["total"]}


def test_coverage_says_what_is_not_whole(engine: Engine) -> None:
    first, second = about(engine, Deep(), make_query({}), at=AT)["coverage"]
    assert (first["name"], first["first_month"], first["last_month"]) == ("Cổng A", "2023-01", "2023-03")
    assert (first["articles"], first["waiting"], first["not_whole_months"]) == (11, 8, ["2022-12", "2023-03"])
    assert (second["source_id"], second["reach"]) == ("b", ["closed"])
    one = about(engine, Deep(), make_query({"source": "b"}), at=AT)["coverage"]
    assert [row["source_id"] for row in one] == ["b"]


@pytest.mark.parametrize("unit", UNITS)
def test_the_dictionary_explains_every_column_and_code(unit: Unit) -> None:
    told = dictionary(unit)
    assert [column["name"] for column in told["columns"]] == [column.name for column in columns(unit)]
    for column in told["columns"]:
        assert column["meaning"]
        assert column["codes"] in ("", *told["codes"])
    assert len(told["codes"]["sectors"]) == 22
    assert told["codes"]["provinces"]["63:15"] == {
        "name": "Yên Bái", "region": told["codes"]["provinces"]["63:15"]["region"], "today": "34:15",
    }  # fmt: skip


def test_published_scores_are_those_that_were_printed() -> None:
    printed = (
        "half A: 84 articles  provinces 0.997  first sector 1.000\n\nhalf B: 81 articles  provinces 0.992\nseeds: x 0.500\n"
        "half A: is_event 0.920  official's province 0.897\n        signed precision 1.000\nspeed: 1.000"
    )
    assert scores(printed) == {
        "A": {
            "provinces": 0.997,
            "first_sector": 1.0,
            "is_event": 0.92,
            "officials_province": 0.897,
            "signed_precision": 1.0,
        },
        "B": {"provinces": 0.992},
    }
    published = published_precision()
    for part, measure in (
        ("tags", "provinces"),
        ("tags", "sectors"),
        ("events", "is_event"),
        ("events", "signed_precision"),
    ):
        assert all(0 < published[part][half][measure] <= 1 for half in ("half_A", "half_B"))
