"""Opens the ledger, brings its schema up to date, and gives numbers that only grow."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, inspect, text, update
from sqlalchemy.exc import ArgumentError, DatabaseError

from pipeline.ledger.faults import PATIENCE_MS, named_fault, naming_faults, shown
from pipeline.ledger.sql import insert_new
from pipeline.ledger.tables import counters
from records.errors import HomeError, UsageError

_MIGRATIONS = Path(__file__).parent / "migrations"
# Of SQLite's pages kept in memory, at most. With its own 2 MB, the pages that linking a thousand articles touches (twenty
# keys each, anywhere in a tree) were written out and read again several times within one transaction.
_CACHE_KB = 64 * 1024
# Pages that may wait in the -wal file (64 MB): what several transactions change is then written into the ledger once.
_WAL_PAGES = 16 * 1024
# SQLAlchemy would take another driver for it than ours.
_POSTGRES = re.compile(r"postgres(ql)?(\+psycopg)?://")
_POSSIBLE = re.compile(r"(sqlite|postgres(ql)?)(\+\w+)?://")
# The number of PostgreSQL's lock under which one process migrates while the others wait: any that nobody else takes.
_MIGRATING = 0x6B686F74696E


class Ledger:
    """A database and its transactions; the queries live in the modules beside this one."""

    def __init__(self, engine: Engine, *, writable: bool = True) -> None:
        self.engine, self.writable = engine, writable
        self._writing = engine.execution_options(writes=True)
        # So on SQLite anyway; PostgreSQL would show what others commit in between.
        still = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        self._reading = engine.execution_options(**still)
        self._glancing = engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction: committed at the end of the block, rolled back if it raises.

        Raises LockError where another run is still writing when patience ends, HomeError where the disk is full, the
        file may not be written, or the database no longer answers.
        """
        with naming_faults(self.engine), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for queries only; all of them see the ledger as it was at the first. Raises LockError,
        HomeError."""
        with naming_faults(self.engine), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """A connection for single questions over hours: each sees the ledger as it is then, and holds up nobody."""
        with naming_faults(self.engine), self._glancing.connect() as connection:
            yield connection

    def close(self) -> None:
        """Lets go of the database's files."""
        self.engine.dispose()


def take_numbers(connection: Connection, name: str, count: int = 1) -> int:
    """Takes `count` numbers of a counter; returns the first. Numbers start at 1 and are never given twice."""
    insert_new(connection, counters, [{"name": name, "value": 0}])
    taken = update(counters).where(counters.c.name == name).values(value=counters.c.value + count)
    return int(connection.scalars(taken.returning(counters.c.value)).one()) - count + 1


def number_rows(connection: Connection, counter: str, column: str, rows: Iterable[dict[str, Any]]) -> None:
    """Gives each row, in order, a number of a counter of its own, in a column."""
    wanted = list(rows)
    first = take_numbers(connection, counter, len(wanted)) if wanted else 0
    for number, row in enumerate(wanted, first):
        row[column] = number


def _unsaid(url: str) -> str:
    """An address as a message may show it: without the user and the password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if rest else "(an address without ://)"


def open_ledger(url: str) -> Ledger:
    """The ledger at a SQLAlchemy URL, migrated to this version; raises HomeError where it can't be used."""
    if "://" in url and not _POSSIBLE.match(url):
        raise UsageError(
            f"KHOTIN_DATABASE_URL={url.partition('://')[0]}://…: the ledger is kept in sqlite:///FILE or postgresql://… only; "
            "without it, in KHOTIN_HOME"
        )
    try:
        # A connection that a restart of the server broke while it lay in the pool is replaced unseen.
        engine = create_engine(_POSTGRES.sub("postgresql+psycopg://", url), pool_pre_ping=bool(_POSTGRES.match(url)))
    except ModuleNotFoundError as exc:
        way_out = "pip install -r requirements/postgres.txt" if _POSTGRES.match(url) else "install its driver"
        raise UsageError(f"KHOTIN_DATABASE_URL={_unsaid(url)}: {exc}; {way_out}") from exc
    except (ArgumentError, ValueError):
        raise UsageError(f"KHOTIN_DATABASE_URL={_unsaid(url)}: it is no address of a database") from None
    if engine.dialect.name == "sqlite":
        _tune_sqlite(engine)
    try:
        _migrate(engine)
    except DatabaseError as exc:
        raise _unopened(engine, exc) from exc
    return Ledger(engine)


def open_to_read(path: Path) -> Ledger:
    """SQLite's ledger in a folder where nothing can be written, and nothing is. Raises HomeError where it can't be read.

    Each reading has a connection of its own, so that what another machine writes there meanwhile is seen by the next.
    """
    engine = create_engine(f"sqlite:///{path}", creator=_reader_of(path), poolclass=NullPool)
    _begin_by_hand(engine)
    try:
        with engine.connect() as connection:
            stored = _stored_revision(connection)
    except DatabaseError as exc:
        raise _unopened(engine, exc) from exc
    if stored != head_revision():
        raise HomeError(
            f"the ledger at {shown(engine)} is of version {stored}, this program's is {head_revision()}: run it once where "
            "the home can be written"
        )
    return Ledger(engine, writable=False)


def _reader_of(path: Path) -> Callable[[], sqlite3.Connection]:
    """Opens the file for reading. Changes that wait beside it in `-wal` are read with it; where there are none, SQLite
    is told that nobody writes, for it would put files beside it otherwise."""

    def connect() -> sqlite3.Connection:
        wal = path.with_name(f"{path.name}-wal")
        only = "mode=ro" if wal.exists() and wal.stat().st_size else "immutable=1"
        connection = sqlite3.connect(f"{path.as_uri()}?{only}", uri=True, check_same_thread=False, isolation_level=None)
        connection.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        return connection

    return connect


def _unopened(engine: Engine, exc: DatabaseError) -> Exception:
    return named_fault(engine, exc) or HomeError(f"the ledger at {shown(engine)} can't be opened: {exc.orig}")


def _tune_sqlite(engine: Engine) -> None:
    """Readers go on while one writes; a writer waits for another, and holds its place from the start.

    Python's driver begins a transaction only at the first write, so what was read before it could be stale by then:
    transactions are begun here instead.
    """

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            *(f"busy_timeout={PATIENCE_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"),
            *(f"cache_size=-{_CACHE_KB}", f"wal_autocheckpoint={_WAL_PAGES}"),
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    _begin_by_hand(engine)


def _begin_by_hand(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("isolation_level") != "AUTOCOMMIT":
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def head_revision() -> str:
    """The newest migration's number, from its file name."""
    return max(path.name for path in (_MIGRATIONS / "versions").glob("0*.py")).split("_")[0]


def _stored_revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    stored: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return stored


def _is_current(connection: Connection) -> bool:
    """Whether the schema is this program's; raises HomeError where it is of a newer one."""
    stored = _stored_revision(connection)
    if stored is not None and stored > head_revision():
        raise HomeError(
            f"the ledger at {shown(connection.engine)} is of a newer version ({stored}) than this program "
            f"({head_revision()}): upgrade the program"
        )
    return stored == head_revision()


def _migrate(engine: Engine) -> None:
    """Runs Alembic only where the stored revision differs: importing it costs more than most commands do."""
    with engine.connect() as connection:
        if _is_current(connection):
            return
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.execution_options(writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":  # SQLite's transactions that write wait for one another anyway
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATING})
        if _is_current(connection):  # another process was quicker
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
