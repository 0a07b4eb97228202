"""Stands between a program and a server on loopback, and keeps the method and the path of every request."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

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


class _Handler(BaseHTTPRequestHandler):
    server: RecordingProxy
    protocol_version = "HTTP/1.1"

    def hand_on(self) -> None:
        self.server.asked.add((self.command, unquote(urlsplit(self.path).path)))
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        beyond = HTTPConnection(self.server.beyond.hostname or "", self.server.beyond.port, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _OWN}
        beyond.request(self.command, self.path, body or None, headers)
        answer = beyond.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _OWN:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
        beyond.close()

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = hand_on  # noqa: N815 (the names http.server calls)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def recording(url: str) -> Iterator[RecordingProxy]:
    """One that listens for as long as the block lasts."""
    with RecordingProxy(url) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
