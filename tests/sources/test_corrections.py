"""Corrections: what loads, every way a file can be wrong, and that a file that can't be read lifts nothing by itself."""

from datetime import date
from pathlib import Path

import pytest

from records.correction import Correction, Fix
from records.errors import RegistryError
from sources.corrections import load_corrections
from sources.registry import load_registry

_GOOD = """
kind: correction
id: ky-ket-2023
by: Trần Thị B, biên tập
why: Bài in sai ngày; biên bản ghi 25.3.2023.
asked_on: 2026-03-05
event: e12
fix: {starts_on: 2023-03-25, add_partners: [Huế]}
"""


def _write(folder: Path, text: str, name: str = "ky-ket.yaml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_a_correction_is_read_and_the_registry_leaves_it_alone(tmp_path: Path) -> None:
    path = _write(tmp_path, _GOOD)
    loaded = load_corrections([tmp_path])
    assert loaded.by_id["ky-ket-2023"] == Correction(
        id="ky-ket-2023", by="Trần Thị B, biên tập", why="Bài in sai ngày; biên bản ghi 25.3.2023.", asked_on=date(2026, 3, 5),
        event="e12", fix=Fix(starts_on=date(2023, 3, 25), add_partners=("Huế",)),
    )  # fmt: skip
    assert loaded.files == {"ky-ket-2023": str(path)}
    assert load_registry([tmp_path]).sources == load_registry().sources


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("by: Trần Thị B, biên tập", "by: ' '"), ["'by'", "say who"]),
        (("why:", "wy:"), ["unknown key 'wy'", "did you mean 'why'"]),
        (("asked_on: 2026-03-05\n", ""), ["asked_on"]),
        (("event: e12", "event: 12"), ["event"]),
        (("event: e12", "event: p12"), ["'p12' is no event's id", "e12"]),
        (("event: e12", "event: e12\narticle: x"), ["article and event"]),
        (("event: e12\n", ""), ["fix goes with article or event", "neither"]),
        (("event: e12", "event: e12\nnumber: 2"), ["number"]),
        (("event: e12", "event: e12\nnot_an_event: true"), ["not_an_event and fix", "one thing"]),
        (("fix: {starts_on: 2023-03-25, add_partners: [Huế]}", "fix: {}"), ["fix"]),
        (("fix: {starts_on: 2023-03-25, add_partners: [Huế]}", ""), ["nothing to do"]),
        (("[Huế]", "[Hếu]"), ["'Hếu' is no province", "Huế"]),
        (("add_partners: [Huế]", "place_province: Nghệ Tĩnh"), ["fix.place_province", "Nghệ An"]),
        (("add_partners: [Huế]", "add_partners: [Huế], partners: [Huế]"), ["the whole row"]),
        (("add_partners: [Huế]", "ends_on: 2023-03-24"), ["fix.ends_on", "before"]),
        (("event: e12\nfix: {starts_on: 2023-03-25, add_partners: [Huế]}", "same: [e1]"), ["same", "two or more"]),
        (("event: e12\nfix: {starts_on: 2023-03-25, add_partners: [Huế]}", "same: [e1, p2]"), ["can't be one"]),
        (("fix: {starts_on: 2023-03-25, add_partners: [Huế]}", "suppress: true"), ["suppress goes with article"]),
        (("starts_on: 2023-03-25", "startson: 2023-03-25"), ["unknown key 'fix.startson'", "did you mean 'starts_on'"]),
        (
            ("starts_on: 2023-03-25", 'starts_on: "2023-13-26"'),
            ["'fix.starts_on'", "'2023-13-26' is no date", "2023-03-26"],
        ),
        (("starts_on: 2023-03-25", "starts_on: 2023-02-30"), ["'fix.starts_on'", "'2023-02-30' is no date"]),
        (("starts_on: 2023-03-25", "starts_on: 25/3/2023"), ["'25/3/2023' is no date", "year-month-day"]),
        (("event: e12", "event: e12\nnumber: !!int hai"), ["line", "'hai' can't be read as int"]),
        (("id: ky-ket-2023", "id: Ký kết"), ["'Ký kết'", "lower-case"]),
    ],
)
def test_what_is_wrong_is_named_with_the_way_out(tmp_path: Path, change: tuple[str, str], said: list[str]) -> None:
    path = _write(tmp_path, _GOOD.replace(*change))
    with pytest.raises(RegistryError) as caught:
        load_corrections([tmp_path])
    assert all(words in str(caught.value) for words in (str(path), *said)), caught.value


def test_one_id_is_one_correction(tmp_path: Path) -> None:
    first, second = _write(tmp_path, _GOOD, "a.yaml"), _write(tmp_path, _GOOD, "b.yaml")
    with pytest.raises(RegistryError, match="already in") as caught:
        load_corrections([tmp_path])
    assert str(first) in str(caught.value)
    assert str(second) in str(caught.value)


def test_tolerant_a_wrong_file_is_left_out_and_told(tmp_path: Path) -> None:
    _write(tmp_path, _GOOD)
    wrong = _write(tmp_path, _GOOD.replace("id: ky-ket-2023", "id: khac").replace("by:", "bay:"), "wrong.yaml")
    loaded = load_corrections([tmp_path], tolerant=True)
    assert set(loaded.by_id) == {"ky-ket-2023"}
    assert set(loaded.faults) == {str(wrong)}
