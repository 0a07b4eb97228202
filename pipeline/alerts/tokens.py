"""Signed links: what they are for, whom they concern and until when they hold; nobody else can make or change one."""

import hmac
from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from typing import Literal

from search.alerting import BadLink

Purpose = Literal["confirm", "unsubscribe", "manage"]
_LONGEST = 200  # characters; a link of ours has fewer


def sign(secret: str, purpose: Purpose, subscription: str, until: datetime | None = None) -> str:
    """A token for one purpose and subscription; it holds until a moment, or for good."""
    claim = f"{subscription}.{int(until.timestamp()) if until else 0}"
    return f"{claim}.{_signature(secret, purpose, claim)}"


def read(secret: str, purpose: Purpose, token: str, now: datetime) -> tuple[str, BadLink | None]:
    """The subscription a token speaks of, and what is wrong with it ("forged", "expired"; None where nothing is)."""
    claim, _, signature = token[:_LONGEST].rpartition(".")
    subscription, _, until = claim.partition(".")
    if not hmac.compare_digest(signature.encode(errors="replace"), _signature(secret, purpose, claim).encode()):
        return "", "forged"
    expired = int(until) and int(until) < now.timestamp()
    return subscription, "expired" if expired else None


def _signature(secret: str, purpose: Purpose, claim: str) -> str:
    digest = hmac.new(secret.encode(), f"alert\0{purpose}\0{claim}".encode(errors="replace"), sha256).digest()
    return urlsafe_b64encode(digest[:24]).decode()
