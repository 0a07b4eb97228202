"""Suggestions while typing, and spellings: the contract of every engine."""

import pytest
from msgspec.structs import replace

from records.links import Document
from search.engine import Engine


def told(engine: Engine, text: str, limit: int = 8) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in engine.suggest(text, limit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dong na", [("province", "Đồng Nai")]),
        ("tỉnh đồng na", [("province", "Đồng Nai")]),
        ("TP.HCM", [("province", "Hồ Chí Minh")]),
        ("nguyen van t", [("official", "Nguyễn Văn Thắng")]),
        ("van thang", [("official", "Nguyễn Văn Thắng")]),
        ("hop tac du lich nghe an - ", [("agreement", "Hợp tác du lịch Nghệ An - Hà Tĩnh")]),
        ("khu cong", [("title", "Khởi công khu công nghiệp tại Hà Tĩnh")]),
        ("khu công", [("title", "Khởi công khu công nghiệp tại Hà Tĩnh")]),
        ("du lich tphcm", []),
        ("giao d", [("sector", "Giáo dục - Đào tạo")]),
    ],
)
def test_what_is_meant_comes_first(engine: Engine, text: str, expected: list[tuple[str, str]]) -> None:
    assert told(engine, text)[:1] == expected


def test_syllables_are_whole_but_the_last(engine: Engine) -> None:
    assert ("title", "Thông báo tuyển dụng viên chức") in told(engine, "tuyển d")
    assert told(engine, "tuyể dụng") == []
    assert told(engine, "tuyen dun ") == []


def test_words_apart_are_found_after_words_side_by_side(engine: Engine) -> None:
    listed = [text for kind, text in told(engine, "du lich ") if kind == "title"]
    assert listed == ["Bình Thuận đón khách du lịch", "Nghệ An ký kết hợp tác du lịch với TP.HCM"]
    assert ("title", "Bình Thuận đón khách du lịch") in told(engine, "khach binh")


def test_as_written_comes_before_what_only_looks_alike(engine: Engine) -> None:
    assert told(engine, "hòa b")[0] == ("province", "Hòa Bình")
    assert told(engine, "hóa b")[0] == told(engine, "hoa b")[0]


def test_values_lead_to_filter_or_document(engine: Engine) -> None:
    values = {one.kind: one.value for text in ("du lịch", "nguyen van t", "nghe an") for one in engine.suggest(text)}
    assert values == {
        "province": "Nghệ An",
        "sector": "tourism",
        "official": "Nguyễn Văn Thắng",
        "agreement": "pact",
        "title": "english",
    }


def test_there_is_a_limit_and_nothing_for_nothing(engine: Engine) -> None:
    assert len(told(engine, "du lich", 2)) == 2
    for text in ("", " ", "-", "?", "h" * 101, "xyz xyz"):
        assert told(engine, text) == []
    assert told(engine, "du lich", 0) == []


def test_reprints_and_what_was_removed_are_not_suggested(own_engine: Engine, documents: list[Document]) -> None:
    assert all(text != "Ký kết hợp tác du lịch giữa Nghệ An và TP.HCM" for _, text in told(own_engine, "ký kết"))
    park = next(document for document in documents if document.id == "park")
    own_engine.begin()
    own_engine.put([replace(park, change=99, removed=True, article=None, links=None)])
    own_engine.commit()
    assert told(own_engine, "khởi công") == []


@pytest.mark.parametrize(
    ("given", "meant"),
    [("du lihc", "du lich"), ("ký kết du lịhc", "ký kết du lịch"), ("khachh du lich", "khach du lich")],
)
def test_slips_are_mended_with_the_words_of_titles(engine: Engine, given: str, meant: str) -> None:
    assert engine.respelled(given) == meant


@pytest.mark.parametrize("given", ["", "du lịch", "2025 xyzxyz", "qqqqq", "-"])
def test_what_is_no_slip_is_left(engine: Engine, given: str) -> None:
    assert engine.respelled(given) == ""
