"""Where an import writes: a part and a journal for each source it meets, as a crawl has."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType

from pipeline import clock, locks
from pipeline.archive import PartWriter, Place
from pipeline.crawl import new_run_id, salvage
from pipeline.import_items import Item
from pipeline.journal import JournalWriter, journal_path, merge
from pipeline.ledger import Ledger, runs
from pipeline.settings import Settings
from records.outcome import Outcome, Verdict
from records.snapshot import Snapshot

# Items after which what was written is merged: bounds memory, and what a kill leaves to salvage.
_PORTION = 20_000


@dataclass
class _Open:
    """What is being written under one source."""

    run_id: str
    sink: PartWriter
    journal: JournalWriter


class ImportArchive:
    """One part and one journal a source while an import runs; merged in portions, salvaged after a kill."""

    def __init__(self, settings: Settings, ledger: Ledger, now: datetime) -> None:
        self._settings, self._ledger, self._now = settings, ledger, now
        self._open: dict[str, _Open] = {}
        # Run and number of the last part merged, of each source met.
        self._runs: dict[str, tuple[str, int]] = {}
        self._locks = ExitStack()
        self._waiting = 0

    def __enter__(self) -> "ImportArchive":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _at: TracebackType | None
    ) -> None:
        with self._locks:
            self._merge()
            with self._ledger.begin() as connection:
                for run_id, _ in self._runs.values():  # one that has written nothing is not in the ledger
                    runs.end(connection, run_id, now=clock.now(), stats={}, error=str(error or ""))

    def merge_if_full(self) -> bool:
        """Merges what was written once it is a portion; says whether it did."""
        if self._waiting < _PORTION:
            return False
        self._merge()
        return True

    def _merge(self) -> None:
        home = self._settings.folders
        for source_id, writers in self._open.items():
            writers.sink.close()
            writers.journal.close()
            merge(home, self._ledger, journal_path(home, source_id, writers.run_id), now=clock.now())
            self._runs[source_id] = (writers.run_id, writers.sink.number)
        self._open.clear()
        self._waiting = 0

    def add(self, item: Item, verdict: Verdict) -> Place:
        """Writes one item and its outcome; returns where it stands."""
        writers = self._of(item.source_id)
        part, offset, length = _written(writers, item, verdict, item.fetched_at or self._now)
        outcome = Outcome(
            url=item.url,
            kind="import" if item.fetched_at is None else "article",
            verdict=verdict,
            at=item.fetched_at or self._now,
            digest=item.digest,
            warc_file=part,
            warc_offset=offset,
            warc_length=length,
        )
        writers.journal.add(outcome)
        self._waiting += 1
        return part, offset, length

    def enter(self, source_id: str) -> None:
        """Takes a source's lock, and takes in what killed runs of it left behind. Raises LockError."""
        if source_id in self._runs:
            return
        run_id, now = new_run_id(self._now, source_id), self._now
        self._locks.enter_context(locks.held(self._settings.folders.locks, source_id, run_id=run_id, now=now))
        self._runs[source_id] = (run_id, 0)
        salvage(self._settings, self._ledger, source_id, now=now)
        with self._ledger.begin() as connection:
            runs.mark_killed(connection, source_id, "import", now)

    def _of(self, source_id: str) -> _Open:
        """What is being written under a source; the first time the run is noted."""
        if source_id not in self._open:
            home, (run_id, written) = self._settings.folders, self._runs[source_id]
            if not written:
                with self._ledger.begin() as connection:
                    night = self._now.date()
                    runs.start(connection, run_id, command="import", source_id=source_id, night=night, now=self._now)
            # The journal first: a part without one would be nobody's.
            journal = JournalWriter(journal_path(home, source_id, run_id))
            sink = PartWriter(home.snapshots, source_id, run_id, first=written + 1)
            self._open[source_id] = _Open(run_id, sink, journal)
        return self._open[source_id]


def _written(writers: _Open, item: Item, verdict: Verdict, at: datetime) -> Place:
    snapshot = Snapshot(
        url=item.url,
        final_url=item.address or item.url,
        source_id=item.source_id,
        run_id=writers.run_id,
        headers=dict(item.headers),
        fetched_at=at,
        media_type=item.media_type,
        charset=item.charset,
        body=item.body,
        imported=True,
    )
    if item.fetched_at is None:
        return writers.sink.write_resource(snapshot)
    if verdict is Verdict.UNCHANGED:
        return writers.sink.revisit(snapshot, request_headers={}, reason="OK")
    return writers.sink.write(snapshot, request_headers={}, reason="OK")
