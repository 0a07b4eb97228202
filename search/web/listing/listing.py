"""The page of results: what was found, by what it can be narrowed, and what to do where nothing was."""

from collections.abc import Mapping
from datetime import date, timedelta

import msgspec

from records.base import Record
from search.engine import Reader
from search.query import Query
from search.web import addresses, wording
from search.web.asking import Asking
from search.web.i18n import Language
from search.web.listing import filters
from search.web.listing.chart import Chart, month_chart, year_chart
from search.web.listing.filters import Chip, Facet
from search.web.listing.paging import Beyond, Pager, beyond, is_too_deep, pager
from search.web.listing.rows import Row, row
from search.web.listing.understood import SHOWN_AS, Told, told
from search.web.listing.ways_out import WayOut, elsewhere, is_none_together, other_spelling, ways_out


class Switch(Record, frozen=True):
    """One of several ways to see the same; `href` is where it leads."""

    name: str
    href: str
    chosen: bool


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
    months: Chart | None
    notices: tuple[str, ...]
    ignored: tuple[tuple[str, str], ...]
    sorts: tuple[Switch, ...]
    bases: tuple[Switch, ...]
    reprints: Switch | None
    pager: Pager
    beyond: Beyond | None
    spelling: WayOut | None
    ways_out: tuple[WayOut, ...]
    none_together: bool
    hidden: tuple[tuple[str, str], ...]
    dates: tuple[Switch, ...]
    date_form: tuple[tuple[str, str], ...]
    told: Told
    wordless: bool
    typed: str
    elsewhere: tuple[tuple[str, str], ...]


def listing(
    engine: Reader, asking: Asking, lang: Language, sources: Mapping[str, str], today: date, *, asked: str = "",
    exact: bool = False,
) -> Listing:  # fmt: skip
    """Asks the engine, and makes of its answer what the page shows.

    `asked` is the question that the query answers ("" for none); `exact`: its words are not to be read as one.
    """
    query = asking.query
    hidden = addresses.pairs(query, "q", "page", "after", "unit", "limit")
    said = told(engine, query, asked or query.q, taken=bool(asked), exact=exact, lang=lang, today=today)
    results = engine.search(msgspec.structs.replace(query, limit=0, page=1) if is_too_deep(query) else query)
    return Listing(
        query=query,
        total=results.total,
        found=wording.found_text(query, results.total, lang),
        rows=tuple(row(hit, lang, sources, query) for hit in results.hits),
        facets=filters.facets(results, query, lang, sources),
        chips=filters.chips(query, lang, sources),
        cleared=addresses.listing(addresses.from_start(query.without(*query.filters))),
        chart=year_chart(results.years, query, lang),
        months=month_chart(results.months, query, lang),
        notices=wording.notice_texts((*asking.notices, *results.notices), lang, query.q, found=results.total > 0),
        ignored=filters.given_names(asking.ignored, lang),
        sorts=_sorts(query, lang, said.asked),
        bases=_bases(query, lang),
        reprints=_reprints(query, lang),
        pager=pager(engine, query, results, lang, said.asked),
        beyond=beyond(query, results, lang),
        spelling=other_spelling(engine, query, results, lang),
        ways_out=ways_out(engine, query, lang, sources) if not results.total else (),
        none_together=not results.total and is_none_together(engine, query),
        # A question that is asked anew brings its own filters.
        hidden=tuple(pair for pair in hidden if not said.asked or pair[0] in SHOWN_AS),
        dates=_presets(query, lang, today),
        date_form=tuple(addresses.pairs(query, "from", "to", "page", "after", "unit", "limit")),
        told=said,
        wordless=wording.is_wordless(query.q),
        typed=said.asked or query.q,
        # Other offers, and an empty result, lead there with numbers.
        elsewhere=elsewhere(query, lang) if results.total and not (said.asked or said.others) else (),
    )


def _sorts(query: Query, lang: Language, asked: str) -> tuple[Switch, ...]:
    named = {"relevance": lang.text("Sát nhất"), "newest": lang.text("Mới nhất"), "oldest": lang.text("Cũ nhất")}
    if not query.q.strip():
        del named["relevance"]
    start = addresses.from_start(query)
    return tuple(
        Switch(
            name=name,
            href=addresses.results(msgspec.structs.replace(start, sort=None if sort == "relevance" else sort), asked),
            chosen=query.order == sort,
        )
        for sort, name in named.items()
    )


def _bases(query: Query, lang: Language) -> tuple[Switch, ...]:
    """Then and today; filters on provinces and regions, whose names differ, are understood anew by the other basis."""
    start = addresses.from_start(query)
    return tuple(
        Switch(
            name=name,
            href=addresses.listing(msgspec.structs.replace(start, basis=basis)),
            chosen=query.basis == basis,
        )
        for basis, name in wording.basis_names(lang).items()
    )


def _reprints(query: Query, lang: Language) -> Switch | None:
    if query.unit != "articles":
        return None
    turned = msgspec.structs.replace(addresses.from_start(query), with_reprints=not query.with_reprints)
    name = lang.text("Gộp bài đăng lại") if query.with_reprints else lang.text("Hiện cả bài đăng lại")
    return Switch(name=name, href=addresses.listing(turned), chosen=query.with_reprints)


def _presets(query: Query, lang: Language, today: date) -> tuple[Switch, ...]:
    """Common stretches of time, with their addresses."""
    start = addresses.from_start(query.without("from", "to", "year"))
    merged = date(2025, 7, 1)
    stretches = (
        (lang.text("30 ngày qua"), today - timedelta(days=30), None),
        (lang.text("12 tháng qua"), today.replace(year=today.year - 1, day=min(today.day, 28)), None),
        (lang.text("năm {year}", year=str(today.year)), date(today.year, 1, 1), date(today.year, 12, 31)),
        (lang.text("năm {year}", year=str(today.year - 1)), date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        (lang.text("từ khi hợp nhất tỉnh (1/7/2025)"), merged, None),
        (lang.text("trước khi hợp nhất tỉnh"), None, merged - timedelta(days=1)),
    )
    return tuple(
        Switch(
            name=name,
            href=addresses.listing(msgspec.structs.replace(start, from_on=first, to_on=last)),
            chosen=(query.from_on, query.to_on) == (first, last),
        )
        for name, first, last in stretches
    )
