"""Cleans a piece of text off a page, always in the same order; cleaning twice changes nothing.

    1. entities still written out ("&#039;", "&amp;quot;") become their characters
    2. entities that lost their "&" ("Phograve;ng", "TTamp;TT") too, where the result is a Vietnamese syllable or a sign
    3. control characters go
    4. letters are composed: NFC, eth as đ, no zero-width characters or soft hyphens (transforms.text.composed)
    5. every kind of space becomes one space; spaces at the ends and before a comma's line break go
The steps are repeated until nothing changes: an entity may have been escaped twice.
"""

import re
import unicodedata
from html import unescape
from html.entities import name2codepoint

from transforms.text import composed

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Names that no word ends with; names that some do ("lamp;"), which must not follow a small letter; and vowels with a
# mark, which must make a syllable with the letters around them.
_SIGNS = "quot|ldquo|rdquo|lsquo|rsquo|laquo|raquo|hellip|ndash|mdash|nbsp"
_WORDLIKE = "amp|bull|times|deg|lt|gt"
_MARKED = "[aeiouyAEIOUY](?:grave|acute|circ|tilde|uml)|ETH|eth"
_LOST = re.compile(f"(?<![&#])(?:(?P<marked>{_MARKED})|(?P<sign>{_SIGNS})|(?<![a-z])(?P<wordlike>{_WORDLIKE}));")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile("[ \t\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_MANY_BREAKS = re.compile(r"\n{3,}")
_SYLLABLE = re.compile(r"[^\W\d_]{1,7}")
# A character that some step would change; text without any is returned as it is.
_SUSPECT = re.compile(
    "[&\x00-\x09\x0b-\x1f\x7f-\xa0\xad\xf0\xd0\u1680\u2000-\u200d\u2028-\u202f\u205f\u2060\u3000\ufeff]|  | \n|\n |\n\n\n"
)
_LOST_ENDS = (*_SIGNS.split("|"), *_WORDLIKE.split("|"), "grave", "acute", "circ", "tilde", "uml", "ETH", "eth")


def clean(text: str) -> str:
    """The text as it is kept; line breaks stay (at most two in a row), all other spaces become one."""
    text = text.strip()
    if _is_clean(text):
        return text
    while (once := _cleaned(text)) != text:
        text = once
    return text


def clean_line(text: str) -> str:
    """The text on one line: for titles, names and other fields without paragraphs."""
    text = clean(text)
    return " ".join(text.split()) if "\n" in text else text


def _is_clean(text: str) -> bool:
    """Whether no step would change the text: so it is with nearly all, and quickly seen."""
    # What is printable, as most lines are, has none of the other suspects.
    if "  " in text or "ð" in text or "Ð" in text or (not text.isprintable() and _SUSPECT.search(text)):
        return False
    if "&" in text and _ENTITY.search(text):
        return False
    if ";" in text and any(part.endswith(_LOST_ENDS) for part in text.split(";")[:-1]):
        return False
    return unicodedata.is_normalized("NFC", text)


def _cleaned(text: str) -> str:
    if "&" in text:
        text = _ENTITY.sub(lambda m: unescape(m[0]), text)
    if ";" in text:
        text = _LOST.sub(lambda m: _restored(m, text), text)
    text = composed(_CONTROL.sub("", text))
    text = _AROUND_BREAK.sub("\n", _SPACES.sub(" ", text))
    return _MANY_BREAKS.sub("\n\n", text).strip()


def _restored(match: re.Match[str], text: str) -> str:
    """The character a name without its "&" stands for; the name itself where no syllable comes of it."""
    name = match["marked"] or match["sign"] or match["wordlike"]
    char = chr(name2codepoint[name])
    if match["marked"] is None:
        return char
    before = re.search(r"[^\W\d_]*$", text[: match.start()])
    after = re.match(r"[^\W\d_]*", text[match.end() :])
    token = (before[0] if before else "") + char + (after[0] if after else "")
    return (
        char if _SYLLABLE.fullmatch(unicodedata.normalize("NFC", token)) or ";" in text[match.end() :][:8] else match[0]
    )
