"""Tells the names of people and offices that sign texts from other capitalised words."""

import re
from collections.abc import Sequence

from records.places import provinces
from transforms.page_words import whole_line
from transforms.text import fold

# One part of a pen name: capital first ("Thảo", "P.V", "T.H", "PV"), or a particle inside ("Y", "K'").
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.])*")
# A syllable of a name without its marks, capital first, and initials: "Nguyen", "A", "N.V.A", "P.V".
_SYLLABLE = re.compile(
    r"(?=[A-Z])(?i:(?:ngh|[cgknpt]h|ng|gi|qu|tr|[kp]r|[bcdghklmnpqrstvxy])?[aeiouy]{1,3}(?:ng|[nc]h|[cmnpt])?)|[A-Z]"
)
_INITIALS = re.compile(r"(?:[A-Z]\.){1,4}[A-Z]?|(?:[A-Z]\.?)*[A-Z]\.[A-Z]|CTV|PV")


def is_name(text: str) -> bool:
    """Whether a line can be a pen name: one to five capitalised words or initials, no province, no agency."""
    return text not in _places() and _is_shaped(text)


def are_names(texts: Sequence[str]) -> bool:
    """Whether texts that stand together can be pen names. Some people are called like a province: "Khánh Hòa - Trọng
    Hiếu"."""
    return all(map(_is_shaped, texts)) and any(map(is_name, texts))


def _is_shaped(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 5 or len(text) > 40:
        return False
    if len(words) == 1 and not re.fullmatch(r"(?:[^\W\d_]\.?){1,4}|\w{3,}", text):
        return False
    return all(w[0].isupper() and _NAME_WORD.fullmatch(w) for w in words) and not whole_line("agencies").fullmatch(text)


def is_surely_name(name: str) -> bool:
    """Whether it is one by its syllables alone: two to five of Vietnamese with a capital each, or initials."""
    words = fold(name).split()
    if len(words) == 1:
        return _INITIALS.fullmatch(words[0]) is not None
    return all(
        (_SYLLABLE.fullmatch(word) and (len(word) == 1 or not word.isupper())) or _INITIALS.fullmatch(word)
        for word in words
    )


def is_signing_office(text: str) -> bool:
    """Whether a text is the name of an office as offices sign: "Văn phòng Sở", "Phòng Văn hóa xã"."""
    return whole_line("signing_offices").fullmatch(text) is not None


def is_no_name(text: str) -> bool:
    """Whether capitalised words are a section's name or a button's: "Thời Sự", "Theo Dõi"."""
    return whole_line("no_names").fullmatch(text) is not None


def _places() -> frozenset[str]:
    return frozenset(p.name for p in provinces().values())
