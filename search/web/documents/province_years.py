"""A province's articles and events by year as pairs of bars; drawn by a template as SVG, with the numbers in a table."""

from collections.abc import Collection, Mapping

from records.base import Record
from search.engine import UNKNOWN
from search.query import Query
from search.web import addresses
from search.web.i18n import Language

PLOT_HEIGHT = 96  # pixels of the tallest bar of each row
GAP = 26  # pixels between the two rows, for the numbers of the lower one
TOP = 18
_MAX_YEARS = 40


class Bar(Record, frozen=True):
    """One number: y and height in pixels; `href` leads to what it counts ("" for nothing)."""

    count: int
    text: str
    y: float
    height: float
    href: str


class Year(Record, frozen=True):
    """One year: x, width and middle in percent; `covered` says that the province's own portals are kept from it.
    `label` is "" and `narrow` set where a phone has no room."""

    name: str
    label: str
    narrow: bool
    unknown: bool
    covered: bool
    x: float
    width: float
    middle: float
    left: float
    slot: float
    articles: Bar
    events: Bar


class Years(Record, frozen=True):
    """The chart: two rows on one axis of years, each on its own scale from zero; lines in pixels."""

    years: tuple[Year, ...]
    upper: int
    lower: int
    height: int
    gaps: bool


def year_bars(
    articles: Mapping[str, int],
    events: Mapping[str, int],
    queries: tuple[Query, Query],
    covered: Collection[str],
    lang: Language,
) -> Years | None:
    """The chart of two counts by year; None where there is nothing to show."""
    names = _names({*articles, *events, *covered})
    if not names or not (articles or events):
        return None
    upper, lower = TOP + PLOT_HEIGHT, TOP + 2 * PLOT_HEIGHT + GAP
    slot = 100 / len(names)
    made = []
    for index, name in enumerate(names):
        bars = (
            _bar(articles.get(name, 0), max(articles.values(), default=1), upper, _to(queries[0], name), lang),
            _bar(events.get(name, 0), max(events.values(), default=1), lower, _to(queries[1], name), lang),
        )
        made.append(_year(name, index, slot, covered, bars, lang))
    gaps = any(not year.covered for year in made)
    return Years(years=tuple(made), upper=upper, lower=lower, height=lower + 24, gaps=gaps)


def _names(found: Collection[str]) -> list[str]:
    """All years from the first to the last, then the unknown; a stray year doesn't stretch the axis."""
    known = sorted(year for year in found if year != UNKNOWN)
    if known and int(known[-1]) - int(known[0]) < _MAX_YEARS:
        known = [str(year) for year in range(int(known[0]), int(known[-1]) + 1)]
    return [*known, *([UNKNOWN] if UNKNOWN in found else [])]


def _to(query: Query, year: str) -> str:
    return addresses.listing(addresses.with_value(query, "year", year))


def _bar(count: int, largest: int, base: int, href: str, lang: Language) -> Bar:
    height = max(round((PLOT_HEIGHT - TOP) * count / max(largest, 1), 1), 1.5) if count else 0
    return Bar(count=count, text=lang.number(count), y=base - height, height=height, href=href if count else "")


def _year(name: str, index: int, slot: float, covered: Collection[str], bars: tuple[Bar, Bar], lang: Language) -> Year:
    unknown = name == UNKNOWN
    return Year(
        name=lang.text("không rõ năm") if unknown else name,
        label=lang.text("không rõ") if unknown else name,
        narrow=not unknown and index % 2 == 1 and slot < 100 / 8,
        unknown=unknown,
        covered=unknown or name in covered,
        x=round((index + 0.2) * slot, 3),
        width=round(0.6 * slot, 3),
        middle=round((index + 0.5) * slot, 3),
        left=round(index * slot, 3),
        slot=round(slot, 3),
        articles=bars[0],
        events=bars[1],
    )
