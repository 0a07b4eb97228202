"""Memory that running processes have to themselves, apart from the files they have mapped."""

from pathlib import Path


def own_mb(pid: int) -> float:
    """Anonymous memory (MB) of a process, or of one of those it started, whichever has the most now."""
    return max(map(_anonymous_mb, _with_children(pid)))


def _with_children(pid: int) -> list[int]:
    """A process and all it started, as far as they still run."""
    try:
        started = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:  # it has ended, or the system has no /proc
        return [pid]
    return [pid, *(each for child in started for each in _with_children(int(child)))]


def _anonymous_mb(pid: int) -> float:
    """0 where the process has ended, or the system doesn't tell."""
    try:
        rows = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(row.split()[1]) / 1024 for row in rows if row.startswith("RssAnon:")), 0.0)
