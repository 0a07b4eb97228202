"""Names what an import brought in that was read as no article."""

from sqlalchemy import select

from pipeline.home import Home
from pipeline.imports import ImportCounts
from pipeline.ledger import Ledger
from pipeline.ledger.sql import select_in
from pipeline.ledger.tables import parts
from pipeline.readings import Reading, read_readings

# Of a large archive nobody reads more lines than this.
_NAMED = 20


def name_rejections(home: Home, ledger: Ledger, counts: ImportCounts) -> list[str]:
    """A line for each page of an import, now read, that was rejected or quarantined; of many the first, and how many."""
    query = select(parts).where(parts.c.reading.is_not(None), parts.c.rejections + parts.c.quarantined > 0)
    named: list[str] = []
    more = 0
    with ledger.read() as connection:
        found = list(select_in(connection, query, parts.c.part, (part for part, _ in counts.origins)))
    for part in sorted(found, key=lambda row: row.id):
        for _, reading in read_readings(home, part.reading):
            origin = counts.origins.get((part.part, reading.warc_offset))
            if origin is None or reading.article is not None:
                continue
            if len(named) < _NAMED:
                named.append(f"{origin}: {_why(reading)}")
            else:
                more += 1
    return [*named, f"and {more} more that are no articles"] if more else named


def _why(reading: Reading) -> str:
    if reading.rejection is not None:
        detail = f" ({reading.rejection.detail})" if reading.rejection.detail else ""
        return f"rejected, {reading.rejection.reason}{detail}"
    return f"quarantined, {reading.quarantine.error if reading.quarantine else ''}"
