"""Where an embedded index lies: a folder a build, and one small file that says which build is current."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from records.base import Record, decode, encode
from records.errors import IndexStateError, LockError
from search.mappings import UNITS, mappings_digest
from search.query import Unit
from search.tantivy.whole import write_whole

# root/current.json -> {"build", "previous"}; root/<build>/{articles,events,agreements}/ and state.json
_POINTER = "current.json"
_STATE = "state.json"
_NAMED = "build-%Y%m%dt%H%M%S%f"


class Pointer(Record, frozen=True):
    """Which build readers use, and the one before it (kept, so that whoever still reads it can finish)."""

    build: str
    previous: str = ""


class State(Record, frozen=True):
    """What a build holds: the last change number in it, the mappings it was made with, and when it was made."""

    watermark: int = 0
    mappings: str = ""
    built_at: datetime | None = None


class Store:
    """The folder of the embedded index; every file in it is written beside and renamed into place."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def pointer(self) -> Pointer | None:
        """The current build, None where there is none yet."""
        path = self.root / _POINTER
        return decode(path.read_bytes(), Pointer) if path.exists() else None

    def current(self) -> str:
        """The current build's name; raises IndexStateError where there is none."""
        pointer = self.pointer()
        if pointer is None:
            raise IndexStateError(f"nothing is indexed yet in {self.root}: run `khotin index`")
        return pointer.build

    def publish(self, build: str) -> None:
        """Makes a build current in one rename; the former one stays until the next build is published."""
        former = self.pointer()
        previous = former.build if former and former.build != build else ""
        write_whole(self.root / _POINTER, [encode(Pointer(build=build, previous=previous))])

    def roll_back(self) -> None:
        """Exchanges the current build and the one before it; raises IndexStateError where none is kept."""
        pointer = self.pointer()
        if pointer is None or not (self.root / pointer.previous).is_dir() or not pointer.previous:
            raise IndexStateError(f"no former index is kept in {self.root}: build one with `khotin index --rebuild`")
        write_whole(self.root / _POINTER, [encode(Pointer(build=pointer.previous, previous=pointer.build))])

    def new_build(self) -> str:
        """Makes the folders of a fresh build and gives its name, which sorts by time."""
        name = f"{datetime.now(UTC):{_NAMED}}"
        for unit in UNITS:
            self.folder(name, unit).mkdir(parents=True)
        return name

    def folder(self, build: str, unit: Unit) -> Path:
        """Where a build keeps one unit's index."""
        return self.root / build / unit

    def meta(self, build: str, unit: Unit) -> bytes:
        """What tantivy says of one unit's index: its segments; nothing where it says nothing, which tantivy itself tells of."""
        path = self.folder(build, unit) / "meta.json"
        return path.read_bytes() if path.exists() else b""

    def sets(self, build: str, unit: Unit) -> Path:
        """Where a build keeps the sets beside one unit's index (search.tantivy.sets)."""
        return self.root / build / "sets" / unit

    def state(self, build: str) -> State:
        """What a build holds; raises IndexStateError where it was made with other mappings."""
        path = self.root / build / _STATE
        state = decode(path.read_bytes(), State) if path.exists() else State(mappings=mappings_digest())
        if state.mappings != mappings_digest():
            raise IndexStateError(f"the index in {self.root} is of another version: run `khotin index --rebuild`")
        return state

    def write_state(self, build: str, state: State) -> None:
        """Notes what a build holds; written after the index itself, so it never claims more than is there."""
        write_whole(self.root / build / _STATE, [encode(state)])

    def signature(self, build: str) -> tuple[int, int]:
        """What changes whenever a build is written: readers look at it before each search."""
        path = self.root / build / _STATE
        status = path.stat() if path.exists() else (self.root / build).stat()
        return status.st_mtime_ns, status.st_ino

    def clean(self) -> None:
        """Removes builds that nobody uses: what a killed rebuild left, and all before the previous one."""
        pointer = self.pointer()
        kept = {pointer.build, pointer.previous} if pointer else set()
        for folder in self.root.glob("build-*"):
            if folder.name not in kept:
                shutil.rmtree(folder)

    def unused(self, before: datetime) -> tuple[str, ...]:
        """Builds that no pointer names, and the previous one where it was begun before a moment."""
        pointer = self.pointer()
        kept = {pointer.build} if pointer else set()
        if pointer and pointer.previous and _begun(pointer.previous) >= before:
            kept.add(pointer.previous)
        return tuple(sorted(folder.name for folder in self.root.glob("build-*") if folder.name not in kept))

    def forget(self, builds: tuple[str, ...]) -> None:
        """Removes builds, none of which is current: the pointer first, so that it never names what is gone."""
        pointer = self.pointer()
        if pointer and pointer.previous in builds:
            write_whole(self.root / _POINTER, [encode(Pointer(build=pointer.build))])
        for build in builds:
            shutil.rmtree(self.root / build)

    def size(self, build: str) -> int:
        """Bytes on disk of a build."""
        return sum(path.stat().st_size for path in (self.root / build).rglob("*") if path.is_file())

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The lock of the one writer, freed by the system when its process ends; raises LockError if another has it."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "writer.lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as exc:
                file.seek(0)
                raise LockError(f"the index in {self.root} is being written by {file.read() or 'another run'}") from exc
            file.truncate(0)
            file.write(f"process {os.getpid()} since {datetime.now(UTC).astimezone():%Y-%m-%d %H:%M:%S}")
            file.flush()
            yield


class OneBuild(Store):
    """The same folder as seen by who looks at a build that is not current."""

    def __init__(self, root: Path, build: str) -> None:
        super().__init__(root)
        self._build = build

    def pointer(self) -> Pointer:
        """Always that build."""
        return Pointer(build=self._build)


def _begun(build: str) -> datetime:
    return datetime.strptime(build, _NAMED).replace(tzinfo=UTC)
