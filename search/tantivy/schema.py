"""The tantivy side of es_mappings: the schema, and a document's fields as tokens made by our analyser."""

from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

import tantivy

from search.mappings import Mapping, mapping
from search.query import Unit
from search.tantivy.analysed import Analysed

# tantivy counts nanoseconds in 64 bits; whoever asks "from 0001-01-01" means everything.
_FIRST, _LAST = datetime(1678, 1, 1, tzinfo=UTC), datetime(2262, 1, 1, tzinfo=UTC)
RECORD = "record"  # stored bytes, never searched


@cache
def schema(unit: Unit) -> tantivy.Schema:
    """The schema of one unit. Texts hold tokens that were made in Python, so tantivy only splits them at spaces."""
    definition, builder = mapping(unit), tantivy.SchemaBuilder()
    for parts in definition.texts.values():
        for part in parts:
            kept = "position" if part.positions else "freq"
            builder.add_text_field(part.name, tokenizer_name="whitespace", index_option=kept)
    for name in definition.keywords:
        builder.add_text_field(name, fast=name in definition.columns, tokenizer_name="raw", index_option="basic")
    for name in definition.dates:
        builder.add_date_field(name, indexed=True, fast=True)
    for name in definition.booleans:
        builder.add_boolean_field(name, indexed=True, fast=True)
    for name in definition.numbers:
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_bytes_field(RECORD, stored=True)
    return builder.build()


def tantivy_document(unit: Unit, fields: dict[str, Any], record: bytes) -> tantivy.Document:
    """The fields of search.documents as a tantivy document."""
    definition, document = mapping(unit), tantivy.Document()
    for name, targets in definition.copies.items():
        for value in _several(fields[name]):
            _add_text(document, definition, targets, value)
    for name in definition.keywords:
        for value in _several(fields[name]):
            document.add_text(name, sortable(value) if name == "sort_key" else value)
    _add_values(document, definition, fields)
    document.add_bytes(RECORD, record)
    return document


def sortable(value: str) -> str:
    """A sort key in letters that tantivy's range syntax takes; the order is that of the key itself."""
    return value.encode().hex()


def moment(value: date) -> datetime:
    """A day as the moment that tantivy keeps for it; one beyond what it can keep is the first or last it can."""
    at = value if isinstance(value, datetime) else datetime.combine(value, time(), tzinfo=UTC)
    return min(max(at, _FIRST), _LAST)


def _add_values(document: tantivy.Document, definition: Mapping, fields: dict[str, Any]) -> None:
    for name in definition.dates:
        if fields[name] is not None:
            document.add_date(name, moment(fields[name]))
    for name in definition.booleans:
        document.add_boolean(name, fields[name])
    for name in definition.numbers:
        document.add_integer(name, fields[name])


def _add_text(document: tantivy.Document, definition: Mapping, targets: tuple[str, ...], value: str) -> None:
    """One value into each of its fields, analysed once; values of one field are kept apart, so no phrase spans two."""
    analysed = Analysed(value)
    for target in targets:
        for part in definition.texts[target]:
            document.add_text(part.name, analysed.by(part.analyzer))


def _several(value: Any) -> list[Any]:
    """A field's values: a list as it is, one value as a list, nothing for None and ""."""
    if isinstance(value, list):
        return value
    return [] if value in (None, "") else [value]
