"""What can go wrong between a run and its ledger, in the operator's words: locked, full, damaged, gone."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from records.errors import HomeError, LockError

# How long one writer waits for another before it gives up.
PATIENCE_MS = 300_000
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_WAYS_OUT = {
    sqlite3.SQLITE_FULL: "free some space and run this again; what was stored before is kept",
    sqlite3.SQLITE_IOERR: "look whether the disk is full or failing, and run this again; what was stored before is kept",
    sqlite3.SQLITE_READONLY: "make it writable, or set KHOTIN_HOME to a folder that is",
    sqlite3.SQLITE_CANTOPEN: "make its folder readable, and writable for a run that stores something",
    sqlite3.SQLITE_CORRUPT: "put back a copy (`khotin restore` of a backup, into an empty home)",
    sqlite3.SQLITE_NOTADB: "put back a copy (`khotin restore` of a backup, into an empty home)",
}


def shown(engine: Engine) -> str:
    """The ledger's address without a password."""
    return engine.url.render_as_string(hide_password=True)


@contextmanager
def naming_faults(engine: Engine) -> Iterator[None]:
    """Tells of a database that another process holds as LockError (it doesn't say which), of one that can't be read or
    written, or no longer answers, as HomeError; faults of the program stay what they are."""
    try:
        yield
    except DBAPIError as exc:
        named = named_fault(engine, exc)
        if named is None:
            raise
        raise named from exc


def named_fault(engine: Engine, exc: DBAPIError) -> LockError | HomeError | None:
    """What an operator can do something about; None for a fault of the program."""
    # SQLite's extended codes have the plain one in the lowest byte.
    code = getattr(exc.orig, "sqlite_errorcode", 0) & 0xFF
    if code in _LOCKED:
        return LockError(
            f"the ledger at {shown(engine)} is locked: another khotin run has been writing to it for longer than "
            f"{PATIENCE_MS // 1000} seconds; run this again when that has ended"
        )
    if code in _WAYS_OUT:
        return HomeError(f"the ledger at {shown(engine)} can't be used ({exc.orig}): {_WAYS_OUT[code]}")
    if engine.dialect.name != "sqlite" and (isinstance(exc, OperationalError) or exc.connection_invalidated):
        said = str(exc.orig).strip().splitlines() or ["no reason given"]
        return HomeError(
            f"the ledger at {shown(engine)} does not answer ({said[0]}): see that the database is up, and run this again; "
            "what was stored before is kept"
        )
    return None
