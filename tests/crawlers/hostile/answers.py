"""Answers of broken and hostile servers, byte by byte where a library would not send them."""

import socket
import struct
import time
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

from tests.crawlers.conftest import Reply, send

Handler = BaseHTTPRequestHandler
Sends = Callable[[Handler], None]
BOMB = b"\0" * 5_000_000


def begun(rest: bytes) -> bytes:
    """The beginning of a good answer, and what comes after it."""
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + rest


def begin(handler: Handler, *, length: int) -> None:
    """A good beginning that promises so many bytes."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(length))
    handler.end_headers()


def drip(handler: Handler) -> None:
    """A byte at a time, until whoever asked hangs up."""
    begin(handler, length=10_000)
    for _ in range(9_999):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def reset(handler: Handler) -> None:
    """No answer but a reset."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def truncated(handler: Handler) -> None:
    """Half of what it promised."""
    begin(handler, length=10_000)
    handler.wfile.write(b"<html>half a page")
    handler.close_connection = True


def silent(handler: Handler) -> None:
    """Takes the request and hangs up."""
    handler.close_connection = True


def raw(*parts: bytes) -> Sends:
    """Sends exactly these bytes and hangs up."""

    def sends(handler: Handler) -> None:
        for part in parts:
            handler.wfile.write(part)
        handler.close_connection = True

    return sends


def one_long_header(handler: Handler) -> None:
    """A header line of a megabyte."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 1_000_000 + b"\r\nContent-Length: 0\r\n\r\n")


def many_headers(handler: Handler) -> None:
    """A megabyte of header lines."""
    lines = b"".join(b"X-%d: %s\r\n" % (n, b"a" * 1000) for n in range(1000))
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + lines + b"Content-Length: 2\r\n\r\nhi")


def endless(handler: Handler) -> None:
    """A page without an end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"10000\r\n" + b"a" * 0x10000 + b"\r\n")


def encoded(body: bytes, encoding: str) -> Reply:
    """A body that claims to be packed."""
    return Reply(body, headers={"Content-Encoding": encoding})


def typed(body: bytes, kind: str) -> Reply:
    """A body that claims to be of some type."""
    return Reply(body, headers={"Content-Type": kind})


def moved(location: str, status: int = 302) -> Reply:
    """A redirect."""
    return Reply(b"", status, {"Location": location})


def cookies(size: int, count: int) -> Sends:
    """A sound page with cookies of some size, set anew with every page."""

    def sends(handler: Handler) -> None:
        body = b"<html><body><h1>Tin</h1><p>B\xc3\xa0i.</p></body></html>"
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        for number in range(count):
            handler.send_header("Set-Cookie", f"c{number}={'a' * size}; Path=/")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return sends


def deflate_bomb() -> Reply:
    """Small until it is unpacked."""
    return encoded(zlib.compress(BOMB), "deflate")


def only_with_cookie(handler: Handler, page: Reply, *, cookie: str = "D1N=0a1b2c") -> None:
    """The page for whoever brings the cookie, else a stub whose script sets one."""
    stub = b'<html><script>document.cookie="' + cookie.encode() + b'; path=/";location.reload()</script></html>'
    send(handler, page if handler.headers.get("Cookie") == "D1N=0a1b2c" else Reply(stub))
