"""Result sets as files without a cap: CSV that opens right in Excel, JSONL, Parquet; streamed in constant memory."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Literal

import msgspec

from records.links import Document
from search.as_json import Json, document_json
from search.columns import Column, columns, row
from search.engine import CrossTab, Reader
from search.query import Query, Unit

Format = Literal["csv", "jsonl", "parquet"]
FORMATS: tuple[Format, ...] = ("csv", "jsonl", "parquet")
MEDIA_TYPES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}
BOM = "\ufeff"  # without it Excel takes UTF-8 for the local code page
# A row group of a Parquet file is held whole before it is written: so many rows, or so many characters of text.
_GROUP_ROWS, _GROUP_CHARACTERS = 2000, 8_000_000
# A cell that begins with one of these is run as a formula by spreadsheets (OWASP: CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CONTROLS = {code: None for code in (*range(32), 127) if code not in (9, 10, 13)}


def effective(query: Query) -> Query:
    """The query as an export takes it: one that asks for nothing in particular gives everything, reprints too."""
    if not query.q.strip() and not query.filters:
        return msgspec.structs.replace(query, with_reprints=True)
    return query


def export(reader: Reader, query: Query, fmt: Format, file: BinaryIO, about: Json | None = None) -> int:
    """Writes the documents of a query into a file and gives how many they were; `about` goes into it where the format
    has a place for it (Parquet)."""
    counted = _Counted(reader.stream(effective(query)))
    for piece in _pieces(counted, query.unit, fmt, about):
        file.write(piece)
    return counted.count


def exported(reader: Reader, query: Query, fmt: Format, about: Json | None = None) -> Iterator[bytes]:
    """The same file piece by piece, as it is sent to a browser."""
    return _pieces(reader.stream(effective(query)), query.unit, fmt, about)


class _Counted:
    """Documents as they go by, counted."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = documents
        self.count = 0

    def __iter__(self) -> Iterator[Document]:
        for document in self._documents:
            self.count += 1
            yield document


def _pieces(documents: Iterable[Document], unit: Unit, fmt: Format, about: Json | None) -> Iterator[bytes]:
    match fmt:
        case "csv":
            return _csv(documents, unit)
        case "jsonl":
            return (msgspec.json.encode(document_json(document)) + b"\n" for document in documents)
        case "parquet":
            return _parquet(documents, unit, about)


def cross_tab_csv(table: CrossTab) -> str:
    """The rows of a cross-tab as CSV: a column a facet, then the count."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow([*table.by, "count"])
    writer.writerows([[*map(defused, values), count] for values, count in table.rows])
    return lines.getvalue()


def defused(text: str) -> str:
    """The text as a spreadsheet shows it instead of running it."""
    text = text.translate(_CONTROLS)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _csv(documents: Iterable[Document], unit: Unit) -> Iterator[bytes]:
    lines = io.StringIO(newline="")
    # All quoted: a spreadsheet that parts cells by semicolons then can't begin a new one within a text.
    writer = csv.writer(lines, quoting=csv.QUOTE_NONNUMERIC)
    lines.write(BOM)
    writer.writerow([column.name for column in columns(unit)])
    for document in documents:
        values = row(document)
        writer.writerow([_cell(column, values[column.name]) for column in columns(unit)])
        if lines.tell() > 1 << 16:
            yield lines.getvalue().encode()
            lines.seek(0)
            lines.truncate()
    yield lines.getvalue().encode()


def _cell(column: Column, value: Any) -> Any:
    if value is None:
        return ""
    if column.kind == "list":
        return defused("; ".join(value))
    if column.kind == "flag":
        return "true" if value else "false"
    return defused(value) if column.kind == "text" else value


def _parquet(documents: Iterable[Document], unit: Unit, about: Json | None) -> Iterator[bytes]:
    # Imported here: pyarrow takes a tenth of a second and 50 MB that no other command needs.
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    kinds = {
        "text": pa.string(),
        "list": pa.list_(pa.string()),
        "number": pa.int64(),
        "fraction": pa.float64(),
        "flag": pa.bool_(),
    }
    described = [
        pa.field(column.name, kinds[column.kind], metadata={"meaning": column.meaning}) for column in columns(unit)
    ]
    told = {"khotin": msgspec.json.encode(about)} if about else None
    schema = pa.schema(described, metadata=told)
    buffer = _Drained()
    with pq.ParquetWriter(buffer, schema, compression="zstd") as writer:
        for group in _groups(documents):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            pa.default_memory_pool().release_unused()
            yield buffer.drain()
    yield buffer.drain()


def _groups(documents: Iterable[Document]) -> Iterator[list[dict[str, Any]]]:
    """Rows in groups that are small enough to be held."""
    group: list[dict[str, Any]] = []
    characters = 0
    for document in documents:
        values = row(document)
        group.append(values)
        characters += len(values.get("body") or "") + 1000
        if len(group) >= _GROUP_ROWS or characters >= _GROUP_CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group


class _Drained(io.RawIOBase):
    """A file that is only written to and emptied from time to time; it goes on counting where it stands."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._held += piece
        self._at += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._at

    def drain(self) -> bytes:
        """What was written since the last time."""
        held = bytes(self._held)
        self._held.clear()
        return held
