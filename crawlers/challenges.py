"""Answers of status 200 that are no page: flood pages, and stubs that only set a cookie."""

import re
from collections.abc import Iterable
from html import unescape

# A flood or cookie page is small; an article that quotes its words is not.
_MOST_BYTES = 30_000
# Pages this bare, of sites whose platform names no words of its own, are known by the words below.
_BARE_BYTES = 6_000
_BARE_ANCHORS = 3
_BARE_TEXT = 500
_WORDS = re.compile(
    r"hãy đợi|vui lòng (đợi|chờ)|quá nhiều (yêu cầu|truy vấn|lượt truy cập)|truy cập quá (nhanh|nhiều)"
    r"|just a moment|checking your browser|too many requests|please wait",
    re.I,
)
_HIDDEN = re.compile(r"<(script|style|noscript)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)
_TAG = re.compile(r"<[^>]*>")
_STUB_BYTES = 2_000
_COOKIE = re.compile(rb"document\.cookie\s*=\s*([\"'])\s*([\w.%-]+)=([\w.%/+=:~!*|-]+)\s*(?:;[^\"']*)?\1", re.I)


def is_flood_page(body: bytes, words: Iterable[bytes]) -> bool:
    """Whether a page asks to wait: by the platform's own words, or a bare page by those that all use."""
    if len(body) >= _MOST_BYTES:
        return False
    if any(word in body for word in words):
        return True
    if len(body) >= _BARE_BYTES or body.lower().count(b"<a ") >= _BARE_ANCHORS or b"<" not in body:
        return False
    text = unescape(_TAG.sub(" ", _HIDDEN.sub(" ", body.decode(errors="replace"))))
    return bool(_WORDS.search(text)) and len(" ".join(text.split())) < _BARE_TEXT


def stub_cookie(body: bytes) -> tuple[str, str] | None:
    """Name and value of the cookie that a stub sets, where they stand plainly in its script; None for a real page."""
    if len(body) >= _STUB_BYTES or b"<a " in body.lower():
        return None
    found = _COOKIE.search(body)
    return (found[2].decode("ascii"), found[3].decode("ascii")) if found else None
