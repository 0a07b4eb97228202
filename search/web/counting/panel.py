"""Which portals are known well enough to compare years by: the constant panel, and how far each year is covered; pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Literal

from records.base import Record
from search.engine import UNKNOWN
from search.protocols import DepthRow

# What is known of a source's year: all that was found is here, some is not, nothing is.
Reach = Literal["whole", "part", "none"]
_MONTHS_A_QUARTER = 3


class Depths(Record, frozen=True):
    """How far the archive of each source covers each year; what isn't listed is not covered at all."""

    years: Mapping[tuple[str, str], Reach]
    sources: tuple[str, ...]

    def of(self, source: str, year: str) -> Reach:
        """One source's year."""
        return self.years.get((source, year), "none")

    def over(self, sources: Collection[str], year: str) -> Reach:
        """Some sources' year: whole where each is, none where each has none. The unknown year stands apart: whole."""
        found = {self.of(source, year) for source in sources}
        if year == UNKNOWN or not found or found == {"whole"}:
            return "whole"
        return "none" if found == {"none"} else "part"


class Panel(Record, frozen=True):
    """The sources that cover each of some years in whole; both empty where no source covers even the last of them."""

    years: tuple[str, ...]
    sources: tuple[str, ...]


def depths(rows: Sequence[DepthRow], today: date) -> Depths:
    """Reads the archive's depth a month as one a year.

    A year is covered in whole where each quarter of it that has passed has articles, and each month of which anything is
    known is whole: it waits for no pages that were found and not fetched, and was crawled, not imported alone. It is a
    rule of thumb: small portals may publish nothing for weeks, none for months.
    """
    held: dict[tuple[str, str], set[int]] = {}
    lacking: set[tuple[str, str]] = set()
    for row in rows:
        year, _, month = row.month.partition("-")
        if not month:
            continue
        quarters = held.setdefault((row.source_id, year), set())
        if row.articles:
            quarters.add((int(month) - 1) // _MONTHS_A_QUARTER)
        if not row.is_whole:
            lacking.add((row.source_id, year))
    known = {key: _reach(key[1], quarters, key in lacking, today) for key, quarters in held.items()}
    return Depths(years=known, sources=tuple(sorted({row.source_id for row in rows})))


def _reach(year: str, quarters: set[int], lacks: bool, today: date) -> Reach:
    passed = 4
    if int(year) >= today.year:
        passed = max(1, (today.month - 1) // _MONTHS_A_QUARTER)
    if not lacks and quarters >= set(range(passed)):
        return "whole"
    return "part" if quarters or lacks else "none"


def panel(known: Depths, years: Sequence[str], among: Collection[str] = ()) -> Panel:
    """The sources (of some, or of all) that cover all the years; fewer years, the latest, where none covers them all."""
    sources = [source for source in known.sources if not among or source in among]
    for first in range(len(years)):
        compared = tuple(years[first:])
        covering = tuple(s for s in sources if all(known.of(s, year) == "whole" for year in compared))
        if covering:
            return Panel(years=compared, sources=covering)
    return Panel(years=(), sources=())
