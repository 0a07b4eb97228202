"""Runs `khotin` in forked processes that end as by `kill -9` once they have used some processor time; a run a line.

Processor time, not the clock's: the same points come up on an idle machine and on a busy one, inside the engine's and
SQLite's own code too. Each line on stdin is an order in JSON, each on stdout what became of it.
"""

import ctypes
import functools
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

_PROCESS_TIME = 2  # CLOCK_PROCESS_CPUTIME_ID
_libc = ctypes.CDLL(None, use_errno=True)


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """A command, its environment, and the processor seconds after which it, or the crawl it starts, ends; 0: never."""

    arguments: list[str]
    environment: dict[str, str]
    told: str  # the file its stderr goes to
    after: float = 0
    crawl_after: float = 0


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """The exit code, or minus the signal, and the processor seconds it had used where it came to its end."""

    code: int
    used: float = 0


class _Event(ctypes.Structure):
    """What the kernel needs of a sigevent: which signal, and that it is to be one."""

    _fields_ = (
        ("value", ctypes.c_void_p),
        ("signal", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("room", ctypes.c_byte * 48),
    )


class _Times(ctypes.Structure):
    _fields_ = (("every", ctypes.c_long * 2), ("first", ctypes.c_long * 2))


def end_after(seconds: float) -> None:
    """This process is ended with SIGKILL after so much more of its processor time; 0: never."""
    if not seconds:
        return
    timer, event = ctypes.c_void_p(), _Event(signal=signal.SIGKILL, kind=0)
    whole, rest = divmod(int((time.process_time() + seconds) * 1e9), 1_000_000_000)
    times = _Times(first=(ctypes.c_long * 2)(whole, max(rest, 1)))
    absolute = 1
    if _libc.timer_create(_PROCESS_TIME, ctypes.byref(event), ctypes.byref(timer)) or _libc.timer_settime(
        timer, absolute, ctypes.byref(times), None
    ):
        raise OSError(ctypes.get_errno(), "no timer on the processor time of a process")


def _crawled_by(seconds: float) -> None:
    """Crawls run in a process that counts its time as this one does."""
    from pipeline import crawl

    plain = crawl.subprocess.Popen

    def begin(command: list[str], **named: Any) -> Any:
        assert command[1:3] == ["-m", "pipeline.crawl_child"]
        return plain([command[0], "-m", "tests.faults.sudden_crawl", str(seconds), *command[3:]], **named)

    crawl.subprocess.Popen = begin  # type: ignore[misc, assignment]


def _run(order: Order) -> None:
    from pipeline.cli import main

    os.setsid()
    os.environ.update(order.environment)
    os.dup2(os.open(order.told, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
    os.dup2(2, 1)
    sys.argv = ["khotin", *order.arguments]
    _crawled_by(order.crawl_after)
    end_after(order.after)
    main()


def _forked(order: Order) -> Ended:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code: Any = 0
        try:
            _run(order)
        except SystemExit as exc:
            code = exc.code
        os.write(writing, str(time.process_time()).encode())
        os._exit(code or 0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        _, status = os.waitpid(child, 0)
        return Ended(code=os.waitstatus_to_exitcode(status), used=float(pipe.read() or 0))


def _load() -> Callable[[Order], object]:
    """Imports what all commands need and reads the lexicons, so that the forks' time is that of their own work; gives
    what reads the sources of an order."""
    import trafilatura.external  # noqa: F401

    from pipeline import index, workplace  # noqa: F401
    from pipeline.cli import steps, transforming  # noqa: F401
    from search.tantivy import engine  # noqa: F401
    from transforms import language, reader
    from transforms.extract.selecting import check_selector

    for name in ("load_tagger", "load_event_finder"):
        setattr(reader, name, functools.cache(getattr(reader, name)))
        getattr(reader, name)()
    language.language_of("What is said here is said in English, at some length.")
    workplace.load_registry = functools.cache(workplace.load_registry)

    def sources(order: Order) -> object:
        folder = Path(order.environment["KHOTIN_SOURCES"])
        return workplace.load_registry((folder,), check_selector=check_selector, tolerant=True)

    return sources


def serve() -> None:
    """Loads everything once, then forks for each order."""
    sources = _load()
    for line in sys.stdin:
        order = msgspec.json.decode(line, type=Order)
        sources(order)
        sys.stdout.write(msgspec.json.encode(_forked(order)).decode() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
