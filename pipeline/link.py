"""The link step: takes new readings into the ledger, then links what they touch with what was there before."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import or_, select

from pipeline import clock, correction_notes, corrections, locks, versions
from pipeline.crawl import new_run_id
from pipeline.gone import mark_gone
from pipeline.ledger import Ledger
from pipeline.ledger.tables import parts
from pipeline.linking import anew
from pipeline.linking.corrected import InForce
from pipeline.linking.relink import relink
from pipeline.old_facts import renew_old_facts
from pipeline.readings import Reading, drop_older
from pipeline.settings import Settings
from records.errors import HomeError
from sources.corrections import load_corrections

# Articles linked at once; bounds memory on a first run over a large corpus.
_BATCH = 2000
LOCK = "link-and-index"
Progress = Callable[[int, int], None]


@dataclass
class LinkCounts:
    """What a link run did: articles new, with a new version, gone or back; those linked, and how many of them because
    corrections came, changed or went; what could not be taken in (readings, corrections' files); and what an operator
    should know of corrections."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    linked: int = 0
    corrected: int = 0
    conflicts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def link_all(
    settings: Settings,
    ledger: Ledger,
    *,
    progress: Progress | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> LinkCounts:
    """Links everything read since the last time; killed anywhere it goes on where it stopped.

    Waits for another run that links or indexes, and tells so; tells too what an operator should know of corrections.
    Raises LockError where it waited in vain.
    """
    now = clock.now()
    counts = LinkCounts()
    run_id, wait = new_run_id(now, "link"), settings.lock_wait
    held = locks.held(settings.folders.locks, LOCK, run_id=run_id, now=now, wait_seconds=wait, tell=tell)
    with held, _collecting_rarely():
        with ledger.read() as connection:
            unread = or_(parts.c.linked_key.is_(None), parts.c.linked_key != parts.c.reading_key)
            query = select(parts.c.id, parts.c.articles, parts.c.reading).where(parts.c.reading.is_not(None), unread)
            todo = connection.execute(query.order_by(parts.c.id)).all()
        force = _bring_corrections(settings, ledger, counts)
        total, taken = sum(row.articles for row in todo), versions.TakenIn()
        done = 0
        for pieces in _together(settings, ledger, todo, force, counts.conflicts):
            counts.linked += _link_pieces(settings, ledger, pieces, taken, force)
            done += sum(len(piece.batch) for piece in pieces)
            if progress:
                progress(done, total)
        with ledger.begin() as connection:
            counts.gone = len(mark_gone(connection))
            counts.notes += correction_notes.notes(connection)
    for note in counts.notes:
        tell(f"note: {note}")
    counts.new, counts.changed = taken.new, taken.changed
    counts.conflicts += taken.conflicts
    return counts


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Looks for garbage less often: a batch makes a million small records, none of them in a ring, and looking through
    them every few hundred took a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _bring_corrections(settings: Settings, ledger: Ledger, counts: LinkCounts) -> InForce:
    """Takes in the operator's corrections as they are now, and links anew what they are, or were, about. A file that is
    wrong is told as a conflict: what it should withhold may be public."""
    loaded = load_corrections(settings.source_folders, tolerant=True)
    counts.conflicts += loaded.faults.values()
    with ledger.begin() as connection:
        if not anew.is_current(connection):
            renew_old_facts(connection, settings.folders)
        force, touched = corrections.take_in(connection, settings.folders, loaded)
        for start in range(0, len(touched), _BATCH):
            relink(connection, touched[start : start + _BATCH], force)
    counts.corrected = len(touched)
    counts.linked += len(touched)
    counts.linked += _link_anew(ledger, force)
    return force


def _link_anew(ledger: Ledger, force: InForce) -> int:
    """Links all articles again where they were linked by other rules; killed midway, it begins again."""
    with ledger.begin() as connection:
        if anew.is_current(connection):
            anew.note_current(connection)
            return 0
        portions = anew.renew_all_keys(connection, force)
    for portion in portions:
        with ledger.begin() as connection:
            relink(connection, portion, force)
    with ledger.begin() as connection:
        anew.note_current(connection)
    return sum(map(len, portions))


class _Piece(NamedTuple):
    """Some lines of a part's reading; with the last of them, the reading's file, to note that all is taken in."""

    taking: versions.PartTaking
    batch: Mapping[int, Reading]
    done: str = ""


def _together(
    settings: Settings, ledger: Ledger, todo: Sequence[Any], force: InForce, conflicts: list[str]
) -> Iterator[list[_Piece]]:
    """The parts' pieces, small ones together: each transaction asks again what a minister's every mention says. A part
    that can't be read is told as a conflict, and the others go on."""
    pieces: list[_Piece] = []
    for row in todo:
        try:
            with ledger.read() as connection:
                taking = versions.PartTaking(connection, settings.folders, row.id, force)
            for batch in taking.batches():
                if pieces and sum(len(piece.batch) for piece in pieces) + len(batch) > versions.BATCH:
                    yield pieces
                    pieces = []
                pieces.append(_Piece(taking, batch))
            pieces.append(_Piece(taking, {}, row.reading))
        except HomeError as exc:
            conflicts.append(str(exc))
    if pieces:
        yield pieces


def _link_pieces(
    settings: Settings, ledger: Ledger, pieces: list[_Piece], taken: versions.TakenIn, force: InForce
) -> int:
    """Takes pieces in with their versions and links, in one transaction, so that others may write in between; where one
    of them can't be, each by itself. Returns how many articles were linked."""
    own = versions.TakenIn()
    try:
        with ledger.begin() as connection:
            for piece in pieces:
                piece.taking.take(connection, piece.batch, own)
                if piece.done:
                    piece.taking.end(connection)
            relink(connection, list(own.touched), force)
    except HomeError as exc:
        parts_of = dict.fromkeys(piece.taking for piece in pieces)
        if len(parts_of) > 1:
            alone = ([piece for piece in pieces if piece.taking is taking] for taking in parts_of)
            return sum(_link_pieces(settings, ledger, rows, taken, force) for rows in alone)
        taken.conflicts.append(str(exc))
        return 0
    taken.add(own)
    for name in filter(None, (piece.done for piece in pieces)):
        try:
            drop_older(settings.folders, name)
        except HomeError as exc:
            taken.conflicts.append(str(exc))
    return len(own.touched)


__all__ = ["LOCK", "LinkCounts", "link_all"]
