"""Whether two pages are the same article: a print view, a mobile view or a second address of it."""

import re
from hashlib import blake2b
from heapq import nlargest
from html import unescape

_TITLE = re.compile(rb"<title[^>]*>([^<]{1,1000})", re.I)
_HEADING = re.compile(rb"<h1\b[^>]*>(.{1,2000}?)</h1", re.I | re.S)
_TAG = re.compile(rb"<[^>]*>")
# A run of text of this many bytes is a paragraph, not a menu's entry.
_LONG = re.compile(rb">([^<>{}]{120,})<")
_KEPT = 5
_SAME_SHARE = 0.6
# Before so many pages nothing is known of a site's titles; where fewer of them differ than this share they name the
# site, not the page.
_ENOUGH = 10
_DIFFERENT = 0.5


class Twins:
    """The pages of one run by their titles; kept small: a few hashes a page."""

    def __init__(self) -> None:
        self._pages: dict[bytes, list[tuple[str, tuple[bytes, ...]]]] = {}
        self._count = 0

    def twin_of(self, url: str, body: bytes) -> tuple[str, bool]:
        """The address of the same article met before ("" if none was), and whether the title was met before.

        Takes the page in where it has no twin.
        """
        title, text = _title(body), _fingerprint(body)
        others = self._pages.setdefault(title, []) if title else []
        differ = len(self._pages) >= _DIFFERENT * self._count
        if self._count >= _ENOUGH and differ and text:
            for own, known in others:
                if own != url and len(set(known) & set(text)) >= _SAME_SHARE * max(1, min(len(known), len(text))):
                    return own, True
        repeated = bool(others) and differ
        if len(others) < _ENOUGH:
            others.append((url, text))
        self._count += 1
        return "", repeated


def _title(body: bytes) -> bytes:
    """A few bytes that stand for the page's title and heading, b"" where it has neither."""
    found, heading = _TITLE.search(body), _HEADING.search(body)
    words = b" ".join(_plain(m[1]) for m in (found, heading) if m)
    return _hash(words) if words else b""


def _plain(html: bytes) -> bytes:
    return " ".join(unescape(_TAG.sub(b" ", html).decode(errors="replace")).lower().split()).encode()


def _fingerprint(body: bytes) -> tuple[bytes, ...]:
    """Hashes of the page's longest paragraphs."""
    longest = nlargest(_KEPT, {b" ".join(line.split()) for line in _LONG.findall(body)}, key=len)
    return tuple(_hash(line) for line in longest)


def _hash(text: bytes) -> bytes:
    return blake2b(text, digest_size=8).digest()
