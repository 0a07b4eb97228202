"""How addresses of articles ended, each counted once: what a run or a night asked for adds up to the last one."""

import json
from collections.abc import Mapping
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    and_,
    case,
    cast,
    func,
    literal_column,
    select,
    update,
)

from pipeline.ledger.tables import addresses, outcomes, runs
from records.outcome import PUT_OFF as DOUBTED
from records.outcome import Verdict
from records.rejection import RejectionReason

# Kinds of addresses whose ends are counted: those that may hold an article.
COUNTED = ("article", "import")
# The end of an address that is only another name of an article; in the ledger a rejection with this reason.
DUPLICATE = "duplicate"
# The end of an address that is hardly an article's and was left for another night; in the ledger the budget did not reach it.
PUT_OFF = "put_off"
_NOT_ASKED = (Verdict.ROBOTS, Verdict.BUDGET)


def end_of(table: Table) -> ColumnElement[str]:
    """The end that a row of `addresses` or `outcomes` tells: its verdict, `DUPLICATE` or `PUT_OFF`; NULL where nobody came
    to it."""
    row = table.c
    twin = and_(
        row.verdict == literal_column(f"'{Verdict.REJECTED}'"),
        row.reason.startswith(f"{RejectionReason.DUPLICATE_ADDRESS}:", autoescape=True),
    )
    return case(
        (twin, literal_column(f"'{DUPLICATE}'")),
        (is_put_off(table), literal_column(f"'{PUT_OFF}'")),
        else_=cast(row.verdict, String),
    )


def is_put_off(table: Table = addresses) -> ColumnElement[bool]:
    """The condition that an address was doubted to be an article's, and not asked for."""
    by_budget = table.c.verdict == literal_column(f"'{Verdict.BUDGET}'")
    return and_(by_budget, table.c.reason.startswith(DOUBTED, autoescape=True))


def ends_of_run(connection: Connection, run_id: str) -> dict[str, int]:
    """Addresses by the end that they had in a run."""
    end = end_of(outcomes).label("end")
    query = select(end, func.count()).join(addresses, addresses.c.id == outcomes.c.address_id)
    query = query.where(outcomes.c.run_id == run_id, addresses.c.kind.in_(COUNTED)).group_by(end)
    return {row[0]: row[1] for row in connection.execute(query)}


_Ends = dict[tuple[str, date], dict[str, int]]


def ends_of_full_nights(connection: Connection, since: date) -> Mapping[tuple[str, date], dict[str, int]]:
    """Addresses by their end in each night in which several runs asked one source, by source and night.

    Each counts once: as a page where a run brought one that is new or changed, else as the last run found it that asked.
    """
    kept = select(runs.c.source_id, runs.c.night, runs.c.night_ends).where(runs.c.night >= since)
    rows = connection.execute(kept.where(runs.c.night_ends.is_not(None)).distinct())
    found: _Ends = {(row[0], row[1]): json.loads(row[2]) for row in rows}
    # Nights of before they were kept.
    return found | _reckoned(connection, runs.c.night >= since, runs.c.night_ends.is_(None))


def keep_ends_of_night(connection: Connection, run_id: str) -> None:
    """Keeps with the runs of a run's night how the addresses of its source ended in them together, where several asked."""
    source_id, night = connection.execute(select(runs.c.source_id, runs.c.night).where(runs.c.run_id == run_id)).one()
    of_night = (runs.c.source_id == source_id, runs.c.night == night)
    if ends := _reckoned(connection, *of_night).get((source_id, night)):
        connection.execute(update(runs).where(*of_night).values(night_ends=json.dumps(ends)))


def _reckoned(connection: Connection, *which: ColumnElement[bool]) -> _Ends:
    """From the outcomes of the nights of which several runs are `which`."""
    placed = _placed(*which).subquery()
    query = select(placed.c.source_id, placed.c.night, placed.c.end, func.count()).where(placed.c.place == 1)
    found: _Ends = {}
    for row in connection.execute(query.group_by(placed.c.source_id, placed.c.night, placed.c.end)):
        found.setdefault((row[0], row[1]), {})[row[2]] = row[3]
    return found


def _placed(*which: ColumnElement[bool]) -> Select[tuple[str, date, str, int]]:
    """Each end of each address in such a night; the one that counts is at place 1."""
    again = select(runs.c.source_id, runs.c.night).where(*which, runs.c.counts != "{}")
    several = again.group_by(runs.c.source_id, runs.c.night).having(func.count() > 1).subquery()
    verdict = outcomes.c.verdict
    weight = case((verdict == Verdict.NEW, 3), (verdict == Verdict.CHANGED, 2), (verdict.in_(_NOT_ASKED), 0), else_=1)
    place = func.row_number().over(
        partition_by=(runs.c.night, outcomes.c.address_id), order_by=(weight.desc(), runs.c.run_id.desc())
    )
    query = select(runs.c.source_id, runs.c.night, end_of(outcomes).label("end"), place.label("place"))
    query = query.join(several, and_(several.c.source_id == runs.c.source_id, several.c.night == runs.c.night))
    query = query.join(outcomes, outcomes.c.run_id == runs.c.run_id)
    return query.join(addresses, addresses.c.id == outcomes.c.address_id).where(addresses.c.kind.in_(COUNTED))
