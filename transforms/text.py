"""Vietnamese letters: one composed form, one tone placement, and folding that keeps every character's position."""

import re
import unicodedata

# Letters that look like đ but are Icelandic eth; one newspaper writes nothing else.
_ETH = (("ð", "đ"), ("Ð", "Đ"))
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below


def _fold_table() -> dict[int, str]:
    """Each precomposed Vietnamese letter to its bare Latin letter; đ does not decompose and is named.

    The other characters of Vietnamese pages stand for themselves: `translate` is six times slower on what it must miss.
    """
    table = {ord("đ"): "d", ord("Đ"): "D", ord("ð"): "d", ord("Ð"): "D"}
    for code in (*range(0x250), *range(0x1E00, 0x2100)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        vietnamese = 0xC0 <= code < 0x250 or 0x1EA0 <= code < 0x1EFA
        table.setdefault(code, base if vietnamese and base.isascii() and base.isalpha() else chr(code))
    return table


_FOLD = _fold_table()


def fold(text: str) -> str:
    """NFC text without diacritics, case kept, of the same length: `fold(s)[i]` is the bare letter of `s[i]`."""
    return text.translate(_FOLD)


def has_diacritics(text: str) -> bool:
    """Whether any letter would be changed by folding."""
    text = unicodedata.normalize("NFC", text)
    return fold(text) != text


def _new_style_tones() -> dict[str, str]:
    """ "oà" -> "òa" and the like for oa, oe, uy: the tone moved from the last vowel to the one before it."""
    moved = {}
    for first, last in ("oa", "oe", "uy"):
        for tone in _TONES:
            new = first + unicodedata.normalize("NFC", last + tone)
            old = unicodedata.normalize("NFC", first + tone) + last
            for form in (str.lower, str.upper, str.capitalize):
                moved[form(new)] = form(old)
    return moved


_NEW_STYLE = _new_style_tones()
# Only at the end of a syllable: "hoàn" is written alike in both styles. "quý" has its tone on y in both. What stands before
# is looked at last: beginning with it, the pattern took eight times as long.
_NEW_STYLE_RE = re.compile(f"(?:{'|'.join(_NEW_STYLE)})(?<![qQ]..)(?![^\\W\\d_])")


def one_tone_placement(text: str) -> str:
    """NFC text with tones placed the older way ("hoà" -> "hòa", "thuỷ" -> "thủy"); length and position are kept."""
    return _NEW_STYLE_RE.sub(lambda m: _NEW_STYLE[m[0]], text)


def composed(text: str) -> str:
    """NFC, eth as đ, no zero-width characters or soft hyphens: the form in which all text is kept."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    for eth, letter in _ETH:
        text = text.replace(eth, letter)
    return text
