"""A saved search: its one canonical form, and what it says in words."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode

import msgspec

from search.query import Query, Unit
from search.web import addresses
from search.web.asking import Given, forgiving
from search.web.i18n import Language
from search.web.listing import filters

LONGEST = 4000  # characters of a saved search
_SHORT = 70  # characters of a search's words in a subject
_FEW = 8  # filters that a letter nobody may have asked for shows
_SIGNS = re.compile(r"[^\w\s()'\"-]")  # dots, slashes, colons, at signs


class Words(msgspec.Struct, frozen=True):
    """What is searched (articles, events, agreements), the words as typed ("" without), and (filter, value) for the rest."""

    unit: str
    q: str
    filters: tuple[tuple[str, str], ...]


def query_of(given: Iterable[Given]) -> Query:
    """The search an address speaks of, less order and page; what is not understood is left out."""
    given = list(given)
    units = [value for name, value in given if name == "unit"]
    unit: Unit = "events" if "events" in units else "agreements" if "agreements" in units else "articles"
    return msgspec.structs.replace(addresses.from_start(forgiving(given, unit).query), sort=None)


def saved(query: Query) -> str:
    """The canonical query string: what is saved, and what an address of a new alert holds."""
    return urlencode(addresses.pairs(query, "sort", "limit", "page", "after"))


def read_saved(search: str) -> Query:
    """The query of a saved search."""
    return query_of(parse_qsl(search))


def in_words(query: Query, lang: Language, sources: Mapping[str, str]) -> Words:
    """The search as a reader would say it."""
    units = {"articles": lang.text("Bài"), "events": lang.text("Sự kiện"), "agreements": lang.text("Thỏa thuận")}
    said = [(chip.title, chip.value) for chip in filters.chips(query, lang, sources)]
    if query.province and query.basis == "today":
        said.append((lang.text("Tính theo"), lang.text("34 tỉnh, thành hiện nay")))
    return Words(unit=units[query.unit], q=query.q.strip(), filters=tuple(said))


def harmless(words: Words) -> Words:
    """The same, short and without what a mail program could make a link of: for readers who may not have asked."""

    def plain(text: str) -> str:
        return " ".join(_SIGNS.sub(" ", text).split())[:_SHORT]

    kept = tuple((title, plain(value)) for title, value in words.filters[:_FEW])
    return Words(unit=words.unit, q=plain(words.q), filters=kept)


def short(query: Query, lang: Language, sources: Mapping[str, str]) -> str:
    """The same in a few words, for a subject."""
    words = in_words(query, lang, sources)
    said = ", ".join(filter(None, (f"“{words.q}”" if words.q else "", *(value for _, value in words.filters))))
    said = said or lang.text("toàn bộ kho")
    return said if len(said) <= _SHORT else f"{said[: _SHORT - 1].rstrip()}…"
