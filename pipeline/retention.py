"""What the home need not keep: former indexes, old logs, old quarantine, what killed runs left; never an archived page unasked."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from pipeline import clock, locks
from pipeline.archive import OPEN_SUFFIX
from pipeline.crawl import new_run_id, salvage
from pipeline.engines import open_engine
from pipeline.home import Home, no_folder_name
from pipeline.ledger import Ledger
from pipeline.ledger.indexing import ledger_id
from pipeline.ledger.tables import parts
from pipeline.settings import Settings
from pipeline.store_objects import FETCHING
from pipeline.workplace import Workplace
from records.base import Record
from records.errors import LockError

# A rebuilt index that served so long is trusted: the one before it is no longer needed to roll back to.
FORMER_INDEX = timedelta(days=30)
LOGS = timedelta(days=90)
# The page itself stays in the archive, the traceback in its reading.
QUARANTINE = timedelta(days=90)
# What nobody finished in a day was killed.
UNFINISHED = timedelta(days=1)
# A copy of what the object storage holds.
CACHED = timedelta(days=30)


class Retained(Record, frozen=True):
    """What a run removed, or would remove: names of index builds, numbers of files, and their bytes. `taken_in` counts
    journals of killed runs that went into the ledger, `unknown_parts` archive parts that the ledger doesn't know: these
    are removed only when that was confirmed."""

    indexes: tuple[str, ...] = ()
    logs: int = 0
    quarantined: int = 0
    unfinished: int = 0
    cached: int = 0
    unknown_parts: int = 0
    snapshots: int = 0
    taken_in: int = 0
    bytes: int = 0


def retain(
    place: Workplace, *, confirm_snapshots: bool = False, now: datetime | None = None, dry_run: bool = False
) -> Retained:
    """Removes what is past its time; with `dry_run` only tells. Safe to repeat, and beside runs: sources that a run holds
    are left alone. Raises LockError where the index is being written."""
    now, home = now or clock.now(), place.settings.folders
    bin_ = _Bin(dry_run=dry_run)
    taken_in = 0 if dry_run else take_in_leftovers(place.settings, place.ledger, now=now)
    strays = _unknown_parts(home, place.ledger, before=now - UNFINISHED)
    with place.ledger.read() as connection:
        engine = open_engine(place.settings, archive=ledger_id(connection))
    return Retained(
        logs=bin_.throw(_old(home.logs, now - LOGS)),
        quarantined=bin_.throw(_old(home.quarantine, now - QUARANTINE)),
        unfinished=bin_.throw(_unfinished(home, now - UNFINISHED)),
        cached=bin_.throw(home.store.spare(before=now - CACHED)),
        unknown_parts=len(strays),
        snapshots=bin_.throw(iter(strays)) if confirm_snapshots else 0,
        taken_in=taken_in,
        bytes=bin_.bytes,
        indexes=engine.tidy(before=now - FORMER_INDEX, dry_run=dry_run),
    )


def take_in_leftovers(settings: Settings, ledger: Ledger, *, now: datetime) -> int:
    """Merges the journals of killed runs, source by source; returns how many. What a run holds is left to it."""
    taken = 0
    for folder in _folders(settings.folders.journals):
        run_id = new_run_id(now, folder.name)
        with suppress(LockError), locks.held(settings.folders.locks, folder.name, run_id=run_id, now=now):
            taken += salvage(settings, ledger, folder.name, now=now)
    return taken


class _Bin:
    """Removes files and sums up their bytes."""

    def __init__(self, *, dry_run: bool) -> None:
        self._dry_run = dry_run
        self.bytes = 0

    def throw(self, files: Iterator[Path]) -> int:
        count = 0
        for path in files:
            with suppress(FileNotFoundError):  # a run that ended meanwhile took it away itself
                self.bytes += path.stat().st_size
                count += 1
                if not self._dry_run:
                    path.unlink()
        return count


def _folders(folder: Path) -> list[Path]:
    return [p for p in sorted(folder.glob("*")) if p.is_dir() and not no_folder_name(p.name)]


def _old(folder: Path, before: datetime) -> Iterator[Path]:
    """Files below a folder that nobody wrote to since a moment."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_mtime < before.timestamp():
            yield path


def _unfinished(home: Home, before: datetime) -> Iterator[Path]:
    """What killed runs wrote or fetched beside and never renamed."""
    for folder in (home.snapshots, home.readings, home.quarantine, home.logs, home.rules):
        yield from (path for path in _old(folder, before) if path.name.startswith("."))
    yield from _old(home.root / FETCHING, before)


def _unknown_parts(home: Home, ledger: Ledger, *, before: datetime) -> list[Path]:
    """Whole and open parts that the ledger doesn't know and that no run is writing, among those on this machine."""
    with ledger.read() as connection:
        known = set(connection.scalars(select(parts.c.part)))
    strays = []
    for path in _old(home.snapshots, before):
        part = path.relative_to(home.snapshots).as_posix().removesuffix(OPEN_SUFFIX)
        source_id = part.partition("/")[0]
        if part.endswith(".warc.gz") and part not in known and not locks.is_held(home.locks, source_id):
            strays.append(path)
    return strays
