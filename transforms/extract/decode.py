"""Turns the bytes of a page into UTF-8: by byte order mark, UTF-8, header, meta, and last windows-1258."""

import codecs
import re

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-:.]{2,40})", re.I)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What browsers take the name for: pages say latin-1 and mean windows-1252.
_MEANT = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "us-ascii": "windows-1252", "utf8": "utf-8"}
_BEGINNING = 8_000
_ODD = bytes([*range(9), *range(14, 32)])
# The alphabet of old Vietnamese pages that declare nothing.
_LAST = "windows-1258"


def to_utf8(body: bytes, charset: str = "") -> bytes:
    """The page in UTF-8, without zero bytes; never fails. `charset` is what the header says."""
    if not body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return body.replace(b"\0", b"") if b"\0" in body else body
    return decode(body, charset).replace("\0", "").encode("utf-8", "replace")


def begins_as_utf8(body: bytes, charset: str = "") -> bool:
    """Whether a page says that it is UTF-8 and is so far: reading all of it to be sure takes as long as a fifth of
    parsing it. The end is cut at a letter of ASCII."""
    head = body[:_BEGINNING]
    declared = charset or ((found := _META.search(head)) and found[1].decode("ascii")) or ""
    if declared.strip().lower() not in ("utf-8", "utf8") or b"\0" in body or head.startswith(codecs.BOM_UTF8):
        return False
    try:
        head[: max(head.rfind(b"<"), 0)].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode(body: bytes, charset: str = "") -> str:
    """The page's text; never fails.

    Bytes that are UTF-8 with letters beyond ASCII are UTF-8 whatever a header claims: no other text looks like it.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as exc:
        if exc.start >= len(body) - 3 and exc.start > 0:  # cut inside its last letter
            return body[: exc.start].decode("utf-8")
        if _mostly_utf8(body, exc.start):
            return body.decode("utf-8", "replace")
    declared = _META.search(body[:4096])
    for name in (charset, declared[1].decode("ascii") if declared else "", _LAST):
        if text := _strictly(body, name):
            return text
    return body.decode(_LAST, "replace")


def looks_binary(body: bytes) -> bool:
    """Whether the bytes are no text: a PDF, an archive, a picture under an HTML name."""
    head = body[:1024]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    if head.startswith(
        (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"\xd0\xcf\x11")
    ):
        return True
    return (len(head) - len(head.translate(None, _ODD))) * 10 > len(head)


def _strictly(body: bytes, name: str) -> str:
    name = _MEANT.get(name.strip().lower(), name.strip().lower())
    if not name or name == "utf-8":
        return ""
    try:
        return body.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return ""


def _mostly_utf8(body: bytes, broken: int) -> bool:
    """Whether the bytes are UTF-8 but for a few broken ones, the first at `broken`."""
    text = body.decode("utf-8", "replace")
    return broken > 0 and text.count("\ufffd") * 20 < sum(ord(c) > 127 for c in text[:200_000])
