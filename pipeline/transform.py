"""The transform step: reads each part of the archive that has no reading yet, on all cores where there is much to read."""

import hashlib
import multiprocessing
import os
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import select, update

from pipeline import clock, locks
from pipeline.archive import read_part
from pipeline.crawl import new_run_id
from pipeline.home import Home, written_whole
from pipeline.ledger import Ledger
from pipeline.ledger.tables import parts
from pipeline.readings import Reading, reading_key, reading_name, write_reading
from pipeline.settings import Settings
from records.errors import TransformError
from records.rejection import Quarantine, Rejection
from records.snapshot import Snapshot
from sources.registry import Registry
from transforms.reader import Reader, load_reader

# Fewer pages than this are read in this process: starting others costs more than they save.
_WORTH_PROCESSES = 600
_CHUNK = 64


@dataclass
class TransformCounts:
    """What a transform did; the three counts sum to the pages."""

    articles: int = 0
    rejections: int = 0
    quarantined: int = 0

    @property
    def pages(self) -> int:
        """All pages read."""
        return self.articles + self.rejections + self.quarantined


def waiting(home: Home, ledger: Ledger, source_id: str, key: str, *, force: bool) -> list[tuple[str, int]]:
    """Parts of a source to read, with their number of records: those never read, those whose reading is no longer
    there, and with `force` all that were read otherwise."""
    query = select(parts.c.part, parts.c.records, parts.c.reading, parts.c.reading_key)
    with ledger.read() as connection:
        rows = connection.execute(query.where(parts.c.source_id == source_id).order_by(parts.c.part)).all()
    return [
        (row.part, row.records)
        for row in rows
        if row.reading_key is None or (force and row.reading_key != key) or not (home.readings / row.reading).exists()
    ]


def transform_source(
    settings: Settings,
    ledger: Ledger,
    registry: Registry,
    source_id: str,
    *,
    force: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> TransformCounts:
    """Reads what is new of one source; a part killed half-read is read again whole.

    Raises LockError where another run holds the source, TransformError where a process that reads was ended.
    """
    now = clock.now()
    counts = TransformCounts()
    key = reading_key(registry.sources.get(source_id), registry.platforms)
    with locks.held(settings.folders.locks, source_id, run_id=new_run_id(now, source_id), now=now):
        _sweep(settings.folders.readings / source_id)
        todo = waiting(settings.folders, ledger, source_id, key, force=force)
        total = sum(records for _, records in todo)
        with _Pages(registry, settings.worker_count if total >= _WORTH_PROCESSES else 1) as pages:
            for part, _ in todo:
                _transform_part(
                    settings.folders, ledger, part, key, pages, counts, lambda n: progress and progress(n, total)
                )
    return counts


def _sweep(folder: Path) -> None:
    """Removes what a killed run left half-written; whoever holds the source's lock is the only one who writes here."""
    for unfinished in folder.glob(".*"):
        unfinished.unlink()


def _transform_part(
    home: Home,
    ledger: Ledger,
    part: str,
    key: str,
    pages: "_Pages",
    counts: TransformCounts,
    tell: Callable[[int], object],
) -> None:
    own = TransformCounts()

    def counted() -> Iterator[Reading]:
        for snapshot, reading in pages.read(read_part(home, part)):
            _count(own, reading)
            if reading.quarantine:
                _keep_quarantined(home, snapshot, reading.quarantine)
            tell(counts.pages + own.pages)
            yield reading

    name = reading_name(part, key)
    write_reading(home, name, counted())
    counts.articles += own.articles
    counts.rejections += own.rejections
    counts.quarantined += own.quarantined
    row = {"articles": own.articles, "rejections": own.rejections, "quarantined": own.quarantined}
    with ledger.begin() as connection:
        connection.execute(update(parts).where(parts.c.part == part).values(reading=name, reading_key=key, **row))


def _count(counts: TransformCounts, reading: Reading) -> None:
    counts.articles += reading.article is not None
    counts.rejections += reading.rejection is not None
    counts.quarantined += reading.quarantine is not None


def _keep_quarantined(home: Home, snapshot: Snapshot, why: Quarantine) -> None:
    """Page and traceback side by side, named after the page's digest."""
    path = home.quarantine / snapshot.source_id / hashlib.sha256(snapshot.body).hexdigest()[:20]
    with written_whole(path.with_suffix(".page")) as file:
        file.write(snapshot.body)
    with written_whole(path.with_suffix(".txt")) as file:
        file.write(f"{why.url}\n{snapshot.warc_file} at byte {snapshot.warc_offset}\n{why.traceback}".encode())


def read_page(reader: Reader, snapshot: Snapshot) -> Reading:
    """One page's end. The only place where any exception is taken: the page is quarantined with it, the rest goes on."""
    try:
        found = reader.read(snapshot)
    except Exception as exc:  # noqa: BLE001
        why = Quarantine(url=snapshot.final_url, error=f"{type(exc).__name__}: {exc}", traceback=traceback.format_exc())
        return Reading(warc_offset=snapshot.warc_offset, quarantine=why)
    if isinstance(found, Rejection):
        return Reading(warc_offset=snapshot.warc_offset, rejection=found)
    return Reading(warc_offset=snapshot.warc_offset, article=found)


class _Pages:
    """Reads pages in order, in this process or on several cores; the bytes of the result are the same."""

    def __init__(self, registry: Registry, workers: int) -> None:
        self._registry, self._workers = registry, workers
        self._pool: Executor | None = None
        self._reader: Reader | None = None

    def __enter__(self) -> "_Pages":
        if self._workers > 1:
            spawn = multiprocessing.get_context("spawn")
            args = (self._registry,)
            self._pool = ProcessPoolExecutor(self._workers, mp_context=spawn, initializer=_start_worker, initargs=args)
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def read(self, snapshots: Iterable[Snapshot]) -> Iterator[tuple[Snapshot, Reading]]:
        """Pages and what became of them, in order. Raises TransformError where a worker was ended."""
        if self._pool is None:
            self._reader = self._reader or load_reader(self._registry.sources, self._registry.platforms)
            for snapshot in snapshots:
                yield snapshot, read_page(self._reader, snapshot)
            return
        try:
            yield from self._read_side_by_side(self._pool, iter(snapshots))
        except BrokenProcessPool as exc:
            raise TransformError(
                "a process that reads pages was ended from outside: run `khotin transform` again; "
                "if memory is short, with KHOTIN_PROCESSES=1"
            ) from exc

    def _read_side_by_side(self, pool: Executor, snapshots: Iterator[Snapshot]) -> Iterator[tuple[Snapshot, Reading]]:
        running: deque[tuple[list[Snapshot], Future[list[Reading]]]] = deque()
        while True:
            # A few chunks ahead of the workers, so that a long part is never whole in memory.
            while len(running) < self._workers * 3 and (chunk := list(islice(snapshots, _CHUNK))):
                running.append((chunk, pool.submit(_read_chunk, chunk)))
            if not running:
                return
            chunk, future = running.popleft()
            yield from zip(chunk, future.result(), strict=True)


_worker_reader: list[Reader] = []


def _start_worker(registry: Registry) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker_reader[:] = [load_reader(registry.sources, registry.platforms)]


def _end_with_parent() -> None:
    """A worker holds both ends of the pipe it waits at, so it would never notice that its parent was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_chunk(chunk: list[Snapshot]) -> list[Reading]:
    return [read_page(_worker_reader[0], snapshot) for snapshot in chunk]
