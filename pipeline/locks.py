"""Locks that a killed process lets go by itself: one a source for crawl and transform, one for link and index."""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from records.errors import LockError

# How often a lock that another holds is tried again.
_BETWEEN_SECONDS = 0.5


def _silent(message: str) -> None:
    """Nobody listens."""


def holder(path: Path) -> dict[str, Any]:
    """Who wrote the lock file last: run, pid, since; empty where nothing can be read."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def is_held(folder: Path, name: str) -> bool:
    """Whether somebody holds the lock now."""
    path = folder / f"{name}.lock"
    if not path.exists():
        return False
    with path.open("r") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


@contextmanager
def held(
    folder: Path,
    name: str,
    *,
    run_id: str,
    now: datetime,
    wait_seconds: float = 0,
    tell: Callable[[str], None] = _silent,
) -> Iterator[int]:
    """Holds the lock `name` while in the block; yields its file descriptor (a child that inherits it holds it too).

    Waits up to `wait_seconds` for another run to let go of it, and tells once whom it waits for. Raises LockError naming
    the run that holds it and since when.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.lock"
    with path.open("a+", encoding="utf-8") as file:
        _take(file, path, name, wait_seconds, tell)
        file.truncate(0)
        file.write(json.dumps({"run": run_id, "pid": os.getpid(), "since": now.isoformat(timespec="seconds")}))
        file.flush()
        try:
            yield file.fileno()
        finally:
            file.truncate(0)


def _take(file: TextIO, path: Path, name: str, wait_seconds: float, tell: Callable[[str], None]) -> None:
    """Takes the lock, now or within the time given."""
    until, told = time.monotonic() + wait_seconds, False
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            if time.monotonic() >= until:
                waited = f", and was waited for {wait_seconds:g} seconds" if wait_seconds else ""
                raise LockError(f"{name}: {_named(path)}{waited}; wait for it to end, or end that process") from exc
            if not told:
                tell(f"{name}: waiting, at most {wait_seconds:g} seconds: {_named(path)}")
            told = True
            time.sleep(min(_BETWEEN_SECONDS, max(until - time.monotonic(), 0)))
        else:
            return


def _named(path: Path) -> str:
    who = _patiently(path)
    return (
        f"run {who.get('run', 'unknown')} (process {who.get('pid', '?')}) has held the lock since "
        f"{who.get('since', 'a moment ago')}"
    )


def _patiently(path: Path) -> dict[str, Any]:
    """The holder; one that took the lock this moment is given time to write its name."""
    for _ in range(20):
        if who := holder(path):
            return who
        time.sleep(0.02)
    return {}
