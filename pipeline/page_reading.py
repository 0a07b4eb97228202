"""Reads pages one after the other, in this process or on several cores: the same pages give the same readings."""

import multiprocessing
import os
import threading
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from pipeline.readings import Reading
from records.errors import TransformError
from records.rejection import Quarantine, Rejection
from records.snapshot import Snapshot
from sources.registry import Registry
from transforms.reader import Reader, load_reader

# Pages handed to a process at once.
_CHUNK = 64


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


class Pages:
    """Reads pages in order, in this process or on several cores; the bytes of the result are the same."""

    def __init__(self, registry: Registry, workers: int) -> None:
        self._registry, self._workers = registry, workers
        self._pool: Executor | None = None
        self._reader: Reader | None = None

    def __enter__(self) -> "Pages":
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
