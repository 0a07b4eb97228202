"""A mail server of the tests' own, subscriptions to it, and a world whose letters go there."""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import insert

from pipeline.alerts.mailing import mail_server
from pipeline.alerts.sending import AlertCounts, send_alerts
from pipeline.alerts.writing import Writer
from pipeline.engines import open_engine
from pipeline.index import index_all
from pipeline.ledger.tables import subscriptions

SECRET = "s" * 40
READER = "one@toasoan.example"
BASE = "https://kho.example"


class Mailbox:
    """What came in; answers that a test sets stand before "250 OK"; `kill` is a process to end on
    receipt, `before` something to do then."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.to: list[str] = []
        self.on_recipient = ""
        self.on_data = ""
        self.kill: Callable[[], int] | None = None
        self.before: Callable[[], int] | None = None

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not self.on_recipient:
            envelope.rcpt_tos.append(address)
        return self.on_recipient or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.on_data:
            return self.on_data
        if self.before is not None:
            self.before()
        assert isinstance(envelope.content, bytes)
        self.letters.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        self.to += envelope.rcpt_tos
        if self.kill is not None:
            os.kill(self.kill(), signal.SIGKILL)
        return "250 OK"

    def text(self, number: int = -1) -> str:
        """The plain text of a letter."""
        part = self.letters[number].get_body(("plain",))
        assert part is not None
        return str(part.get_content())


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def smtp_url(mailbox: Mailbox) -> Iterator[str]:
    """The server's address."""
    with socket.socket() as free:  # the controller can't take any free port itself
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


class Office:
    """A world with a mail server; what tests do to it."""

    def __init__(self, world: Any, smtp_url: str) -> None:
        self.world = world
        self.ledger = world.ledger
        mail = {"smtp_url": smtp_url, "mail_from": "Kho Tin <tin@kho.example>", "public_url": BASE, "secret": SECRET}
        self.settings = world.settings.model_copy(update=mail)
        self.writer = Writer(secret=SECRET, base=BASE, sources={})

    def put(self, *found: Any) -> None:
        """One night: archived, read, linked, indexed."""
        self.world.put(*found)
        self.index()

    def index(self) -> None:
        index_all(self.settings, self.ledger)

    def subscribe(self, known: str = "one", search: str = "", **fields: Any) -> None:
        """A confirmed subscription."""
        row = {
            "id": known, "email": f"{known}@toasoan.example", "search": search, "language": "vi", "frequency": "run",
            "asked_at": self.world.now, "confirmed_at": self.world.now, "upto": 0, "refusals": 0, "suspended_why": "",
        }  # fmt: skip
        with self.ledger.begin() as connection:
            connection.execute(insert(subscriptions).values(row | fields))

    def rows(self) -> list[Any]:
        """All subscriptions."""
        with self.ledger.read() as connection:
            return list(connection.execute(subscriptions.select().order_by(subscriptions.c.id)))

    def send(self) -> AlertCounts:
        """The alerts step."""
        server = mail_server(self.settings)
        assert server is not None
        reader = open_engine(self.settings)
        return send_alerts(self.settings, self.ledger, reader, writer=self.writer, server=server)


@pytest.fixture
def office(world: Any, smtp_url: str) -> Office:
    return Office(world, smtp_url)
