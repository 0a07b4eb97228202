"""The operator's corrections in the ledger: taken in from their files, tied to what they are about, and held against newer
text. What was taken in stays in force until its file says otherwise, or is gone from a folder that is still given."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select

from pipeline.article_rows import state_of, stored_keys
from pipeline.home import Home
from pipeline.ledger.database import take_numbers
from pipeline.ledger.registry import Unit, members_of_ids
from pipeline.ledger.sql import insert_new, select_in, update_rows
from pipeline.ledger.tables import articles, corrections, parts
from pipeline.linking.book import Keys, renew_keys
from pipeline.linking.corrected import Anchor, InForce, in_force
from pipeline.linking.names import masked
from pipeline.readings import read_lines
from pipeline.views import merged_into
from records.base import decode, encode
from records.correction import Correction
from sources.corrections import ID_OF, Corrections
from transforms.addresses import article_id, canonical

_UNITS: dict[str, Unit] = {"e": "events", "p": "people"}


def force_of(connection: Connection) -> InForce:
    """The corrections in force, as the last link took them in."""
    return _force(connection.execute(select(corrections)).all())


def _force(rows: Iterable[Any]) -> InForce:
    return in_force((decode(row.record, Correction), anchors_of(row)) for row in rows)


def anchors_of(row: Any) -> list[Anchor]:
    """What a stored correction was found to be about."""
    return [(unit, article, position) for unit, article, position in json.loads(row.anchors)]


def take_in(connection: Connection, home: Home, loaded: Corrections) -> tuple[InForce, list[str]]:
    """Brings the ledger's corrections to what their files say; returns those in force, and the articles that must be
    linked anew. Their keys, states and change numbers are renewed already."""
    stored = {row.id: row for row in connection.execute(select(corrections))}
    before = _force(stored.values())
    wanted = {known: (encode(correction), loaded.files[known]) for known, correction in loaded.by_id.items()}
    wanted |= {
        row.id: (row.record, row.file) for row in stored.values() if row.id not in wanted and _stays(row, loaded)
    }
    now = {known: _row(connection, known, *said, stored.get(known)) for known, said in wanted.items()}
    changed = {known for known in {*stored, *now} if _said(stored.get(known)) != _said(now.get(known))}
    if not changed:
        return before, []
    connection.execute(delete(corrections))
    insert_new(connection, corrections, list(now.values()))
    after = force_of(connection)
    about = {article for row in stored.values() if row.id in changed for _, article, _ in anchors_of(row)}
    about |= {anchor[1] for known in changed & now.keys() for anchor in json.loads(now[known]["anchors"])}
    hidden = {name[:2] for name in before.names} ^ {name[:2] for name in after.names}
    about |= set(_naming(connection, home, {key for key, _ in hidden}))
    return after, _renew(connection, about, before, after)


def _stays(row: Any, loaded: Corrections) -> bool:
    """Whether a correction that no file says now stays in force: its file can't be read, or its folder was not given."""
    given = any(Path(row.file).is_relative_to(folder) for folder in loaded.folders)
    return row.file in loaded.faults or not given


def _said(row: Any) -> Any:
    """What of a correction makes a difference to articles."""
    if row is None:
        return None
    values = row if isinstance(row, dict) else row._mapping
    return values["record"], values["anchors"]


def _row(connection: Connection, known: str, record: bytes, file: str, old: Any) -> dict[str, Any]:
    """A correction's row. What it is about is looked for once; a whole event stays the articles that told of it then."""
    anchors = old.anchors if old is not None and old.record == record else "[]"
    if anchors == "[]":
        anchors = json.dumps(sorted(set(_resolved(connection, decode(record, Correction)))))
    return {"id": known, "file": file, "record": record, "anchors": anchors}


def _resolved(connection: Connection, correction: Correction) -> Iterator[Anchor]:
    """What a correction is about, as far as it is known."""
    if correction.event is not None:
        yield from _members(connection, correction.event)
    if correction.article is not None:
        yield "events", _article_id(connection, correction.article), correction.number - 1
    for name in correction.same:
        if ID_OF.fullmatch(name):
            yield from _members(connection, name)
        else:
            yield "events", _article_id(connection, name), 0


def _members(connection: Connection, known: str) -> Iterator[Anchor]:
    """The tellings of an event, or the mentions of a person; where it was merged, of what it was merged into."""
    unit = _UNITS[known[0]]
    stands = merged_into(connection, unit, known) or known
    for article, position in members_of_ids(connection, unit, [stands]):
        yield unit, article, position


def _article_id(connection: Connection, named: str) -> str:
    """The id of an article given by id or address; it need not be in the ledger yet."""
    query = select(articles.c.article_id).where(articles.c.article_id == named)
    if connection.scalar(query) is not None:
        return named
    try:
        url = canonical(named)
    except ValueError:
        return named
    known = connection.scalar(select(articles.c.article_id).where(articles.c.url == url).order_by(articles.c.number))
    return known or article_id(url)


def _naming(connection: Connection, home: Home, keys: Collection[str]) -> Iterator[str]:
    """Articles in which any of the names stands; all readings are gone through."""
    if not keys:
        return
    query = select(articles.c.line, parts.c.reading).join(parts, parts.c.id == articles.c.part_id)
    lines: dict[str, list[int]] = {}
    for row in connection.execute(query.where(articles.c.state != "withdrawn")):
        lines.setdefault(row.reading, []).append(row.line)
    for name, wanted in lines.items():
        for _, reading in read_lines(home, name, sorted(wanted)):
            if reading.article is not None and masked(reading.article, tuple(keys)) is not reading.article:
                yield reading.article.article_id


def _renew(connection: Connection, about: Collection[str], before: InForce, after: InForce) -> list[str]:
    """Gives the articles the state and keys that they have now, each with a new change number; returns their ids."""
    old: dict[int, Keys] = {}
    new: dict[int, Keys] = {}
    rows: list[dict[str, Any]] = []
    for found in select_in(connection, select(articles), articles.c.article_id, sorted(about)):
        row: Mapping[str, Any] = found._mapping
        state = "withdrawn" if row["state"] == "withdrawn" else state_of(row, after)
        old[row["number"]] = stored_keys(row, before)
        new[row["number"]] = stored_keys({**row, "state": state}, after)
        rows.append({"article_id": row["article_id"], "state": state})
    first = take_numbers(connection, "change", len(rows)) if rows else 0
    update_rows(connection, articles, [row | {"change": first + number} for number, row in enumerate(rows)])
    renew_keys(connection, old, new)
    return [row["article_id"] for row in rows]


def suppression(connection: Connection, known: str) -> Correction | None:
    """Who had an article withheld, why and when; None where nobody had."""
    return force_of(connection).suppressed.get(known)
