"""Stands between a program and a server on loopback, and keeps the method and the path of every request."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from tests.serving import PATIENCE, Quiet, running

# Those of one connection, and what this proxy says itself.
_OWN = {"connection", "transfer-encoding", "content-length", "keep-alive", "host"}


class RecordingProxy(ThreadingHTTPServer):
    """Hands everything on to the server at `url`; `asked` holds (method, path without its question)."""

    daemon_threads = True

    def __init__(self, url: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.beyond = urlsplit(url)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.asked: set[tuple[str, str]] = set()


class _Handler(Quiet):
    server: RecordingProxy
    protocol_version = "HTTP/1.1"

    def asked(self) -> None:
        self.server.asked.add((self.command, unquote(urlsplit(self.path).path)))
        body = self.took()
        beyond = HTTPConnection(self.server.beyond.hostname or "", self.server.beyond.port, timeout=PATIENCE)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _OWN}
        beyond.request(self.command, self.path, body or None, headers)
        answer = beyond.getresponse()
        kept = {name: value for name, value in answer.getheaders() if name.lower() not in _OWN}
        self.answer(answer.status, answer.read(), kept)
        beyond.close()


@contextmanager
def recording(url: str) -> Iterator[RecordingProxy]:
    """One that listens for as long as the block lasts."""
    with running(RecordingProxy(url)) as server:
        yield server
