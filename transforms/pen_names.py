"""Tells the names of people and offices that sign texts from other capitalised words."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

from records.places import provinces
from transforms.gazetteer import load_gazetteer
from transforms.page_words import whole_line, words_of
from transforms.text import fold, one_tone_placement

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
    if len(words) == 1 and not re.fullmatch(r"(?:[^\W\d_]\.?){1,4}|(?:[^\W\d_]\.){1,4}[^\W\d_]{2,7}|\w{3,}", text):
        return False
    if whole_line("agencies", "ministries").fullmatch(text):
        return False
    return all(w[0].isupper() and _NAME_WORD.fullmatch(w) for w in words)


def is_surely_name(name: str) -> bool:
    """Whether it is one by its syllables alone: initials; two that names are made of; three to five, the first a family
    name and the rest of these, but for the third ("Lò Thị Xòa")."""
    words = one_tone_placement(name).split()
    if not is_likely_name(name):
        return False
    if any(_INITIALS.fullmatch(fold(word)) and len(word) > 1 for word in words):
        return True
    known = _bare_syllables() if name.isascii() else _syllables()
    if len(words) == 2:
        return (words[0] in known or words[0] in _surnames()) and words[1] in known
    return words[0] in _surnames() and all(word in known for word in (words[1], *words[3:]))


def is_likely_name(name: str) -> bool:
    """Whether it can be one beside a date: two to five Vietnamese syllables with a capital each, or initials; no town."""
    words = fold(name).split()
    if len(words) == 1:
        return _INITIALS.fullmatch(words[0]) is not None
    if all(len(word) == 1 for word in words) or one_tone_placement(name).title() in _towns():
        return False
    return all(
        (_SYLLABLE.fullmatch(word) and (len(word) == 1 or not word.isupper())) or _INITIALS.fullmatch(word)
        for word in words
    )


def is_town(text: str) -> bool:
    """Whether a text is the name of a province, or of a town or a region that is hardly ever a person's."""
    return text in _places() or one_tone_placement(text).title() in _towns()


def is_also_a_place(text: str) -> bool:
    """Whether a text is the name of a province, a town or a district, which many people have as well: "Ngân Sơn"."""
    return is_town(text) or one_tone_placement(text).title() in _districts()


def is_signing_office(text: str) -> bool:
    """Whether a text is the name of an office as offices sign: "Văn phòng Sở", "Phòng Văn hóa xã"."""
    return whole_line("signing_offices").fullmatch(text) is not None


def is_surname(word: str) -> bool:
    """Whether a word is a family name: a name may begin with it."""
    return word in _surnames()


def is_no_name(text: str) -> bool:
    """Whether capitalised words are a section's name or a button's: "Thời Sự", "Theo Dõi"."""
    return whole_line("no_names").fullmatch(text) is not None


@cache
def _syllables() -> frozenset[str]:
    return frozenset(words_of("name_syllables"))


@cache
def _bare_syllables() -> frozenset[str]:
    """The same without their marks, as some write their names: "Thanh Ha"."""
    return frozenset(map(fold, _syllables()))


@cache
def _surnames() -> frozenset[str]:
    return frozenset((*load_gazetteer().data.surnames, *words_of("further_surnames")))


@cache
def _towns() -> frozenset[str]:
    """Names of towns that are hardly ever a person's, and of regions."""
    data = load_gazetteer().data
    return frozenset(one_tone_placement(town) for town in (*data.plain_towns, *data.regions))


@cache
def _districts() -> frozenset[str]:
    data = load_gazetteer().data
    named = chain.from_iterable((*data.towns.values(), *data.districts.values()))
    return frozenset(one_tone_placement(name) for name in named)


def _places() -> frozenset[str]:
    return frozenset(p.name for p in provinces().values())
