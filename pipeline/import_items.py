"""Reads files given to `import` into items: JSON lines of articles, WARC files, saved pages and texts."""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import zstandard
from warcio.exceptions import ArchiveLoadFailed

from pipeline.home import no_folder_name
from pipeline.import_lines import read_lines
from pipeline.warc import read_warc
from records.article import Article
from records.errors import ImportFileError
from records.snapshot import Snapshot
from records.source import Source
from sources.homes import Homes
from transforms.addresses import LONGEST, canonical, digest
from transforms.reader import JSON_TYPES, given_article

# Where what names no source of its own is kept.
DEFAULT_SOURCE = "imports"
_PAGES = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".txt": "text/plain"}
_LINES = tuple(f".{kind}{packed}" for kind in ("jsonl", "ndjson") for packed in ("", ".zst", ".gz"))
_WARCS = (".warc", ".warc.gz")
_HTML = frozenset({"text/html", "application/xhtml+xml"})
# An article or page of more bytes is none; what is longer is never held in memory.
LINE_BYTES = 16 << 20
PAGE_BYTES = 50 << 20
# Bytes at the beginning of a page in which its own address stands, and how.
_HEAD = 1 << 17
_OWN_ADDRESS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"<!--\s*saved from url=\(\d+\)(\S+)",
        r"""<link\b(?=[^>]{0,600}\brel\s*=\s*["']?canonical\b)[^>]{0,600}\bhref\s*=\s*["']?([^"'\s>]+)""",
        r"""<meta\b(?=[^>]{0,600}\bproperty\s*=\s*["']?og:url\b)[^>]{0,600}\bcontent\s*=\s*["']?([^"'\s>]+)""",
    )
)
_UNPACKED = ("", "identity", "gzip", "x-gzip", "deflate")


@dataclass(frozen=True)
class Item:
    """One thing to import: the name it is known again by, under which source, and its bytes.

    The name is its address where it was captured there; then `fetched_at` says when, and `headers` what came with it.
    `address` is what a saved page says of itself. A JSON article comes with what was read of it.
    """

    url: str
    source_id: str
    media_type: str
    body: bytes
    charset: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    fetched_at: datetime | None = None
    article: Article | None = None
    address: str = ""
    # File, and line or byte in it, for who reads what became of the item.
    origin: str = ""

    @property
    def digest(self) -> str:
        """Of the bytes."""
        return digest(self.body)


def expand(paths: Sequence[Path], notices: list[str]) -> list[Path]:
    """The files to import, folders opened; what can't be imported is named in `notices`. Raises ImportFileError."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise ImportFileError(f"{path}: no such file or folder")
        for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
            if file.name.lower().endswith((*_LINES, *_WARCS, *_PAGES)):
                found.append(file)
            elif not file.name.startswith("."):
                notices.append(
                    f"{file}: passed over, neither articles (.jsonl, .zst, .gz), WARC, page (.html) nor text (.txt)"
                )
    return found


class Items:
    """Reads files into items; knows which source an address belongs to."""

    def __init__(self, sources: Sequence[Source], source_id: str | None) -> None:
        self._homes = Homes(sources)
        try:
            self._given = _checked(source_id) if source_id else ""
        except ValueError as exc:
            raise ImportFileError(str(exc)) from exc

    def of(self, path: Path, notices: list[str]) -> Iterator[Item]:
        """The items of a file; lines and records that are none are named in `notices`. Raises ImportFileError."""
        name = path.name.lower()
        try:
            if name.endswith(_LINES):
                yield from self._lines(path, notices)
            elif name.endswith(_WARCS):
                yield from self._warc(path, notices)
            elif path.stat().st_size > PAGE_BYTES:
                notices.append(f"{path}: passed over, longer than {PAGE_BYTES} bytes")
            else:
                yield self._saved(path)
        except (OSError, EOFError, zlib.error, zstandard.ZstdError) as exc:
            raise ImportFileError(f"{path}: can't be read on, {exc}; what came before is imported") from exc

    def _saved(self, path: Path) -> Item:
        """A page or text saved by hand, under the address that a page names as its own."""
        body, media_type = path.read_bytes(), _PAGES[path.suffix.lower()]
        name = f"khotin:{digest(body)}"
        address = own_address(body) if media_type in _HTML else ""
        return Item(name, self._source_of(address), media_type, body, address=address, origin=str(path))

    def _source_of(self, url: str, given: str = "") -> str:
        if given or self._given:
            return given or self._given
        owner = self._homes.of(url)
        return owner.id if owner else DEFAULT_SOURCE

    def _lines(self, path: Path, notices: list[str]) -> Iterator[Item]:
        for number, line in read_lines(path, LINE_BYTES):
            if line is None:
                notices.append(f"{path}, line {number}: passed over, longer than {LINE_BYTES} bytes")
            elif line.strip():
                try:
                    yield self._article(msgspec.json.decode(line), f"{path}, line {number}")
                except (ValueError, RecursionError) as exc:  # msgspec's errors are of these kinds too
                    notices.append(f"{path}, line {number}: passed over, {exc}")

    def _article(self, row: Any, origin: str) -> Item:
        if not isinstance(row, dict):
            raise ValueError(f"expected an object with title, lead or body, got {type(row).__name__}")
        article = given_article(row)
        if not (article.title or article.lead or article.body):
            raise ValueError("it has no title, lead or body")
        url = canonical(article.url) if article.url else ""
        source_id = _checked(self._source_of(url, article.source_id))
        article = msgspec.structs.replace(article, url=url, source_id=source_id)
        named = {"id": article.article_id, "source_id": source_id} | ({"url": url} if url else {})
        body = msgspec.json.encode({**row, **named}, order="sorted")
        address = f"khotin:{quote(article.article_id, safe='')}"
        if len(address) > LONGEST:
            raise ValueError(f"its id has {len(address)} bytes, at most {LONGEST} are taken: {address[:80]}…")
        return Item(address, source_id, "application/json", body, article=article, origin=origin)

    def _warc(self, path: Path, notices: list[str]) -> Iterator[Item]:
        passed = too_long = 0
        damage = ""
        with path.open("rb") as file:
            pages = read_warc(file, path.name, most=PAGE_BYTES)
            try:
                for page in pages:
                    if len(page.body) > PAGE_BYTES:
                        too_long += 1
                        continue
                    item = self._page(page, path, notices)
                    passed += item is None
                    if item is not None:
                        yield item
            except ArchiveLoadFailed as exc:
                damage = " ".join(str(exc).split())[:200]
        if passed:
            notices.append(f"{path}: {passed} records passed over, not pages of HTML that answered 200")
        if too_long:
            notices.append(f"{path}: {too_long} records passed over, longer than {PAGE_BYTES} bytes")
        if damage:
            raise ImportFileError(f"{path}: not read to its end, {damage}; what came before is imported")

    def _page(self, page: Snapshot, path: Path, notices: list[str]) -> Item | None:
        """A capture as an item, an article of our own kept as JSON too; None for what is neither."""
        origin = f"{path}, byte {page.warc_offset}"
        if page.media_type in JSON_TYPES and page.final_url.startswith("khotin:"):
            try:
                return self._article(msgspec.json.decode(page.body), origin)
            except (ValueError, RecursionError) as exc:
                notices.append(f"{origin}: passed over, {exc}")
                return None
        readable = page.headers.get("content-encoding", "").lower() in _UNPACKED
        if page.status != 200 or page.media_type not in _HTML or not readable or not page.body:
            return None
        try:
            url = canonical(page.final_url)
        except ValueError:
            return None
        headers = tuple(page.headers.items())
        source_id = self._source_of(url)
        return Item(url, source_id, page.media_type, page.body, page.charset, headers, page.fetched_at, origin=origin)


def own_address(page: bytes) -> str:
    """The address a saved page names as its own: where a browser saved it from, else its canonical one; "" if none."""
    head = page[:_HEAD].decode("utf-8", errors="replace")
    for pattern in _OWN_ADDRESS:
        for found in pattern.finditer(head):
            try:
                return canonical(unescape(found[1]))
            except ValueError:
                continue
    return ""


def _checked(source_id: str) -> str:
    if why := no_folder_name(source_id):
        raise ValueError(f"source {source_id!r}: {why}")
    return source_id
