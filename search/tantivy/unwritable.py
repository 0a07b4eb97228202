"""An index where nothing can be written: tantivy wants a lock file beside what it reads, so it reads through links."""

import tempfile
from pathlib import Path

_LOCK = ".lock"


def is_refused_lock(exc: ValueError) -> bool:
    """Whether tantivy failed for want of a lock file: the folder is read-only, or its disk is full."""
    said = str(exc)
    return ("Lockfile" in said and ("PermissionDenied" in said or "StorageFull" in said)) or "ReadOnly" in said


class Links:
    """Folders in the system's temporary folder with a link to each file of an index; gone with this object."""

    def __init__(self) -> None:
        self._root = tempfile.TemporaryDirectory(prefix="khotin-index-")

    def to(self, folder: Path) -> Path:
        """A folder whose files are those of `folder` as they are now; locks in it are this process' own."""
        beside = Path(self._root.name) / folder.name
        beside.mkdir()
        for file in folder.iterdir():
            if not file.name.endswith(_LOCK):
                (beside / file.name).symlink_to(file.absolute())
        return beside
