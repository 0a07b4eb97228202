"""Reading XML and dates as portals write them: never failing, never following entities, bounded in size."""

import gzip
import io
import re
import zlib
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from lxml import etree

# What a time without a zone means on a Vietnamese portal.
_VIETNAM = timezone(timedelta(hours=7))
_YEARS = range(1990, 2101)
_BROKEN_NAMESPACE = re.compile(r"^\{.*\}")


def unpacked(body: bytes, *, max_bytes: int) -> tuple[bytes, str]:
    """The body, unzipped if its first bytes say gzip, and "" or why it could not be unzipped whole."""
    if body[:2] != b"\x1f\x8b":
        return body, ""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
            plain = file.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as exc:
        return b"", f"broken gzip: {exc}"
    if len(plain) > max_bytes:
        return b"", f"too-large: unpacks to more than {max_bytes} bytes"
    return plain, ""


def read_xml(body: bytes) -> tuple[etree._Element | None, str]:
    """The root of what could be read, and "" or what is wrong; entities and networks are never touched."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        return None, f"not XML: {exc}"
    if root is None:
        return None, "not XML: empty"
    error = parser.error_log.last_error if len(parser.error_log) else None
    return root, f"broken XML: {error.message} (line {error.line})" if error is not None else ""


def name(node: etree._Element) -> str:
    """The node's name without its namespace, "" for comments and the like."""
    return _BROKEN_NAMESPACE.sub("", node.tag).rpartition(":")[2].lower() if isinstance(node.tag, str) else ""


def texts(node: etree._Element) -> dict[str, str]:
    """The first non-empty text of each kind of child, by its name without namespace."""
    found: dict[str, str] = {}
    for child in node:
        text = (child.text or "").strip()
        if text:
            found.setdefault(name(child), text)
    return found


def read_time(text: str) -> datetime | None:
    """An aware datetime from ISO 8601 or RFC 822 text; one without a zone is Vietnam's; None where it is
    neither, or of a year in which no portal listed anything (CMSs write 0001 and 9999 for "no date")."""
    text = text.strip()
    moment: datetime | None = None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError):
            return None
    if moment.year not in _YEARS:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=_VIETNAM)
