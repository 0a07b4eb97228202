"""What an export stands on: index build, code, the query as it was taken, coverage, published precision, dictionary."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import msgspec
import yaml

from records.places import provinces
from records.vocabulary import names
from search.as_json import Json, iso
from search.columns import COLUMN_NOTES, columns
from search.engine import Reader
from search.export import effective
from search.mappings import mappings_digest
from search.protocols import Archive
from search.query import Query, Unit
from transforms.addresses import digest

VERSION = "0.1.0"
_CODE = ("records", "transforms", "search", "es_mappings")


def about(reader: Reader, archive: Archive | None, query: Query, *, at: datetime) -> Json:
    """Everything a reader of the exported file must know, as JSON; `at` is the moment it is made.

    Without an archive (none can be opened) coverage is None. Raises what the reader raises.
    """
    query = effective(query)
    return {
        "made_at": iso(at),
        "unit": query.unit,
        "total": _total(reader, query),
        "query": _asked(query),
        "notes": _notes(reader, query),
        "reprints": _reprints(reader, query),
        "basis": query.basis,
        "role": query.role,
        "index": _index(reader),
        "code": {"version": VERSION, "digest": code_digest()},
        "coverage": _coverage(archive, query) if archive else None,
        "precision": published_precision(),
        "dictionary": dictionary(query.unit),
    }


def dictionary(unit: Unit) -> Json:
    """The columns of a unit's CSV and Parquet files, the controlled lists they draw on, and what holds for all."""
    described = [{"name": c.name, "kind": c.kind, "meaning": c.meaning, "codes": c.codes} for c in columns(unit)]
    return {"unit": unit, "columns": described, "codes": _codes(), "notes": list(COLUMN_NOTES)}


@cache
def published_precision() -> Json:
    """How exactly tags and events are told on labelled articles, as `make quality` last measured it."""
    raw = yaml.safe_load(files("search").joinpath("quality.yaml").read_text("utf-8"))
    return cast("Json", raw)


@cache
def code_digest() -> str:
    """Changes with the code and the data that read, tag and search."""
    folders = [Path(str(files(name))) for name in _CODE]
    paths = sorted(p for folder in folders for p in folder.rglob("*") if p.suffix in (".py", ".yaml", ".json"))
    return digest(*(path.read_bytes() for path in paths))[:12]


def _codes() -> dict[str, Any]:
    """Code -> names of every controlled list."""
    listed: dict[str, Any] = {
        name: {code: {"vi": vi, "en": en} for code, (vi, en) in names(name).items()}
        for name in ("sectors", "event_types")
    }
    units = {u.key: {"name": u.name, "region": u.region, "today": u.today} for u in provinces().values()}
    return listed | {"provinces": units}


def _total(reader: Reader, query: Query) -> int:
    return reader.search(_counting(query), facets=False).total


def _counting(query: Query) -> Query:
    return msgspec.structs.replace(query, limit=0, page=1, after="")


def _asked(query: Query) -> Json:
    """Words and filters by the names that the command line and the API know."""
    listed = {name: list(v) if isinstance(v, tuple) else v for name, v in query.filters.items()}
    return {"q": query.q, "filters": listed}


def _notes(reader: Reader, query: Query) -> list[Json]:
    """How the query was taken: code and words."""
    notices = reader.search(_counting(query), facets=False).notices
    return [{"code": notice.code, "text": notice.text} for notice in notices]


def _reprints(reader: Reader, query: Query) -> Json | None:
    """Whether reprints are left out, and how many; None for units that have none."""
    if query.unit != "articles":
        return None
    if query.with_reprints:
        return {"folded": False, "left_out": 0}
    with_all = _total(reader, msgspec.structs.replace(query, with_reprints=True))
    return {"folded": True, "left_out": with_all - _total(reader, query)}


def _index(reader: Reader) -> Json:
    stats = reader.stats()
    return {
        "engine": stats.engine,
        "build": stats.build,
        "built_at": iso(stats.built_at),
        "watermark": stats.watermark,
        "definitions": mappings_digest()[:12],
        "documents": stats.documents,
    }


def _coverage(archive: Archive, query: Query) -> list[Json]:
    """A row a source: the months its articles are of, how many there are, and whether that is all of them.

    Counts of years in which a source is not whole are lower bounds.
    """
    names_of = archive.sources()
    months: dict[str, list[Any]] = {}
    for row in archive.depth():
        if not query.source or row.source_id in query.source:
            months.setdefault(row.source_id, []).append(row)
    return [
        {
            "source_id": source_id,
            "name": names_of[source_id].name if source_id in names_of else source_id,
            "first_month": _edge(rows, min),
            "last_month": _edge(rows, max),
            "articles": sum(row.articles for row in rows),
            "waiting": sum(row.waiting for row in rows),
            "not_whole_months": [row.month for row in rows if not row.is_whole and row.month],
            "reach": sorted({row.reach for row in rows}),
        }
        for source_id, rows in sorted(months.items())
    ]


def _edge(rows: Iterable[Any], choose: Any) -> str | None:
    dated = [row.month for row in rows if row.month and row.articles]
    return choose(dated) if dated else None
