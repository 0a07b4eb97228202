"""The page of results: what was found, by what it can be narrowed, and what to do where nothing was."""

from collections.abc import Mapping
from datetime import date

import msgspec

from records.base import Record
from search.engine import Reader, Results
from search.query import FILTERS, MAX_DEPTH, Query
from search.web import addresses, wording
from search.web.asking import Asking
from search.web.i18n import Language
from search.web.listing import filters
from search.web.listing.chart import Chart, year_chart
from search.web.listing.filters import Chip, Facet
from search.web.listing.rows import Row, row


class Switch(Record, frozen=True):
    """One of several ways to see the same; `href` is where it leads."""

    name: str
    href: str
    chosen: bool


class WayOut(Record, frozen=True):
    """What would be found if one thing were asked for less."""

    text: str
    count: str
    href: str


class Pager(Record, frozen=True):
    """Addresses of the neighbouring pages, "" where there is none; `place` says where one is ("Trang 2/9")."""

    first: str = ""
    before: str = ""
    following: str = ""
    place: str = ""


class Listing(Record, frozen=True):
    """Everything the template of a result page shows."""

    query: Query
    total: int
    found: str
    rows: tuple[Row, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    cleared: str
    chart: Chart | None
    notices: tuple[str, ...]
    ignored: tuple[tuple[str, str], ...]
    sorts: tuple[Switch, ...]
    bases: tuple[Switch, ...]
    reprints: Switch | None
    pager: Pager
    ways_out: tuple[WayOut, ...]
    hidden: tuple[tuple[str, str], ...]
    dates: tuple[tuple[str, str], ...]
    date_form: tuple[tuple[str, str], ...]


def listing(engine: Reader, asking: Asking, lang: Language, sources: Mapping[str, str], today: date) -> Listing:
    """Asks the engine, and makes of its answer what the page shows."""
    query = asking.query
    results = engine.search(query)
    # Where nothing was found there is nothing to say of how it was matched.
    told = [notice for notice in results.notices if results.total or notice.code not in ("relaxed", "half")]
    notices = [wording.notice_text(notice, lang) for notice in told]
    return Listing(
        query=query,
        total=results.total,
        found=wording.found_text(query, results.total, lang),
        rows=tuple(row(hit, lang, sources) for hit in results.hits),
        facets=filters.facets(results, query, lang, sources),
        chips=filters.chips(query, lang, sources),
        cleared=addresses.listing(addresses.from_start(query.without(*query.filters))),
        chart=year_chart(results.years, query, lang),
        notices=tuple(dict.fromkeys(filter(None, notices))),
        ignored=tuple((_filter_name(name, lang), value) for name, value in asking.ignored),
        sorts=_sorts(query, lang),
        bases=_bases(query, lang),
        reprints=_reprints(query, lang),
        pager=_pager(query, results, lang),
        ways_out=_ways_out(engine, query, lang, sources) if not results.total else (),
        hidden=tuple(addresses.pairs(query, "q", "page", "after", "unit", "limit")),
        dates=_presets(query, lang, today),
        date_form=tuple(addresses.pairs(query, "from", "to", "page", "after", "unit", "limit")),
    )


def _filter_name(name: str, lang: Language) -> str:
    known = {"basis": lang.text("Tính theo"), "sort": lang.text("Xếp theo"), "page": lang.text("Trang")}
    narrowing = ("role", *FILTERS)
    return wording.facet_title(name, lang) if name in narrowing else known.get(name, name)


def _sorts(query: Query, lang: Language) -> tuple[Switch, ...]:
    named = {"relevance": lang.text("Sát nhất"), "newest": lang.text("Mới nhất"), "oldest": lang.text("Cũ nhất")}
    if not query.q.strip():
        del named["relevance"]
    start = addresses.from_start(query)
    return tuple(
        Switch(
            name=name,
            href=addresses.listing(msgspec.structs.replace(start, sort=None if sort == "relevance" else sort)),
            chosen=query.order == sort,
        )
        for sort, name in named.items()
    )


def _bases(query: Query, lang: Language) -> tuple[Switch, ...]:
    """Then and today; filters on provinces and regions, whose names differ, are understood anew by the other basis."""
    named = {"then": lang.text("63 tỉnh, thành, tên lúc đăng"), "today": lang.text("34 tỉnh, thành hiện nay")}
    start = addresses.from_start(query)
    return tuple(
        Switch(
            name=name,
            href=addresses.listing(msgspec.structs.replace(start, basis=basis)),
            chosen=query.basis == basis,
        )
        for basis, name in named.items()
    )


def _reprints(query: Query, lang: Language) -> Switch | None:
    if query.unit != "articles":
        return None
    turned = msgspec.structs.replace(addresses.from_start(query), with_reprints=not query.with_reprints)
    name = lang.text("Gộp bài đăng lại") if query.with_reprints else lang.text("Hiện cả bài đăng lại")
    return Switch(name=name, href=addresses.listing(turned), chosen=query.with_reprints)


def _pager(query: Query, results: Results, lang: Language) -> Pager:
    start = addresses.from_start(query)
    if query.order != "relevance":
        following = msgspec.structs.replace(start, after=results.next_after or "")
        return Pager(
            first=addresses.listing(start) if query.after else "",
            following=addresses.listing(following) if results.next_after else "",
        )
    pages = -(-min(results.total, MAX_DEPTH) // query.limit)
    page = query.page
    return Pager(
        first=addresses.listing(start) if page > 2 else "",
        before=addresses.listing(msgspec.structs.replace(start, page=page - 1)) if page > 1 else "",
        following=addresses.listing(msgspec.structs.replace(start, page=page + 1)) if page < pages else "",
        place=lang.text("Trang {page}/{pages}", page=page, pages=pages) if pages > 1 else "",
    )


def _ways_out(engine: Reader, query: Query, lang: Language, sources: Mapping[str, str]) -> tuple[WayOut, ...]:
    """Which filter, or whether the words, emptied the result: what would be found without each."""
    wider = [
        (lang.text("Bỏ “{value}” ({filter})", value=chip.value, filter=chip.title.lower()), name, value)
        for chip, (name, value) in zip(filters.chips(query, lang, sources), filters.set_filters(query), strict=True)
    ][:12]
    tried = [(text, addresses.without_value(query, name, value)) for text, name, value in wider]
    if query.q.strip() and query.filters:
        tried.append((lang.text("Bỏ các từ, giữ bộ lọc"), msgspec.structs.replace(addresses.from_start(query), q="")))
    if len(wider) > 1:
        tried.append((lang.text("Bỏ mọi bộ lọc"), addresses.from_start(query.without(*query.filters))))
    counted = [
        (text, less, engine.search(msgspec.structs.replace(less, limit=0), facets=False).total) for text, less in tried
    ]
    ways = [
        WayOut(text=text, count=wording.found_text(less, total, lang), href=addresses.listing(less))
        for text, less, total in counted
        if total
    ]
    return tuple(ways)


def _presets(query: Query, lang: Language, today: date) -> tuple[tuple[str, str], ...]:
    """Common stretches of time, with their addresses."""
    start = addresses.from_start(query.without("from", "to", "year"))
    merged = date(2025, 7, 1)
    stretches = (
        (lang.text("12 tháng qua"), today.replace(year=today.year - 1, day=min(today.day, 28)), None),
        (lang.text("từ khi hợp nhất tỉnh (1/7/2025)"), merged, None),
    )
    return tuple(
        (name, addresses.listing(msgspec.structs.replace(start, from_on=first, to_on=last)))
        for name, first, last in stretches
    )
