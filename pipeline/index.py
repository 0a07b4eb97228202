"""The index step: brings the index up to the ledger's last change, or builds a fresh one beside it and swaps it in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain

from sqlalchemy import Connection

from pipeline import clock, locks
from pipeline.crawl import new_run_id
from pipeline.documents import count_since, documents_of, documents_since
from pipeline.engines import open_engine
from pipeline.gate import Gate, Update
from pipeline.index_check import check_whole, differences
from pipeline.index_sets import without_sets
from pipeline.ledger import Ledger
from pipeline.ledger.indexing import ledger_id, note_refused, refused
from pipeline.link import LOCK
from pipeline.settings import Settings
from records.base import Record, to_builtins
from records.links import Document
from search.engine import Engine, IndexFailure

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
Progress = Callable[[int, int], None]
Tell = Callable[[str], None]


@dataclass
class IndexCounts:
    """What an index run did: documents put or removed, the change number that is searchable now, the documents the
    index refused, and what a rebuilt index says otherwise than the one before."""

    documents: int = 0
    watermark: int = 0
    failures: list[IndexFailure] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    @property
    def left_out(self) -> list[str]:
        """A line for each refused document."""
        return [f"{failure.unit}/{failure.id} is not in the index: {failure.reason}" for failure in self.failures]


def index_all(
    settings: Settings,
    ledger: Ledger,
    *,
    rebuild: bool = False,
    accept: Callable[[list[str]], bool] = lambda _: True,
    gate: Gate | None = None,
    progress: Progress | None = None,
    tell: Tell = lambda _: None,
) -> IndexCounts:
    """Indexes all that changed since the index's watermark, and tries again what it refused before; killed anywhere it
    can be run again. Sets beside the index that are missing or damaged are made again. What is refused now is kept in
    the ledger. A fresh index whose differences from the one that serves are not accepted is not swapped in but removed.

    Waits for another run that links or indexes, and tells so. Raises LockError where it waited in vain, IndexStateError
    where a fresh index is not whole, GateError where the gate refuses the update (the old index stays).
    """
    now = clock.now()
    run_id, wait = new_run_id(now, "index"), settings.lock_wait
    with locks.held(settings.folders.locks, LOCK, run_id=run_id, now=now, wait_seconds=wait, tell=tell):
        with ledger.read() as connection:
            engine = open_engine(settings, archive=ledger_id(connection))
            watermark, serving = (0 if rebuild else engine.watermark()), engine.build()
            documents, total = _to_put(settings, connection, serving, watermark)
            if total == 0 and not rebuild:
                _mend_sets(settings, engine, tell)
                return IndexCounts(watermark=watermark)
            engine.begin(rebuild=rebuild)
            update = Update()
            try:
                done = engine.put(_counted(documents, update, total, progress))
                differing = _before_swap(engine, update) if rebuild else []
                if gate:
                    gate.check(connection, None if rebuild else engine.serving(), update)
            except BaseException:
                engine.abort()
                raise
            if rebuild and not accept(differing):
                engine.abort()
                return IndexCounts(done, watermark, differences=differing)
            build = engine.build()
            engine.commit(lambda failures: _keep(settings, ledger, build, failures, kept=serving))
        return IndexCounts(done, engine.watermark(), list(engine.failures()), differing)


def _mend_sets(settings: Settings, engine: Engine, tell: Tell) -> None:
    """Has the engine make sets that are missing or damaged, as every commit does; an index that has all is left as it is."""
    if units := without_sets(settings):
        tell(f"the sets by which searches of {', '.join(units)} are quick are missing or damaged: they are made again")
        engine.begin()
        engine.commit()


class RolledBack(Record, frozen=True):
    """The build that serves after a rollback and its change number, and the one that served before it."""

    build: str
    watermark: int
    before: str


def roll_back(settings: Settings, ledger: Ledger, *, tell: Tell = lambda _: None) -> RolledBack:
    """Lets readers see the index before the last rebuild again. Raises IndexStateError where none is kept."""
    now = clock.now()
    run_id, wait = new_run_id(now, "index"), settings.lock_wait
    with locks.held(settings.folders.locks, LOCK, run_id=run_id, now=now, wait_seconds=wait, tell=tell):
        with ledger.read() as connection:
            engine = open_engine(settings, archive=ledger_id(connection))
        before = engine.build()
        engine.rollback()
        return RolledBack(build=engine.build(), watermark=engine.watermark(), before=before)


def clean_up(settings: Settings, ledger: Ledger, *, tell: Tell = lambda _: None) -> tuple[str, ...]:
    """Removes what killed builds left, and gives the names; the index that serves and the one before it stay."""
    now = clock.now()
    run_id, wait = new_run_id(now, "index"), settings.lock_wait
    with locks.held(settings.folders.locks, LOCK, run_id=run_id, now=now, wait_seconds=wait, tell=tell):
        with ledger.read() as connection:
            engine = open_engine(settings, archive=ledger_id(connection))
        return engine.tidy(before=_LONG_AGO)


def _to_put(settings: Settings, connection: Connection, build: str, watermark: int) -> tuple[Iterator[Document], int]:
    """What the index lacks, read as it is asked for, and how many at most: what it refused when last tried, then what
    changed since its watermark."""
    keys = [(row.unit, row.id) for row in refused(connection, settings.engine, build)]
    again = documents_of(connection, settings.folders, keys, watermark)
    changed = documents_since(connection, settings.folders, watermark)
    return chain(again, changed), len(keys) + count_since(connection, watermark)


def _keep(settings: Settings, ledger: Ledger, build: str, failures: tuple[IndexFailure, ...], *, kept: str) -> None:
    """Every document that the build refused is tried in every run, so these are all there are."""
    rows = [to_builtins(failure) for failure in failures]
    with ledger.begin() as connection:
        note_refused(connection, settings.engine, build, rows, kept=kept, now=clock.now())


def _before_swap(engine: Engine, update: Update) -> list[str]:
    fresh = engine.fresh()
    check_whole(fresh, update.put, engine.failures())
    return differences(engine.serving(), fresh)


def _counted(
    documents: Iterator[Document], update: Update, total: int, progress: Progress | None
) -> Iterator[Document]:
    for number, document in enumerate(documents, 1):
        yield document
        update.note(document)
        if progress and number % 50 == 0:
            progress(number, total)
