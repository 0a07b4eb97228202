"""Which portals are known well enough to compare years by: the constant panel, and how far each year is covered; pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Literal

from records.base import Record
from search.engine import UNKNOWN
from search.protocols import DepthRow

# What is known of a source's year: all that was found is here; it is, but the archive may begin within the year; some is
# not here; nothing is.
Reach = Literal["whole", "begun", "part", "none"]
# The first articles of a source's first year must be of these months, or the archive may begin in its middle.
_BEGINS_BY = 3


class Depths(Record, frozen=True):
    """How far the archive of each source covers each year; what isn't listed is not covered at all. `unfinished` is the year
    that isn't over: covered in part at best. `unread` are the sources of which something that was found is not here, so
    that the years before may come too."""

    years: Mapping[tuple[str, str], Reach]
    sources: tuple[str, ...]
    unfinished: str = ""
    unread: frozenset[str] = frozenset()

    def of(self, source: str, year: str) -> Reach:
        """One source's year."""
        return self.years.get((source, year), "none")

    def over(self, sources: Collection[str], year: str) -> Reach:
        """Some sources' year: whole where each is, none where each has none, begun where all that was found is read. The
        unknown year stands apart: whole."""
        found = {self.of(source, year) for source in sources}
        if year == UNKNOWN or not found or found == {"whole"}:
            return "whole"
        if found == {"none"}:
            return "none"
        lacks = "part" in found or any(source in self.unread for source in sources if self.of(source, year) == "none")
        return "part" if lacks else "begun"


class Panel(Record, frozen=True):
    """The sources that cover each of some years in whole; both empty where no source covers even the last of them."""

    years: tuple[str, ...]
    sources: tuple[str, ...]


def depths(rows: Sequence[DepthRow], today: date | None = None) -> Depths:
    """Reads the archive's depth a month as one a year.

    A year is covered in whole where it has articles and each month of which anything is known is whole: it waits for no
    pages that were found and not fetched, and was crawled, not imported alone. A month without articles between others is
    one in which a small portal published nothing. A source's first year so read is only begun where its articles begin
    after March: nobody can tell whether the portal began then, or the archive. The year of `today`, where given, is not
    over, so a part at best.
    """
    unfinished = str(today.year) if today else ""
    held: dict[tuple[str, str], set[int]] = {}
    lacking: set[tuple[str, str]] = set()
    for row in rows:
        year, _, month = row.month.partition("-")
        if not month:
            continue
        months = held.setdefault((row.source_id, year), set())
        if row.articles:
            months.add(int(month))
        if not row.is_whole or year == unfinished:
            lacking.add((row.source_id, year))
    began: dict[str, str] = {}
    for source, year in sorted(key for key, months in held.items() if months):
        began.setdefault(source, year)
    known = {key: _reach(months, key in lacking, began.get(key[0]) == key[1]) for key, months in held.items()}
    sources = tuple(sorted({row.source_id for row in rows}))
    unread = frozenset(row.source_id for row in rows if not row.is_whole)
    return Depths(years=known, sources=sources, unfinished=unfinished, unread=unread)


def _reach(months: set[int], lacks: bool, is_first: bool) -> Reach:
    if not months:
        return "part" if lacks else "none"
    if lacks:
        return "part"
    return "begun" if is_first and min(months) > _BEGINS_BY else "whole"


def panel(known: Depths, years: Sequence[str], among: Collection[str] = ()) -> Panel:
    """The sources (of some, or of all) that cover all the years; fewer years, the latest, where none covers them all."""
    sources = [source for source in known.sources if not among or source in among]
    for first in range(len(years)):
        compared = tuple(years[first:])
        covering = tuple(s for s in sources if all(known.of(s, year) == "whole" for year in compared))
        if covering:
            return Panel(years=compared, sources=covering)
    return Panel(years=(), sources=())
