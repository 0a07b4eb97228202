"""Reads pages one after the other, in this process or on several cores: the same pages give the same readings."""

import multiprocessing
import os
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import islice

from pipeline.readings import Reading
from records.errors import TransformError
from records.rejection import Quarantine, Rejection
from records.snapshot import Snapshot
from sources.registry import Registry
from transforms.reader import Reader, load_reader

# Pages handed to a process at once, at most; towards a part's end fewer, so that all processes end together, but not fewer
# than this.
_CHUNK, _SMALLEST = 64, 4
# Fewer pages than this are read in this process: starting others costs more than they save.
WORTH_PROCESSES = 600


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


class Readers:
    """Reads pages in order, in this process or on several cores; the bytes of the result are the same.

    What reads is kept from source to source: to start processes takes as long as to read a few hundred pages, and a night is
    of hundreds of sources with a few dozen each. They begin when that many are expected.
    """

    def __init__(self, workers: int, *, foreseen: Callable[[], int] = lambda: 0) -> None:
        """`foreseen` says about how many pages are to be read of all sources, and is asked before the first is."""
        self._workers, self._expected, self._foreseen = workers, 0, cache(foreseen)
        self._registry: Registry | None = None
        self._reader: Reader | None = None
        self._pool: Executor | None = None

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_side_by_side(self) -> bool:
        """Whether pages are read by other processes than this."""
        return self._pool is not None

    def expect(self, pages: int) -> None:
        """So many more pages are to be read."""
        self._expected += pages

    def read(
        self, registry: Registry, snapshots: Iterable[Snapshot], many: int = 1 << 30
    ) -> Iterator[tuple[Snapshot, Reading]]:
        """Pages and what became of them, in order; `many` is about how many. Raises TransformError where a process was
        ended."""
        if self._registry is not registry:
            self.close()
            self._registry = registry
        if self._workers == 1 or max(self._expected, self._foreseen()) < WORTH_PROCESSES:
            self._reader = self._reader or load_reader(registry.sources, registry.platforms)
            for snapshot in snapshots:
                yield snapshot, read_page(self._reader, snapshot)
            return
        self._pool = self._pool or _processes(self._workers, registry)
        try:
            yield from self._read_side_by_side(self._pool, chunks(snapshots, many, self._workers))
        except BrokenProcessPool as exc:
            # One that was being started when another was ended is waited for, but never told to end.
            _kill_processes()
            self.close()
            raise TransformError(
                "a process that reads pages was ended from outside: run `khotin transform` again; "
                "if memory is short, with KHOTIN_PROCESSES=1"
            ) from exc

    def close(self) -> None:
        """Ends the processes; what they have not begun is left. Interrupted in waiting for them, it kills them: the
        program's end would wait for them too, and not be told when they end."""
        pool, self._pool, self._reader = self._pool, None, None
        if pool:
            try:
                pool.shutdown(cancel_futures=True)
            except BaseException:
                _kill_processes()
                raise

    def _read_side_by_side(
        self, pool: Executor, waiting: Iterator[list[Snapshot]]
    ) -> Iterator[tuple[Snapshot, Reading]]:
        running: deque[tuple[list[Snapshot], Future[list[Reading]]]] = deque()
        while True:
            # A few chunks ahead of the workers, so that a long part is never whole in memory.
            while len(running) < self._workers * 3 and (chunk := next(waiting, [])):
                running.append((chunk, pool.submit(_read_chunk, chunk)))
            if not running:
                return
            chunk, future = running.popleft()
            yield from zip(chunk, future.result(), strict=True)


def chunks(snapshots: Iterable[Snapshot], many: int, workers: int) -> Iterator[list[Snapshot]]:
    """The pages in stretches to hand over, about `many` in all: each of what is left by twice the workers."""
    pages, left = iter(snapshots), many
    while chunk := list(islice(pages, max(_SMALLEST, min(_CHUNK, left // (2 * workers))))):
        left -= len(chunk)
        yield chunk


def _kill_processes() -> None:
    for process in multiprocessing.active_children():
        process.kill()


def _processes(many: int, registry: Registry) -> Executor:
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(many, mp_context=spawn, initializer=_start_worker, initargs=(registry,))


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
