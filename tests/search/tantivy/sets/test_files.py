"""A segment's file: what was put comes out, and what is damaged is told."""

import random
from pathlib import Path

import pytest
from pyroaring import BitMap

from records.errors import IndexStateError
from search.tantivy.sets.files import Draft, Segment


@pytest.fixture
def path(tmp_path: Path) -> Path:
    draft = Draft(70_000)
    draft.add("text", "và", BitMap(range(0, 70_000, 3)))
    draft.add("text", "đây", BitMap([5, 69_999]))
    draft.add_rare("officials", {"Lê A": BitMap([5]), "Lê B": BitMap([2, 5])})
    draft.write(tmp_path / "s.sets")
    return tmp_path / "s.sets"


def test_sets_come_out_as_they_were_put(path: Path) -> None:
    segment = Segment(path)
    assert segment.documents == 70_000
    assert {word: place.count for word, place in segment.values("text").items()} == {"và": 23_334, "đây": 2}
    assert segment.bits(segment.values("text")["và"]) == BitMap(range(0, 70_000, 3))
    assert segment.bits(segment.values("text")["đây"], 1_000) == BitMap([1_005, 70_999])
    assert not segment.values("title")


def test_rare_values_are_listed_a_document(path: Path) -> None:
    segment = Segment(path)
    rare = segment.rare["officials"]
    starts, numbers = segment.words(rare.starts), segment.words(rare.numbers)
    assert [rare.names[number] for number in numbers[starts[5] : starts[6]]] == ["Lê A", "Lê B"]
    assert starts[3] - starts[2] == 1
    assert starts[70_000] == len(numbers) == 3
    assert segment.bits(rare.holders) == BitMap([2, 5])


@pytest.mark.parametrize("cut", [0, 5, 60, -1])
def test_a_file_cut_off_is_told(path: Path, cut: int) -> None:
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(IndexStateError, match=r"s\.sets is (cut off|damaged)"):
        Segment(path)


def test_a_changed_directory_is_told(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[40] ^= 1
    path.write_bytes(content)
    with pytest.raises(IndexStateError, match="damaged"):
        Segment(path)


def test_any_changed_byte_is_told(path: Path) -> None:
    good, chance = path.read_bytes(), random.Random(5)
    for _ in range(200):
        content = bytearray(good)
        content[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
        path.unlink()
        path.write_bytes(content)
        with pytest.raises(IndexStateError, match=r"s\.sets is (cut off|damaged)"):
            Segment(path).check()


def test_a_changed_set_is_told_when_it_is_asked_for(path: Path) -> None:
    place = Segment(path).values("text")["và"]
    content = bytearray(path.read_bytes())
    content[Segment(path)._from + place.offset + place.length // 2] ^= 4
    path.unlink()
    path.write_bytes(content)
    segment = Segment(path)
    assert segment.bits(segment.values("text")["đây"]) == BitMap([5, 69_999])
    for _ in range(2):
        with pytest.raises(IndexStateError, match="damaged"):
            segment.bits(segment.values("text")["và"])


def test_nothing_is_left_beside_it(path: Path) -> None:
    assert [file.name for file in path.parent.iterdir()] == ["s.sets"]
