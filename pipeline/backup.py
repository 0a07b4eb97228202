"""Backups: archive and readings side by side for all of them, and a dated folder with the ledger and what the operator set.

The indexes are not in it: they are made anew from the ledger and the readings.
"""

import shutil
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from pipeline import clock
from pipeline.files import written_whole
from pipeline.home import Home
from pipeline.ledger.dump import PartRow, dump, is_empty, load
from pipeline.retention import take_in_leftovers
from pipeline.settings import Settings
from pipeline.workplace import Workplace
from records.base import Record, decode, encode
from records.errors import HomeError, UsageError

# Written last: a dated folder without it was not finished.
_MANIFEST = "manifest.json"
# What the operator decided, and the secret that old links were signed with.
_OWN = ("switches.yaml", "rules", "secret")
Progress = Callable[[int, int], None]


class Manifest(Record, frozen=True):
    """What a backup holds: its ledger's file, and name and bytes of each part and reading."""

    at: datetime
    ledger: str
    parts: dict[str, int]
    readings: dict[str, int]


class BackedUp(Record, frozen=True):
    """What a backup did: its name, how much it holds, and how much of that had to be copied. `lost_readings` were replaced
    while it ran; a restored home reads those pages again."""

    name: str
    parts: int
    readings: int
    copied: int
    copied_bytes: int
    lost_readings: int


def back_up(
    place: Workplace, folder: Path, *, now: datetime | None = None, progress: Progress | None = None
) -> BackedUp:
    """Copies what is new since the backups before into a folder, which may be a mounted disk. Nights may go on meanwhile:
    the backup is of the moment at which it copied the ledger. Raises HomeError."""
    now, home = now or clock.now(), place.settings.folders
    take_in_leftovers(place.settings, place.ledger, now=now)
    dated = folder / f"{now:%Y%m%dT%H%M%S}"
    try:
        dated.mkdir(parents=True)
        ledger, rows = dump(place.ledger, dated)
        copier = _Copier(progress, total=2 * len(rows))
        parts = {row[0]: copier.must(home.part(row[0]), folder / "snapshots" / row[0]) for row in rows}
        readings = _readings(home, folder, rows, copier)
        _copy_own(home.root, dated / "home")
        with written_whole(dated / _MANIFEST) as file:
            file.write(encode(Manifest(at=now, ledger=ledger.name, parts=parts, readings=readings)))
    except FileExistsError as exc:
        raise HomeError(f"{dated} is there already: a backup of this second is under way") from exc
    except OSError as exc:
        raise HomeError(f"the backup in {folder} can't be written or read ({exc}); start it again") from exc
    return BackedUp(
        name=dated.name, parts=len(parts), readings=len(readings), copied=copier.copied, copied_bytes=copier.bytes,
        lost_readings=sum(bool(reading) for _, _, reading in rows) - len(readings),
    )  # fmt: skip


def backups(folder: Path) -> list[str]:
    """Names of the whole backups in a folder, oldest first."""
    return sorted(path.parent.name for path in folder.glob(f"*/{_MANIFEST}"))


def restore(settings: Settings, folder: Path, name: str = "", *, progress: Progress | None = None) -> Manifest:
    """Puts a backup (the newest, without a name) into an empty home and an empty database; the index is made afterwards.

    Raises UsageError where there is no such backup or the home or database is not empty, HomeError where a file is missing
    or can't be written.
    """
    found = backups(folder)
    if not found:
        lacking = "holds no backup" if folder.is_dir() else "is no folder"
        raise UsageError(f"{folder} {lacking}: `khotin backup` makes them")
    if name and name not in found:
        raise UsageError(f"{folder} holds no backup {name}: there are {', '.join(found)}")
    dated, home = folder / (name or found[-1]), settings.folders
    manifest = decode((dated / _MANIFEST).read_bytes(), Manifest)
    _must_be_empty(settings)
    _must_be_whole(folder, manifest)
    home.ready()
    copier = _Copier(progress, total=len(manifest.parts) + len(manifest.readings))
    try:
        for kind, names in (("snapshots", manifest.parts), ("readings", manifest.readings)):
            for part in names:
                copier.must(folder / kind / part, home.root / kind / part)
        _copy_own(dated / "home", home.root)
    except OSError as exc:
        raise HomeError(f"the backup {dated} can't be put into {home.root}: {exc}") from exc
    # Last: a home without its ledger is seen to be empty, and restored again.
    load(settings.ledger_url, dated / manifest.ledger)
    for kind in ("snapshots", "readings"):
        home.store.settle(kind)
    return manifest


def _readings(home: Home, folder: Path, rows: Iterable[PartRow], copier: "_Copier") -> dict[str, int]:
    """Copies the readings; one that was replaced since the ledger was copied is left out."""
    sizes = {}
    for _, _, name in rows:
        size = copier.maybe(home.reading(name), folder / "readings" / name) if name else None
        if size is not None:
            sizes[name] = size
    return sizes


def _must_be_empty(settings: Settings) -> None:
    home = settings.folders
    if not is_empty(settings.ledger_url):
        if not settings.database_url:
            raise UsageError(
                f"the ledger {home.ledger} is not empty: set KHOTIN_HOME to an empty folder, or move {home.root} away"
            )
        raise UsageError("the ledger's database is not empty: set KHOTIN_DATABASE_URL to a fresh one, or move it away")
    if any(True for journal in home.journals.rglob("*.jsonl")):
        raise UsageError(f"KHOTIN_HOME={home.root} is in use: set it to an empty folder")


def _must_be_whole(folder: Path, manifest: Manifest) -> None:
    for kind, names in (("snapshots", manifest.parts), ("readings", manifest.readings)):
        for name, size in names.items():
            path = folder / kind / name
            if not path.exists() or path.stat().st_size != size:
                raise HomeError(
                    f"{path} is missing or not of {size} bytes: the backup is damaged, take another copy of it"
                )


def _copy_own(source: Path, target: Path) -> None:
    for name in _OWN:
        found = source / name
        if found.is_dir():
            shutil.copytree(found, target / name, dirs_exist_ok=True)
        elif found.exists():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(found, target / name)


class _Copier:
    """Copies files that are not there yet, and counts them."""

    def __init__(self, progress: Progress | None, *, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0
        self.copied = self.bytes = 0

    def must(self, source: Path, target: Path) -> int:
        """Copies a file, unless it is there; returns its size. Raises OSError."""
        self._tell()
        size = source.stat().st_size
        if not target.exists() or target.stat().st_size != size:
            with source.open("rb") as found, written_whole(target) as file:
                shutil.copyfileobj(found, file, 1 << 20)
            self.copied += 1
            self.bytes += size
        return size

    def maybe(self, source: Path, target: Path) -> int | None:
        """The same, None where there is no such file."""
        try:
            return self.must(source, target)
        except FileNotFoundError:
            return None

    def _tell(self) -> None:
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)
