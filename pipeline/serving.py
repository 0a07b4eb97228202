"""The search page served by one process or several: each has an app of its own, and nothing is shared but the files."""

import gc
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing import connection, get_context
from time import monotonic
from typing import TYPE_CHECKING, Any

from pipeline.settings import Settings
from records.errors import KhoTinError, ServingError

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

    import uvicorn

_GRACE = 3  # seconds that answers under way have to end
_KEEP_ALIVE = 30  # seconds that a connection may be idle
_ENDINGS = (signal.SIGINT, signal.SIGTERM)
_CANT_START = (1, 3)  # how a process ends that would end so again: our own errors and Python's, and uvicorn's
_forking = get_context("fork")

App = Callable[..., Any]  # ASGI
Make = Callable[[], App]
Say = Callable[[str], None]


def default_workers() -> int:
    """As many as there are cores, at most four; one where processes can't share a port evenly."""
    return min(4, os.cpu_count() or 1) if sys.platform == "linux" else 1


def serve(make: Make, sockets: Sequence[socket.socket], settings: Settings, say: Say) -> None:
    """Serves until SIGINT or SIGTERM, one process a socket; the only one is this. Answers under way are finished.

    A process that dies is replaced, which is said; all end when this one does, however it ends. Raises ServingError where
    one can't start, KeyboardInterrupt after SIGINT.
    """
    if len(sockets) == 1:
        _server(make, settings).run(sockets=list(sockets))
    else:
        _Crew(make, sockets, settings, say).run()


def _server(make: Make, settings: Settings) -> "uvicorn.Server":
    import uvicorn  # noqa: PLC0415

    config = uvicorn.Config(
        make(),
        log_level="warning",
        timeout_graceful_shutdown=_GRACE,
        timeout_keep_alive=_KEEP_ALIVE,
        server_header=False,
        # Nobody's word on who asks is taken but that of the proxies named; uvicorn would believe any on this machine.
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=settings.proxies,
    )
    gc.freeze()  # what is loaded stays: it need not be looked through each time
    return uvicorn.Server(config)


class _Crew:
    """The processes that serve, as their parent sees them."""

    def __init__(self, make: Make, sockets: Sequence[socket.socket], settings: Settings, say: Say) -> None:
        self._make, self._sockets, self._settings, self._say = make, sockets, settings, say
        # Nobody writes to it: its other end is read as closed when this process is gone.
        self._alive = os.pipe()
        self._told = os.pipe()  # a byte for each signal: an exception from a handler could break in anywhere
        self._running: dict[ForkProcess, int] = {}  # process -> the number of its socket

    def run(self) -> None:
        for ending in _ENDINGS:
            signal.signal(ending, lambda number, _frame: os.write(self._told[1], bytes([number])))
        gc.freeze()  # what is loaded by now stays shared with the processes
        try:
            for number in range(len(self._sockets)):
                self._start(number)
            while self._told[0] not in self._waited():
                self._replace_ended()
        finally:
            self._stop()
        if os.read(self._told[0], 1)[0] == signal.SIGINT:
            raise KeyboardInterrupt

    def _waited(self) -> list[Any]:
        """Waits until a process ends or a signal comes."""
        return connection.wait([self._told[0], *(process.sentinel for process in self._running)])

    def _start(self, number: int) -> None:
        given = (self._make, self._sockets[number], self._settings, self._say, self._alive)
        process = _forking.Process(target=_work, args=given, name=f"serve-{number}")
        process.start()
        self._running[process] = number

    def _replace_ended(self) -> None:
        """The socket of one that ended stays open here, so that who connects meanwhile waits for the next."""
        for process in [one for one in self._running if not one.is_alive()]:
            number = self._running.pop(process)
            if process.exitcode in _CANT_START:
                raise ServingError(f"a serving process can't go on (exit code {process.exitcode}): see what it said")
            self._say(f"a serving process ended (exit code {process.exitcode}): another takes its place")
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


def _work(make: Make, wanted: socket.socket, settings: Settings, say: Say, alive: tuple[int, int]) -> None:
    """One process that serves; its parent's end is its own."""
    for ending in _ENDINGS:
        signal.signal(ending, signal.SIG_DFL)  # until the server has its own
    os.close(alive[1])
    try:
        server = _server(make, settings)
    except KhoTinError as exc:
        say(str(exc))
        sys.exit(1)
    threading.Thread(target=_end_with, args=(alive[0], server), daemon=True).start()
    server.run(sockets=[wanted])


def _end_with(alive: int, server: "uvicorn.Server") -> None:
    """Ends the server once the parent is gone, and nobody else would."""
    os.read(alive, 1)
    server.should_exit = True
