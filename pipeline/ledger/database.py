"""Opens the ledger, brings its schema up to date, and gives numbers that only grow."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text, update
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from pipeline.ledger.sql import insert_new
from pipeline.ledger.tables import counters
from records.errors import HomeError, LockError, UsageError

_MIGRATIONS = Path(__file__).parent / "migrations"
# SQLAlchemy would take another driver for it than ours.
_POSTGRES = re.compile(r"postgres(ql)?(\+psycopg)?://")
# How long one writer waits for another before it gives up.
_PATIENCE_MS = 300_000


class Ledger:
    """A database and its transactions; the queries live in the modules beside this one."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(writes=True)
        # So on SQLite anyway; PostgreSQL would show what others commit in between.
        still = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        self._reading = engine.execution_options(**still)
        self._glancing = engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction: committed at the end of the block, rolled back if it raises.

        Raises LockError where another run is still writing when patience ends.
        """
        with _naming_locks(self.engine), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for queries only; all of them see the ledger as it was at the first. Raises LockError."""
        with _naming_locks(self.engine), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """A connection for single questions over hours: each sees the ledger as it is then, and holds up nobody."""
        with _naming_locks(self.engine), self._glancing.connect() as connection:
            yield connection

    def close(self) -> None:
        """Lets go of the database's files."""
        self.engine.dispose()


@contextmanager
def _naming_locks(engine: Engine) -> Iterator[None]:
    """Tells of a database that another process holds as LockError; the database doesn't say which process it is."""
    try:
        yield
    except OperationalError as exc:
        if not _is_locked(exc):
            raise
        raise LockError(
            f"the ledger at {_shown(engine)} is locked: another khotin run has been writing to it for longer than "
            f"{_PATIENCE_MS // 1000} seconds; run this again when that has ended"
        ) from exc


def _is_locked(exc: OperationalError) -> bool:
    """Whether SQLite gave up waiting; its extended codes have the plain one in the lowest byte."""
    code = getattr(exc.orig, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def take_numbers(connection: Connection, name: str, count: int = 1) -> int:
    """Takes `count` numbers of a counter; returns the first. Numbers start at 1 and are never given twice."""
    insert_new(connection, counters, [{"name": name, "value": 0}])
    taken = update(counters).where(counters.c.name == name).values(value=counters.c.value + count)
    return int(connection.scalars(taken.returning(counters.c.value)).one()) - count + 1


def open_ledger(url: str) -> Ledger:
    """The ledger at a SQLAlchemy URL, migrated to this version; raises HomeError where it can't be used."""
    try:
        engine = create_engine(_POSTGRES.sub("postgresql+psycopg://", url))
    except ModuleNotFoundError as exc:
        way_out = "pip install -r requirements/postgres.txt" if _POSTGRES.match(url) else "install its driver"
        raise UsageError(f"KHOTIN_DATABASE_URL={url!r}: {exc}; {way_out}") from exc
    except ArgumentError as exc:
        raise UsageError(f"KHOTIN_DATABASE_URL={url!r}: {exc}") from exc
    if engine.dialect.name == "sqlite":
        _tune_sqlite(engine)
    try:
        _migrate(engine)
    except DatabaseError as exc:
        raise HomeError(f"the ledger at {_shown(engine)} can't be opened: {exc.orig}") from exc
    return Ledger(engine)


def _shown(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def _tune_sqlite(engine: Engine) -> None:
    """Readers go on while one writes; a writer waits for another, and holds its place from the start.

    Python's driver begins a transaction only at the first write, so what was read before it could be stale by then:
    transactions are begun here instead.
    """

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (f"busy_timeout={_PATIENCE_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("isolation_level") != "AUTOCOMMIT":
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def head_revision() -> str:
    """The newest migration's number, from its file name."""
    return max(path.name for path in (_MIGRATIONS / "versions").glob("0*.py")).split("_")[0]


def _migrate(engine: Engine) -> None:
    """Runs Alembic only where the stored revision differs: importing it costs more than most commands do."""
    with engine.connect() as connection:
        stored = None
        if inspect(connection).has_table("alembic_version"):
            stored = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if stored == head_revision():
        return
    if stored is not None and stored > head_revision():
        raise HomeError(
            f"the ledger at {_shown(engine)} is of a newer version ({stored}) than this program ({head_revision()}): "
            "upgrade the program"
        )
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
