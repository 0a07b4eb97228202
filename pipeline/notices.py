"""Tells the operator's webhook and mailbox what happened, and an address outside that the night was good."""

import asyncio
import json
import logging
import urllib.request
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from pipeline import clock
from pipeline.settings import Settings, load_settings
from records.errors import MailError, UsageError

_log = logging.getLogger(__name__)
_SECONDS = 20.0


def notify(settings: Settings, subject: str, text: str) -> list[str]:
    """Sends a notice to KHOTIN_WEBHOOK_URL and KHOTIN_OPERATOR_MAIL; returns a line for each that could not be reached.

    A notice that doesn't arrive never fails the work it tells of. With no address nothing is sent.
    """
    failed = []
    if settings.webhook_url:
        body = json.dumps({"subject": subject, "text": f"{subject}\n\n{text}"}, ensure_ascii=False).encode()
        failed += _tried("webhook", lambda: _call(settings.webhook_url, body))
    if settings.operator_mail:
        failed += _tried("mail", lambda: _mail(settings, subject, text))
    return failed


def beat(settings: Settings) -> list[str]:
    """Calls the heartbeat address, whose keeper raises the alarm when no call comes; fails as `notify` does."""
    return _tried("heartbeat", lambda: _call(settings.heartbeat_url)) if settings.heartbeat_url else []


async def deadline_missed(**given: Any) -> None:
    """What Airflow's triggerer calls when a run takes longer than it should (`what` names it)."""
    what = given.get("what", "a run")
    told = f"Kho Tin: {what} takes longer than it should", "It goes on; look at it in Airflow."
    # The triggerer's loop serves others meanwhile.
    await asyncio.to_thread(notify, load_settings(), *told)


def _tried(what: str, send: Callable[[], None]) -> list[str]:
    """Why it could not be sent, logged and returned as a line; addresses may hold secrets and are not told whole."""
    try:
        send()
    # An HTTPException is what a server that speaks no HTTP is answered with; it is no OSError.
    except (OSError, ValueError, HTTPException, MailError, UsageError) as exc:
        _log.warning("%s: not told (%s)", what, exc)
        return [f"{what}: {exc}"]
    return []


def _call(url: str, body: bytes | None = None) -> None:
    if urlsplit(url).scheme not in ("http", "https"):
        raise ValueError("the address is no http(s) one")
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"})  # noqa: S310 (checked)
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 (an address the operator set)
        answer.read()


def _mail(settings: Settings, subject: str, text: str) -> None:
    from pipeline.alerts.mailing import Post, RefusedError, mail_server  # noqa: PLC0415 (only where mail is sent)

    server = mail_server(settings)
    if server is None:
        raise UsageError("KHOTIN_OPERATOR_MAIL needs KHOTIN_SMTP_URL and KHOTIN_MAIL_FROM")
    letter = EmailMessage(policy=SMTP)
    letter["From"], letter["To"], letter["Subject"] = server.sender, settings.operator_mail, subject
    letter["Date"], letter["Message-ID"] = format_datetime(clock.now()), make_msgid(domain=server.sender.domain)
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text, cte="quoted-printable")
    post = Post(server)
    try:
        post.send(letter, settings.operator_mail)
    except RefusedError as exc:
        raise MailError(str(exc)) from exc
    finally:
        post.close()
