"""Where whole files of the home are kept: in its folder, or in an object storage with the folder as its cache.

A file is named by its path below the home, such as "snapshots/nghean/20260301T010000-ab12-nghean-0001.warc.gz". It is
always written in the folder first and never changes once it has that name, so what a kill kept from being sent is simply
what the storage lacks.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

from pipeline.store_cache import CachingStore
from pipeline.store_folder import FolderStore
from pipeline.store_objects import ObjectStore


class Store(Protocol):
    """Keeps whole files by name. What it says of a storage that can't be asked is a HomeError."""

    def local(self, name: str) -> Path:
        """Where a file is read on this machine, fetched first where it is not here; the path of nothing where none is."""

    def sizes(self, folder: str) -> Mapping[str, int]:
        """The bytes of every whole file below a folder by name, here or in the storage."""

    def settle(self, folder: str) -> int:
        """Sends the whole files below a folder that the storage lacks; returns how many."""

    def unsettled(self, folder: str) -> list[str]:
        """Whole files here that the storage lacks, or holds with another size."""

    def drop_older(self, name: str, others: str) -> None:
        """Removes from the storage what matches the pattern `others` and came there no later than the file `name`."""

    def spare(self, *, before: datetime) -> Iterator[Path]:
        """Files of this machine that the storage holds too and that nobody fetched or wrote since a moment."""


def open_store(root: Path, url: str, cache: str = "") -> Store:
    """The store that KHOTIN_STORE names, "" for the home's own folder; what is fetched is kept in `cache` if it is named.
    Nothing is asked of it yet."""
    if not url:
        return FolderStore(root)
    if not cache:
        return ObjectStore(root, url)
    return CachingStore(root, url, Path(cache).expanduser().absolute())
