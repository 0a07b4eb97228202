"""The layout of KHOTIN_HOME."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from records.errors import HomeError

if TYPE_CHECKING:
    from pipeline.store import Store

# Ids of sources become folders.
_FOLDER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


def no_folder_name(source_id: str) -> str:
    """Why a source's id can't be the name of a folder, "" if it can."""
    if _FOLDER_NAME.fullmatch(source_id):
        return ""
    return "an id is of letters, digits, '-', '_' and '.', at most 64"


@dataclass(frozen=True)
class Home:
    """Where things are kept below one root folder; whole files also in the object storage `store_url` names, if any.
    What is fetched from there is kept in the folder `cache`, "" for the root itself."""

    root: Path
    store_url: str = ""
    cache: str = ""

    @cached_property
    def store(self) -> "Store":
        """Keeps the whole files: parts of the archive, and readings."""
        from pipeline.store import open_store  # noqa: PLC0415 (it writes files as this module does)

        return open_store(self.root, self.store_url, self.cache)

    def part(self, part: str) -> Path:
        """Where a part of the archive is read; fetched first, where it is only in the object storage."""
        return self.store.local(f"{self.snapshots.name}/{part}")

    def reading(self, name: str) -> Path:
        """Where a reading is read; fetched first, where it is only in the object storage."""
        return self.store.local(f"{self.readings.name}/{name}")

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
    def secret(self) -> Path:
        """What signs forms and links, where KHOTIN_SECRET is not set."""
        return self.root / "secret"

    @property
    def ledger(self) -> Path:
        """The default ledger."""
        return self.root / "ledger.sqlite"

    def settle(self, source_id: str) -> None:
        """Sends what the object storage lacks of a source's parts and readings. Raises HomeError."""
        for folder in (self.snapshots, self.readings):
            self.store.settle(f"{folder.name}/{source_id}")

    def ready(self) -> None:
        """Makes the root folder and proves that it can be written; raises HomeError."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            # Named at random: processes of two containers have the same number.
            with NamedTemporaryFile(dir=self.root, prefix=".writable-"):
                pass
        except OSError as exc:
            raise HomeError(
                f"KHOTIN_HOME={self.root} can't be written ({exc.strerror}): "
                "make it writable, or set KHOTIN_HOME to a folder that is"
            ) from exc
