"""The histograms of years and months as places on a page: bars, labels and links; drawn by a template as SVG."""

from calendar import monthrange
from datetime import date
from functools import lru_cache

import msgspec

from records.base import Record
from search.engine import UNKNOWN, Histogram
from search.query import Query
from search.web import addresses
from search.web.i18n import Language

PLOT_HEIGHT = 64  # pixels of the tallest bar
TOP = 18  # pixels over it for its number
MOST_MONTHS = 36  # in a chart of months
_MAX_FILLED = 60  # years between first and last that are drawn also where they are empty


class Slot(Record, frozen=True):
    """What one bar stands for. `first` and `last` are its days as ISO text, "" for the unknown; `label` is "" where it has
    no room at all; on a phone the labels of `sparse` ones are left out too."""

    name: str
    count: int
    href: str
    chosen: bool
    label: str
    unknown: bool = False
    sparse: bool = False
    first: str = ""
    last: str = ""


class Bar(Slot, frozen=True, kw_only=True):
    """A slot in its place: x and width in percent of the chart, y and height in pixels. On a phone the numbers of
    `crowded` bars are left out."""

    count_text: str
    x: float
    width: float
    middle: float
    y: float
    height: float
    crowded: bool


class Chart(Record, frozen=True):
    """Bars from left to right, on a scale that starts at zero; sizes in pixels. `stretch` is the address that a chosen
    stretch of days is added to."""

    bars: tuple[Bar, ...]
    height: int
    base: int
    any_chosen: bool
    stretch: str


def year_chart(years: Histogram, query: Query, lang: Language) -> Chart | None:
    """The chart of years; None where there is nothing to compare."""
    counted = dict(years)
    unknown = counted.pop(UNKNOWN, 0)
    shown = _filled(sorted(counted))
    if len(shown) + bool(unknown) < 2:
        return None
    number = len(shown) + bool(unknown)
    slots = [_year(year, counted.get(year, 0), number, query) for year in shown]
    if unknown:
        slots.append(_unknown_year(unknown, query, lang))
    return _drawn(slots, query, lang)


def month_chart(months: Histogram, query: Query, lang: Language) -> Chart | None:
    """The chart of the months chosen (by year, by days, or all where they are few); None beyond three years."""
    counted = dict(months)
    counted.pop(UNKNOWN, None)
    shown = _months_chosen(sorted(counted), query)
    if not 1 < len(shown) <= MOST_MONTHS or sum(1 for month in shown if counted.get(month)) < 2:
        return None
    return _drawn([_month(month, counted.get(month, 0), len(shown), query, lang) for month in shown], query, lang)


def _filled(years: list[str]) -> list[str]:
    """The years from first to last, those between filled in unless a stray year would make it too long."""
    if not years or int(years[-1]) - int(years[0]) > _MAX_FILLED:
        return years
    return [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]


def _months_chosen(known: list[str], query: Query) -> list[str]:
    """All months of what is chosen, without gaps; none where there are too many to draw."""
    if not known:
        return []
    first, last = known[0], known[-1]
    if query.from_on or query.to_on:
        # One month alone is shown among its year's.
        first = str(query.from_on or first)[:7]
        last = str(query.to_on or last)[:7]
        first, last = (f"{first[:4]}-01", f"{first[:4]}-12") if first == last else (first, last)
    elif query.year and UNKNOWN not in query.year:
        first, last = f"{min(query.year)}-01", f"{max(query.year)}-12"
    low, high = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    if high - low >= MOST_MONTHS:
        return []
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(low, high + 1)]


def _year(year: str, count: int, slots: int, query: Query) -> Slot:
    chosen = year in query.year
    return Slot(
        name=year,
        count=count,
        href=_toggled(query, year, chosen=chosen),
        chosen=chosen or _overlaps(f"{year}-01-01", f"{year}-12-31", query),
        label=_year_label(year, slots),
        sparse=slots > 12 and int(year) % 2 == 1,
        first=f"{year}-01-01",
        last=f"{year}-12-31",
    )


def _unknown_year(count: int, query: Query, lang: Language) -> Slot:
    chosen = UNKNOWN in query.year
    return Slot(
        name=lang.text("không rõ năm"),
        count=count,
        href=_toggled(query, UNKNOWN, chosen=chosen),
        chosen=chosen,
        label=lang.text("không rõ"),
        unknown=True,
    )


def _toggled(query: Query, year: str, *, chosen: bool) -> str:
    """The results with a year, or without it, whatever days were chosen before."""
    query = _without(query, "from", "to")
    if chosen:
        return addresses.listing(addresses.without_value(query, "year", year))
    return addresses.narrowed(query, "year", year)


_without = lru_cache(64)(Query.without)  # one query a page


def _month(month: str, count: int, slots: int, query: Query, lang: Language) -> Slot:
    number = int(month[5:])
    first, last = f"{month}-01", f"{month}-{monthrange(int(month[:4]), number)[1]}"
    alone = (str(query.from_on), str(query.to_on)) == (first, last)
    wanted = query.without("year", "from", "to")
    if not alone:
        wanted = msgspec.structs.replace(wanted, from_on=date.fromisoformat(first), to_on=date.fromisoformat(last))
    label = lang.month_short(number) if slots <= 14 else (month[:4] if number == 1 else "")
    return Slot(
        name=lang.day(month),
        count=count,
        href=addresses.listing(addresses.from_start(wanted)),
        chosen=_overlaps(first, last, query),
        label=label,
        sparse=slots <= 14 and number % 3 != 1,
        first=first,
        last=last,
    )


def _overlaps(first: str, last: str, query: Query) -> bool:
    """Whether the days chosen hold some of these: of half a year the year is marked too, as the results are from it."""
    if not query.from_on and not query.to_on:
        return False
    return (not query.from_on or str(query.from_on) <= last) and (not query.to_on or first <= str(query.to_on))


def _drawn(slots: list[Slot], query: Query, lang: Language) -> Chart:
    known = sum(1 for slot in slots if not slot.unknown)
    # The unknown year stands half a slot apart and is three times as wide: its label is long.
    width = 100 / (known + (3.5 if known < len(slots) else 0))
    largest = max(1, *(slot.count for slot in slots))
    bars = tuple(_bar(slot, at, width, largest, len(slots), lang) for at, slot in enumerate(slots))
    return Chart(
        bars=bars,
        height=TOP + PLOT_HEIGHT + 22,
        base=TOP + PLOT_HEIGHT,
        any_chosen=any(bar.chosen for bar in bars),
        stretch=addresses.listing(addresses.from_start(query.without("year", "from", "to"))),
    )


def _bar(slot: Slot, at: int, width: float, largest: int, slots: int, lang: Language) -> Bar:
    left, room = (at + (0.5 if slot.unknown else 0)) * width, width * (3 if slot.unknown else 1)
    height = max(PLOT_HEIGHT * slot.count / largest, 1.5) if slot.count else 0
    bar_width = room * (0.19 if slot.unknown else 0.56)
    return Bar(
        **msgspec.structs.asdict(slot),
        count_text=lang.number(slot.count),
        x=round(left + (room - bar_width) / 2, 3),
        width=round(bar_width, 3),
        middle=round(left + room / 2, 3),
        y=round(TOP + PLOT_HEIGHT - height, 1),
        height=round(height, 1),
        crowded=slots > 11 and not slot.chosen and slot.count < largest,
    )


def _year_label(year: str, slots: int) -> str:
    """The year in full, its last digits, or nothing, by the room there is on a phone."""
    if slots <= 12:
        return year
    if slots <= 22:
        return f"’{year[2:]}"
    return year if int(year) % 10 == 0 else ""
