"""The object storage for who may not write the home: what it fetches is kept in a folder of its own, not without end."""

import os
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from time import time

from pipeline.store_objects import FETCHING, ObjectStore

_MOST = 2 << 30  # bytes
_STALE = 3600  # seconds without a byte, after which nobody is fetching a file any more


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
        try:
            os.utime(kept)  # what was asked for last goes last
        except FileNotFoundError:  # not fetched yet, or gone this moment to make room
            kept = self.fetched(name, self._cache)
            self._make_room()
        return kept

    def _make_room(self) -> None:
        """Removes what nobody asked for longest. Whoever reads a file has it open, so it may go; what was fetched just now
        stays, however large."""
        held, fetching = [], self._cache / FETCHING
        for path in self._cache.rglob("*"):
            with suppress(FileNotFoundError):  # others make room too
                status = path.stat()
                if not S_ISREG(status.st_mode):
                    continue
                if not path.is_relative_to(fetching):
                    held.append((status, path))
                elif status.st_mtime < time() - _STALE:
                    path.unlink()
        held.sort(key=lambda entry: entry[0].st_mtime)
        size = sum(status.st_size for status, _ in held)
        for status, path in held[:-1]:
            if size > self._most:
                path.unlink(missing_ok=True)
                size -= status.st_size
