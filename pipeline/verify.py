"""Whether archive, ledger, readings and index agree, and what doesn't: asks each of what the others say of it."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from sqlalchemy import Connection, func, select

from pipeline import archive
from pipeline.home import Home
from pipeline.ledger.tables import articles, linked, parts
from pipeline.readings import read_readings
from records.base import Record
from records.errors import HomeError, IndexStateError
from search.engine import Reader
from search.query import Unit, make_query

UNITS: tuple[Unit, ...] = ("articles", "events", "agreements")
# States of the ledger's rows that an index shows.
_LIVE = ("present", "gone")
# Of one kind of fault so many are named; the rest are counted.
_MOST_NAMED = 20
Progress = Callable[[str, int, int], None]


class Fault(Record, frozen=True):
    """One thing on which two of them disagree: which check found it, where, what is wrong, and the way out."""

    check: str
    where: str
    wrong: str
    way_out: str


class Verification(Record, frozen=True):
    """What was compared (counts by name) and what disagreed; `faults` names at most 20 of a kind, `found` counts all."""

    compared: dict[str, int]
    found: dict[str, int]
    faults: tuple[Fault, ...]


def verify(
    connection: Connection,
    home: Home,
    reader: Reader,
    *,
    pages: bool = False,
    without_sets: Iterable[Unit] = (),
    progress: Progress | None = None,
) -> Verification:
    """Compares all four; with `pages` every archived page is read again, which takes as long as reading the archive. Of
    units `without_sets` (pipeline.index_sets) that is told too."""
    compared: dict[str, int] = {}
    found: dict[str, int] = {}
    named: list[Fault] = []
    checks = (
        _archive(connection, home, compared, pages=pages, progress=progress),
        _store(home),
        _readings(connection, home, compared, progress),
        _index(connection, reader, compared),
        _sets(without_sets),
    )
    for fault in chain(*checks):
        found[fault.check] = found.get(fault.check, 0) + 1
        if found[fault.check] <= _MOST_NAMED:
            named.append(fault)
    return Verification(compared=compared, found=found, faults=tuple(named))


def _archive(
    connection: Connection, home: Home, compared: dict[str, int], *, pages: bool, progress: Progress | None
) -> Iterator[Fault]:
    """Each part of the ledger is a file of that size (and holds that many pages); each file is in the ledger."""
    rows = connection.execute(select(parts.c.part, parts.c.bytes, parts.c.records).order_by(parts.c.part)).all()
    compared["parts"] = len(rows)
    stored = {name.partition("/")[2]: size for name, size in home.store.sizes(home.snapshots.name).items()}
    for number, row in enumerate(rows, 1):
        restore = "put the file back from a copy"
        if (size := stored.get(row.part)) is None:
            yield Fault(check="archive", where=row.part, wrong="the file is missing", way_out=restore)
        elif size != row.bytes:
            wrong = f"{size} bytes, the ledger says {row.bytes}"
            yield Fault(check="archive", where=row.part, wrong=wrong, way_out=restore)
        elif pages:
            yield from _pages(home, row, compared)
        if progress:
            progress("archive", number, len(rows))
    known = {row.part for row in rows}
    for part in sorted(part for part in stored if part.endswith(".warc.gz") and part not in known):
        yield Fault(
            check="archive", where=part, wrong="the ledger doesn't know it",
            way_out=f"`khotin import {home.snapshots / part}` takes it in; a killed run's is taken in by the source's next run",
        )  # fmt: skip


def _store(home: Home) -> Iterator[Fault]:
    """Whatever lies here is in the object storage too, where there is one."""
    for folder in (home.snapshots, home.readings):
        for name in home.store.unsettled(folder.name):
            source_id = name.split("/")[1]
            yield Fault(
                check="store", where=name, wrong="the object storage lacks it, or holds it with another size",
                way_out=f"`khotin transform {source_id}` sends it; where it has another size, compare the two by hand",
            )  # fmt: skip


def _pages(home: Home, row: Any, compared: dict[str, int]) -> Iterator[Fault]:
    try:
        count = sum(1 for _ in archive.read_part(home, row.part))
    except HomeError as exc:
        yield Fault(check="archive", where=row.part, wrong=str(exc), way_out="put the file back from a copy")
        return
    compared["pages"] = compared.get("pages", 0) + count
    if count != row.records:
        yield Fault(
            check="archive", where=row.part, wrong=f"{count} pages, the ledger says {row.records}",
            way_out="put the file back from a copy",
        )  # fmt: skip


def _readings(
    connection: Connection, home: Home, compared: dict[str, int], progress: Progress | None
) -> Iterator[Fault]:
    """Each page ends as article, rejection or quarantine; each article of the ledger stands where the ledger says."""
    columns = (parts.c.id, parts.c.part, parts.c.records, parts.c.reading, parts.c.linked_key, parts.c.reading_key)
    rows = connection.execute(
        select(*columns, parts.c.articles, parts.c.rejections, parts.c.quarantined).order_by(parts.c.id)
    ).all()
    again = "`khotin transform --force` for its source, then `khotin link`"
    compared["readings"] = sum(row.reading is not None for row in rows)
    for number, row in enumerate(rows, 1):
        if row.reading is None:
            yield Fault(check="readings", where=row.part, wrong="not read yet", way_out="`khotin transform`")
            continue
        try:
            found = [reading for _, reading in read_readings(home, row.reading)]
        except HomeError as exc:
            yield Fault(check="readings", where=row.part, wrong=str(exc), way_out=again)
            continue
        ends = (sum(r.article is not None for r in found), sum(r.rejection is not None for r in found))
        told = (row.articles, row.rejections)
        if len(found) != row.records or ends != told:
            wrong = (
                f"{len(found)} pages end as {ends[0]} articles and {ends[1]} rejections; "
                f"the ledger says {row.records}, {told[0]} and {told[1]}"
            )
            yield Fault(check="readings", where=row.part, wrong=wrong, way_out=again)
        if row.linked_key != row.reading_key:
            yield Fault(check="links", where=row.part, wrong="read, not linked yet", way_out="`khotin link`")
        else:
            yield from _placed(connection, row, [r.article.article_id if r.article else "" for r in found], again)
        if progress:
            progress("readings", number, len(rows))


def _placed(connection: Connection, row: Any, ids: list[str], again: str) -> Iterator[Fault]:
    here = select(articles.c.article_id, articles.c.line).where(
        articles.c.part_id == row.id, articles.c.state.in_(_LIVE)
    )
    for article_id, line in connection.execute(here):
        if line >= len(ids) or ids[line] != article_id:
            wrong = f"line {line} of the reading of {row.part} is not this article"
            yield Fault(check="links", where=article_id, wrong=wrong, way_out=again)


def _index(connection: Connection, reader: Reader, compared: dict[str, int]) -> Iterator[Fault]:
    """The index holds each live document at its last change, and nothing else."""
    rebuild = "`khotin index --rebuild`"
    try:
        watermark = reader.watermark()
        held = {unit: _changes(reader, unit) for unit in UNITS}
    except IndexStateError as exc:
        yield Fault(check="index", where="", wrong=str(exc), way_out=rebuild)
        return
    behind = 0
    for unit, known, change, live in _ledger_changes(connection):
        compared["documents"] = compared.get("documents", 0) + live
        here = held[unit].pop(known, None)
        behind += change > watermark
        if change > watermark or here == (change if live else None):
            continue
        wrong = f"change {here or 'none'}, the ledger has {change if live else 'none'}"
        yield Fault(check="index", where=f"{unit} {known}", wrong=wrong, way_out=rebuild)
    for unit in UNITS:
        for known in held[unit]:
            yield Fault(check="index", where=f"{unit} {known}", wrong="the ledger doesn't know it", way_out=rebuild)
    if behind:
        yield Fault(
            check="index", where="", wrong=f"{behind} changes are not indexed yet (up to {_last(connection)})",
            way_out="`khotin index`",
        )  # fmt: skip


def _sets(lacking: Iterable[Unit]) -> Iterator[Fault]:
    """Each unit has the sets by which its searches are quick."""
    for unit in lacking:
        wrong = "sets beside the index are missing or damaged: searches are slower"
        yield Fault(check="sets", where=unit, wrong=wrong, way_out="`khotin index`")


def _ledger_changes(connection: Connection) -> Iterator[tuple[Unit, str, int, bool]]:
    """Unit, id, last change and whether it is live, of all that an index may hold."""
    known = select(articles.c.article_id, articles.c.change, articles.c.state)
    for row in connection.execute(known):
        yield "articles", row.article_id, row.change, row.state in _LIVE
    for unit, name, change, state in connection.execute(
        select(linked.c.unit, linked.c.id, linked.c.change, linked.c.state).where(linked.c.unit.in_(UNITS))
    ):
        yield unit, name, change, state in _LIVE


def _changes(reader: Reader, unit: Unit) -> dict[str, int]:
    query = make_query({"unit": unit, "with_reprints": True})
    return {document.id: document.change for document in reader.stream(query)}


def _last(connection: Connection) -> int:
    return int(connection.scalar(select(func.max(articles.c.change))) or 0)
