"""Letters as messages, and the mail server that takes them: what it refuses for good, what it may take later."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from pipeline.settings import Settings
from records.base import Record
from records.errors import MailError, UsageError
from search.web.alerts.letters import Letter

_PATIENCE = 20.0  # seconds for each answer of the server
_PORTS = {"smtp": 25, "smtps": 465}


class MailServer(Record, frozen=True):
    """Where letters are handed in, and whom they come from."""

    host: str
    port: int
    sender: Address
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


class RefusedError(Exception):
    """Raised where the server refuses one letter: for good, or for now; the others may still be sent."""

    def __init__(self, told: str, *, for_good: bool) -> None:
        super().__init__(told)
        self.for_good = for_good


def mail_server(settings: Settings) -> MailServer | None:
    """The server that the settings name; None where none is set. Raises UsageError, which never shows the password."""
    if not settings.smtp_url and not settings.mail_from:
        return None
    if not settings.smtp_url or not settings.mail_from:
        lacking = "KHOTIN_MAIL_FROM" if settings.smtp_url else "KHOTIN_SMTP_URL"
        raise UsageError(f"{lacking} is not set: mail needs KHOTIN_SMTP_URL and KHOTIN_MAIL_FROM, or neither")
    try:
        parts = urlsplit(settings.smtp_url)
        options = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        parts, options, port = urlsplit(""), {}, 0
    if not parts.hostname or parts.path.strip("/") or set(options) - {"starttls"}:
        raise UsageError("KHOTIN_SMTP_URL is not one: smtp://user:pass@host:587?starttls=1, or smtps://user:pass@host")
    return MailServer(
        host=parts.hostname,
        port=port,
        sender=_sender(settings.mail_from),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=options.get("starttls", "0") not in ("0", "", "false", "no"),
        tls=parts.scheme == "smtps",
    )


def _sender(given: str) -> Address:
    """A name and an address in angle brackets, or the address alone."""
    name, bracket, address = given.strip().rstrip(">").rpartition("<")
    try:
        sender = Address(display_name=name.strip(' "') if bracket else "", addr_spec=address.strip())
    except (ValueError, IndexError, HeaderParseError) as exc:
        raise UsageError(f"KHOTIN_MAIL_FROM={given!r} is no sender: such as Kho Tin <tin@example.org>") from exc
    if not sender.domain or any(ord(c) < ord(" ") for c in given):
        raise UsageError(f"KHOTIN_MAIL_FROM={given!r} is no sender: such as Kho Tin <tin@example.org>")
    return sender


def message(letter: Letter, server: MailServer, to: str, *, message_id: str, now: datetime) -> EmailMessage:
    """The letter as it goes out: text, and the same as HTML; the signs by which mail programs know how to end it."""
    made = EmailMessage(policy=SMTP)
    made["From"] = server.sender
    made["To"] = Address(addr_spec=to)
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(now)
    made["Message-ID"] = f"<{message_id}@{server.sender.domain}>"
    made["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        made["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        made["List-Id"] = f"Kho Tin <alerts.{server.sender.domain}>"
    made.set_content(letter.text, cte="quoted-printable")
    made.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    made["Content-Language"] = letter.language  # before, it would go to the text alone
    return made


class Post:
    """One connection to the mail server, opened at the first letter, anew after the server hung up."""

    def __init__(self, server: MailServer, patience: float = _PATIENCE) -> None:
        self._server, self._patience = server, patience
        self._connection: smtplib.SMTP | None = None

    def send(self, letter: EmailMessage, to: str) -> None:
        """Hands in one letter. Raises RefusedError for this one, MailError where the server takes none at all."""
        try:
            connection = self._connection or self._connected()
            connection.send_message(letter, from_addr=self._server.sender.addr_spec, to_addrs=[to])
        except smtplib.SMTPRecipientsRefused as exc:
            code, told = next(iter(exc.recipients.values()))
            raise RefusedError(_said(code, told, to), for_good=_for_good(code)) from None
        except smtplib.SMTPDataError as exc:
            raise RefusedError(_said(exc.smtp_code, exc.smtp_error, to), for_good=_for_good(exc.smtp_code)) from None
        except smtplib.SMTPResponseException as exc:  # neither login nor sender is about this letter
            self.close()
            raise self._useless(_said(exc.smtp_code, exc.smtp_error, to)) from None
        except (OSError, smtplib.SMTPException) as exc:
            self.close()
            raise self._useless(str(exc).replace(to, "…") or type(exc).__name__) from None

    def close(self) -> None:
        """Takes leave of the server."""
        if self._connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._connection.quit()
            self._connection = None

    def _connected(self) -> smtplib.SMTP:
        server, secure = self._server, ssl.create_default_context()
        if server.tls:
            opened: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=self._patience, context=secure)
        else:
            opened = smtplib.SMTP(server.host, server.port, timeout=self._patience)
        self._connection = opened
        if server.starttls:
            opened.starttls(context=secure)
        if server.user:
            opened.login(server.user, server.password)
        return opened

    def _useless(self, told: str) -> MailError:
        return MailError(f"mail can't be handed in at {self._server.host}:{self._server.port}: {told}")


@contextmanager
def post(server: MailServer, patience: float = _PATIENCE) -> Iterator[Post]:
    """A connection while in the block; each answer of the server is waited for so many seconds."""
    opened = Post(server, patience)
    try:
        yield opened
    finally:
        opened.close()


def _for_good(code: int) -> bool:
    return 500 <= code < 600


def _said(code: int, told: bytes | str, to: str) -> str:
    """The server's words on one line, without the address: what is told ends in logs."""
    text = told.decode(errors="replace") if isinstance(told, bytes) else told
    text = "".join(c if c.isprintable() else " " for c in text)
    return f"{code} {' '.join(text.split()).replace(to, '…')[:160]}"
