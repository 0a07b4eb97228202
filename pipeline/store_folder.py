"""The home's folder alone as the store of its whole files."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

# Parts of the archive, and readings; what is being written has another ending, or a dot before its name.
_WHOLE = (".warc.gz", ".jsonl.zst")


class FolderStore:
    """The folder alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def local(self, name: str) -> Path:
        """See Store."""
        return self.root / name

    def sizes(self, folder: str) -> Mapping[str, int]:
        """See Store."""
        return {path.relative_to(self.root).as_posix(): path.stat().st_size for path in self.whole(folder)}

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

    def whole(self, folder: str) -> Iterator[Path]:
        """The whole files below a folder, by name."""
        for path in sorted((self.root / folder).rglob("*")):
            if path.name.endswith(_WHOLE) and not path.name.startswith("."):
                yield path
