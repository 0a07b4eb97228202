"""The newest stored pages of a source, as they were fetched: what its rules are judged by and learned from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import select

from pipeline.archive import read_one
from pipeline.home import Home
from pipeline.ledger import Ledger
from pipeline.ledger.tables import parts
from pipeline.readings import read_lines, read_readings
from records.article import Article
from records.rejection import Rejection, RejectionReason
from records.snapshot import Snapshot
from transforms.learn.breakage import ENOUGH

# Of more new pages than this, so many are taken, spread over them.
MOST = 60
# What says nothing of how a site's articles are read.
_NO_PAGES = (RejectionReason.CHALLENGE, RejectionReason.DUPLICATE_ADDRESS)


@dataclass(frozen=True)
class NewestPages:
    """Pages in the order in which they were fetched; of them the `new` last were not looked at before. `part_id` is the
    newest part of all, `stored` how many pages there are in it and in the other new parts; `read` tells what they were read
    as, by part and offset, where they were read by the code and rules that were asked for."""

    pages: list[Snapshot] = field(default_factory=list)
    new: int = 0
    part_id: int = 0
    stored: int = 0
    read: dict[tuple[str, int], Article | Rejection] = field(default_factory=dict)


class _Place(NamedTuple):
    """Where a page stands, and in which line of which reading it was read; "" for one by other code or rules."""

    part: str
    offset: int
    reading: str
    line: int


def newest_pages(home: Home, ledger: Ledger, source_id: str, *, after: int = 0, key: str = "") -> NewestPages:
    """At least 20 of the newest pages, where there are as many, and of those in parts after one up to 60; with a reading's
    `key` also what was read by it."""
    query = select(parts.c.id, parts.c.part, parts.c.reading, parts.c.reading_key)
    query = query.where(parts.c.source_id == source_id, parts.c.reading.is_not(None), parts.c.records > 0)
    with ledger.read() as connection:
        rows = connection.execute(query.order_by(parts.c.id.desc())).all()
    new: list[_Place] = []
    old: list[_Place] = []
    for row in rows:
        if row.id <= after and len(new) + len(old) >= ENOUGH:
            break
        known = row.reading if key and row.reading_key == key else ""
        found = [_Place(row.part, offset, known, line) for line, offset in _offsets(home, row.reading)]
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
        read=_read(home, [*before, *chosen]),
    )


def _offsets(home: Home, reading: str) -> Iterator[tuple[int, int]]:
    """The lines in which the pages of a part were read that may be articles, and where they stand."""
    for line, found in read_readings(home, reading):
        if not (found.rejection and found.rejection.reason in _NO_PAGES):
            yield line, found.warc_offset


def _read(home: Home, places: Sequence[_Place]) -> dict[tuple[str, int], Article | Rejection]:
    """What the pages were read as, where that is known; one that was quarantined was read as nothing."""
    read: dict[tuple[str, int], Article | Rejection] = {}
    known = sorted((place for place in places if place.reading), key=attrgetter("reading", "line"))
    for reading, group in groupby(known, key=attrgetter("reading")):
        wanted = {place.line: place for place in group}
        for line, found in read_lines(home, reading, wanted):
            if (outcome := found.article or found.rejection) is not None:
                read[wanted[line].part, wanted[line].offset] = outcome
    return read


def _spread(places: list[_Place], most: int) -> list[_Place]:
    """So many of the places, at equal distances, the last among them."""
    if len(places) <= most:
        return places
    return [places[(n + 1) * len(places) // most - 1] for n in range(most)]


def _pages(home: Home, places: Sequence[_Place]) -> list[Snapshot]:
    """The pages fetched from a site: what was imported tells nothing of how it looks."""
    found = (read_one(home, place.part, place.offset) for place in places)
    return [page for page in found if not page.imported and page.status == 200]
