"""A text as one byte a letter, in which tokens are found at the speed of a byte search; every position holds."""

import codecs
import unicodedata

from transforms.text import fold

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
# What Vietnamese pages hold beside ASCII; anything else is looked at one by one.
_LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES]
_BEYOND_ASCII = [letter for letter in [*_LETTERS, "đ", "ð"] if not letter.isascii()]
_SIGNS = "“”‘’–—…•·°²³½«»×÷€§\xa0"
_SPARE = {*range(2, 32), 127} - {*b"\t\n\r"}  # codes whose characters no text needs
_ODD = 1  # stands for a letter of another script
_UNUSED = "\ufffe"  # codecs' word for a byte that stands for nothing


def _alphabet() -> str:
    """The character of each byte; capitals have one of their own, so that a text need not be lowered first."""
    beyond = iter([*_BEYOND_ASCII, *map(str.upper, _BEYOND_ASCII), *_SIGNS])
    free = {_ODD: _UNUSED} | {code: next(beyond, _UNUSED) for code in [*range(128, 256), *sorted(_SPARE)]}
    return "".join(free.get(code, chr(code)) for code in range(256))


def is_word(character: str) -> bool:
    """Whether it belongs to a token, as the analyser's pattern has it."""
    return character.isalnum() or character == "_"


def _odd(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    odd = error.object[error.start : error.end]
    return bytes(_ODD if is_word(character) else 32 for character in odd), error.end


_ALPHABET = _alphabet()
_BYTES = codecs.charmap_build(_ALPHABET)
_KEPT = bytes(
    code if code == _ODD else _ALPHABET.index(letter.lower()) if is_word(letter) else 32
    for code, letter in enumerate(_ALPHABET)
)
_FOLDED = bytes(
    ord(bare) if (bare := fold(letter.lower())).isascii() and is_word(bare) else kept
    for letter, kept in zip(_ALPHABET, _KEPT, strict=True)
)
codecs.register_error("khotin-letters", _odd)


def lowered(text: str) -> str:
    """In lower case; a letter whose lower case is longer stays."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def letters(text: str, *, written: bool) -> bytes:
    """A text in lower case, folded unless `written`: a byte a character, spaces for all that is no token, one more space at
    both ends. Letters of other scripts are all one."""
    plain = _encoded(text)
    if not written and _ODD in plain:
        plain = _encoded(fold(lowered(text)))  # some of them have a bare Latin letter
    return b" " + plain.translate(_KEPT if written else _FOLDED) + b" "


def parted(text: str) -> tuple[str, str] | None:
    """The tokens of a lower-case text, as written and folded, with spaces in place of all that is no token; None where it
    has letters of other scripts."""
    plain = _encoded(text)
    if _ODD in plain:
        return None
    return _decoded(plain.translate(_KEPT)), _decoded(plain.translate(_FOLDED))


def is_exact(sought: bytes) -> bool:
    """Whether these letters stand for one text alone."""
    return _ODD not in sought


def _encoded(text: str) -> bytes:
    return codecs.charmap_encode(text, "khotin-letters", _BYTES)[0]


def _decoded(plain: bytes) -> str:
    return codecs.charmap_decode(plain, "strict", _ALPHABET)[0]
