"""The numbers of an analysis: one facet or two counted, in order, each cell with the list behind it; nothing drawn yet."""

import calendar
from collections.abc import Collection, Iterator, Sequence
from datetime import MAXYEAR, date
from functools import lru_cache

import msgspec

from records.base import Record
from records.errors import QueryError
from search.engine import UNKNOWN, Notice, Reader
from search.query import Query, make_query
from search.values import exactly, named_units
from search.web import addresses
from search.web.counting.panel import Depths, Panel, Reach, panel
from search.web.counting.question import MAX_YEARS, TIMES, YEARS_BACK, Question

MAX_ROWS, MAX_COLUMNS = 70, 16
MAX_TIMES = {"year": 40, "month": 36}
_MAX_FILLED = 60  # years between first and last that are shown also where they are empty


class Axis(Record, frozen=True):
    """The values of one facet as shown, in order; `more` were left out. Totals count each document once."""

    facet: str
    values: tuple[str, ...]
    totals: dict[str, int]
    more: int = 0


class Table(Record, frozen=True):
    """The counts of a question; `query` is what was counted, with the panel's sources. `columns` is None for one facet.

    `panel` is None where all portals count; `compared` are the sources that counted.
    """

    asked: Question
    query: Query
    rows: Axis
    columns: Axis | None
    counts: dict[tuple[str, str], int]
    total: int
    panel: Panel | None
    compared: tuple[str, ...]
    depths: Depths
    notices: tuple[Notice, ...]

    @property
    def asks_years(self) -> bool:
        """Whether the question says which years to compare."""
        counted = self.asked.counted()
        return bool(counted.year or counted.from_on or counted.to_on)

    def count(self, row: str, column: str = "") -> int:
        """One cell; of one facet, one row."""
        return self.counts.get((row, column), 0) if self.columns else self.rows.totals.get(row, 0)

    def reach(self, row: str, column: str = "") -> Reach:
        """How far the portals that counted are known for a cell's year; whole where no year is in question."""
        return self._reach(dict(zip(self.asked.facets, (row, column), strict=False)))

    def reach_of(self, facet: str, value: str) -> Reach:
        """The same of a whole row or column."""
        return self._reach({facet: value})

    def _reach(self, chosen: dict[str, str]) -> Reach:
        years = [value if value == UNKNOWN else value[:4] for name, value in chosen.items() if name in TIMES]
        sources = (chosen["source"],) if "source" in chosen else self.compared
        return self.depths.over(sources, years[0]) if years else "whole"


def table(engine: Reader, asked: Question, depths: Depths, today: date) -> Table:
    """Counts the question. Raises QueryError where it has more values than an engine counts at once."""
    chosen = _panel(asked, depths, today)
    query = asked.counted()
    if chosen is not None:
        query = msgspec.structs.replace(query, source=chosen.sources)
    both = engine.count(asked.facets, query)
    counts = {(values[0], values[1]): count for values, count in both.rows} if asked.columns else {}
    rows = _axis(asked.rows, engine, query, MAX_ROWS)
    return Table(
        asked=asked,
        query=query,
        rows=rows,
        columns=_axis(asked.columns, engine, query, MAX_COLUMNS) if asked.columns else None,
        counts=counts,
        total=both.total,
        panel=chosen,
        compared=query.source if query.source and asked.query.unit != "agreements" else depths.sources,
        depths=depths,
        notices=(*asked.notices, *both.notices),
    )


def _panel(asked: Question, depths: Depths, today: date) -> Panel | None:
    """The panel to count over; None where all portals count: asked for so, no years compared, or no portal covers them."""
    if asked.portals == "all" or not asked.by_time:
        return None
    named = [year for year in asked.counted().year if year != UNKNOWN]
    found = panel(depths, _compared(asked.counted(), named, today), asked.query.source)
    return found if found.sources else None


def _compared(query: Query, named: Collection[str], today: date) -> list[str]:
    """The finished years to compare, within the dates asked for: those named, or else all from the first date to the last,
    the latest few where only one is given. This year is read in whole by no portal."""
    last = min(query.to_on.year if query.to_on else MAXYEAR, today.year - 1)
    first = query.from_on.year if query.from_on else last - YEARS_BACK + 1
    if named:
        return sorted(year for year in named if (not query.from_on or int(year) >= first) and int(year) <= last)
    return [str(year) for year in range(max(first, last - MAX_YEARS + 1), last + 1)]


def _axis(facet: str, engine: Reader, query: Query, most: int) -> Axis:
    totals = {values[0]: count for values, count in engine.count([facet], query).rows}
    filtered = getattr(query, facet, ()) if facet != "partner" else ()
    if filtered:
        shown = {addresses.shown(facet, name) for value in filtered for name in named_units(value, query.basis)}
        totals = {value: count for value, count in totals.items() if value in shown}
    if facet in TIMES:
        values = _in_time(facet, totals)
        kept = values[-MAX_TIMES[facet] :]
    else:
        values = tuple(totals)
        kept = values[:most]
    return Axis(facet=facet, values=kept, totals=totals, more=len(values) - len(kept))


def _in_time(facet: str, totals: dict[str, int]) -> tuple[str, ...]:
    """Years or months in order, those between filled in unless a stray one would make it too long; the unknown last."""
    known = sorted(value for value in totals if value != UNKNOWN)
    if known and int(known[-1][:4]) - int(known[0][:4]) <= _MAX_FILLED:
        known = list(_years(known) if facet == "year" else _months(known))
    return (*known, *([UNKNOWN] if UNKNOWN in totals else []))


def _years(known: Sequence[str]) -> Iterator[str]:
    yield from map(str, range(int(known[0]), int(known[-1]) + 1))


def _months(known: Sequence[str]) -> Iterator[str]:
    for year in range(int(known[0][:4]), int(known[-1][:4]) + 1):
        yield from (month for n in range(1, 13) if known[0] <= (month := f"{year}-{n:02}") <= known[-1])


def evidence(told: Table, row: str, column: str = "") -> str:
    """The list of what a cell counts; "" where no list holds exactly that."""
    query: Query | None = told.query
    for facet, value in zip(told.asked.facets, (row, column), strict=False):
        query = _narrowed(query, facet, value) if query else None
    return addresses.listing(query) if query else ""


def _narrowed(query: Query, facet: str, value: str) -> Query | None:
    """The query for one value of a facet; None where the value can't be asked for, or others would be found too."""
    if facet == "month":
        return _month(query, value)
    if not _can_be_asked(facet, value):
        return None
    if facet == "partner":
        return addresses.with_value(query, facet, value)
    # Only values that the filter of the facet names are shown, so that one of them stands for all.
    named = tuple(given for given in getattr(query, facet) if addresses.shown(facet, given) == value) or (value,)
    return msgspec.structs.replace(query, **{facet: tuple(exactly(facet, one, query.basis) for one in named)})


def _month(query: Query, value: str) -> Query | None:
    """Articles of a month; events may last beyond theirs, and what is dated to a year only has none."""
    if query.unit != "articles" or query.from_on or query.to_on:
        return None
    if value == UNKNOWN:
        return msgspec.structs.replace(query, year=(UNKNOWN,))
    year, month = int(value[:4]), int(value[5:])
    last = date(year, month, calendar.monthrange(year, month)[1])
    return msgspec.structs.replace(query, year=(), from_on=date(year, month, 1), to_on=last)


@lru_cache(maxsize=10_000)
def _can_be_asked(facet: str, value: str) -> bool:
    try:
        make_query({facet: value})
    except QueryError:
        return False
    return True


def lines(told: Table) -> Iterator[tuple[str | int, ...]]:
    """The whole table a line a cell, also what a page has no room for: values, count, and how far it is covered."""
    if told.columns is None:
        for row, count in told.rows.totals.items():
            yield row, count, told.reach(row)
        return
    for (row, column), count in told.counts.items():
        if row in told.rows.totals and column in told.columns.totals:
            yield row, column, count, told.reach(row, column)
