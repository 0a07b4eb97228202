"""Reads WARC files, our own parts and those of others: pages as snapshots, and how much of a cut file is whole."""

import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipeline.clock import VIETNAM
from records.snapshot import Snapshot

_READ_BYTES = 1 << 16
_WEB_BEGAN = datetime(1990, 1, 1, tzinfo=VIETNAM)
_TOO_LATE = datetime(2101, 1, 1, tzinfo=VIETNAM)
_UNPACKED = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})


def whole_length(path: Path) -> int:
    """Bytes at the start of a part that are whole records: where a cut or damaged file can be used up to."""
    whole = 0
    with path.open("rb") as file:
        member, read = zlib.decompressobj(wbits=31), 0
        while block := file.read(_READ_BYTES):
            while block:
                try:
                    member.decompress(block)
                except zlib.error:
                    return whole
                read += len(block) - len(member.unused_data)
                block = member.unused_data
                if member.eof:
                    whole, member = read, zlib.decompressobj(wbits=31)
    return whole


def read_warc(file: BinaryIO, part: str, *, own: bool = False, most: int | None = None) -> Iterator[Snapshot]:
    """Snapshots of a WARC file; records that are no pages are passed over. Only of our `own` WARC-Khotin is believed.

    Of a body of more than `most` bytes only the first `most` + 1 are read. Raises ArchiveLoadFailed where the file is none,
    or is cut short.
    """
    records = ArchiveIterator(file)
    for record in _told(records):
        is_page = record.rec_type == "resource" or (record.rec_type == "response" and record.http_headers)
        body = _body(_stream(record), most) if is_page else b""
        offset = records.get_record_offset()  # reads to the record's end
        if getattr(record.raw_stream, "limit", 0) > 0:
            raise ArchiveLoadFailed(f"cut short in the record at byte {offset}")
        if is_page:
            yield _snapshot(record, body, part, offset, own=own)


def _told(records: Any) -> Iterator[Any]:
    """The records; warcio stumbles over one without an address."""
    try:
        yield from records
    except AttributeError as exc:
        raise ArchiveLoadFailed(f"a record that has no address, at byte {records.offset}") from exc


def _stream(record: Any) -> Any:
    """The body, unpacked where warcio can: over what is packed by brotli it stumbles."""
    coding = (record.http_headers.get_header("content-encoding") or "") if record.http_headers else ""
    return record.content_stream() if coding.lower() in _UNPACKED else record.raw_stream


def _body(stream: Any, most: int | None) -> bytes:
    if most is None:
        return bytes(stream.read())
    body = bytearray()
    while len(body) <= most and (piece := stream.read(min(_READ_BYTES, most + 1 - len(body)))):
        body += piece
    return bytes(body)


def _snapshot(record: Any, body: bytes, part: str, offset: int, *, own: bool) -> Snapshot:
    headers = {k.lower(): v for k, v in record.http_headers.headers} if record.http_headers else {}
    kind = headers.get("content-type") or (record.content_type if record.rec_type == "resource" else "") or "text/html"
    media_type, _, parameters = kind.partition(";")
    charset = parameters.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    meta = json.loads((own and record.rec_headers.get_header("WARC-Khotin")) or "{}")
    target = record.rec_headers.get_header("WARC-Target-URI") or ""
    listed_at = meta.get("listed_at")
    return Snapshot(
        url=meta.get("url", target),
        final_url=meta.get("final_url", target),
        source_id=meta.get("source_id", ""),
        run_id=meta.get("run_id", ""),
        fetched_at=_moment(record.rec_headers.get_header("WARC-Date")),
        status=_status(record),
        headers=headers,
        media_type=media_type.strip().lower(),
        charset=meta.get("charset") or charset,
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
        listed_section=meta.get("listed_section", ""),
        listed_in=meta.get("listed_in", ""),
        listed_at=datetime.fromisoformat(listed_at) if listed_at else None,
        imported=bool(meta.get("imported")),
        warc_file=part,
        warc_offset=offset,
    )


def _moment(written: str | None) -> datetime:
    """A record's date; a record without one, or with one that is none, is as old as the web."""
    try:
        moment = datetime.fromisoformat(written or "").astimezone(VIETNAM)
    except (ValueError, OverflowError):
        return _WEB_BEGAN
    return moment if _WEB_BEGAN <= moment < _TOO_LATE else _WEB_BEGAN


def _status(record: Any) -> int:
    code = record.http_headers.get_statuscode() if record.http_headers else "200"
    return int(code) if re.fullmatch("[0-9]{3}", code) else 0
