"""What runs on this machine, read from /proc: the children of a process, their memory, and an end for all of them."""

import os
import re
import signal
import socket
import time
from contextlib import suppress
from pathlib import Path

from tests.smoke.desk import children, is_running


def free_port() -> int:
    """A port of loopback that nobody listens at now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def family(pid: int) -> list[int]:
    """A process and all that descend from it, itself first."""
    found = [pid]
    for parent in found:
        found += children(parent)
    return found


def parent(pid: int) -> int:
    """The process that started one."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def command_line(pid: int) -> str:
    """The words that a process was started with; "" where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def megabytes(pid: int) -> float:
    """The memory of a process, pages it shares counted in parts."""
    with suppress(OSError):
        if found := re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE):
            return int(found[1]) / 1024
    return 0.0


def kill(pids: list[int]) -> None:
    """kill -9, all at once."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def end(pids: list[int], *, within: float = 10) -> None:
    """Waits for processes that were asked to end, and kills what is left."""
    until = time.monotonic() + within
    while any(map(is_running, pids)) and time.monotonic() < until:
        time.sleep(0.1)
    kill([pid for pid in pids if is_running(pid)])
