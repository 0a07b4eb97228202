"""What a caller asks for: the request line taken apart, and whether its validators hold."""

from datetime import datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, unquote, urlsplit

from samples.site import Request


def request_of(target: str, agent: str = "", *, method: str = "GET", body: bytes = b"", cookie: str = "") -> Request:
    """What the request line asks for: path decoded, of each query and form name the first value; a body that is no form
    (JSON) is left to the site."""
    parts = urlsplit(target)
    cookies = dict(pair.strip().split("=", 1) for pair in cookie.split(";") if "=" in pair)
    form = {} if body[:1] in (b"{", b"[") else _first_values(body.decode("utf-8", "replace"))
    return Request(
        path=unquote(parts.path),
        query=_first_values(parts.query),
        mobile="Mobile" in agent,
        method=method,
        form=form,
        body=body,
        cookies=cookies,
    )


def _first_values(pairs: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in parse_qsl(pairs, keep_blank_values=True):
        values.setdefault(name, value)
    return values


def is_known(headers: "Message[str, str]", etag: str, changed_at: datetime) -> bool:
    """Whether the caller's validators say that it holds these bytes; an ETag outweighs a date."""
    tags = headers.get("If-None-Match")
    if tags is not None:
        return etag in (tag.strip().removeprefix("W/") for tag in tags.split(","))
    since = headers.get("If-Modified-Since")
    try:
        return since is not None and parsedate_to_datetime(since) >= changed_at.replace(microsecond=0)
    except (TypeError, ValueError):  # not a date, or one without a zone: answered in full
        return False
