"""What an analysis asks: a unit, one facet or two, a stretch of years, which portals; from an address and back."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from records.base import Record
from search.engine import UNKNOWN, Notice
from search.query import Query, Unit
from search.web import addresses
from search.web.asking import Given, on_page
from search.web.counting.common import joined

PATH, CSV_PATH, SVG_PATH = "/analysis", "/analysis.csv", "/analysis.svg"
FACETS: dict[Unit, tuple[str, ...]] = {
    "articles": (
        "province", "region", "sector", "year", "month", "source", "event_type", "official", "partner", "language",
    ),
    "events": ("province", "region", "year", "month", "event_type", "partner", "official", "source"),
    "agreements": ("province", "region", "year", "month", "partner"),
}  # fmt: skip
TIMES = ("year", "month")
MAX_YEARS = 30  # from first to last
YEARS_BACK = 5  # compared where nobody says which
NONE = "none"  # no second facet
Portals = Literal["constant", "all"]


class Question(Record, frozen=True):
    """An analysis as asked. `columns` is "" where one facet is counted; `first` and `last` bound the years (those of no
    known year are counted too), `swapped` where they were given the other way round; `ignored` is what of the address could
    not be understood, `notices` what else is told of it."""

    query: Query
    rows: str = "province"
    columns: str = "year"
    portals: Portals = "constant"
    first: int | None = None
    last: int | None = None
    swapped: bool = False
    ignored: tuple[Given, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def facets(self) -> tuple[str, ...]:
        """The one or two that are counted by."""
        return (self.rows, self.columns) if self.columns else (self.rows,)

    @property
    def by_time(self) -> bool:
        """Whether years stand side by side."""
        return any(facet in TIMES for facet in self.facets)

    def counted(self) -> Query:
        """The query with the stretch of years as its filter."""
        if self.first is None or self.last is None:
            return self.query
        years = (*map(str, range(self.first, self.last + 1)), UNKNOWN)
        return msgspec.structs.replace(self.query, year=years)


def question(given: Iterable[Given], today: date) -> Question:
    """The question of an address; what can't be understood is left aside and named."""
    listed = [(name, value.strip()) for name, value in given]
    last_of = dict(listed)
    unit: Unit = {"events": "events", "agreements": "agreements"}.get(last_of.get("unit", ""), "articles")  # type: ignore[assignment]
    asking = on_page([pair for pair in listed if pair[0] not in ("sort", "page", "after")], unit)
    query = asking.query if last_of.get("role") else msgspec.structs.replace(asking.query, role="about")
    ignored = list(asking.ignored)
    last_of = _by(last_of, unit, ignored) | last_of
    rows = _facet("rows", last_of, unit, "province", ignored)
    columns = _facet("columns", last_of, unit, "year" if rows != "year" else NONE, ignored)
    first, last, swapped = _stretch(last_of, today, ignored)
    return Question(
        query=query,
        rows=rows,
        columns="" if columns in (NONE, rows) else columns,
        portals="all" if last_of.get("portals") == "all" or unit == "agreements" else "constant",
        first=first,
        last=last,
        swapped=swapped,
        ignored=tuple(ignored),
        notices=asking.notices,
    )


def _by(given: dict[str, str], unit: Unit, ignored: list[Given]) -> dict[str, str]:
    """Rows and columns by the name that the API and the command line have for them: "province,year"."""
    names = [name.strip() for name in given.get("by", "").split(",") if name.strip()]
    if not names:
        return {}
    if len(names) > 2 or any(name not in FACETS[unit] for name in names):
        ignored.append(("by", given["by"][:60]))
        return {}
    return dict(zip(("rows", "columns"), (*names, NONE), strict=False))


def _facet(name: str, given: dict[str, str], unit: Unit, default: str, ignored: list[Given]) -> str:
    asked = given.get(name, "")
    if asked in FACETS[unit] or (asked == NONE and name == "columns"):
        return asked
    if asked:
        ignored.append((name, asked[:60]))
    return default


def _stretch(given: dict[str, str], today: date, ignored: list[Given]) -> tuple[int | None, int | None, bool]:
    """First and last year, and whether they were given the other way round; one of them alone goes to this year, or
    MAX_YEARS back."""
    years: dict[str, int] = {}
    for name in ("first", "last"):
        text = given.get(name, "")
        if text.isascii() and text.isdigit() and 1945 <= int(text[:5]) <= today.year + 1:
            years[name] = int(text)
        elif text:
            ignored.append((name, text[:60]))
    if not years:
        return None, None, False
    swapped = len(years) == 2 and years["first"] > years["last"]
    if swapped:
        years = {"first": years["last"], "last": years["first"]}
    last = max(years.get("last", today.year), years.get("first", 0))
    first = min(years.get("first", last - MAX_YEARS + 1), last)
    if last - first >= MAX_YEARS:
        ignored.append(("first", str(first)))
        first = last - MAX_YEARS + 1
    return first, last, swapped


def address(asked: Question, path: str = PATH) -> str:
    """The page of a question: its permalink."""
    own = [("unit", asked.query.unit), ("rows", asked.rows), ("columns", asked.columns or NONE)]
    own += [("role", asked.query.role)]
    own += [("portals", "all")] if asked.portals == "all" else []
    own += [(name, str(year)) for name, year in (("first", asked.first), ("last", asked.last)) if year is not None]
    return joined(path, [*own, *narrowing(asked.query)])


def narrowing(query: Query) -> addresses.Pairs:
    """What a form carries along unseen: words, basis and filters."""
    return addresses.pairs(query, "unit", "role", "limit", "page", "after", "sort")
