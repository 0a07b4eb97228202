"""What the tests of imports bring in, and an import that reads and links as well."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import zstandard
from sqlalchemy import select
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.imports import ImportCounts, import_files
from pipeline.ledger.tables import parts
from pipeline.link import link_all
from pipeline.transform import transform_source
from pipeline.views import archived_versions, article_version
from records import Document, Source
from sources.registry import load_registry

SOURCES = [Source(id="nghean", name="Nghệ An", home="https://nghean.gov.vn")]


ROW = {
    "id": "17",
    "title": "Ký kết hợp tác",
    "lead": "Sáng 25/3.",
    "body": "Hội nghị tại Vinh.",
    "published_at": "2023-03-25",
}


TEXT = "Sáng nay tại thành phố Vinh diễn ra hội nghị xúc tiến đầu tư của tỉnh. " * 12


def lines(path: Path, *rows: Any) -> Path:
    """A file of JSON lines, packed as its name says; texts stand as they are."""
    raw = b"".join(
        (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)).encode() + b"\n" for row in rows
    )
    if path.suffix == ".zst":
        raw = zstandard.ZstdCompressor().compress(raw[:20]) + zstandard.ZstdCompressor().compress(raw[20:])
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)
    return path


def page(text: str = TEXT, head: str = "") -> str:
    """A page that any reader knows for an article."""
    title = "Hội nghị xúc tiến đầu tư tỉnh Nghệ An"
    return (
        f'<html><head><title>{title}</title><meta property="og:type" content="article">{head}</head><body><article>'
        f"<h1>{title}</h1><time>25/03/2023 08:15</time><p>{text}</p><p>Lãnh đạo hai tỉnh cùng dự.</p></article></body></html>"
    )


def warc(path: Path, *captures: tuple[str, str, str], status: str = "200 OK", **headers: str) -> Path:
    """A WARC file as warcio writes it: (address, WARC-Date, body of the page)."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        info = b"software: crawler\r\n"
        writer.write_record(writer.create_warc_record("urn:x", "warcinfo", payload=io.BytesIO(info), length=len(info)))
        for url, moment, text in captures:
            body = page(text).encode()
            kind = headers.get("kind", "text/html; charset=utf-8")
            http = StatusAndHeaders(status, [("Content-Type", kind), ("ETag", '"1"')], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=io.BytesIO(body), length=len(body), http_headers=http,
                    warc_headers_dict={"WARC-Date": moment},
                )
            )  # fmt: skip
    return path


class Importer:
    """Imports into a world, and reads and links what came in."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.sources = SOURCES

    def __call__(self, *paths: Path, source_id: str | None = None) -> ImportCounts:
        world = self.world
        counts = import_files(world.settings, world.ledger, self.sources, list(paths), source_id=source_id)
        with world.ledger.read() as connection:
            known = connection.scalars(select(parts.c.source_id).distinct()).all()
        for source in known:
            transform_source(world.settings, world.ledger, load_registry(()), source)
        assert link_all(world.settings, world.ledger).conflicts == []
        return counts

    def articles(self) -> dict[str, Document]:
        """Articles by id."""
        return {d.id: d for d in self.world.documents() if d.article}

    def bodies(self, article_id: str) -> list[str]:
        """The body of each version."""
        with self.world.ledger.read() as connection:
            rows = archived_versions(connection, article_id)
        return [found.body for row in rows if (found := article_version(self.world.home, row))]


def numbers(counts: ImportCounts) -> tuple[int, int, int]:
    return counts.new, counts.changed, counts.unchanged
