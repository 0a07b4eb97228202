"""Facets as lists of links, and the chosen filters as chips that can be taken off again."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from records.base import Record
from records.errors import QueryError
from records.places import by_name, provinces, regions
from search.engine import UNKNOWN, FacetValue, Results
from search.query import FILTERS, Query, Unit, make_query
from search.web import addresses, wording
from search.web.i18n import Language

SHOWN_AT_ONCE = 7
FACETS: dict[Unit, tuple[str, ...]] = {
    "articles": ("province", "region", "sector", "event_type", "year", "official", "source", "signed", "language"),
    "events": ("event_type", "province", "region", "partner", "year", "official", "signed", "source"),
    "agreements": ("partner", "province", "region", "year", "signed"),
}
# The parties of an agreement are provinces, nearly always: the second list of them only shows what is chosen in it.
_ONLY_CHOSEN = {("agreements", "province")}
# A facet with a single value that is not chosen helps nobody narrow anything.
_HIDDEN_IF_SINGLE = ("language", "source", "signed", "year")


class Choice(Record, frozen=True):
    """One value: its link adds it, or takes it off where it is chosen."""

    name: str
    count: str
    href: str
    chosen: bool


class Facet(Record, frozen=True):
    """One facet: the values that stand open, and the rest in groups of a heading ("" where there is none)."""

    name: str
    title: str
    open: tuple[Choice, ...]
    rest: tuple[tuple[str, tuple[Choice, ...]], ...]
    rest_count: int


class Chip(Record, frozen=True):
    """One filter that is set, and the address without it."""

    title: str
    value: str
    href: str
    name: str


def given_names(ignored: Iterable[tuple[str, str]], lang: Language) -> tuple[tuple[str, str], ...]:
    """What of an address was left aside, each under the name that the page has for it."""
    known = {
        "basis": lang.text("Tính theo"),
        "sort": lang.text("Xếp theo"),
        "page": lang.text("Trang"),
        "rows": lang.text("Theo"),
        "columns": lang.text("và theo"),
        "first": lang.text("Từ năm"),
        "last": lang.text("đến năm"),
    }
    narrowing = ("role", *FILTERS)
    return tuple(
        (wording.facet_title(name, lang) if name in narrowing else known.get(name, name), value)
        for name, value in ignored
    )


def facets(results: Results, query: Query, lang: Language, sources: Mapping[str, str]) -> tuple[Facet, ...]:
    """The facets of the unit, in their order; those that hold nothing are left out."""
    made = (
        _facet(name, results.facets.get(name, ()), query, lang, dict(sources))
        for name in FACETS[query.unit]
    )  # fmt: skip
    return tuple(facet for facet in made if facet is not None)


def _facet(
    name: str, values: tuple[FacetValue, ...], query: Query, lang: Language, sources: dict[str, str]
) -> Facet | None:
    if name == "signed":
        if query.unit == "agreements" and not query.signed and len(values) < 2:  # a text names all parties
            return None
        values = tuple(value for value in values if value.value == "true")
    if name == "year":  # the newest first; what has no year last
        values = tuple(sorted(values, key=lambda value: (value.value != UNKNOWN, value.value), reverse=True))
    if name == "region":  # the text may name regions that can't be asked for by name
        values = tuple(value for value in values if _can_be_asked(name, value.value))
    if (query.unit, name) in _ONLY_CHOSEN:
        values = tuple(value for value in values if value.chosen)
    chosen = [value for value in values if value.chosen]
    others = [value for value in values if not value.chosen and value.count]
    if not values or (not chosen and len(others) < 2 and name in _HIDDEN_IF_SINGLE and name != "signed"):
        return None
    room = max(SHOWN_AT_ONCE - len(chosen), 3)
    if len(others) <= room + 2:  # one or two more are no reason for a fold
        room = len(others)
    choices = {value.value: _choice(name, value, query, lang, sources) for value in values}
    rest = [value.value for value in others[room:]]
    return Facet(
        name=name,
        title=wording.facet_title(worded(name, query.unit), lang),
        open=tuple(choices[value.value] for value in [*chosen, *others[:room]]),
        rest=_grouped(name, rest, choices, query, lang),
        rest_count=len(rest),
    )


def worded(name: str, unit: Unit) -> str:
    """Under which name a facet is worded: of an agreement, "signed" is whether a text says by whom."""
    return "parties_told" if (name, unit) == ("signed", "agreements") else name


@lru_cache(256)
def _can_be_asked(name: str, value: str) -> bool:
    try:
        make_query({name: value})
    except QueryError:
        return False
    return True


def _choice(name: str, value: FacetValue, query: Query, lang: Language, sources: dict[str, str]) -> Choice:
    return Choice(
        name=wording.value_name(worded(name, query.unit), value.value, lang, sources),
        count=lang.number(value.count),
        href=_href(name, value, query),
        chosen=value.chosen,
    )


def _href(name: str, value: FacetValue, query: Query) -> str:
    """The results with the value taken off, or with it."""
    if value.chosen:
        return addresses.listing(addresses.without_value(query, name, value.value))
    if name == "signed":
        return addresses.listing(addresses.with_value(query, name, value.value))
    return addresses.narrowed(query, name, value.value)


def _grouped(
    name: str, rest: list[str], choices: Mapping[str, Choice], query: Query, lang: Language
) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """Provinces under their regions, from north to south; other facets as they come."""
    if not rest:
        return ()
    if name != "province":
        return (("", tuple(choices[value] for value in rest)),)
    units = by_name("63") | (by_name("34") if query.basis == "today" else {})
    units = {**by_name("34"), **units}
    order = dict.fromkeys((*regions("34" if query.basis == "today" else "63"), *regions("34")))
    return tuple(
        (lang.text(region), tuple(choices[value] for value in sorted(inside)))
        for region in order
        if (inside := [value for value in rest if value in units and units[value].region == region])
    )


def chips(query: Query, lang: Language, sources: Mapping[str, str]) -> tuple[Chip, ...]:
    """The filters that are set, each with the address that takes it off."""
    found = []
    for name, value in set_filters(query):
        without = addresses.without_value(query, name, value)
        said = wording.value_name(worded(name, query.unit), addresses.shown(name, value), lang, dict(sources))
        if name in ("province", "partner") and value in provinces():
            said = f"{said} ({value[:2]})"
        title = wording.facet_title(worded(name, query.unit), lang)
        found.append(Chip(title=title, value=said, href=addresses.listing(without), name=name))
    return tuple(found)


def set_filters(query: Query) -> list[tuple[str, str]]:
    """(filter, value) for each value that narrows the query."""
    given = query.filters
    pairs: list[tuple[str, str]] = []
    for name in FILTERS:
        if name in given:
            values = given[name] if isinstance(given[name], list | tuple) else [given[name]]
            pairs += [(name, "true" if value is True else str(value)) for value in values]
    return pairs
