"""What the ledger knows of indexes: whose articles they hold, and which documents they refused."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from pipeline.ledger.tables import identity, index_failures


def ledger_id(connection: Connection) -> str:
    """What tells this ledger from every other; given when it was made."""
    return str(connection.scalars(select(identity.c.id)).one())


def refused(connection: Connection, engine: str, build: str) -> list[Any]:
    """Rows (unit, id, change, reason, refused_at) of the documents that a build of an engine's index refused when last
    tried."""
    f = index_failures.c
    query = select(index_failures).where(f.engine == engine, f.build.in_({build, ""}))
    return list(connection.execute(query.order_by(f.unit, f.id, f.build)))


def note_refused(
    connection: Connection, engine: str, build: str, rows: Sequence[dict[str, Any]], *, kept: str, now: datetime
) -> None:
    """Writes what a build refused (unit, id, change, reason) in place of what it refused before. Of a fresh build
    beside it the one that is `kept` keeps its list, for the day on which it serves again; older ones are forgotten."""
    f = index_failures.c
    old = delete(index_failures).where(f.engine == engine)
    connection.execute(old.where(f.build.in_((build, "")) if kept == build else f.build != kept))
    if rows:
        told = {"engine": engine, "build": build, "refused_at": now}
        connection.execute(insert(index_failures), [{**row, **told} for row in rows])
