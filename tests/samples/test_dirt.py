"""Dirt: changes what it must, and is undone by composing and unescaping."""

import re
import unicodedata
from collections.abc import Callable
from html import unescape

import pytest

from samples import dirt
from transforms.text import composed, one_tone_placement

TEXT = 'Sáng 25/3, đoàn công tác của Đà Nẵng (TT&TT) hòa mình vào lễ hội thủy sản ở phường Hòa Xuân, trồng "cây xanh".'


@pytest.mark.parametrize("change", [dirt.decomposed, dirt.tones_apart, dirt.zero_width, dirt.eth])
def test_letters_are_changed_and_composed_back(change: Callable[[str], str]) -> None:
    dirty = change(TEXT)
    assert dirty != TEXT
    assert composed(dirty) == TEXT


def test_tones_apart_keeps_the_vowel_whole() -> None:
    assert dirt.tones_apart("trồng") == "trô\u0300ng"
    assert dirt.entity_and_mark(dirt.tones_apart("trồng")) == "tr&ocirc;\u0300ng"
    assert dirt.tones_apart("Đà") == "Đà"  # a plus grave is one letter and one mark: nothing to part


def test_mixed_tones_moves_every_second() -> None:
    mixed = dirt.mixed_tones("hòa bình, hòa giải, thủy lợi, quý")
    assert mixed == "hoà bình, hòa giải, thuỷ lợi, quý"
    assert one_tone_placement(mixed) == "hòa bình, hòa giải, thủy lợi, quý"


def test_lost_ampersand_leaves_names_of_entities() -> None:
    html = dirt.lost_ampersand("Phòng TT&TT")
    assert html == "Phograve;ng TTamp;TT"


def test_numeric_entities_unescape_to_the_text() -> None:
    html = dirt.numeric_entities(TEXT)
    assert "25&#x002F;3" in html
    assert unescape(html) == TEXT


@pytest.mark.parametrize("kinds", [(), ("nfd",), ("zero_width", "eth"), ("numeric_entities",)])
@pytest.mark.parametrize("place", [0, 1])
def test_whatever_is_written_is_read_again(kinds: tuple[str, ...], place: int) -> None:
    html = dirt.dirty_markup(dirt.dirty_text(TEXT, kinds, place), kinds)
    assert not re.search(r"<[a-z]", html)
    assert composed(unescape(html)) == TEXT


def test_nfd_differs_by_place() -> None:
    assert dirt.dirty_text("trồng", ("nfd",), 0) == unicodedata.normalize("NFD", "trồng")
    assert dirt.dirty_text("trồng", ("nfd",), 1) == "trô\u0300ng"
