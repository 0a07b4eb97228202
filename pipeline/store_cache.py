"""The object storage for who may not write the home: what it fetches is kept in a folder of its own, not without end."""

import os
from contextlib import suppress
from pathlib import Path

from pipeline.store import ObjectStore

_MOST = 2 << 30  # bytes


class CachingStore(ObjectStore):
    """Reads what the home holds there, and keeps what it fetches in the folder `cache`: about `most` bytes."""

    def __init__(self, root: Path, url: str, cache: Path, *, most: int = _MOST) -> None:
        super().__init__(root, url)
        self._cache, self._most = cache, most

    def local(self, name: str) -> Path:
        """See Store."""
        path = self.root / name
        if path.exists():
            return path
        kept = self._cache / name
        if not kept.exists():
            kept = self.fetched(name, self._cache)
            self._make_room()
        with suppress(FileNotFoundError):
            os.utime(kept)  # what was asked for last goes last
        return kept

    def _make_room(self) -> None:
        """Removes what nobody asked for longest. Whoever reads a file has it open, so it may go; what was fetched just now
        stays, however large."""
        held = []
        for path in self._cache.rglob("[!.]*.*"):
            with suppress(FileNotFoundError):  # others make room too
                held.append((path.stat(), path))
        held.sort(key=lambda entry: entry[0].st_mtime)
        size = sum(status.st_size for status, _ in held)
        for status, path in held[:-1]:
            if size > self._most:
                path.unlink(missing_ok=True)
                size -= status.st_size
