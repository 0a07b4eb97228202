"""Charsets: by mark, by content, by header, by meta; windows-1258 made by encoding, for no saved page has it."""

import unicodedata
from datetime import UTC, datetime

import pytest

from transforms.clean import clean
from transforms.extract import read_page
from transforms.extract.decode import begins_as_utf8, decode, looks_binary, to_utf8

_TEXT = "<html><body>Hội nghị tại Thừa Thiên Huế, đồng chí Nguyễn Thuỳ Dương</body></html>"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _windows_1258(text: str) -> bytes:
    """The text as old Vietnamese pages hold it: vowels with their tones behind them."""
    encoded = b""
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
        encoded += (base + "".join(c for c in parts if c in _TONES)).encode("windows-1258")
    return encoded


@pytest.mark.parametrize("charset", ["", "utf-8", "iso-8859-1", "windows-1258", "no-such-charset"])
def test_utf8_is_known_whatever_the_header_says(charset: str) -> None:
    assert decode(_TEXT.encode(), charset) == _TEXT


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_byte_order_marks(encoding: str) -> None:
    mark = b"" if encoding in ("utf-8-sig", "utf-16") else "\ufeff".encode(encoding)
    assert decode(mark + _TEXT.encode(encoding)).lstrip("\ufeff") == _TEXT


def test_windows_1258_by_header_meta_or_nothing() -> None:
    raw = _windows_1258(_TEXT)
    meta = b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1258">' + raw
    assert clean(decode(raw, "windows-1258")) == _TEXT
    assert clean(decode(meta)).endswith(_TEXT)
    assert clean(decode(raw)) == _TEXT


def test_a_letter_cut_in_two_is_left_out() -> None:
    raw = "Huế".encode()[:-1]
    assert decode(raw) == "Hu"


def test_a_broken_byte_spoils_one_letter_only() -> None:
    assert decode(_TEXT.encode() + b"\xff" + _TEXT.encode()).count("Huế") == 2


def test_zero_bytes_go() -> None:
    assert to_utf8(b"<p>a\0b</p>") == b"<p>ab</p>"


@pytest.mark.parametrize("body", [b"%PDF-1.7", b"PK\x03\x04abc", b"\x89PNG\r\n", bytes(64)])
def test_binary(body: bytes) -> None:
    assert looks_binary(body)
    assert not looks_binary(_TEXT.encode())


def test_a_page_that_breaks_off_utf8_further_down_is_read_as_if_it_had_been_seen_at_once() -> None:
    head = '<html><head><meta charset="utf-8"><title>Hội nghị hợp tác vùng</title></head><body><h1>Hội nghị hợp tác vùng</h1>'
    text = "Sáng 2/3/2023, hội nghị khai mạc tại thành phố Vinh với mười ba tỉnh dự. " * 6
    page = f"{head}<p>02/03/2023 08:30</p><!--{'-' * 9000}--><p>{text}</p><p>@@</p></body></html>".encode()
    broken = page.replace(b"@@", b"Gi\xe1o d\xf4c " + text.encode())
    assert begins_as_utf8(broken)
    assert not begins_as_utf8(broken, "windows-1258")
    assert not begins_as_utf8(page.replace(b"utf-8", b"x"))
    now = datetime(2024, 1, 1, tzinfo=UTC)
    found = [
        read_page("https://a.vn/x", html, platforms={}, fetched_at=now)
        for html in (broken, to_utf8(broken), to_utf8(broken).decode())
    ]
    assert found[0] == found[1] == found[2]
