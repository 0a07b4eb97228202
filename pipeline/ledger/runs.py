"""Runs in the ledger: who started what when, and how it ended."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from pipeline.ledger.ends import ends_of_run, keep_ends_of_night
from pipeline.ledger.sql import insert_new
from pipeline.ledger.tables import runs


def start(connection: Connection, run_id: str, *, command: str, source_id: str, night: date, now: datetime) -> None:
    """Notes that a run began."""
    connection.execute(
        runs.insert().values(
            run_id=run_id, command=command, source_id=source_id, night=night, started_at=now, state="running"
        )
    )


def night_of(connection: Connection, run_id: str, *, source_id: str, now: datetime) -> date:
    """The night a run counts for. A run the ledger has never heard of (it was replaced since) is noted as killed."""
    row = {"run_id": run_id, "command": "crawl", "source_id": source_id, "night": now.date(), "started_at": now}
    row |= {"ended_at": now, "state": "killed", "error": "found in the archive, unknown to the ledger", "stats": "{}"}
    insert_new(connection, runs, [row])
    night: date = connection.scalars(select(runs.c.night).where(runs.c.run_id == run_id)).one()
    return night


def end(connection: Connection, run_id: str, *, now: datetime, stats: Mapping[str, Any], error: str = "") -> None:
    """Notes how a run ended: failed where there is an error, else done."""
    connection.execute(
        update(runs)
        .where(runs.c.run_id == run_id)
        .values(
            ended_at=now, state="failed" if error else "done", error=error, stats=json.dumps(stats, ensure_ascii=False)
        )
    )


def count(connection: Connection, run_id: str, *, discovered: int) -> None:
    """Keeps with a run how many addresses it was the first to find, and its outcomes by how they ended; also its night's.

    Called after every merge: what was counted before is found again, so counting twice changes nothing.
    """
    values = {"discovered": runs.c.discovered + discovered, "counts": json.dumps(ends_of_run(connection, run_id))}
    connection.execute(update(runs).where(runs.c.run_id == run_id).values(values))
    keep_ends_of_night(connection, run_id)


def requests_of_night(connection: Connection, source_id: str, night: date) -> int:
    """Requests that the runs of a night have sent to a source so far, as far as they lived to tell."""
    query = select(runs.c.stats).where(runs.c.source_id == source_id, runs.c.night == night, runs.c.command == "crawl")
    return sum(json.loads(stats).get("requests", 0) for stats in connection.scalars(query))


def mark_killed(connection: Connection, source_id: str, command: str, now: datetime) -> int:
    """Runs of the source still called running, though the caller holds its lock, were killed; returns how many."""
    found = connection.execute(
        update(runs)
        .where(runs.c.source_id == source_id, runs.c.command == command, runs.c.state == "running")
        .values(state="killed", ended_at=now, error="ended without a word; what it had stored was kept")
    )
    return int(found.rowcount)


def last(connection: Connection, command: str) -> dict[str, dict[str, Any]]:
    """The newest run of a command for each source, as a row with its stats read."""
    newest = select(func.max(runs.c.run_id)).where(runs.c.command == command).group_by(runs.c.source_id)
    rows = connection.execute(select(runs).where(runs.c.run_id.in_(newest)))  # ids of runs sort by time
    return {row.source_id: dict(row._mapping) | {"stats": json.loads(row.stats)} for row in rows}
