"""Servers in threads, for as long as a block lasts: those of the standard library, and apps as `khotin serve` runs them."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from socketserver import BaseServer
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from fastapi import FastAPI

# How long anything may take that a test waits for, on however slow a machine.
PATIENCE = 60.0
Served = TypeVar("Served", bound=BaseServer)


class Quiet(BaseHTTPRequestHandler):
    """A handler that writes no log: `asked` is called for every request, `answer` sends a whole answer."""

    def asked(self) -> None:
        """Answers one request."""
        raise NotImplementedError

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = lambda self: self.asked()  # noqa: N815 (http.server's names)

    def answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        """The whole answer."""
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def took(self) -> bytes:
        """The body of the request."""
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def running(server: Served) -> Iterator[Served]:
    """A server of the standard library, which listens already; its port is closed after the block."""
    # It looks that often whether it is to end, which is what the end of the block waits for.
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def listening() -> Iterator[tuple[socket.socket, str]]:
    """A free port for an app that must know its own address before it is made: the socket for `served`, the address."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        yield found, f"http://127.0.0.1:{found.getsockname()[1]}"


@contextmanager
def served(app: "FastAPI", at: socket.socket | None = None, **config: Any) -> Iterator[str]:
    """The app's address while it is served; with `lifespan="on"` only so many answers are worked on at a time, as by
    `khotin serve`. `config` is uvicorn's."""
    import uvicorn

    if at is None:
        with listening() as (found, _), served(app, found, **config) as base:
            yield base
        return
    server = uvicorn.Server(uvicorn.Config(app, **({"log_level": "warning", "lifespan": "off"} | config)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [at]}, daemon=True)
    thread.start()
    try:
        until = time.monotonic() + PATIENCE
        while not server.started:
            assert thread.is_alive(), "the app ended before it began"
            assert time.monotonic() < until, f"the app did not begin within {PATIENCE:g} s"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{at.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
