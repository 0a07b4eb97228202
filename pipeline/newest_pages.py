"""The newest stored pages of a source, as they were fetched: what its rules are judged by and learned from."""

from dataclasses import dataclass, field

from sqlalchemy import select

from pipeline.archive import read_one
from pipeline.home import Home
from pipeline.ledger import Ledger
from pipeline.ledger.tables import parts
from pipeline.readings import read_readings
from records.rejection import RejectionReason
from records.snapshot import Snapshot
from transforms.learn.breakage import ENOUGH

# Of more new pages than this, so many are taken, spread over them.
MOST = 60
# What says nothing of how a site's articles are read.
_NO_PAGES = (RejectionReason.CHALLENGE, RejectionReason.DUPLICATE_ADDRESS)


@dataclass(frozen=True)
class NewestPages:
    """Pages in the order in which they were fetched; of them the `new` last were not looked at before. `part_id` is the
    newest part of all, `stored` how many pages there are in it and in the other new parts."""

    pages: list[Snapshot] = field(default_factory=list)
    new: int = 0
    part_id: int = 0
    stored: int = 0


def newest_pages(home: Home, ledger: Ledger, source_id: str, *, after: int = 0) -> NewestPages:
    """At least 20 of the newest pages, where there are as many, and of those in parts after one up to 60."""
    query = select(parts.c.id, parts.c.part, parts.c.reading)
    query = query.where(parts.c.source_id == source_id, parts.c.reading.is_not(None), parts.c.records > 0)
    with ledger.read() as connection:
        rows = connection.execute(query.order_by(parts.c.id.desc())).all()
    new: list[tuple[str, int]] = []
    old: list[tuple[str, int]] = []
    for row in rows:
        if row.id <= after and len(new) + len(old) >= ENOUGH:
            break
        found = [(row.part, offset) for offset in _offsets(home, row.reading)]
        if row.id > after:
            new = [*found, *new]
        else:
            old = [*found, *old]
    chosen = _spread(new, MOST)
    before = old[len(old) - max(0, ENOUGH - len(chosen)) :]
    return NewestPages(
        pages=sorted(_pages(home, [*before, *chosen]), key=lambda page: page.fetched_at),
        new=len(chosen),
        part_id=rows[0].id if rows else 0,
        stored=len(new),
    )


def _offsets(home: Home, reading: str) -> list[int]:
    """Where the pages of a part stand that may be articles."""
    read = (found for _, found in read_readings(home, reading))
    return [f.warc_offset for f in read if not (f.rejection and f.rejection.reason in _NO_PAGES)]


def _spread(places: list[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    """So many of the places, at equal distances, the last among them."""
    if len(places) <= most:
        return places
    return [places[(n + 1) * len(places) // most - 1] for n in range(most)]


def _pages(home: Home, places: list[tuple[str, int]]) -> list[Snapshot]:
    """The pages fetched from a site: what was imported tells nothing of how it looks."""
    found = (read_one(home, part, offset) for part, offset in places)
    return [page for page in found if not page.imported and page.status == 200]
