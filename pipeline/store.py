"""Where whole files of the home are kept: in its folder, or in an object storage with the folder as its cache.

A file is named by its path below the home, such as "snapshots/nghean/20260301T010000-ab12-nghean-0001.warc.gz". It is
always written in the folder first and never changes once it has that name, so what a kill kept from being sent is simply
what the storage lacks.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfileobj
from typing import Any, Protocol

from pipeline.files import written_whole
from records.errors import HomeError, UsageError

# Parts of the archive, and readings; what is being written has another ending, or a dot before its name.
_WHOLE = (".warc.gz", ".jsonl.zst")
_PIECE = 1 << 20
FETCHING = "fetching"  # the folder of the home where a file is until it is whole


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


class FolderStore:
    """The folder alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def local(self, name: str) -> Path:
        """See Store."""
        return self.root / name

    def sizes(self, folder: str) -> Mapping[str, int]:
        """See Store."""
        return {path.relative_to(self.root).as_posix(): path.stat().st_size for path in self._whole(folder)}

    def settle(self, folder: str) -> int:
        """See Store: all is where it belongs."""
        return 0

    def unsettled(self, folder: str) -> list[str]:
        """See Store."""
        return []

    def drop_older(self, name: str, others: str) -> None:
        """See Store: there is none."""

    def spare(self, *, before: datetime) -> Iterator[Path]:
        """See Store: nothing has a copy."""
        return iter(())

    def _whole(self, folder: str) -> Iterator[Path]:
        for path in sorted((self.root / folder).rglob("*")):
            if path.name.endswith(_WHOLE) and not path.name.startswith("."):
                yield path


class ObjectStore(FolderStore):
    """A storage that fsspec knows (s3://bucket/prefix), with the folder as its cache."""

    def __init__(self, root: Path, url: str) -> None:
        super().__init__(root)
        self._url = url
        self._one = threading.Lock()  # of the threads that want the same file the first fetches it

    def local(self, name: str) -> Path:
        """See Store."""
        path = self.root / name
        return path if path.exists() else self.fetched(name, self.root)

    def fetched(self, name: str, folder: Path) -> Path:
        """Where a file is below a folder, to which it is fetched if it is in the storage."""
        path = folder / name
        files, base = self._files
        with self._one, self._asking():
            if not path.exists() and files.exists(f"{base}/{name}"):
                # Beside the folders that runs sweep of what others left half-written.
                here = folder / FETCHING / name
                with files.open(f"{base}/{name}", "rb") as stored, written_whole(here) as file:
                    copyfileobj(stored, file, _PIECE)
                path.parent.mkdir(parents=True, exist_ok=True)
                here.replace(path)
        return path

    def sizes(self, folder: str) -> Mapping[str, int]:
        """See Store."""
        return {**self._stored(folder), **super().sizes(folder)}

    def settle(self, folder: str) -> int:
        """See Store. What is there is never replaced: a file of that name is that file."""
        here = super().sizes(folder)
        if not here:
            return 0
        files, base = self._files
        lacking = sorted(here.keys() - self._stored(folder).keys())
        with self._asking():
            for name in lacking:
                files.put_file(str(self.root / name), f"{base}/{name}")
        return len(lacking)

    def unsettled(self, folder: str) -> list[str]:
        """See Store."""
        here, stored = super().sizes(folder), self._stored(folder)
        return sorted(name for name, size in here.items() if stored.get(name) != size)

    def drop_older(self, name: str, others: str) -> None:
        """See Store."""
        files, base = self._files
        kept = f"{base}/{name}"
        with self._asking():
            found = [path for path in files.glob(f"{base}/{others}") if path != kept]
            if found and files.exists(kept):
                since = files.modified(kept)
                files.rm([path for path in found if files.modified(path) <= since])

    def spare(self, *, before: datetime) -> Iterator[Path]:
        """See Store."""
        for folder in ("snapshots", "readings"):
            stored = self._stored(folder)
            for path in self._whole(folder):
                status = path.stat()
                held = stored.get(path.relative_to(self.root).as_posix())
                if held == status.st_size and status.st_mtime < before.timestamp():
                    yield path

    def _stored(self, folder: str) -> dict[str, int]:
        """Bytes by name of what the storage holds below a folder."""
        files, base = self._files
        with self._asking():
            try:
                found = files.find(f"{base}/{folder}", detail=True)
            except FileNotFoundError:
                return {}
        return {path.removeprefix(f"{base}/"): int(entry["size"]) for path, entry in found.items()}

    @property
    def _files(self) -> tuple[Any, str]:
        return _opened(self._url)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            yield
        except _failures() as exc:
            raise HomeError(
                f"KHOTIN_STORE={self._url} can't be used ({str(exc)[:300] or type(exc).__name__}): what was written stays in "
                "the home, and is sent when the same command runs again and it answers"
            ) from exc


def open_store(root: Path, url: str, cache: str = "") -> Store:
    """The store that KHOTIN_STORE names, "" for the home's own folder; what is fetched is kept in `cache` if it is named.
    Nothing is asked of it yet."""
    if not url:
        return FolderStore(root)
    if not cache:
        return ObjectStore(root, url)
    from pipeline.store_cache import CachingStore  # noqa: PLC0415 (it is one of these)

    return CachingStore(root, url, Path(cache).expanduser().absolute())


@cache
def _opened(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path in it. Raises UsageError for a URL that names none."""
    from fsspec.core import url_to_fs  # noqa: PLC0415 (takes a while, and few need it)

    try:
        # What another machine wrote since must be seen.
        files, base = url_to_fs(url.rstrip("/"), use_listings_cache=False, skip_instance_cache=True)
    except ImportError as exc:
        raise UsageError(f"KHOTIN_STORE={url!r}: {exc}; pip install -r requirements/objects.txt") from exc
    except ValueError as exc:
        raise UsageError(f"KHOTIN_STORE={url!r}: {exc}; it is such as s3://bucket/prefix") from exc
    return files, str(base)


@cache
def _failures() -> tuple[type[Exception], ...]:
    """What asking a storage may raise: S3's client has errors that are no OSError."""
    if find_spec("botocore") is None:
        return (OSError,)
    return OSError, import_module("botocore.exceptions").BotoCoreError
