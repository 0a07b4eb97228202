"""Documents as flat fields: every field is mapped and every mapping is filled."""

from typing import Any

import pytest

from records.links import Document
from search.documents import fields, sort_key, stored
from search.mappings import UNITS, definition
from search.query import Unit


@pytest.fixture(scope="module")
def by_id(documents: list[Document]) -> dict[str, Document]:
    return {document.id: document for document in documents}


@pytest.mark.parametrize("unit", UNITS)
def test_fields_and_mapping_are_the_same(unit: Unit, documents: list[Document]) -> None:
    properties = definition(unit)["properties"]
    gathered = {target for field in properties.values() for target in field.get("copy_to", ())}
    mapped = set(properties) - gathered - {"record"} | ({"title"} & set(properties))
    for document in (d for d in documents if d.unit == unit):
        assert set(fields(document)) == mapped
    assert definition(unit)["dynamic"] == "strict"
    assert definition(unit)["_meta"]["version"] >= 1


def field(by_id: dict[str, Document], name: str, of: str) -> Any:
    return fields(by_id[of])[name]


@pytest.mark.parametrize(
    ("document", "name", "value"),
    [
        ("conference", "provinces_then_any", ["Nghệ An", "Hồ Chí Minh"]),
        ("conference", "provinces_then_about", ["Nghệ An"]),
        ("conference", "provinces_then_named", ["Nghệ An", "Hồ Chí Minh"]),
        ("thuan", "provinces_today_any", ["Lâm Đồng"]),
        ("thuan", "regions_today", ["Duyên hải Nam Trung Bộ và Tây Nguyên"]),
        ("own", "provinces_then_any", []),
        ("conference", "month", "2023-03"),
        ("undated", "year", "unknown"),
        ("undated", "month", "unknown"),
        ("caption", "captions", ["Đại biểu cắt băng khánh thành thư viện"]),
        ("conference", "official_keys", ["nguyễn văn thắng", "nguyen van thang"]),
        ("signing-2023", "partners", ["Nghệ An", "Hồ Chí Minh", "Hà Tĩnh", "Đồng bằng sông Cửu Long"]),
        ("signing-2023", "provinces_then_place", ["Nghệ An"]),
        ("seminar-open", "year", "unknown"),
        ("pact", "year", "2023"),
        ("pact", "month", "unknown"),
    ],
)
def test_field(by_id: dict[str, Document], document: str, name: str, value: object) -> None:
    assert field(by_id, name, document) == value


def test_the_day_is_that_of_hanoi(made: Any) -> None:
    late = made.article("late", "Tin", on="2023-12-31T23:30")
    assert fields(late)["year"] == "2023"


def test_sort_keys_are_unique_and_by_date(documents: list[Document]) -> None:
    articles = [document for document in documents if document.unit == "articles"]
    keys = sorted(articles, key=sort_key)
    assert len({sort_key(document) for document in articles}) == len(articles)
    assert keys[0].id == "undated"
    assert keys[-1].id == "laocai34"


def test_a_document_without_its_record_is_refused() -> None:
    with pytest.raises(ValueError, match="articles/x holds no record"):
        fields(Document(unit="articles", id="x", change=1))


def test_the_record_is_kept_whole(by_id: dict[str, Document]) -> None:
    from records.base import decode

    assert decode(stored(by_id["conference"]), Document) == by_id["conference"]
