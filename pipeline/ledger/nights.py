"""What the ledger knows of whole nights: who came through, what waits to be read, when the last good one ended."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select, update

from pipeline.ledger import runs as runs_of
from pipeline.ledger.tables import parts, runs

# Whole nights stand among the runs, of no source.
COMMAND = "night"


def was_stopped() -> ColumnElement[bool]:
    """Whether a run was asked to end early; read off its stats, which are long, by the database."""
    return runs.c.stats.contains('"stopped": true', autoescape=True)


def came_through(connection: Connection, night: date) -> set[str]:
    """The sources that a crawl of the night came to the end of; one that was stopped did not."""
    return set(connection.scalars(select(runs.c.source_id).where(runs.c.night == night, _ended(), ~was_stopped())))


def first_watched(connection: Connection) -> dict[str, date]:
    """The first night on which a crawl of each source ended in order, be it that it was stopped."""
    query = select(runs.c.source_id, func.min(runs.c.night)).where(_ended()).group_by(runs.c.source_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def _ended() -> ColumnElement[bool]:
    return and_(runs.c.command == "crawl", runs.c.state == "done")


def unread(connection: Connection) -> set[str]:
    """The sources with archived pages that nobody has read."""
    return set(connection.scalars(select(parts.c.source_id).where(parts.c.reading.is_(None)).distinct()))


def note(
    connection: Connection, run_id: str, *, night: date, now: datetime, stats: Mapping[str, int], error: str = ""
) -> None:
    """Writes down that a night ended: good where it is searchable, failed with an error."""
    runs_of.start(connection, run_id, command=COMMAND, source_id="", night=night, now=now)
    runs_of.end(connection, run_id, now=now, stats=dict(stats), error=error)


def await_index(connection: Connection, run_id: str, *, night: date, now: datetime, stats: Mapping[str, int]) -> None:
    """Writes down that a night came in and is not searchable yet; once, however often it is said."""
    waiting = (runs.c.command == COMMAND, runs.c.state == "running", runs.c.night == night)
    connection.execute(delete(runs).where(*waiting))
    runs_of.start(connection, run_id, command=COMMAND, source_id="", night=night, now=now)
    connection.execute(update(runs).where(runs.c.run_id == run_id).values(stats=json.dumps(dict(stats))))


def end_waiting(
    connection: Connection, *, now: datetime, stats: Mapping[str, int], came_before: datetime | None = None
) -> list[date]:
    """Notes as good the nights that waited to be searchable (those that came in before a moment); returns them."""
    query = select(runs.c.run_id, runs.c.night, runs.c.stats).where(
        runs.c.command == COMMAND, runs.c.state == "running"
    )
    if came_before is not None:
        query = query.where(runs.c.started_at <= came_before)
    rows = connection.execute(query.order_by(runs.c.night)).all()
    for row in rows:
        runs_of.end(connection, row.run_id, now=now, stats=json.loads(row.stats or "{}") | dict(stats))
    return [row.night for row in rows]


def last_good(connection: Connection) -> datetime | None:
    """When the last good night ended; None where no night was ever noted as such."""
    query = select(runs.c.ended_at).where(runs.c.command == COMMAND, runs.c.state == "done")
    return connection.scalars(query.order_by(runs.c.ended_at.desc()).limit(1)).first()


def late(connection: Connection, *, now: datetime, within: timedelta) -> str:
    """Why the nights are late, "" where they are not, or where nobody runs any (no night was ever noted)."""
    # One that waits for its index has begun, and not ended.
    first = select(runs.c.started_at).where(runs.c.command == COMMAND).order_by(runs.c.started_at).limit(1)
    ever = connection.scalars(first).first()
    good = last_good(connection)
    if not within or ever is None or now - (good or ever) <= within:
        return ""
    since = f"the last good night ended {good:%Y-%m-%d %H:%M}" if good else "no night was good yet"
    return f"{since}: over {within.total_seconds() / 3600:g} hours without one"
