"""The first page: what is in the archive, what came last night, the newest events, and the country at a glance."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from records.base import Record
from records.vocabulary import names
from search.engine import Reader
from search.protocols import Archive, CoverageRow
from search.query import Basis, Query
from search.web import wording
from search.web.counting.tiles import TileMap, tile_map
from search.web.i18n import Language
from search.web.listing.rows import Row, row

_EVENTS = 6
_NIGHTS = 14  # days looked back for the last night that was crawled


class SectorCount(Record, frozen=True):
    """A sector with its articles; `share` is percent of the largest."""

    name: str
    href: str
    count: str
    share: float


class Night(Record, frozen=True):
    """What the last crawled day brought; `failed` are the names of sources that could not be read in full."""

    day: str
    sources: int
    new: int
    changed: int
    failed: tuple[str, ...]


class Home(Record, frozen=True):
    """Everything the first page shows; `night` is None where nothing was crawled lately."""

    articles: int
    events: int
    agreements: int
    sources: int
    night: Night | None
    newest: tuple[Row, ...]
    tiles: TileMap
    sectors: tuple[SectorCount, ...]


def home(
    engine: Reader, archive: Archive, basis: Basis, lang: Language, sources: Mapping[str, str], today: date
) -> Home:
    """Asks the engine and the archive for what the first page shows."""
    counted = engine.count(["source"], Query(with_reprints=True))
    newest = engine.search(Query(unit="events", sort="newest", limit=_EVENTS), facets=False)
    agreements = engine.search(Query(unit="agreements", limit=0), facets=False)
    return Home(
        articles=counted.total,
        events=newest.total,
        agreements=agreements.total,
        sources=len(counted.rows),
        night=last_night(archive.coverage(today - timedelta(days=_NIGHTS)), lang, sources),
        newest=tuple(row(hit, lang, sources) for hit in newest.hits),
        tiles=tile_map(engine, basis, lang),
        sectors=_sectors(engine, lang),
    )


def last_night(rows: Sequence[CoverageRow], lang: Language, sources: Mapping[str, str]) -> Night | None:
    """The newest day of the coverage, summed over its sources."""
    if not rows:
        return None
    day = max(row.day for row in rows)
    last = [row for row in rows if row.day == day]
    return Night(
        day=lang.day(day),
        sources=len(last),
        new=sum(row.new for row in last),
        changed=sum(row.text_changed for row in last),
        failed=tuple(sources.get(row.source_id, row.source_id) for row in last if row.state != "complete"),
    )


def _sectors(engine: Reader, lang: Language) -> tuple[SectorCount, ...]:
    counted = {values[0]: count for values, count in engine.count(["sector"], Query()).rows}
    largest = max(counted.values(), default=1)
    return tuple(
        SectorCount(
            name=wording.coded("sectors", code, lang.code),
            href=f"/?sector={code}",
            count=lang.number(counted[code]),
            share=round(100 * counted[code] / largest, 1),
        )
        for code in sorted(names("sectors"), key=lambda code: -counted.get(code, 0))
        if counted.get(code)
    )
