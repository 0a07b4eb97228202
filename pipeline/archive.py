"""The archive: WARC parts, numbered by (source, run); a whole part never changes, an unfinished one is salvaged.

A part is a row of gzip members, one a WARC record, so it can be cut after any whole record. Crawled pages are
`response` records, each followed by its `request`; unchanged ones `revisit` records; imported texts `resource` records.
What the listing said of a page stands in its record's header WARC-Khotin, so that a reading needs nothing but the part.
"""

import base64
import hashlib
import io
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.home import Home
from pipeline.warc import read_warc
from records.errors import HomeError
from records.snapshot import Snapshot

OPEN_SUFFIX = ".open"
_PART_BYTES = 256 * 1024 * 1024
_LEVEL = 6
_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
# The body is kept decoded, so headers that speak of its transfer would lie.
_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})
_META = ("url", "final_url", "source_id", "run_id", "listed_section", "listed_in", "imported", "charset")

# Part below snapshots/, offset and length in bytes of what was written.
Place = tuple[str, int, int]


class _Members(WARCWriter):  # type: ignore[misc] # warcio has no types
    """Packs each record in one go: several times fewer steps than as it is put together, and at a level whose files are
    less than 1 % larger than the strongest's for two thirds of its time."""

    def _write_warc_record(self, out: BinaryIO, record: Any) -> None:
        plain = io.BytesIO()
        super()._write_warc_record(plain, record)
        out.write(zlib.compress(plain.getbuffer(), _LEVEL, wbits=31))


class PartWriter:
    """Writes snapshots into parts `<source>/<run>-0001.warc.gz.open`, a new one when the last is full.

    Each write is flushed: what it says it wrote survives a kill of the process.
    """

    def __init__(
        self, snapshots: Path, source_id: str, run_id: str, *, part_bytes: int = _PART_BYTES, first: int = 1
    ) -> None:
        self._folder = snapshots / source_id
        self._folder.mkdir(parents=True, exist_ok=True)
        self._run_id, self._part_bytes = run_id, part_bytes
        self.number = first
        self._open_part()

    def _open_part(self) -> None:
        path = self._folder / f"{self._run_id}-{self.number:04d}.warc.gz{OPEN_SUFFIX}"
        self._file = path.open("xb")
        self._name = f"{self._folder.name}/{path.name.removesuffix(OPEN_SUFFIX)}"
        self._warc: Any = _Members(self._file, gzip=False, warc_version="WARC/1.1")

    def write(self, snapshot: Snapshot, *, request_headers: Mapping[str, str], reason: str = "OK") -> Place:
        """Appends a page's response, and its request."""
        shown = [(k, v) for k, v in snapshot.headers.items() if k.lower() not in _TRANSFER]
        shown.append(("content-length", str(len(snapshot.body))))
        http = StatusAndHeaders(f"{snapshot.status} {reason or 'OK'}", shown, protocol="HTTP/1.1")
        response = self._record("response", snapshot, http_headers=http, **_payload(snapshot))
        request = self._record("request", snapshot, http_headers=_asked(snapshot.final_url, request_headers))
        return self._append(lambda warc: warc.write_request_response_pair(request, response))

    def write_resource(self, snapshot: Snapshot) -> Place:
        """Appends something imported, as the bytes it is."""
        record = self._record("resource", snapshot, warc_content_type=snapshot.media_type, **_payload(snapshot))
        return self._append(lambda warc: warc.write_record(record))

    def revisit(
        self,
        snapshot: Snapshot,
        *,
        request_headers: Mapping[str, str],
        reason: str,
        page_at: datetime | None = None,
    ) -> Place:
        """Notes that the page was asked for (with these validators) and is as it was when it was kept at `page_at`."""
        same = "server-not-modified" if snapshot.status == 304 else "identical-payload-digest"
        headers = {"WARC-Profile": _PROFILE + same, "WARC-Refers-To-Target-URI": snapshot.final_url}
        if page_at:
            headers["WARC-Refers-To-Date"] = _utc(page_at)
        if snapshot.body:  # as the page's own record names it, so that other tools find the one by the other
            sha1 = hashlib.sha1(snapshot.body, usedforsecurity=False)
            headers["WARC-Payload-Digest"] = f"sha1:{base64.b32encode(sha1.digest()).decode()}"
        line = f"{snapshot.status} {reason or 'Not Modified'}"
        http = StatusAndHeaders(line, list(snapshot.headers.items()), protocol="HTTP/1.1")
        record = self._record("revisit", snapshot, headers, http_headers=http)
        request = self._record("request", snapshot, http_headers=_asked(snapshot.final_url, request_headers))
        return self._append(lambda warc: warc.write_request_response_pair(request, record))

    def _record(self, kind: str, snapshot: Snapshot, headers: Mapping[str, str] | None = None, **content: Any) -> Any:
        own = _headers(snapshot) | dict(headers or {})
        if kind == "request":
            del own["WARC-Khotin"]
        return self._warc.create_warc_record(snapshot.final_url, kind, warc_headers_dict=own, **content)

    def _append(self, write: Any) -> Place:
        if self._file.tell() > self._part_bytes:
            self._file.close()
            self.number += 1
            self._open_part()
        start = self._file.tell()
        write(self._warc)
        self._file.flush()
        return self._name, start, self._file.tell() - start

    def close(self) -> None:
        """Closes the part; it stays open in name until it is sealed."""
        self._file.close()


def _payload(snapshot: Snapshot) -> dict[str, Any]:
    """The body and its length: without it warcio writes a temporary file for each record."""
    return {"payload": io.BytesIO(snapshot.body), "length": len(snapshot.body)}


def _asked(address: str, headers: Mapping[str, str]) -> Any:
    """The request's headers as they were sent."""
    target = urlsplit(address)
    path = (target.path or "/") + (f"?{target.query}" if target.query else "")
    sent = {"Host": target.netloc} | dict(headers)
    return StatusAndHeaders(f"GET {path} HTTP/1.1", list(sent.items()), is_http_request=True)


def _headers(snapshot: Snapshot) -> dict[str, str]:
    meta = {name: getattr(snapshot, name) for name in _META}
    meta["listed_at"] = snapshot.listed_at.isoformat() if snapshot.listed_at else None
    kept = {name: value for name, value in meta.items() if value}
    return {"WARC-Date": _utc(snapshot.fetched_at), "WARC-Khotin": json.dumps(kept, ensure_ascii=True, sort_keys=True)}


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def seal(home: Home, part: str, *, length: int) -> int:
    """Gives an open part its final name, cut to `length` bytes (what a kill left half-written); returns its size.

    A part already sealed is left alone; one without a whole record is removed (size 0).
    """
    final = home.snapshots / part
    unfinished = final.with_name(final.name + OPEN_SUFFIX)
    if not unfinished.exists():
        return final.stat().st_size if final.exists() else 0
    with unfinished.open("r+b") as file:
        size = min(length, file.seek(0, os.SEEK_END))
        file.truncate(size)
        os.fsync(file.fileno())
    if size == 0:
        unfinished.unlink()
        return 0
    unfinished.replace(final)
    return size


def read_part(home: Home, part: str) -> Iterator[Snapshot]:
    """The pages of a part in order (requests and revisits passed over); raises HomeError where it can't be read."""
    path = home.part(part)
    try:
        with path.open("rb") as file:
            yield from read_warc(file, part, own=True)
    except OSError as exc:
        raise HomeError(f"archive part {path} can't be read: {exc.strerror}") from exc
    except ArchiveLoadFailed as exc:
        raise HomeError(f"archive part {path} is damaged: {exc}; put back a copy, or move it away") from exc


def read_one(home: Home, part: str, offset: int) -> Snapshot:
    """The page whose record stands at an offset of a part."""
    path = home.part(part)
    try:
        with path.open("rb") as file:
            file.seek(offset)
            page = next(read_warc(file, part, own=True))
    except (OSError, StopIteration, ArchiveLoadFailed) as exc:
        raise HomeError(f"archive part {path} holds no page at byte {offset}") from exc
    if page.warc_offset != offset:
        raise HomeError(f"archive part {path} holds no page at byte {offset}; the next is at byte {page.warc_offset}")
    return page
