"""The page of one province: what is told of it by year, sector, event, partner and agreement; its portals; then and today."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from records.base import Record
from records.places import MERGED_ON, Province, by_name, provinces
from search.engine import Reader
from search.protocols import Archive
from search.query import Query, Unit, make_query
from search.web import addresses, wording
from search.web.documents.officials import of_name
from search.web.documents.province_portals import PortalLine, belongs, covered_years, portals
from search.web.documents.province_years import Years, year_bars
from search.web.documents.units import address_of, kind_of, merged_from, unit_of
from search.web.i18n import Language
from search.web.listing.rows import Row, row

_EVENTS, _AGREEMENTS, _PARTNERS, _SECTORS, _PEOPLE = 6, 6, 14, 10, 10


class Count(Record, frozen=True):
    """A value with how many documents have it; the name leads to `href`, the number to `listed`; `share` is percent of
    the largest."""

    name: str
    href: str
    count: str
    listed: str
    share: float


class Other(Record, frozen=True):
    """Another unit that this one was, or now is, a part of; `total` is the number in `articles`."""

    name: str
    href: str
    articles: str
    total: int


class ProvincePage(Record, frozen=True):
    """Everything the page shows; totals as (words, address). `overlap`: some articles are about several of `former`."""

    unit: Province
    kind: str
    region: str
    region_href: str
    lists: tuple[tuple[str, str], ...]
    today: Other | None
    former: tuple[Other, ...]
    overlap: bool
    years: Years | None
    sectors: tuple[Count, ...]
    events: tuple[Row, ...]
    partners: tuple[Count, ...]
    agreements: tuple[Row, ...]
    people: tuple[Count, ...]
    portals: tuple[PortalLine, ...]


def province_page(engine: Reader, archive: Archive, unit: Province, today: date, lang: Language) -> ProvincePage:
    """The page of a unit: of a former one as it was, of one of today with all that it was made of."""
    about, events, agreements = (query_of(unit, name) for name in ("articles", "events", "agreements"))
    sources = archive.sources()
    names = {source.id: source.name for source in sources.values()}
    newest = engine.search(_newest(events, _EVENTS), facets=False)
    signed = engine.search(_newest(agreements, _AGREEMENTS), facets=False)
    own = [source for source in sources.values() if belongs(source, unit)]
    former = tuple(_other(one, engine, lang) for one in merged_from(unit)) if unit.vintage == "34" else ()
    total = engine.search(msgspec.structs.replace(about, limit=0), facets=False).total
    years = {name: dict(_one(engine, "year", q)) for name, q in (("articles", about), ("events", events))}
    return ProvincePage(
        unit=unit,
        kind=kind_of(unit, lang),
        region=lang.text(unit.region),
        region_href=addresses.listing(Query(region=(unit.region,), basis=about.basis)),
        lists=_lists(unit, (total, newest.total, signed.total), lang),
        today=_today(unit, engine, lang),
        former=former,
        overlap=sum(one.total for one in former) > total,
        years=year_bars(years["articles"], years["events"], (about, events), covered_years(engine, own, unit), lang),
        sectors=_sectors(engine, about, lang),
        events=tuple(row(hit, lang, names) for hit in newest.hits),
        partners=_partners(engine, unit, events, lang),
        agreements=tuple(row(hit, lang, names) for hit in signed.hits),
        people=_people(engine, events, lang),
        portals=portals(engine, archive, own, today, lang),
    )


def query_of(unit: Province, documents: Unit) -> Query:
    """What is about a province: a former unit by its key, as then; one of today by its name, with what it is made of."""
    basis = "today" if unit.vintage == "34" else "then"
    return make_query({"unit": documents, "province": [unit.key], "basis": basis, "role": "about"})


def _newest(query: Query, limit: int) -> Query:
    return msgspec.structs.replace(query, sort="newest", limit=limit)


def _lists(unit: Province, totals: tuple[int, int, int], lang: Language) -> tuple[tuple[str, str], ...]:
    articles, events, agreements = totals
    counted = (
        (lang.many("{n} bài", articles), "articles"),
        (lang.many("{n} sự kiện", events), "events"),
        (lang.many("{n} thỏa thuận", agreements), "agreements"),
    )
    return tuple((text, addresses.listing(query_of(unit, _unit(name)))) for text, name in counted)


def _unit(name: str) -> Unit:
    return "events" if name == "events" else "agreements" if name == "agreements" else "articles"


def _other(unit: Province, engine: Reader, lang: Language) -> Other:
    total = engine.search(msgspec.structs.replace(query_of(unit, "articles"), limit=0), facets=False).total
    return Other(name=unit.name, href=address_of(unit), articles=lang.many("{n} bài", total), total=total)


def _today(unit: Province, engine: Reader, lang: Language) -> Other | None:
    return _other(provinces()[unit.today], engine, lang) if unit.vintage == "63" else None


def _one(engine: Reader, facet: str, query: Query) -> list[tuple[str, int]]:
    """The values of one facet with their counts, largest first."""
    return [(values[0], count) for values, count in engine.count([facet], query).rows]


def _counts(found: Sequence[tuple[str, str, str, int]], lang: Language) -> tuple[Count, ...]:
    """Counts of (name, address, address of the list, number)."""
    largest = max((number for *_, number in found), default=1)
    return tuple(
        Count(name=name, href=href, count=lang.number(n), listed=listed, share=round(100 * n / largest, 1))
        for name, href, listed, n in found
    )


def _sectors(engine: Reader, about: Query, lang: Language) -> tuple[Count, ...]:
    found = [
        (
            wording.coded("sectors", code, lang.code),
            "",
            addresses.listing(addresses.with_value(about, "sector", code)),
            n,
        )
        for code, n in _one(engine, "sector", about)[:_SECTORS]
    ]
    return _counts(found, lang)


def _partners(engine: Reader, unit: Province, events: Query, lang: Language) -> tuple[Count, ...]:
    """Who took part beside the province itself in the events that are about it."""
    own = {unit.name, *(former.name for former in merged_from(unit))}
    found = []
    for name, number in _one(engine, "partner", events):
        other = unit_of(name, "34" if unit.vintage == "34" else "63")
        if name not in own:
            listed = addresses.listing(addresses.with_value(events, "partner", name))
            found.append((lang.text(name), address_of(other) if other else "", listed, number))
    return _counts(found[:_PARTNERS], lang)


def _people(engine: Reader, events: Query, lang: Language) -> tuple[Count, ...]:
    found = [
        (name, of_name(name), addresses.listing(addresses.with_value(events, "official", name)), number)
        for name, number in _one(engine, "official", events)[:_PEOPLE]
    ]
    return _counts(found, lang)


def era(unit: Province, lang: Language) -> str:
    """From when, or until when, the unit is one, in words."""
    if unit.vintage == "34":
        return lang.text("một trong 34 đơn vị từ {day}", day=lang.day(MERGED_ON))
    kept = by_name("34").get(unit.name)
    if kept and len(merged_from(kept)) == 1:
        return lang.text("một trong 63 đơn vị đến {day}; không sáp nhập", day=lang.day(MERGED_ON - timedelta(days=1)))
    return lang.text("một trong 63 đơn vị đến {day}", day=lang.day(MERGED_ON - timedelta(days=1)))
