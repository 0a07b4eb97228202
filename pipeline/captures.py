"""Pages of the archive by address and moment: each fetch, each note that a page was as it had been, each rejected page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from pipeline.archive import read_one
from pipeline.home import Home
from pipeline.ledger.tables import addresses, captures, parts
from records.snapshot import Snapshot
from transforms.addresses import canonical


@dataclass(frozen=True)
class Capture:
    """One moment at which an address answered. Where `is_page` is not set the page was as at the capture before it."""

    source_id: str
    fetched_at: datetime
    is_page: bool
    part: str
    warc_offset: int


def captures_of(connection: Connection, url: str) -> list[Capture]:
    """The captures of an address, oldest first; of the source that holds the most where several know it."""
    known = connection.scalars(select(parts.c.source_id).distinct()).all()
    wanted = {url, canonical(url)}
    query = select(addresses.c.source_id, captures.c.at, captures.c.is_page, captures.c.warc_offset, parts.c.part)
    query = query.join(addresses, addresses.c.id == captures.c.address_id).join(parts, parts.c.id == captures.c.part_id)
    query = query.where(addresses.c.source_id.in_(known), addresses.c.url.in_(wanted)).order_by(captures.c.at)
    by_source: dict[str, list[Capture]] = {}
    for row in connection.execute(query):
        found = Capture(row.source_id, row.at, bool(row.is_page), row.part, row.warc_offset)
        by_source.setdefault(row.source_id, []).append(found)
    return max(by_source.values(), key=len, default=[])


def page_at(found: Sequence[Capture], moment: datetime) -> Capture | None:
    """The capture that holds the page as it was at a moment: the last page fetched by then; None where none was."""
    return next((c for c in reversed(found) if c.is_page and c.fetched_at <= moment), None)


def read_capture(home: Home, capture: Capture) -> Snapshot:
    """The page of a capture, as fetched."""
    return read_one(home, capture.part, capture.warc_offset)
