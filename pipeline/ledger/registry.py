"""Events, agreements and people in the ledger: ids are given once, joined by articles, redirected when merged."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import Connection, select

from pipeline.ledger.database import take_numbers
from pipeline.ledger.sql import delete_rows, insert_new, select_in, update_rows
from pipeline.ledger.tables import former_members, linked, linked_members
from records.base import Record, encode

Unit = Literal["events", "agreements", "people"]
# An article and which of its events (or mentions) is meant: it belongs to one id of a unit.
Node = tuple[str, int]
_PREFIX = {"events": "e", "agreements": "a", "people": "p"}


def ids_of_articles(connection: Connection, unit: Unit, article_ids: Iterable[str]) -> dict[Node, str]:
    """Which id each node of the articles belongs to."""
    query = select(linked_members).where(linked_members.c.unit == unit)
    rows = select_in(connection, query, linked_members.c.article_id, article_ids)
    return {(row.article_id, row.position): row.id for row in rows}


def members_of_ids(connection: Connection, unit: Unit, ids: Iterable[str]) -> dict[Node, str]:
    """The nodes of some ids, each with its id."""
    query = select(linked_members).where(linked_members.c.unit == unit)
    rows = select_in(connection, query, linked_members.c.id, ids)
    return {(row.article_id, row.position): row.id for row in rows}


def assign(clusters: Sequence[Collection[Node]], before: Mapping[Node, str]) -> list[str | None]:
    """The id each cluster keeps: the one most of its members had, each id once; None where it needs a new one."""
    claims = []
    for index, members in enumerate(clusters):
        counts = Counter(before[m] for m in members if m in before)
        claims += [(-count, _number(known), min(members), index, known) for known, count in counts.items()]
    kept: list[str | None] = [None] * len(clusters)
    taken: set[str] = set()
    for *_, index, known in sorted(claims):
        if kept[index] is None and known not in taken:
            kept[index] = known
            taken.add(known)
    return kept


def _number(known: str) -> int:
    return int(known[1:])


def name_clusters(
    connection: Connection, unit: Unit, clusters: Sequence[Collection[Node]], before: Mapping[Node, str]
) -> list[str]:
    """An id for each cluster, in order: those kept, those that come back, and new ones; writes nothing but the counter."""
    kept = assign(clusters, before)
    unnamed = [index for index, known in enumerate(kept) if known is None]
    former = _former(connection, unit, [clusters[index] for index in unnamed])
    for index, known in zip(unnamed, assign([clusters[index] for index in unnamed], former), strict=True):
        kept[index] = known
    missing = kept.count(None)
    fresh = iter(range(take_numbers(connection, unit, missing), 1 << 62)) if missing else iter(())
    return [known or f"{_PREFIX[unit]}{next(fresh)}" for known in kept]


def _former(connection: Connection, unit: Unit, clusters: Sequence[Collection[Node]]) -> dict[Node, str]:
    """The dissolved ids that nodes belonged to when they were last told of. What is told of again, as when a correction
    that withheld it is lifted, is found under its old address."""
    nodes = {node for cluster in clusters for node in cluster}
    query = select(former_members).join(
        linked, (linked.c.unit == former_members.c.unit) & (linked.c.id == former_members.c.id)
    )
    query = query.where(former_members.c.unit == unit, linked.c.state == "dissolved")
    rows = select_in(connection, query, former_members.c.article_id, {article for article, _ in nodes})
    found = {(row.article_id, row.position): row.id for row in rows}
    return {node: known for node, known in found.items() if node in nodes}


def write_members(connection: Connection, unit: Unit, now: Mapping[Node, str], before: Mapping[Node, str]) -> None:
    """Brings the membership of nodes from `before` (all they had) to `now`; what nothing tells of now is remembered."""
    gone = [_member(unit, node, known) for node, known in before.items() if now.get(node) != known]
    new = [_member(unit, node, known) for node, known in now.items() if before.get(node) != known]
    delete_rows(connection, linked_members, gone)
    insert_new(connection, linked_members, new)
    silent = [_member(unit, node, known) for node, known in before.items() if node not in now]
    delete_rows(connection, former_members, silent)  # what they belonged to an earlier time
    insert_new(connection, former_members, silent)


def _member(unit: Unit, node: Node, known: str) -> dict[str, Any]:
    return {"unit": unit, "article_id": node[0], "position": node[1], "id": known}


def write_records(
    connection: Connection,
    unit: Unit,
    records: Mapping[str, Record],
    now: Mapping[Node, str],
    before: Mapping[Node, str],
    *,
    withheld: Collection[str] = (),
) -> set[str]:
    """Writes the records that are other than stored, each with a change number of its own, and retires ids left empty.
    Returns the ids that are withheld now and were not, or were and are not.

    Those in `withheld` are kept, but shown to nobody.

    An id whose members went elsewhere redirects to where most of them went, one left without members is dissolved.
    Notes say what an id was joined from, or split from.
    """
    left = set(before.values()) - set(now.values())
    stored = {row.id: row for row in _stored(connection, unit, [*records, *left])}
    parents = _parents(now, before)
    rows, turned = [], set[str]()
    for known, record in records.items():
        raw, row = encode(record), stored.get(known)
        state = "withheld" if known in withheld else "present"
        if row is not None and row.state != state:
            turned.add(known)
        if row is None or row.record != raw or row.state != state:
            note = _note(parents.get(known, set()), left) or (row.note if row is not None else "")
            rows.append({"id": known, "state": state, "merged_into": None, "record": raw, "note": note})
    for known in sorted(left, key=_number):
        heirs = Counter(now[node] for node, old in before.items() if old == known and node in now)
        heir = min(heirs, key=lambda i: (-heirs[i], _number(i)), default=None)
        row = stored[known]
        rows.append(
            {
                "id": known,
                "state": "merged" if heir else "dissolved",
                "merged_into": heir,
                "record": row.record,
                "note": row.note,
            }
        )
    first = take_numbers(connection, "change", len(rows)) if rows else 0
    rows = [{"unit": unit, "change": first + number} | row for number, row in enumerate(rows)]
    insert_new(connection, linked, [row for row in rows if row["id"] not in stored])
    update_rows(connection, linked, [row for row in rows if row["id"] in stored])
    return turned


def _stored(connection: Connection, unit: Unit, ids: Iterable[str]) -> Iterable[Any]:
    return select_in(connection, select(linked).where(linked.c.unit == unit), linked.c.id, ids)


def _parents(now: Mapping[Node, str], before: Mapping[Node, str]) -> dict[str, set[str]]:
    """Ids from which members came to each id."""
    found: dict[str, set[str]] = {}
    for node, known in now.items():
        if before.get(node, known) != known:
            found.setdefault(known, set()).add(before[node])
    return found


def _note(parents: set[str], left: set[str]) -> str:
    joined = sorted(parents & left, key=_number)
    split = sorted(parents - left, key=_number)
    told = [f"joined with {', '.join(joined)}"] if joined else []
    return "; ".join(told + ([f"split from {', '.join(split)}"] if split else []))
