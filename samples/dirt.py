"""What portals do to text on its way to the page; every function pure, and each undone by a careful reader.

    text    nfd, zero_width, eth, mixed_tones         change the letters (the last is kept as printed)
    markup  lost_ampersand, numeric_entities          change how the letters are written in HTML
The kinds doubled_title, trailer_related and trailer_rating add lines around the body: see samples/markup.py.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from html import escape
from html.entities import codepoint2name
from itertools import count

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
_LATIN = re.compile("[\u00c0-\u00ff“”‘’–…]")
_ENTITY = re.compile(r"&(?=(?:[A-Za-z]{3,8}|amp);)")


def decomposed(text: str) -> str:
    """NFD: "Đà Nẵng" with its marks as letters of their own."""
    return unicodedata.normalize("NFD", text)


def tones_apart(text: str) -> str:
    """Composed vowels followed by a combining tone ("trồng" as t r ô ̀ n g), as some editors paste them."""
    return "".join(_tone_apart(letter) for letter in unicodedata.normalize("NFC", text))


def _tone_apart(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    tone = next((m for m in marks[1:] if m in _TONES), "")
    if not tone or len(marks) < 3:
        return letter
    return unicodedata.normalize("NFC", marks.replace(tone, "")) + tone


def zero_width(text: str) -> str:
    """A zero-width space before every seventh word, a soft hyphen inside every eleventh long one."""
    words = text.split(" ")
    for i in range(6, len(words), 7):
        words[i] = "\u200b" + words[i]
    long_words = [i for i, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    for i in long_words[::11]:
        words[i] = words[i][:3] + "\u00ad" + words[i][3:]
    return " ".join(words)


def eth(text: str) -> str:
    """The Icelandic capital eth for every capital đ: it looks the same."""
    return text.replace("Đ", "Ð")


def _tone_pairs() -> dict[str, str]:
    moved: dict[str, str] = {}
    for first, last in ("oa", "oe", "uy"):
        for tone in _TONES:
            old = unicodedata.normalize("NFC", first + tone) + last
            new = first + unicodedata.normalize("NFC", last + tone)
            moved |= {old: new, old.capitalize(): new.capitalize(), old.upper(): new.upper()}
    return moved


_MOVED = _tone_pairs()
_OLD_TONE = re.compile(f"(?<![qQ])(?:{'|'.join(_MOVED)})(?![^\\W\\d_])")


def mixed_tones(text: str) -> str:
    """Every second tone placed the newer way ("hòa … hoà"), as one portal's writers do."""
    seen = count()
    return _OLD_TONE.sub(lambda m: _MOVED[m[0]] if next(seen) % 2 == 0 else m[0], text)


def dirty_text(text: str, dirt: Collection[str], place: int = 0) -> str:
    """The text with the letters its kinds of dirt leave; `place` numbers it among the article's texts."""
    if "mixed_tones" in dirt:
        text = mixed_tones(text)
    if "eth" in dirt:
        text = eth(text)
    if "zero_width" in dirt:
        text = zero_width(text)
    if "nfd" in dirt:
        text = tones_apart(text) if place % 2 else decomposed(text)
    return text


def lost_ampersand(text: str) -> str:
    """HTML of the text whose named entities lost their "&": "Ph&ograve;ng" as "Phograve;ng", "TT&TT" as "TTamp;TT"."""
    seen = count()
    named = _LATIN.sub(lambda m: _named(m[0]) if next(seen) % 4 == 0 else m[0], escape(text, quote=False))
    return _ENTITY.sub("", named)


def entity_and_mark(text: str) -> str:
    """HTML of the text with a vowel's entity before its combining tone: "tr&ocirc;̀ng"."""
    return re.sub(f"[\u00c0-\u00ff](?=[{_TONES}])", lambda m: _named(m[0]), escape(text, quote=False))


def numeric_entities(text: str) -> str:
    """HTML of the text with slashes, apostrophes and brackets as numbers: "25&#x002F;3", "&#039;"."""
    table = {"/": "&#x002F;", "'": "&#039;", "(": "&#40;", ")": "&#41;", "%": "&#x25;", '"': "&quot;"}
    return re.sub(r"[/'()%\"]", lambda m: table[m[0]], escape(text, quote=False))


def _named(letter: str) -> str:
    name = codepoint2name.get(ord(letter))
    return f"&{name};" if name else letter


def dirty_markup(text: str, dirt: Collection[str]) -> str:
    """The text as HTML, escaped the way its kinds of dirt write it."""
    writers: dict[str, Callable[[str], str]] = {
        "lost_ampersand": lost_ampersand,
        "nfd": entity_and_mark,
        "numeric_entities": numeric_entities,
    }
    writer = next((write for kind, write in writers.items() if kind in dirt), None)
    return writer(text) if writer else escape(text, quote=False)
