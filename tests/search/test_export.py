"""Exports: whole, safe in a spreadsheet, readable by what they are for."""

import csv
import io
import json
from typing import Any, get_args

import msgspec
import pyarrow.parquet as pq
import pytest

from records.errors import QueryError
from records.links import Document
from search.as_json import cross_tab_json, document_json, results_json
from search.columns import columns, row
from search.engine import CrossTab, Engine
from search.export import Format, cross_tab_csv, defused, export, exported
from search.mappings import UNITS
from search.query import Unit, make_query
from search.wide import wide_csv


def written(engine: Engine, fmt: Format, **given: object) -> tuple[int, bytes]:
    file = io.BytesIO()
    return export(engine, make_query(given), fmt, file), file.getvalue()


def test_without_query_or_filters_everything(engine: Engine) -> None:
    assert written(engine, "jsonl")[0] == 14
    assert written(engine, "jsonl", year="2023")[0] == 2


def test_csv_opens_in_excel(engine: Engine) -> None:
    count, raw = written(engine, "csv", q="du lịch")
    assert raw.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [line["id"] for line in rows] == ["thuan", "conference"]
    assert rows[1]["provinces"] == "Nghệ An; Hồ Chí Minh"
    assert rows[1]["published_at"] == "2023-03-25T16:40:00+07:00"
    assert count == 2


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@x", "\t=1", "\r=1", "＝1"])
def test_formulas_are_defused(text: str) -> None:
    assert defused(text) == "'" + text
    assert defused("Nghệ An = quê") == "Nghệ An = quê"


def test_hostile_title_is_defused_in_the_file(own_engine: Engine, made: Any) -> None:
    own_engine.begin()
    own_engine.put([made.article("evil", '=HYPERLINK("https://x.test")', change=18)])
    own_engine.commit()
    _, raw = written(own_engine, "csv", q="hyperlink")
    line = next(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert line["title"].startswith("'=HYPERLINK")


def test_jsonl_holds_the_whole_article(engine: Engine) -> None:
    _, raw = written(engine, "jsonl", q="official:thang")
    line = json.loads(raw)
    assert line["id"] == "conference"
    assert line["events"][0]["officials"][0]["name"] == "Nguyễn Văn Thắng"
    assert line["version"] == 1


@pytest.mark.parametrize("unit", get_args(Unit))
@pytest.mark.parametrize("fmt", get_args(Format))
def test_every_unit_in_every_format(engine: Engine, unit: Unit, fmt: Format) -> None:
    pieces = b"".join(exported(engine, make_query({"unit": unit}), fmt))
    count, raw = written(engine, fmt, unit=unit)
    assert count == engine.stats().documents[unit]
    assert len(pieces) == len(raw)
    if fmt == "parquet":
        table = pq.read_table(io.BytesIO(raw))
        assert table.num_rows == count
        assert table.column_names == [column.name for column in columns(unit)]


@pytest.mark.parametrize("unit", UNITS)
def test_columns_hold_what_they_say(unit: Unit, documents: list[Document]) -> None:
    kinds: dict[str, tuple[type, ...]] = {
        "text": (str,),
        "list": (list,),
        "number": (int,),
        "fraction": (float,),
        "flag": (bool,),
    }
    for document in (d for d in documents if d.unit == unit):
        values = row(document)
        for column in columns(unit):
            assert values[column.name] is None or isinstance(values[column.name], kinds[column.kind]), column.name
        json.dumps(document_json(document))


def test_results_and_cross_tabs_as_json(engine: Engine) -> None:
    answer = results_json(engine.search(make_query({"q": "du lịch", "year": "2023"})))
    assert answer["hits"][0]["published_at"] == "2023-03-25T16:40:00+07:00"
    assert answer["facets"]["sector"] == {"tourism": 1}
    table = engine.count(["year"], make_query({"q": "du lịch"}))
    assert cross_tab_json(table)["rows"] == [{"year": "2023", "count": 1}, {"year": "2024", "count": 1}]
    assert cross_tab_csv(table) == "year,count\n2023,1\n2024,1\n"
    for unit in UNITS:
        json.dumps(results_json(engine.search(make_query({"unit": unit}))))


def test_a_wide_table_is_sorted_by_its_facets() -> None:
    counted = {("Đồng Nai", "2024"): 9, ("Điện Biên", "unknown"): 3, ("=1", "2023"): 2, ("Đồng Nai", "2023"): 1}
    table = CrossTab(
        by=("province", "year"), rows=tuple(counted.items()), total=15, unit="articles", basis="then", role="any",
        notices=(),
    )  # fmt: skip
    assert wide_csv(table).splitlines() == [
        "province,2023,2024,unknown", "'=1,2,0,0", "Điện Biên,0,0,3", "Đồng Nai,1,9,0"
    ]  # fmt: skip
    with pytest.raises(QueryError, match="two facets or more, not only year"):
        wide_csv(msgspec.structs.replace(table, by=("year",)))


def test_lists_and_controls_in_csv(own_engine: Engine, made: Any) -> None:
    own_engine.begin()
    own_engine.put([made.article("odd", 'a\x00b;=1+1\x07 "c"', change=18)])
    own_engine.commit()
    _, raw = written(own_engine, "csv", q='"c"')
    line = next(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert line["title"] == 'ab;=1+1 "c"'
    assert b'"ab;=1+1 ""c"""' in raw  # quoted whatever it holds: no other separator can begin a cell in it


def test_parquet_is_written_in_groups(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.export._GROUP_ROWS", 4)
    pieces = list(exported(engine, make_query({}), "parquet", {"total": 14}))
    file = pq.ParquetFile(io.BytesIO(b"".join(pieces)))
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [4, 4, 4, 2]
    assert len(pieces) == 5  # each group leaves as it is written
    assert json.loads(file.schema_arrow.metadata[b"khotin"]) == {"total": 14}
