"""Exports whose reader stalls or leaves, over a real connection: the slot is free again, and the log stays short."""

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI

from search.web.limits import Slots
from search.web.out import exports
from tests.serving import PATIENCE, served


@pytest.fixture
def looked() -> threading.Event:
    """That the test has looked at what is while an export runs: until then it is a byte long."""
    return threading.Event()


@pytest.fixture
def endless(app: FastAPI, looked: threading.Event, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """The app, whose exports are larger than any connection holds; who takes nothing for a moment has stalled."""

    def pieces(*_: object) -> Iterator[bytes]:
        yield b"x"
        looked.wait(PATIENCE)
        for _ in range(5000):
            yield os.urandom(65536)

    monkeypatch.setattr(exports, "STALLED", 0.5)
    monkeypatch.setattr(exports, "exported", pieces)
    return app


def freed(slots: Slots) -> bool:
    """Whether all exports come to have ended."""
    until = time.monotonic() + PATIENCE
    while slots.running and time.monotonic() < until:
        time.sleep(0.02)
    return not slots.running


def stall(connection: socket.socket) -> None:
    """Takes nothing more, and stays."""


def leave(connection: socket.socket) -> None:
    connection.close()


@pytest.mark.parametrize("then", [stall, leave])
def test_whoever_takes_nothing_any_more_gives_the_slot_back_and_the_log_has_no_traceback(
    endless: FastAPI,
    looked: threading.Event,
    then: Callable[[socket.socket], None],
    capfd: pytest.CaptureFixture[str],
) -> None:
    slots: Slots = endless.state.site.exports
    with served(endless) as base, socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", urlsplit(base).port))
        connection.sendall(b"GET /export?format=csv HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(15) == b"HTTP/1.1 200 OK"
        assert slots.running == 1
        then(connection)
        looked.set()
        assert freed(slots)
        time.sleep(0.1)  # the server has yet to see that the app returned
    assert "Traceback" not in capfd.readouterr().err
