"""An object storage as the store of whole files, with the home's folder as its cache."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfileobj
from typing import Any

from pipeline.files import written_whole
from pipeline.store_folder import FolderStore
from records.errors import HomeError, UsageError

_PIECE = 1 << 20
FETCHING = "fetching"  # the folder of the home where a file is until it is whole


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
            for path in self.whole(folder):
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
