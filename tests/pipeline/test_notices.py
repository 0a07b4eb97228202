"""What the operator is told: by webhook, by mail, and a heartbeat; none of it ever fails the work."""

import asyncio
import json
import socketserver
from collections.abc import Iterator
from http.server import HTTPServer
from typing import Any

import pytest

from pipeline.notices import beat, deadline_missed, notify
from pipeline.settings import Settings
from tests.serving import Quiet, running


@pytest.fixture
def hook() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """A web server that keeps what it is sent."""
    got: list[tuple[str, bytes]] = []

    class Handler(Quiet):
        def asked(self) -> None:
            got.append((self.path, self.took()))
            self.answer(204)

    with running(HTTPServer(("127.0.0.1", 0), Handler)) as server:
        yield f"http://127.0.0.1:{server.server_address[1]}", got


@pytest.fixture
def mail() -> Iterator[tuple[str, list[str]]]:
    """A mail server that takes everything and keeps what was said."""
    said: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 mail\r\n")
            in_letter = False
            for raw in self.rfile:
                line = raw.decode().rstrip("\r\n")
                said.append(line)
                if in_letter:
                    in_letter = line != "."
                    answer = b"" if in_letter else b"250 taken\r\n"
                else:
                    in_letter = line.upper() == "DATA"
                    answer = (
                        b"354 go on\r\n" if in_letter else b"221 bye\r\n" if line.upper() == "QUIT" else b"250 ok\r\n"
                    )
                self.wfile.write(answer)

    with running(socketserver.TCPServer(("127.0.0.1", 0), Handler)) as server:
        yield f"smtp://127.0.0.1:{server.server_address[1]}", said


def test_a_notice_goes_to_the_webhook_and_by_mail(hook: Any, mail: Any) -> None:
    addresses = {"operator_mail": "ops@example.org", "mail_from": "Kho Tin <tin@example.org>"}
    settings = Settings(webhook_url=hook[0] + "/tin", smtp_url=mail[0], **addresses)
    assert notify(settings, "Kho Tin: đêm 2/3", "mot  silent") == []
    [(path, body)] = hook[1]
    assert path == "/tin"
    assert json.loads(body) == {"subject": "Kho Tin: đêm 2/3", "text": "Kho Tin: đêm 2/3\n\nmot  silent"}
    assert "To: ops@example.org" in mail[1]
    assert "mot  silent" in mail[1]


def test_what_does_not_arrive_is_told_and_fails_nothing(hook: Any) -> None:
    settings = Settings(
        webhook_url="http://127.0.0.1:9/", operator_mail="ops@example.org", heartbeat_url="file:///etc/passwd"
    )
    told = notify(settings, "a", "b")
    assert [line.split(":")[0] for line in told] == ["webhook", "mail"]
    assert "KHOTIN_SMTP_URL" in told[1]
    assert beat(settings) == ["heartbeat: the address is no http(s) one"]
    assert notify(Settings(), "a", "b") == beat(Settings()) == []


def test_the_heartbeat_is_a_plain_call(hook: Any) -> None:
    assert beat(Settings(heartbeat_url=hook[0] + "/ping/1")) == []
    assert hook[1] == [("/ping/1", b"")]


def test_a_missed_deadline_is_told(hook: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHOTIN_WEBHOOK_URL", hook[0] + "/")
    asyncio.run(deadline_missed(what="the nightly crawl", context={}))
    assert "the nightly crawl takes longer than it should" in json.loads(hook[1][0][1])["subject"]


def test_a_server_that_speaks_no_http_fails_nothing() -> None:
    class Rubbish(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(4096)
            self.request.sendall(b"rubbish\r\n\r\n")

    with running(socketserver.TCPServer(("127.0.0.1", 0), Rubbish)) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        [line] = beat(Settings(heartbeat_url=address))
        assert line.startswith("heartbeat: ")
        assert len(notify(Settings(webhook_url=address), "a", "b")) == 1
    assert len(beat(Settings(heartbeat_url="http://nowhere:port/"))) == 1, "an address that is none"
