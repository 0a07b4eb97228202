"""An analysis as bars: columns along time, or lines of bars; several facets as small charts on one scale; pure.

Places are percent of a small chart's width and pixels of its height, so that it may be as wide as there is room.
"""

from collections.abc import Callable, Sequence

from records.base import Record
from search.engine import UNKNOWN
from search.web.counting.panel import Reach
from search.web.counting.question import TIMES
from search.web.counting.table import Table
from search.web.i18n import Language

PANELS_IN_TIME, PANELS = 12, 6  # small charts
LINES_ALONE, LINES = 25, 10  # bars of a chart that stands alone, and of each of several
PLOT = 96  # pixels of the tallest column
_TOP, _FOOT = 16, 20  # pixels over it for its number, and under it for its year
_LINE = 36  # pixels of a bar with its name above
_NARROW, _WIDE = 250, 330  # pixels that a chart has at least: one of several, and alone
_DIGIT = 6.6  # pixels
_UNKNOWN_SHARE = 19.0  # percent of the width that the unknown year takes: its label is long


class Bar(Record, frozen=True):
    """A bar: its place, its name, its number and label as text ("" where they have no room; the table has them).

    `kind` says what it stands for: "whole"; "part" or "none" where not all portals, or none, are known for its year;
    "open" for what has no year. `at` is where its texts stand: percent from the left for a column, pixels from the top for a line.
    """

    name: str
    label: str
    number: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    at: float


class Chart(Record, frozen=True):
    """One small chart; `base` is the y of zero for columns, 0 for lines of bars."""

    title: str
    bars: tuple[Bar, ...]
    height: int
    base: int


class Drawing(Record, frozen=True):
    """All small charts of an analysis, on one scale; `left_out` says what had no room (it is in the table)."""

    charts: tuple[Chart, ...]
    left_out: int
    kinds: frozenset[str]


class Point(Record, frozen=True):
    """One bar's number before it has a place; `label` is what stands under a column."""

    value: str
    name: str
    count: int
    reach: Reach
    label: str = ""


Names = Callable[[str, str], str]
_Panels = list[tuple[str, list[Point]]]


def drawing(told: Table, names: Names, lang: Language) -> Drawing:
    """Chooses the form: columns along time where there is a time, else lines of bars."""
    panels, left_out = _panels(told, names, lang)
    largest = max((point.count for _, points in panels for point in points), default=0)
    along_time = any(facet in TIMES for facet in told.asked.facets)
    charts = tuple(
        _columns(title, points, largest, _NARROW if title else _WIDE, lang)
        if along_time
        else _lines(title, points, largest, lang)
        for title, points in panels
    )
    return Drawing(charts=charts, left_out=left_out, kinds=frozenset(bar.kind for c in charts for bar in c.bars))


def _panels(told: Table, names: Names, lang: Language) -> tuple[_Panels, int]:
    """The small charts as titles and points, and how many values had no room."""
    rows, columns = told.rows, told.columns
    if columns is None:
        most = len(rows.values) if rows.facet in TIMES else LINES_ALONE
        points = [_point(told, names, rows.facet, row, (row, "")) for row in rows.values[:most]]
        return [("", points)], len(rows.totals) - most
    if rows.facet in TIMES and columns.facet not in TIMES:
        shown = columns.values[:PANELS_IN_TIME]
        inside = [(names(columns.facet, c), [(rows.facet, r, (r, c)) for r in rows.values]) for c in shown]
        left_out = len(columns.totals) - len(shown)
    elif columns.facet in TIMES:
        shown = rows.values[:PANELS_IN_TIME]
        inside = [(names(rows.facet, r), [(columns.facet, c, (r, c)) for c in columns.values]) for r in shown]
        left_out = len(rows.totals) - len(shown)
    else:
        shown = columns.values[:PANELS]
        inside = [(names(columns.facet, c), [(rows.facet, r, (r, c)) for r in rows.values[:LINES]]) for c in shown]
        left_out = max(len(columns.totals) - len(shown), len(rows.totals) - LINES)
    return [(title, [_point(told, names, *point) for point in points]) for title, points in inside], max(left_out, 0)


def _point(told: Table, names: Names, facet: str, value: str, cell: tuple[str, str]) -> Point:
    return Point(
        value=value,
        name=names(facet, value),
        count=told.count(*cell),
        reach=told.reach(*cell),
        label=_short(facet, value),
    )


def _short(facet: str, value: str) -> str:
    """What stands under a column: a year's last digits; a month only where a year begins."""
    if facet == "year":
        return f"’{value[2:]}"
    return value[:4] if value.endswith("-01") else ""


def _columns(title: str, points: Sequence[Point], largest: int, pixels: int, lang: Language) -> Chart:
    """Columns along time; the unknown year stands apart at the end."""
    known = [point for point in points if point.value != UNKNOWN]
    unknown = [point for point in points if point.value == UNKNOWN]
    slot = (100 - (_UNKNOWN_SHARE if unknown else 0)) / max(len(known), 1)
    slot = min(slot, 20.0)
    room = slot * pixels / 100
    told = _numbered(known, room, lang)
    every = max(1, -(-int(_DIGIT * 4) // int(room + 1)))  # labels that would touch are left out
    bars = [
        _column(point, (number * slot, slot), largest, told, number % every == 0, lang)
        for number, point in enumerate(known)
    ]
    bars += [
        _column(point, (max(len(known) * slot, 0), _UNKNOWN_SHARE), largest, {point.value}, True, lang)
        for point in unknown
    ]
    return Chart(title=title, bars=tuple(bars), height=_TOP + PLOT + _FOOT, base=_TOP + PLOT)


def _numbered(points: Sequence[Point], room: float, lang: Language) -> set[str]:
    """Which columns have room for their number: all, or the tallest and the last where those don't touch."""
    widest = max((len(lang.number(point.count)) for point in points), default=0) * _DIGIT + 2
    if widest <= room:
        return {point.value for point in points}
    best = max(range(len(points)), key=lambda n: points[n].count)
    last = len(points) - 1
    return {points[best].value} | ({points[last].value} if (last - best) * room > widest else set())


def _column(
    point: Point, place: tuple[float, float], largest: int, numbered: set[str], labelled: bool, lang: Language
) -> Bar:
    (left, slot), open_year = place, point.value == UNKNOWN
    width = min(slot * 0.72, 9.0)
    missing = point.reach == "none" or (point.reach != "whole" and not point.count)
    tall = max(PLOT * point.count / largest, 1.5) if point.count and largest else 0
    blank = missing and not point.count
    height = PLOT if blank else tall
    width = slot if blank else width  # a ground, not a bar
    return Bar(
        name=point.name,
        label=lang.text("không rõ") if open_year else point.label if labelled or len(point.label) == 4 else "",
        number=lang.number(point.count) if point.value in numbered and (point.count or not missing) else "",
        kind="open"
        if open_year
        else "none"
        if missing and not point.count
        else "part"
        if point.reach != "whole"
        else "whole",
        x=round(left + (slot - width) / 2, 2),
        y=round(_TOP + PLOT - height, 1),
        width=round(width, 2),
        height=round(height, 1),
        at=round(left + slot / 2, 2),
    )


def _lines(title: str, points: Sequence[Point], largest: int, lang: Language) -> Chart:
    """A bar a line, its name over it and its number at the end of the line."""
    bars = tuple(
        Bar(
            name=point.name,
            label=point.name,
            number=lang.number(point.count),
            kind="whole",
            x=0.0,
            y=number * _LINE + 22.0,
            width=round(100 * point.count / largest, 2) if largest else 0.0,
            height=8.0,
            at=number * _LINE + 15.0,
        )
        for number, point in enumerate(points)
    )
    return Chart(title=title, bars=bars, height=len(bars) * _LINE, base=0)
