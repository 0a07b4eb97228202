"""Result sets as files without a cap: CSV that opens right in Excel, JSONL, Parquet; streamed in constant memory."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO, Literal

import msgspec

from records.links import Document
from search.as_json import document_json
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
_BOM = "\ufeff"  # without it Excel takes UTF-8 for the local code page
_CHUNK = 500
# A cell that begins with one of these is run as a formula by spreadsheets (OWASP: CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export(reader: Reader, query: Query, fmt: Format, file: BinaryIO) -> int:
    """Writes the documents of a query into a file and gives how many they were.

    A query that asks for nothing in particular gives everything, reprints too.
    """
    counted = _Counted(_documents(reader, query))
    for piece in _pieces(counted, query.unit, fmt):
        file.write(piece)
    return counted.count


def exported(reader: Reader, query: Query, fmt: Format) -> Iterator[bytes]:
    """The same file piece by piece, as it is sent to a browser."""
    return _pieces(_documents(reader, query), query.unit, fmt)


class _Counted:
    """Documents as they go by, counted."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = documents
        self.count = 0

    def __iter__(self) -> Iterator[Document]:
        for document in self._documents:
            self.count += 1
            yield document


def _documents(reader: Reader, query: Query) -> Iterator[Document]:
    if not query.q.strip() and not query.filters:
        query = msgspec.structs.replace(query, with_reprints=True)
    return reader.stream(query)


def _pieces(documents: Iterable[Document], unit: Unit, fmt: Format) -> Iterator[bytes]:
    match fmt:
        case "csv":
            return _csv(documents, unit)
        case "jsonl":
            return (msgspec.json.encode(document_json(document)) + b"\n" for document in documents)
        case "parquet":
            return _parquet(documents, unit)


def cross_tab_csv(table: CrossTab) -> str:
    """The rows of a cross-tab as CSV: a column a facet, then the count."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow([*table.by, "count"])
    writer.writerows([[*map(defused, values), count] for values, count in table.rows])
    return lines.getvalue()


def defused(text: str) -> str:
    """The text as a spreadsheet shows it instead of running it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _csv(documents: Iterable[Document], unit: Unit) -> Iterator[bytes]:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    lines.write(_BOM)
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


def _parquet(documents: Iterable[Document], unit: Unit) -> Iterator[bytes]:
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
    schema = pa.schema(described)
    buffer = _Drained()
    with pq.ParquetWriter(buffer, schema, compression="zstd") as writer:
        rest = iter(documents)
        while chunk := [row(document) for document in islice(rest, _CHUNK)]:
            writer.write_table(pa.Table.from_pylist(chunk, schema=schema))
            yield buffer.drain()
    yield buffer.drain()


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
