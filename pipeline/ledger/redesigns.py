"""What the ledger remembers of how a source's pages were read, and which fields a night showed to be broken."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from pipeline.ledger.sql import insert_new
from pipeline.ledger.tables import broken_fields, parts, site_pasts
from records.base import Record
from records.platform import FieldName

# A part's moment is kept to the second, a page's to its fractions.
_SECOND = timedelta(seconds=1)


class BrokenField(Record, frozen=True):
    """A field that a night showed to be read wrongly or no more, and why."""

    field: FieldName
    why: str


class Judged(Record, frozen=True):
    """How far a source was judged: its past as JSON ("" where too little was read), the newest part looked at, and how
    many pages there were when rules were last tried to be learned."""

    past: str = ""
    part_id: int = 0
    tried: int = 0


def judged(connection: Connection, source_id: str) -> Judged:
    """What was kept of a source, or what is known of one never judged."""
    row = connection.execute(select(site_pasts).where(site_pasts.c.source_id == source_id)).one_or_none()
    if row is None:
        return Judged()
    return Judged(past=row.past, part_id=row.part_id, tried=row.tried)


def keep_judged(connection: Connection, source_id: str, known: Judged) -> None:
    """Keeps it in place of what was kept before."""
    values = {"past": known.past, "part_id": known.part_id, "tried": known.tried}
    if not insert_new(connection, site_pasts, [{"source_id": source_id} | values]):
        connection.execute(update(site_pasts).where(site_pasts.c.source_id == source_id).values(values))


def forget_past(connection: Connection, source_id: str) -> None:
    """Forgets how a source was read: other rules read it from now on, and are judged by themselves."""
    connection.execute(delete(site_pasts).where(site_pasts.c.source_id == source_id))


def keep_broken(connection: Connection, source_id: str, night: date, found: Sequence[BrokenField]) -> None:
    """Keeps what a night showed to be broken, in place of what it showed before."""
    own = (broken_fields.c.source_id == source_id, broken_fields.c.night == night)
    connection.execute(delete(broken_fields).where(*own))
    insert_new(
        connection,
        broken_fields,
        [{"source_id": source_id, "night": night, "field": one.field, "why": one.why} for one in found],
    )


def broken_since(connection: Connection, since: date, source_id: str = "") -> dict[tuple[str, date], list[BrokenField]]:
    """What was broken by source and night, from a night on."""
    query = select(broken_fields).where(broken_fields.c.night >= since).order_by(broken_fields.c.field)
    if source_id:
        query = query.where(broken_fields.c.source_id == source_id)
    found: dict[tuple[str, date], list[BrokenField]] = {}
    for row in connection.execute(query):
        found.setdefault((row.source_id, row.night), []).append(BrokenField(field=row.field, why=row.why))
    return found


def read_again(connection: Connection, source_id: str, since: datetime) -> int:
    """Has the next transform read the parts that hold pages fetched since a moment; what was read stays until then."""
    own = (parts.c.source_id == source_id, parts.c.sealed_at >= since - _SECOND)
    return connection.execute(update(parts).where(*own).values(reading_key=None)).rowcount
