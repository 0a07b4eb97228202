"""The layout of KHOTIN_HOME, and files that are written beside and renamed into place."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from records.errors import HomeError

# Ids of sources become folders.
_FOLDER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


def no_folder_name(source_id: str) -> str:
    """Why a source's id can't be the name of a folder, "" if it can."""
    if _FOLDER_NAME.fullmatch(source_id):
        return ""
    return "an id is of letters, digits, '-', '_' and '.', at most 64"


@dataclass(frozen=True)
class Home:
    """Where things are kept below one root folder."""

    root: Path

    @property
    def snapshots(self) -> Path:
        """WARC parts, a folder a source."""
        return self.root / "snapshots"

    @property
    def readings(self) -> Path:
        """What transforms made of each part, a folder a source."""
        return self.root / "readings"

    @property
    def journals(self) -> Path:
        """Outcomes of crawls not yet merged into the ledger."""
        return self.root / "journals"

    @property
    def indexes(self) -> Path:
        """The embedded engine's indexes."""
        return self.root / "indexes"

    @property
    def quarantine(self) -> Path:
        """Pages whose reading raised, with their tracebacks."""
        return self.root / "quarantine"

    @property
    def rules(self) -> Path:
        """Rules learned and not yet accepted, a YAML a source; below `distrusted/` the fields whose rules broke."""
        return self.root / "rules"

    def proposal(self, source_id: str) -> Path:
        """Rules proposed for a source, until they are accepted."""
        return self.rules / f"{source_id}.yaml"

    @property
    def locks(self) -> Path:
        """One lock file a source, and one for link and index."""
        return self.root / "locks"

    @property
    def logs(self) -> Path:
        """Crawl logs, a file a run."""
        return self.root / "logs"

    @property
    def ledger(self) -> Path:
        """The default ledger."""
        return self.root / "ledger.sqlite"

    def ready(self) -> None:
        """Makes the root folder and proves that it can be written; raises HomeError."""
        probe = self.root / f".writable-{os.getpid()}"
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            probe.touch()
            probe.unlink()
        except OSError as exc:
            raise HomeError(
                f"KHOTIN_HOME={self.root} can't be written ({exc.strerror}): "
                "make it writable, or set KHOTIN_HOME to a folder that is"
            ) from exc


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name only when it is complete and on disk; nothing is left after an error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        _settle(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Has the folder's entries on disk: a name that the ledger speaks of outlives a power failure."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
