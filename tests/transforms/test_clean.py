"""Cleaning: each kind of dirt, and the property that cleaning twice changes nothing."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from transforms.clean import clean, clean_line


@pytest.mark.parametrize(
    ("dirty", "wanted"),
    [
        ("a&amp;#039;b&#x002F;c", "a'b/c"),
        ("Phograve;ng CNTTamp;TT", "Phòng CNTT&TT"),
        ("ldquo;gần dânrdquo;, ôngnbsp;nói", "“gần dân”, ông nói"),
        ("Hograve;a Bigrave;nh", "Hòa Bình"),
        ("one lamp; a stamp;", "one lamp; a stamp;"),
        ("R&D; AT&T", "R&D; AT&T"),
        ("tr&ocirc;̀ng", "trồng"),
        (unicodedata.normalize("NFD", "Đà Nẵng"), "Đà Nẵng"),
        ("\u00d0iện Biên", "Điện Biên"),
        ("hội\u200b nghị\u00ad", "hội nghị"),
        ("a\u00a0 \u2009b\tc", "a b c"),
        ("một \n\n\n\n hai", "một\n\nhai"),
        ("a\x00b\x1fc", "abc"),
        ("hoà bình, hòa bình", "hoà bình, hòa bình"),
        ("“ngoặc” 'đơn' – … -", "“ngoặc” 'đơn' – … -"),
    ],
)
def test_dirt(dirty: str, wanted: str) -> None:
    assert clean(dirty) == wanted


_PIECES = st.sampled_from(
    [
        "&",
        ";",
        "amp",
        "#38",
        "#x26",
        "ograve",
        "rdquo",
        "ldquo",
        " ",
        "\n",
        "\u00a0",
        "a",
        "H",
        "ò",
        "\u0300",
        "\u200b",
        "ð",
        "\x00",
        "lt",
        "1",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=14).map("".join)))
@example("&amp;amp;aacute;")
@example("amp;aacute;")
def test_idempotent(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


def test_one_line() -> None:
    assert clean_line(" một\n hai\u00a0 ba ") == "một hai ba"
