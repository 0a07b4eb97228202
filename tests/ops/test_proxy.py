"""The proxy's configuration: Caddy itself reads it, redirects name no port of the container, the page answers over TLS."""

import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.ops.conftest import ROOT

CADDYFILE = ROOT / "ops" / "Caddyfile"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def page() -> Iterator[int]:
    """Stands where the search page stands; answers everything with the address it was asked at."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f"{self.path} {self.headers['X-Forwarded-Proto']}".encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def proxy(page: int, tmp_path: Path) -> Iterator[tuple[int, int]]:
    """Caddy with the file of the stack, on free ports; yields those of HTTP and HTTPS."""
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("no caddy here: install Debian's package caddy")
    http, https = free_port(), free_port()
    text = CADDYFILE.read_text().replace("web:8000", f"127.0.0.1:{page}")
    text = text.replace("http_port 8080", f"http_port {http}").replace("https_port 8443", f"https_port {https}")
    (tmp_path / "Caddyfile").write_text(text.replace("admin off", "admin off\n\tskip_install_trust"))
    environment = {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path)}
    command = [caddy, "run", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", https), 1).close()
                break
            except OSError:
                assert time.monotonic() < until
                time.sleep(0.05)
        yield http, https
        process.terminate()


def test_who_comes_by_http_is_sent_to_the_port_seen_from_outside(proxy: tuple[int, int]) -> None:
    connection = HTTPConnection("localhost", proxy[0], timeout=5)
    connection.request("GET", "/events/1?lang=en")
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, "https://localhost/events/1?lang=en")
    connection.close()


def test_the_page_is_served_over_tls_and_its_health_is_not(proxy: tuple[int, int]) -> None:
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    with urllib.request.urlopen(f"https://localhost:{proxy[1]}/api/search?q=a", context=trusting) as answer:
        assert answer.read() == b"/api/search?q=a https"
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert answer.headers["Server"] is None
    with pytest.raises(urllib.error.HTTPError, match="404") as refused:
        urllib.request.urlopen(f"https://localhost:{proxy[1]}/healthz", context=trusting)
    refused.value.close()


def test_its_ports_are_those_that_the_stack_publishes() -> None:
    text = CADDYFILE.read_text()
    compose = (ROOT / "docker-compose.yml").read_text()
    assert re.findall(r"_port (\d+)", text) == re.findall(r"KHOTIN_BIND:-127.0.0.1\}:\d+:(\d+)", compose)
    assert "auto_https disable_redirects" in text
