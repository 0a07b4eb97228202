"""The search page served by one process or several: each with an app of its own, nothing shared but the files."""

import gc
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing import connection, get_context
from time import monotonic
from typing import TYPE_CHECKING

from pipeline.cli.terminal import say
from pipeline.settings import Settings
from records.errors import KhoTinError, ServingError

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

    import uvicorn
    from fastapi import FastAPI

_GRACE = 3  # seconds that answers under way have to end
_SETTLED = 5.0  # seconds after which a process that ends is replaced, not given up
_forking = get_context("fork")

Make = Callable[[], "FastAPI"]


def default_workers() -> int:
    """As many as there are cores, at most four; one where processes can't share a port evenly."""
    return min(4, os.cpu_count() or 1) if sys.platform == "linux" else 1


def serve(make: Make, sockets: Sequence[socket.socket], settings: Settings) -> None:
    """Serves until SIGINT or SIGTERM, one process a socket; the only one is this. Answers under way are finished.

    A process that dies is replaced; those that serve end when this one does, however it ends. Raises ServingError where one can't
    start, KeyboardInterrupt after SIGINT.
    """
    if len(sockets) == 1:
        _server(make, settings).run(sockets=list(sockets))
    else:
        _Crew(make, sockets, settings).run()


def _server(make: Make, settings: Settings) -> "uvicorn.Server":
    import uvicorn  # noqa: PLC0415

    config = uvicorn.Config(
        make(),
        log_level="warning",
        timeout_graceful_shutdown=_GRACE,
        server_header=False,
        # Nobody's word on who asks is taken but that of the proxies named; uvicorn would believe any on this machine.
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=settings.proxies,
    )
    return uvicorn.Server(config)


class _Crew:
    """The processes that serve, as their parent sees them."""

    def __init__(self, make: Make, sockets: Sequence[socket.socket], settings: Settings) -> None:
        self._make, self._sockets, self._settings = make, sockets, settings
        # Nobody writes to it: its other end is read as closed when this process is gone.
        self._alive = os.pipe()
        self._running: dict[ForkProcess, tuple[int, float]] = {}  # process -> its socket, since when

    def run(self) -> None:
        signal.signal(signal.SIGTERM, _end)
        gc.freeze()  # what is loaded by now stays shared with the processes
        try:
            for number in range(len(self._sockets)):
                self._start(number)
            while True:
                self._replace_ended()
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            self._stop()

    def _start(self, number: int) -> None:
        given = (self._make, self._sockets[number], self._settings, self._alive)
        process = _forking.Process(target=_work, args=given, name=f"serve-{number}")
        process.start()
        self._running[process] = (number, monotonic())

    def _replace_ended(self) -> None:
        """Waits until one ends. Its socket stays open here, so that who connects meanwhile waits for the next."""
        connection.wait([process.sentinel for process in self._running])
        for process in [one for one in self._running if not one.is_alive()]:
            number, since = self._running.pop(process)
            if monotonic() - since < _SETTLED:
                raise ServingError(f"a serving process ended at once (exit code {process.exitcode}): see what it said")
            say(f"a serving process ended (exit code {process.exitcode}): another takes its place")
            self._start(number)

    def _stop(self) -> None:
        for process in self._running:
            process.terminate()
        until = monotonic() + _GRACE + 2
        for process in self._running:
            process.join(max(0.0, until - monotonic()))
            if process.is_alive():
                process.kill()
                process.join()


def _end(_signal: int, _frame: object) -> None:
    raise SystemExit(0)


def _work(make: Make, wanted: socket.socket, settings: Settings, alive: tuple[int, int]) -> None:
    """One process that serves; its parent's end is its own."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.close(alive[1])
    try:
        server = _server(make, settings)
    except KhoTinError as exc:
        say(str(exc))
        sys.exit(1)
    threading.Thread(target=_end_with, args=(alive[0], server), daemon=True).start()
    try:
        server.run(sockets=[wanted])
    except KeyboardInterrupt:
        sys.exit(0)  # Ctrl-C reaches all processes of a terminal; the answers under way are finished


def _end_with(alive: int, server: "uvicorn.Server") -> None:
    """Ends the server once the parent is gone, and nobody else would."""
    os.read(alive, 1)
    server.should_exit = True
