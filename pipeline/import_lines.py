"""Reads a file of lines, packed or not, without ever holding more than one line of a set length."""

import codecs
import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import zstandard

# Bytes unpacked at once: what they unpack to is held in memory.
_PACKED = 1 << 14


def read_lines(path: Path, most: int) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number from 1; None in place of one longer than `most` bytes.

    A byte order mark before the first line is dropped. Raises OSError, EOFError, zlib.error or ZstdError where the file
    can't be read on.
    """
    number = 0
    with _opened(path) as file:
        while line := file.readline(most + 1):
            number += 1
            if len(line) <= most:
                yield number, line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
                continue
            while line and not line.endswith(b"\n"):
                line = file.readline(most)
            yield number, None


def _opened(path: Path) -> Any:
    """The file, unpacked as its name says."""
    if path.name.lower().endswith(".gz"):
        return gzip.open(path)
    raw = path.open("rb")
    if not path.name.lower().endswith(".zst"):
        return raw
    return io.BufferedReader(_Unpacked(raw), 1 << 20)


class _Unpacked(io.RawIOBase):
    """Frames of zstd one after the other; unlike the library's own reader it tells a file that is cut short."""

    def __init__(self, raw: Any) -> None:
        self._raw, self._packed, self._ready = raw, b"", b""
        self._frame: Any = None

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer. Raises EOFError at the end of what is cut short, ZstdError for what is none."""
        while not self._ready:
            packed = self._packed or self._raw.read(_PACKED)
            if not packed:
                if self._frame is not None:
                    raise EOFError("cut short")
                return 0
            self._frame = self._frame or zstandard.ZstdDecompressor().decompressobj()
            self._ready = self._frame.decompress(packed)
            self._packed = self._frame.unused_data
            if self._frame.eof:
                self._frame = None
        taken, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def close(self) -> None:
        """Closes the file too."""
        self._raw.close()
        super().close()
