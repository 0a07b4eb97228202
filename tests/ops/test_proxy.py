"""The proxy's configuration: Caddy itself reads it, redirects name no port of the container, the page answers over TLS."""

import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http.client import HTTPConnection
from http.server import HTTPServer
from pathlib import Path

import pytest

from tests.ops.conftest import ROOT
from tests.serving import PATIENCE, Quiet
from tests.serving import running as in_thread
from tests.smoke.desk import wait_until

CADDYFILE = ROOT / "ops" / "Caddyfile"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def page() -> Iterator[int]:
    """Stands where the search page stands; answers everything with the address it was asked at."""

    class Handler(Quiet):
        def asked(self) -> None:
            self.answer(200, f"{self.path} {self.headers['X-Forwarded-Proto']}".encode())

    with in_thread(HTTPServer(("127.0.0.1", 0), Handler)) as server:
        yield server.server_port


@contextmanager
def running(page: int, folder: Path, site: str) -> Iterator[tuple[int, int]]:
    """Caddy with the file of the stack for a site, on free ports; yields those of HTTP and HTTPS."""
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("no caddy here: install Debian's package caddy")
    http, https = free_port(), free_port()
    text = CADDYFILE.read_text().replace("web:8000", f"127.0.0.1:{page}")
    text = text.replace("http_port 8080", f"http_port {http}").replace("https_port 8443", f"https_port {https}")
    # No authority outside is asked for a certificate, and none of its own is put into this machine's store.
    (folder / "Caddyfile").write_text(text.replace("admin off", "admin off\n\tlocal_certs\n\tskip_install_trust"))
    environment = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    command = [caddy, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment | {"KHOTIN_SITE": site}, stdout=log, stderr=log)

    def is_up() -> bool:
        assert process.poll() is None, (folder / "log").read_text()
        return answers(https)

    try:
        wait_until(is_up, "a proxy that listens", within=PATIENCE, every=0.05)
        yield http, https
    finally:
        process.terminate()
        process.wait()


def answers(port: int) -> bool:
    """Whether somebody listens at a port."""
    try:
        socket.create_connection(("127.0.0.1", port), PATIENCE).close()
    except OSError:
        return False
    return True


@pytest.fixture
def proxy(page: int, tmp_path: Path) -> Iterator[tuple[int, int]]:
    """The proxy of a stack whose operator named no site."""
    with running(page, tmp_path, "localhost") as ports:
        yield ports


def asked(site: str, port: int, path: str) -> tuple[int, Message, bytes]:
    """Status, headers and body of an answer over TLS, the site being this machine."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", port), PATIENCE) as plain,
        trusting.wrap_socket(plain, server_hostname=site) as connected,
    ):
        connection = HTTPConnection(site, port)
        connection.sock = connected
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def test_who_comes_by_http_is_sent_to_the_port_seen_from_outside(proxy: tuple[int, int]) -> None:
    connection = HTTPConnection("localhost", proxy[0], timeout=PATIENCE)
    connection.request("GET", "/events/1?lang=en")
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, "https://localhost/events/1?lang=en")
    connection.close()


def test_the_page_is_served_over_tls_and_its_health_is_not(proxy: tuple[int, int]) -> None:
    status, headers, body = asked("localhost", proxy[1], "/api/search?q=a")
    assert (status, body) == (200, b"/api/search?q=a https")
    assert headers["Server"] is None
    # A browser would hold every other port of localhost to it.
    assert headers["Strict-Transport-Security"] is None
    status, _, body = asked("localhost", proxy[1], "/healthz")
    assert (status, body) == (404, b"")


def test_a_site_with_a_name_is_to_be_asked_over_tls_alone(page: int, tmp_path: Path) -> None:
    with running(page, tmp_path, "kho.example.org") as (_, https):
        status, headers, body = asked("kho.example.org", https, "/?q=a")
    assert (status, body) == (200, b"/?q=a https")
    assert headers["Strict-Transport-Security"] == "max-age=31536000"


def test_its_ports_are_those_that_the_stack_publishes() -> None:
    text = CADDYFILE.read_text()
    compose = (ROOT / "docker-compose.yml").read_text()
    assert re.findall(r"_port (\d+)", text) == re.findall(r"KHOTIN_BIND:-127.0.0.1\}:\d+:(\d+)", compose)
    assert "auto_https disable_redirects" in text
