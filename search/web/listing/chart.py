"""The histogram of years as places on a page: bars, labels and links; drawn by a template as SVG."""

from records.base import Record
from search.engine import UNKNOWN, Histogram
from search.query import Query
from search.web import addresses
from search.web.i18n import Language

PLOT_HEIGHT = 64  # pixels of the tallest bar
TOP = 18  # pixels over it for its number
_MAX_FILLED = 60  # years between first and last that are drawn also where they are empty


class Bar(Record, frozen=True):
    """One year: x and width in percent of the chart, y and height in pixels.

    `label` is "" where it has no room at all; on a phone the numbers of `crowded` bars and the years of `sparse` ones are
    left out too.
    """

    name: str
    count: int
    count_text: str
    href: str
    chosen: bool
    unknown: bool
    x: float
    width: float
    middle: float
    y: float
    height: float
    label: str
    crowded: bool
    sparse: bool


class Chart(Record, frozen=True):
    """Bars from left to right, on a scale that starts at zero; sizes in pixels."""

    bars: tuple[Bar, ...]
    height: int
    base: int
    any_chosen: bool


def year_chart(years: Histogram, query: Query, lang: Language) -> Chart | None:
    """The chart of a histogram; None where there is nothing to compare."""
    counted = dict(years)
    unknown = counted.pop(UNKNOWN, 0)
    slots = _slots(sorted(counted))
    if len(slots) + bool(unknown) < 2:
        return None
    wanted = [(year, counted.get(year, 0)) for year in slots] + ([(UNKNOWN, unknown)] if unknown else [])
    # The unknown year stands half a slot apart and is three times as wide: its label is long.
    width = 100 / (len(slots) + (3.5 if unknown else 0))
    largest = max(count for _, count in wanted)
    bars = []
    for index, (year, count) in enumerate(wanted):
        is_unknown = year == UNKNOWN
        left, slot = (index + (0.5 if is_unknown else 0)) * width, width * (3 if is_unknown else 1)
        bars.append(_bar(year, count, largest, (left, slot), len(wanted), query, lang))
    return Chart(
        bars=tuple(bars),
        height=TOP + PLOT_HEIGHT + 22,
        base=TOP + PLOT_HEIGHT,
        any_chosen=any(bar.chosen for bar in bars),
    )


def _slots(years: list[str]) -> list[str]:
    """The years from first to last, those between filled in unless a stray year would make it too long."""
    if not years or int(years[-1]) - int(years[0]) > _MAX_FILLED:
        return years
    return [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]


def _bar(
    year: str, count: int, largest: int, place: tuple[float, float], slots: int, query: Query, lang: Language
) -> Bar:
    (left, slot), chosen = place, year in query.year
    height = max(PLOT_HEIGHT * count / largest, 1.5) if count else 0
    unknown = year == UNKNOWN
    toggled = addresses.without_value if chosen else addresses.with_value
    bar_width = slot * (0.19 if unknown else 0.56)
    return Bar(
        name=lang.text("không rõ năm") if unknown else year,
        count=count,
        count_text=lang.number(count),
        href=addresses.listing(toggled(query, "year", year)),
        chosen=chosen,
        unknown=unknown,
        x=round(left + (slot - bar_width) / 2, 3),
        width=round(bar_width, 3),
        middle=round(left + slot / 2, 3),
        y=round(TOP + PLOT_HEIGHT - height, 1),
        height=round(height, 1),
        label=lang.text("không rõ") if unknown else _label(year, slots),
        crowded=slots > 11 and not chosen and count < largest,
        sparse=slots > 12 and not unknown and int(year) % 2 == 1,
    )


def _label(year: str, slots: int) -> str:
    """The year in full, its last digits, or nothing, by the room there is on a phone."""
    if slots <= 12:
        return year
    if slots <= 22:
        return f"’{year[2:]}"
    return year if int(year) % 10 == 0 else ""
