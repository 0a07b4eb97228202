"""Readings: what a transform made of each page of a part, in one compressed file of JSON lines, keyed by code and rules.

A file is in zstd's seekable format: frames of a fixed number of lines, then a table of their sizes. `zstdcat` reads it as
it reads any other, and any line is had without unpacking the file.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from io import SEEK_END
from itertools import accumulate, groupby, islice
from pathlib import Path
from typing import BinaryIO

import zstandard

from pipeline.files import written_whole
from pipeline.home import Home
from records.article import Article
from records.base import Record, decode, encode
from records.errors import HomeError
from records.platform import Platform
from records.rejection import Quarantine, Rejection
from records.source import Source
from transforms.addresses import digest

# Lines in a frame: a part of the format.
_FRAME = 40
_TABLE, _SEEKABLE = 0x184D2A5E, 0x8F92EAB1
_FOOTER = struct.Struct("<IBI")
_ENTRY = struct.Struct("<II")
# Whatever of these changes may change what is read of a page.
_CODE, _LIBRARIES = ("records", "transforms"), ("langdetect", "selectolax", "trafilatura")
# What a source says of how and when it is asked; it changes nothing in what its pages say.
_ASKING = frozenset(
    {
        *("name", "fetch_from", "enabled", "verified_on", "feeds", "sitemaps", "listings", "listing_rule"),
        *("politeness", "expect", "valid_from", "valid_until", "successor", "note"),
    }
)
_CODE_SUFFIXES = (".py", ".yaml", ".json", ".tsv", ".txt")


class Reading(Record, frozen=True):
    """What became of the page at `warc_offset` of the part: exactly one of article, rejection, quarantine."""

    warc_offset: int
    article: Article | None = None
    rejection: Rejection | None = None
    quarantine: Quarantine | None = None


@cache
def code_version() -> str:
    """A digest of all code and lexicons that reading a page uses, and of its libraries' versions."""
    folders = [Path(str(files(name))) for name in _CODE]
    paths = sorted(p for folder in folders for p in folder.rglob("*") if p.suffix in _CODE_SUFFIXES)
    return digest(*(path.read_bytes() for path in paths), *(f"{name} {version(name)}" for name in _LIBRARIES))[:10]


def reading_key(source: Source | None, platforms: Mapping[str, Platform]) -> str:
    """What, besides the part, a reading depends on: the code with its lexicons, and the rules."""
    rules = (
        [] if source is None else [getattr(source, name) for name in source.__struct_fields__ if name not in _ASKING]
    )
    return f"{code_version()}-{digest(encode(rules), encode([platforms[name] for name in sorted(platforms)]))[:10]}"


def reading_name(part: str, key: str) -> str:
    """The reading's file below readings/."""
    return f"{part.removesuffix('.warc.gz')}.{key}.jsonl.zst"


def write_reading(home: Home, name: str, readings: Iterable[Reading]) -> None:
    """Writes a reading whole; equal readings give equal bytes."""
    lines = (encode(reading) + b"\n" for reading in readings)
    packer, sizes = zstandard.ZstdCompressor(level=6), []
    with written_whole(home.readings / name) as file:
        while frame := b"".join(islice(lines, _FRAME)):
            packed = packer.compress(frame)
            sizes.append(_ENTRY.pack(len(packed), len(frame)))
            file.write(packed)
        table = b"".join(sizes) + _FOOTER.pack(len(sizes), 0, _SEEKABLE)
        file.write(struct.pack("<II", _TABLE, len(table)) + table)


def drop_older(home: Home, name: str) -> None:
    """Removes what other code or rules made of the same part before: nothing in the ledger speaks of it any more.

    What was written since is left: a transform may be about to tell the ledger of it.
    """
    kept = home.reading(name)
    stem, written = kept.name.removesuffix(".jsonl.zst").rpartition(".")[0], kept.stat().st_mtime_ns
    for path in kept.parent.glob(f"{stem}.*.jsonl.zst"):
        if path != kept and path.stat().st_mtime_ns <= written:
            path.unlink(missing_ok=True)
    folder = f"{home.readings.name}/{name.rpartition('/')[0]}"
    home.store.drop_older(f"{home.readings.name}/{name}", f"{folder}/{stem}.*.jsonl.zst")


def read_readings(home: Home, name: str) -> Iterator[tuple[int, Reading]]:
    """Line numbers from 0 and readings of a file. Raises HomeError where it can't be read."""
    with _opened(home.reading(name)) as file:
        for frame, (start, size) in enumerate(_frames(file)):
            for number, line in enumerate(_lines(file, start, size), frame * _FRAME):
                yield number, decode(line, Reading)


def read_lines(home: Home, name: str, wanted: Iterable[int]) -> Iterator[tuple[int, Reading]]:
    """The readings on the wanted lines, in order; only the frames that hold them are unpacked."""
    with _opened(home.reading(name)) as file:
        frames = _frames(file)
        for frame, numbers in groupby(sorted(wanted), key=lambda number: number // _FRAME):
            lines = _lines(file, *frames[frame])
            for number in numbers:
                yield number, decode(lines[number % _FRAME], Reading)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as exc:
        raise HomeError(
            f"reading {path} can't be read ({exc.strerror}): `khotin transform` reads the part's pages again"
        ) from exc


def _frames(file: BinaryIO) -> list[tuple[int, int]]:
    """(offset, packed size) of each frame."""
    try:
        file.seek(-_FOOTER.size, SEEK_END)
        count, _, magic = _FOOTER.unpack(file.read(_FOOTER.size))
        file.seek(-_FOOTER.size - count * _ENTRY.size, SEEK_END)
        table = file.read(count * _ENTRY.size)
    except OSError:
        magic = None
    if magic != _SEEKABLE:
        raise _damaged(file)
    sizes = [size for size, _ in _ENTRY.iter_unpack(table)]
    return list(zip(accumulate(sizes, initial=0), sizes, strict=False))


def _lines(file: BinaryIO, start: int, size: int) -> list[bytes]:
    file.seek(start)
    try:
        return zstandard.ZstdDecompressor().decompress(file.read(size)).split(b"\n")[:-1]
    except zstandard.ZstdError as exc:
        raise _damaged(file) from exc


def _damaged(file: BinaryIO) -> HomeError:
    return HomeError(f"reading {file.name} is damaged: remove it, and `khotin transform` makes it anew")
