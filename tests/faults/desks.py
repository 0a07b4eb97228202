"""A desk whose commands may be run with a bent clock, little patience, in a home that can't be written or is full."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.smoke.desk import KHOTIN, ROOT, Desk, Said

_BIND = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'


@dataclass(frozen=True)
class Around:
    """What a command is run in: words before it, the most bytes a file may have, off by how much its clock is."""

    before: tuple[str, ...] = ()
    file_bytes: int = 0
    off: float = 0
    patience_ms: int = 300_000


def said(desk: Desk, around: Around, *arguments: object, code: int | None = 0, **more: str) -> Said:
    """Runs a command to its end; it must end with `code` (None: 0 or 1), say at most one line where it fails, and never
    have a traceback."""
    bent = (sys.executable, "-m", "tests.faults.bent", str(around.off), str(around.patience_ms))
    command = bent if around.off or around.patience_ms != Around.patience_ms else KHOTIN
    ran = subprocess.run(
        [*around.before, *command, *map(str, arguments)], capture_output=True, text=True, timeout=120, cwd=ROOT,
        env=desk.environment(**more), check=False, preexec_fn=_limit(around.file_bytes),
    )  # fmt: skip
    assert "Traceback" not in ran.stderr, ran.stderr
    assert ran.returncode in ((0, 1) if code is None else (code,)), f"{arguments}: {ran.returncode}\n{ran.stderr}"
    failed = [line for line in ran.stderr.splitlines() if line.startswith(("khotin: ", "failed: "))]
    assert bool(failed) == (ran.returncode != 0), ran.stderr
    return Said(ran.returncode, ran.stdout, "\n".join(failed) if ran.returncode else ran.stderr)


def _limit(size: int) -> Any:
    return (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))) if size else None


@contextmanager
def read_only(home: Path) -> Iterator[Around]:
    """Nothing in the home can be written while in the block: mounted so where we may, else without the right to."""
    if os.getuid() == 0:
        before = ("unshare", "-m", "sh", "-c", _BIND, str(home))
        if subprocess.run([*before, "true"], capture_output=True, check=False).returncode:
            pytest.skip("this machine lets nobody mount a folder read-only")
        yield Around(before)
        return
    _permit(home, 0o555, 0o444)
    try:
        yield Around()
    finally:
        _permit(home, 0o755, 0o644)


def _permit(home: Path, folders: int, files: int) -> None:
    home.chmod(0o755)
    for path in sorted(home.rglob("*"), reverse=True):
        path.chmod(folders if path.is_dir() else files)
    home.chmod(folders)


class SmallDisk:
    """A disk of a few megabytes, and a file on it that fills it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._filler = root / "filler"

    def leave(self, kilobytes: int | None) -> None:
        """Fills all but some of it; None: empties what fills it."""
        self._filler.unlink(missing_ok=True)
        if kilobytes is not None:
            self._filler.write_bytes(bytes(shutil.disk_usage(self.root).free - kilobytes * 1024))


@contextmanager
def small_disk(root: Path, megabytes: int) -> Iterator[SmallDisk]:
    """The disk, at `root`."""
    root.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(root)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        yield SmallDisk(root)
    finally:
        subprocess.run(["umount", "--lazy", str(root)], check=True)
