"""A chart as one picture: the small charts in rows of three, with what they stand on and where they come from."""

from datetime import date
from textwrap import wrap

from records.base import Record
from search.web.counting.analysis import Analysis
from search.web.counting.drawing import Chart
from search.web.i18n import Language

WIDTH, MARGIN = 960, 24
_GAP, _TITLE, _LEADING = 28, 22, 17
_CHARACTERS = 125  # a line of the small print


class Placed(Record, frozen=True):
    """A chart where it stands on the sheet, in pixels."""

    chart: Chart
    x: float
    y: float
    width: float


class Standing(Record, frozen=True):
    """The sheet: its size, lines of text with their y, and the charts."""

    height: int
    lines: tuple[tuple[int, str], ...]
    charts: tuple[Placed, ...]


def standing_alone(view: Analysis, permalink: str, lang: Language, today: date) -> Standing:
    """Places title, charts and small print on one sheet."""
    charts = view.drawing.charts if view.drawing else ()
    y, across = 68, min(len(charts), 3) or 1
    lines = [(54, view.stands_on)]
    width = (WIDTH - 2 * MARGIN - (across - 1) * _GAP) / across
    placed: list[Placed] = []
    for start in range(0, len(charts), across):
        row = charts[start : start + across]
        y += _TITLE if row[0].title else 12
        placed += [
            Placed(chart=chart, x=MARGIN + number * (width + _GAP), y=y, width=width)
            for number, chart in enumerate(row)
        ]
        y += max(chart.height for chart in row) + 20
    told = [*view.notices, *view.banners, permalink, f"Kho Tin, {lang.day(today)}"]
    if not charts:
        told.insert(0, lang.text("Không có gì để vẽ với những điều kiện này."))
    for text in told:
        for line in wrap(text, _CHARACTERS):
            y += _LEADING
            lines.append((y, line))
    return Standing(height=y + MARGIN, lines=tuple(lines), charts=tuple(placed))
