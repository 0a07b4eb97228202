"""The index definitions of es_mappings/, read as data: the same files make both engines' indexes.

python -m search.mappings        # notes digests of new versions; a changed definition needs a new version first
"""

import json
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from records.base import Record
from records.errors import IndexStateError
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
    `numbers` are the fields by type that are searched, counted or sorted by; `columns` those of them that are counted or
    sorted by."""

    unit: Unit
    version: int
    texts: dict[str, tuple[TextPart, ...]]
    copies: dict[str, tuple[str, ...]]
    keywords: tuple[str, ...]
    dates: tuple[str, ...]
    booleans: tuple[str, ...]
    numbers: tuple[str, ...]
    columns: frozenset[str]


@cache
def mapping(unit: Unit) -> Mapping:
    """The definition of one unit."""
    raw = definition(unit)
    fields: dict[str, dict[str, Any]] = raw["properties"]
    text = {name: field for name, field in fields.items() if field["type"] == "text"}
    gathered = {target for field in text.values() for target in field.get("copy_to", ())}

    def of_type(kind: str) -> tuple[str, ...]:
        return tuple(name for name, field in fields.items() if field["type"] == kind and _is_read(field))

    return Mapping(
        unit=unit,
        version=raw["_meta"]["version"],
        texts={name: _parts(name, field) for name, field in text.items() if field.get("index", True)},
        copies={name: _targets(name, field) for name, field in text.items() if name not in gathered},
        keywords=of_type("keyword"),
        dates=of_type("date"),
        booleans=of_type("boolean"),
        numbers=of_type("long"),
        columns=frozenset(name for name, field in fields.items() if name not in text and field.get("doc_values", True)),
    )


@cache
def definition(unit: Unit) -> dict[str, Any]:
    """The JSON of es_mappings/<unit>.json."""
    return _read(unit)


@cache
def settings() -> dict[str, Any]:
    """Elasticsearch's index settings: those of es_mappings/settings.json with the analysis of analysis.json."""
    return {**_read("settings"), "analysis": _read("analysis")}


def unit_digest(unit: Unit) -> str:
    """A digest of one unit's definition and of the analysis: what its version stands for."""
    without = {**definition(unit), "_meta": {"version": mapping(unit).version}}
    return digest(json.dumps(without, sort_keys=True), json.dumps(_read("analysis"), sort_keys=True))


@cache
def mappings_digest() -> str:
    """What an index notes of the definitions it was built from; another digest means it must be rebuilt."""
    return digest(*(unit_digest(unit) for unit in UNITS))


def known_digests() -> dict[str, dict[str, str]]:
    """The digest of each version that a unit ever had (es_mappings/versions.json)."""
    return _read("versions")


def note_digests(folder: Path) -> None:
    """Adds the digests of new versions to versions.json; raises IndexStateError where a known version changed."""
    noted = known_digests()
    for unit in UNITS:
        version = str(mapping(unit).version)
        before = noted.setdefault(unit, {}).setdefault(version, unit_digest(unit))
        if before != unit_digest(unit):
            raise IndexStateError(
                f"es_mappings/{unit}.json or analysis.json changed and its version is still {version}: "
                f"raise _meta.version to {int(version) + 1}"
            )
    (folder / "versions.json").write_text(json.dumps(noted, indent=2) + "\n", "utf-8")


def _read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(files("es_mappings").joinpath(f"{name}.json").read_text("utf-8"))
    return loaded


def _is_read(field: dict[str, Any]) -> bool:
    return bool(field.get("index", True) or field.get("doc_values", True))


def _parts(name: str, field: dict[str, Any]) -> tuple[TextPart, ...]:
    ways = {name: field, **{f"{name}.{sub}": part for sub, part in field.get("fields", {}).items()}}
    return tuple(
        TextPart(name=way, analyzer=part["analyzer"], positions=part["index_options"] == "positions")
        for way, part in ways.items()
    )


def _targets(name: str, field: dict[str, Any]) -> tuple[str, ...]:
    own = (name,) if field.get("index", True) else ()
    return (*own, *field.get("copy_to", ()))


if __name__ == "__main__":
    try:
        note_digests(Path(__file__).resolve().parents[1] / "es_mappings")
    except IndexStateError as exc:
        sys.exit(str(exc))
