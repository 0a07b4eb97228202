"""The process a crawl runs in: `python -m pipeline.crawl_child JOB.json`; says its progress in JSON lines on stdout.

Its standard input is a lifeline, whose one line names the ledger: when the other end closes because the parent is
gone, the crawl stops by itself.
"""

import json
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from crawlers.run import crawl
from pipeline.archive import PartWriter
from pipeline.child_job import ChildJob
from pipeline.home import Home
from pipeline.journal import JournalWriter, journal_path
from pipeline.known_addresses import LedgerAddresses
from pipeline.ledger import open_ledger
from records.base import decode, to_builtins


class _Teller:
    """Says progress at most five times a second."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self, done: int, total: int, url: str) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + 0.2
            tell({"done": done, "total": total, "url": url})


def tell(message: dict[str, Any]) -> None:
    """One JSON line for the parent; a parent that is gone is no reason to fail."""
    with suppress(BrokenPipeError):
        sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _first_line() -> str:
    """The ledger's address, which may hold a password: the parent says it on the lifeline, and no file keeps it."""
    line = bytearray()
    while (byte := os.read(0, 1)) and byte != b"\n":
        line += byte
    return line.decode()


def _watch_lifeline() -> None:
    """Stops this process once, gently, when the parent is gone."""
    # Not through sys.stdin: a thread that waits in its buffer makes the interpreter's end a crash.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main(job_file: str) -> None:
    """Runs the job in a file and tells its stats at the end."""
    task = decode(Path(job_file).read_bytes(), ChildJob)
    home, source_id = Home(Path(task.home)), task.job.source.id
    ledger = open_ledger(_first_line())
    known = LedgerAddresses(ledger, task.job, task.night)
    threading.Thread(target=_watch_lifeline, daemon=True).start()
    sink = PartWriter(home.snapshots, source_id, task.job.run_id)
    journal = JournalWriter(journal_path(home, source_id, task.job.run_id))
    try:
        stats = crawl(task.job, known=known, sink=sink, journal=journal, progress=_Teller())
    finally:
        sink.close()
        journal.close()
        known.close()
        ledger.close()
    tell({"stats": to_builtins(stats)})


if __name__ == "__main__":
    main(sys.argv[1])
