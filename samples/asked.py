"""What a caller asks for: the request line taken apart, and whether its validators hold."""

from datetime import datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, unquote, urlsplit

from samples.site import Request


def request_of(target: str, agent: str = "") -> Request:
    """What the request line asks for: path decoded, of each query name the first value."""
    parts = urlsplit(target)
    query: dict[str, str] = {}
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        query.setdefault(name, value)
    return Request(path=unquote(parts.path), query=query, mobile="Mobile" in agent)


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
