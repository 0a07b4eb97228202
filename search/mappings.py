"""The index definitions of es_mappings/, read as data: the same files make both engines' indexes."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from records.base import Record
from search.query import Unit
from transforms.addresses import digest

UNITS: tuple[Unit, ...] = ("articles", "events", "agreements")


class TextPart(Record, frozen=True):
    """One way a text field is indexed: its name in the index, its analyser, and whether positions are kept."""

    name: str
    analyzer: str
    positions: bool


class Mapping(Record, frozen=True):
    """One unit's definition. `texts` gives the indexed parts of each text field, `copies` the text fields that
    documents fill and where each goes (a gathered field is filled by others only); `keywords`, `dates`, `booleans` and
    `numbers` are searchable fields by type."""

    unit: Unit
    version: int
    texts: dict[str, tuple[TextPart, ...]]
    copies: dict[str, tuple[str, ...]]
    keywords: tuple[str, ...]
    dates: tuple[str, ...]
    booleans: tuple[str, ...]
    numbers: tuple[str, ...]


@cache
def mapping(unit: Unit) -> Mapping:
    """The definition of one unit."""
    raw = definition(unit)
    fields: dict[str, dict[str, Any]] = raw["properties"]
    searchable = {name: field for name, field in fields.items() if field.get("index", True)}
    text = {name: field for name, field in fields.items() if field["type"] == "text"}

    gathered = {target for field in text.values() for target in field.get("copy_to", ())}

    def of_type(kind: str) -> tuple[str, ...]:
        return tuple(name for name, field in searchable.items() if field["type"] == kind)

    return Mapping(
        unit=unit,
        version=raw["_meta"]["version"],
        texts={name: _parts(name, field) for name, field in text.items() if name in searchable},
        copies={name: _targets(name, field) for name, field in text.items() if name not in gathered},
        keywords=of_type("keyword"),
        dates=of_type("date"),
        booleans=of_type("boolean"),
        numbers=of_type("long"),
    )


@cache
def definition(unit: Unit) -> dict[str, Any]:
    """The JSON of es_mappings/<unit>.json."""
    loaded: dict[str, Any] = json.loads(files("es_mappings").joinpath(f"{unit}.json").read_text("utf-8"))
    return loaded


@cache
def mappings_digest() -> str:
    """What an index notes of the definitions it was built from; another digest means it must be rebuilt."""
    return digest(*(json.dumps(definition(unit), sort_keys=True) for unit in UNITS))


def _parts(name: str, field: dict[str, Any]) -> tuple[TextPart, ...]:
    ways = {name: field, **{f"{name}.{sub}": part for sub, part in field.get("fields", {}).items()}}
    return tuple(
        TextPart(name=way, analyzer=part["analyzer"], positions=part["index_options"] == "positions")
        for way, part in ways.items()
    )


def _targets(name: str, field: dict[str, Any]) -> tuple[str, ...]:
    own = (name,) if field.get("index", True) else ()
    return (*own, *field.get("copy_to", ()))
