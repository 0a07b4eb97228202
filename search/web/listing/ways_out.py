"""What to do where nothing was found: which filter emptied the result, and which other words would find something."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from records.base import Record
from search.engine import Reader, Results
from search.facets import lacking
from search.query import Query, Unit
from search.web import addresses, wording
from search.web.i18n import Language
from search.web.listing import filters
from transforms.text import fold, has_diacritics

_MOST_FILTERS = 12  # are tried one by one
_QUOTES = re.compile(r'["“”]')
_EXCLUDED = re.compile(r'(?:(?<=\s)|^)-(?:"[^"]*"|“[^”]*”|\S+)')
_OTHER_UNITS: tuple[Unit, ...] = ("articles", "events", "agreements")


class WayOut(Record, frozen=True):
    """What would be found if one thing were asked for less, or otherwise; `words` are the other words ("" if the same)."""

    text: str
    count: str
    href: str
    words: str = ""


def ways_out(engine: Reader, query: Query, lang: Language, sources: Mapping[str, str]) -> tuple[WayOut, ...]:
    """Everything near a query without results that has some, with how many."""
    tried = (*_less(query, lang, sources), *_other_words(query, lang), *_other_units(query, lang))
    ways = (_way(engine, text, words, wanted, lang) for text, words, wanted in tried)
    return tuple(way for way in ways if way is not None)


def is_none_together(engine: Reader, query: Query) -> bool:
    """Whether several parties have nothing together, of a query without results: not if only its words stand in the way."""
    if query.unit == "articles" or len(query.partner) < 2:
        return False
    return not query.q or not _total(engine, _with_words(query, ""))


def other_spelling(engine: Reader, query: Query, results: Results, lang: Language) -> WayOut | None:
    """The query without its slips of the finger, where it found nothing with all words and would find something so."""
    relaxed = any(notice.code == "relaxed" for notice in results.notices)
    better = engine.respelled(query.q) if relaxed or not results.total else ""
    if not better:
        return None
    mended = _with_words(query, better)
    tried = [mended, mended.without(*query.filters)] if query.filters else [mended]
    ways = (_way(engine, lang.text("Có phải bạn tìm"), better, wanted, lang, relaxed=False) for wanted in tried)
    return next((way for way in ways if way is not None), None)


def _total(engine: Reader, query: Query) -> int:
    return engine.search(msgspec.structs.replace(query, limit=0), facets=False).total


Tried = tuple[str, str, Query]


def _way(
    engine: Reader, text: str, words: str, wanted: Query, lang: Language, *, relaxed: bool = True
) -> WayOut | None:
    """One way, with what it would find; None where that is nothing, or (if not `relaxed`) nothing with all words."""
    results = engine.search(msgspec.structs.replace(wanted, limit=0), facets=False)
    if not results.total or (not relaxed and any(notice.code == "relaxed" for notice in results.notices)):
        return None
    count = wording.found_text(wanted, results.total, lang)
    return WayOut(text=text, count=count, href=addresses.listing(wanted), words=words)


def _less(query: Query, lang: Language, sources: Mapping[str, str]) -> Iterator[Tried]:
    """The query without each of its filters, without its words, without all filters."""
    chips = zip(filters.chips(query, lang, sources), filters.set_filters(query), strict=True)
    listed = list(chips)[:_MOST_FILTERS]
    for chip, (name, value) in listed:
        said = lang.text("Bỏ “{value}” ({filter})", value=chip.value, filter=chip.title.lower())
        yield said, "", addresses.without_value(query, name, value)
    if query.q.strip() and query.filters:
        yield lang.text("Bỏ các từ, giữ bộ lọc"), "", _with_words(query, "")
    if len(listed) > 1:
        yield lang.text("Bỏ mọi bộ lọc"), "", addresses.from_start(query.without(*query.filters))


def _other_words(query: Query, lang: Language) -> Iterator[Tried]:
    """The same words in other ways of writing."""
    if has_diacritics(query.q):
        bare = fold(query.q)
        yield lang.text("Tìm không phân biệt dấu:"), bare, _with_words(query, bare)
    if _QUOTES.search(query.q):
        loose = _QUOTES.sub("", query.q)
        yield lang.text("Bỏ ngoặc kép:"), loose, _with_words(query, loose)
    if _EXCLUDED.search(query.q):
        kept = " ".join(_EXCLUDED.sub("", query.q).split())
        yield lang.text("Bỏ các từ loại trừ:"), kept, _with_words(query, kept)


def elsewhere(query: Query, lang: Language) -> tuple[tuple[str, str], ...]:
    """The same words and filters among what else there is: what each is called, and its address. Nothing of a whole list,
    and no unit in which the filters can find nothing."""
    if not (query.q.strip() or query.filters):
        return ()
    named = wording.unit_names(lang)
    start = msgspec.structs.replace(addresses.from_start(query), sort=None)
    units = (unit for unit in _OTHER_UNITS if unit != query.unit and _can_be_found(unit, query))
    return tuple((named[unit].lower(), addresses.listing(msgspec.structs.replace(start, unit=unit))) for unit in units)


def _can_be_found(unit: Unit, query: Query) -> bool:
    """Whether the documents of a unit have what the filters ask for at all."""
    if lacking(msgspec.structs.replace(query, unit=unit)):
        return False
    if unit == "agreements" and query.province and query.role not in ("any", "about"):  # its provinces are its parties
        return False
    return unit == "articles" or not query.language or "vi" in query.language


def _other_units(query: Query, lang: Language) -> Iterator[Tried]:
    """The same words among what else there is."""
    named = {
        "articles": lang.text("Tìm trong tin bài"),
        "events": lang.text("Tìm trong sự kiện"),
        "agreements": lang.text("Tìm trong thỏa thuận"),
    }
    for unit in _OTHER_UNITS:
        if unit != query.unit and query.q.strip():
            yield named[unit], "", msgspec.structs.replace(addresses.from_start(query), unit=unit)


def _with_words(query: Query, words: str) -> Query:
    return msgspec.structs.replace(addresses.from_start(query), q=words)
