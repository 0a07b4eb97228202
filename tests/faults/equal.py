"""What a home holds, told so that two homes can be compared: the ledger, the readings' bytes, what the index answers."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, select

from pipeline.engines import open_engine
from pipeline.ledger import open_ledger
from pipeline.ledger.tables import addresses, articles, captures, linked, linked_members, metadata, pages
from pipeline.settings import Settings
from search.query import make_query

Told = dict[str, Any]
UNITS = ("articles", "events", "agreements")
QUERIES: tuple[dict[str, Any], ...] = (
    {}, {"q": "hợp tác"}, {"q": '"ký kết"', "signed": "yes"}, {"q": "công thương", "sort": "newest"}, {"q": "khong co dau nao"},
    {"unit": "events", "q": "hội nghị"}, {"unit": "events", "sort": "oldest"}, {"unit": "agreements", "q": "thỏa thuận"},
)  # fmt: skip
# When something happened, and numbers that only grow: a run more makes others of them, and nobody reads anything off them.
_PASSING = {"change", "sealed_at", "refused_at", "value"}
_IDS = re.compile(rb'"([eap]\d+)"')
_MOMENTS = re.compile(rb'"(fetched_at|first_seen_at|change|sort_key|fetched_on)":("[^"]*"|\d+|null)')

_JUDGED = re.compile(r'"until":"[^"]*"')  # the moment when a source's readings were last judged


def exactly(home: Path) -> Told:
    """Every row of the ledger, every byte of the readings, every document: for homes with the same archive."""
    ledger = open_ledger(f"sqlite:///{home / 'ledger.sqlite'}")
    with ledger.read() as connection:
        told: Told = {f"ledger/{table.name}": _rows(connection, table) for table in metadata.sorted_tables}
    ledger.close()
    return told | {"readings": readings(home), "index": dict(_documents(home, {})), "answers": answers(home, {})}


def _rows(connection: Connection, table: Table) -> Counter[str]:
    columns = [column for column in table.columns if column.name not in _PASSING]
    return Counter(_JUDGED.sub('"until":', repr(tuple(row))) for row in connection.execute(select(*columns)))


def readings(home: Path) -> dict[str, str]:
    """Digests of all readings by their path."""
    folder = home / "readings"
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*.zst")}


def in_meaning(home: Path) -> Told:
    """The same for homes whose pages were fetched at other moments, in another order, into other parts: each address and
    how it stands, each text once, what is linked to what under whatever id, and what the index answers."""
    ledger = open_ledger(f"sqlite:///{home / 'ledger.sqlite'}")
    with ledger.read() as connection:
        names = _names(connection)
        told: Told = {
            "addresses": _rows_of(connection, addresses, "source_id", "url", "kind", "section", "listed_at", "digest", "gone"),
            "articles": _rows_of(
                connection, articles, "article_id", "source_id", "url", "version", "text_digest", "published_at", "state",
                "gone_on", "group_id", "is_lead", "reprint_ids",
            ),
            "versions": _rows_of(connection, pages, "article_id", "text_digest", "version"),
            "captures": _captured(connection),
            "linked": Counter(
                (row.unit, names[row.id], row.state, names.get(row.merged_into or "", ""), _plain(row.record, names))
                for row in connection.execute(select(linked))
            ),
        }  # fmt: skip
    ledger.close()
    return told | {"index": Counter(text for _, text in _documents(home, names)), "answers": answers(home, names)}


def _rows_of(connection: Connection, table: Table, *columns: str) -> Counter[str]:
    return Counter(repr(tuple(row)) for row in connection.execute(select(*(table.c[name] for name in columns))))


def _captured(connection: Connection) -> Counter[str]:
    """How often each address lies in the archive as a page."""
    query = select(addresses.c.url).join(captures, captures.c.address_id == addresses.c.id)
    return Counter(connection.scalars(query.where(captures.c.is_page)))


def _names(connection: Connection) -> dict[str, str]:
    """Ids of events, agreements and people by whom they are told of, which no order changes."""
    members: dict[str, list[tuple[str, int]]] = {}
    row: Row[Any]
    for row in connection.execute(select(linked_members)):
        members.setdefault(row.id, []).append((row.article_id, row.position))
    given = connection.scalars(select(linked.c.id))
    return {known: hashlib.sha256(repr(sorted(members.get(known, []))).encode()).hexdigest()[:12] for known in given}


def _plain(record: bytes, names: dict[str, str]) -> bytes:
    """A record with names for ids, and without moments and change numbers."""
    named = _IDS.sub(lambda found: f'"{names.get(found[1].decode(), found[1].decode())}"'.encode(), record)
    return _MOMENTS.sub(rb'"\1":', named)


def _documents(home: Path, names: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """All documents of the index by unit and id; none may be there twice."""
    engine = open_engine(Settings(home=home))
    for unit in UNITS:
        ids = []
        for document in engine.stream(make_query({"unit": unit, "with_reprints": "yes"})):
            ids.append(document.id)
            yield f"{unit}/{document.id}", _plain(msgspec.json.encode(document), names)
        assert len(set(ids)) == len(ids), f"{unit}: a document twice"


def answers(home: Path, names: dict[str, str]) -> list[Any]:
    """What each query finds: how many, which, how they are counted."""
    engine, told = open_engine(Settings(home=home)), []
    for query in QUERIES:
        found = engine.search(make_query(query))
        ids = Counter(names.get(hit.id, hit.id) for hit in found.hits)
        told.append((found.total, ids, found.facets, found.years, found.months, found.notices))
    return told


def differing(told: Any, wanted: Any) -> str:
    """What one part of two homes has more than the other, some lines of it."""
    if isinstance(wanted, list):
        told, wanted = ({number: repr(row) for number, row in enumerate(rows)} for rows in (told, wanted))
    there = [f"has {item}" for item in told.items() - wanted.items()]
    missing = [f"lacks {item}" for item in wanted.items() - told.items()]
    return "\n".join(line[:600] for line in (*there[:5], *missing[:5]))
