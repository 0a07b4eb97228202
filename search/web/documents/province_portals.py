"""The portals of a province: which they are, what is kept of each and from when, and when it was last read."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from records.base import Record
from records.places import MERGED_ON, Province, provinces
from search.engine import UNKNOWN, Reader
from search.protocols import Archive, CoverageRow, SourceInfo
from search.query import Query
from search.web import addresses
from search.web.documents.units import merged_from
from search.web.i18n import Language

_NIGHTS = 90  # days looked back for when a portal was last read


class PortalLine(Record, frozen=True):
    """A source of the province: how many articles it gave, from when to when they are, and when it was last read; `waiting` are
    articles found and not fetched yet ("" where none are)."""

    name: str
    home: str
    href: str
    articles: str
    reach: str
    waiting: str
    last: str
    failed: bool


def belongs(source: SourceInfo, unit: Province) -> bool:
    """Whether a source is of the province, then or today."""
    of = provinces().get(source.province or "")
    return of is not None and (
        of.key == unit.key or (unit.vintage == "34" and of.today == unit.key) or of == _same(unit)
    )


def _same(unit: Province) -> Province | None:
    """The unit of today of a former one that was merged with none: the same place."""
    now = provinces()[unit.today]
    return now if unit.vintage == "63" and len(merged_from(now)) == 1 else None


def covered_years(engine: Reader, own: Sequence[SourceInfo], unit: Province) -> frozenset[str]:
    """The years of the unit from which any article of its own portals is kept."""
    if not own:
        return frozenset()
    query = Query(source=tuple(source.id for source in own), with_reprints=True)
    last = str(MERGED_ON.year) if unit.vintage == "63" else "9999"
    return frozenset(year for year, _ in _counted(engine, "year", query) if year != UNKNOWN and year <= last)


def portals(
    engine: Reader, archive: Archive, own: Sequence[SourceInfo], today: date, lang: Language
) -> tuple[PortalLine, ...]:
    """The sources of a province, those with articles first."""
    last: dict[str, CoverageRow] = {}
    for one in archive.coverage(today - timedelta(days=_NIGHTS)):
        last.setdefault(one.source_id, one)
    waiting: dict[str, int] = {}
    for month in archive.depth():
        waiting[month.source_id] = waiting.get(month.source_id, 0) + month.waiting
    lines = [_portal(engine, source, last.get(source.id), waiting.get(source.id, 0), lang) for source in own]
    return tuple(sorted(lines, key=lambda line: (not line.reach, line.name)))


def _counted(engine: Reader, facet: str, query: Query) -> Iterable[tuple[str, int]]:
    return [(values[0], count) for values, count in engine.count([facet], query).rows]


def _portal(engine: Reader, source: SourceInfo, last: CoverageRow | None, waiting: int, lang: Language) -> PortalLine:
    query = Query(source=(source.id,), with_reprints=True)
    counted = _counted(engine, "month", query)
    months = sorted(month for month, _ in counted if month != UNKNOWN)
    reach = " – ".join(dict.fromkeys((lang.day(months[0]), lang.day(months[-1])))) if months else ""
    return PortalLine(
        name=source.name,
        home=source.home,
        href=addresses.listing(query),
        articles=lang.many("{n} bài", sum(number for _, number in counted)),
        reach=reach,
        waiting=lang.many("còn {n} bài chờ đọc", waiting) if waiting else "",
        last=lang.day(last.day) if last else "",
        failed=last is not None and last.state != "complete",
    )
