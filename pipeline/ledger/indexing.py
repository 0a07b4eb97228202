"""What the ledger knows of indexes: whose articles they hold, and which documents they refused."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from pipeline.ledger.tables import identity, index_failures


def ledger_id(connection: Connection) -> str:
    """What tells this ledger from every other; given when it was made."""
    return str(connection.scalars(select(identity.c.id)).one())


def refused(connection: Connection, engine: str) -> list[Any]:
    """Rows (unit, id, change, reason, refused_at) of the documents that an engine's index refused when last tried."""
    f = index_failures.c
    return list(connection.execute(select(index_failures).where(f.engine == engine).order_by(f.unit, f.id)))


def note_refused(connection: Connection, engine: str, rows: Sequence[dict[str, Any]], *, now: datetime) -> None:
    """Writes what an engine's index refused (unit, id, change, reason) in place of what it refused before."""
    connection.execute(delete(index_failures).where(index_failures.c.engine == engine))
    if rows:
        connection.execute(insert(index_failures), [{**row, "engine": engine, "refused_at": now} for row in rows])
