"""One HTML page that lists things: decoded as browsers do, with its links made absolute."""

import re
from urllib.parse import urljoin

from lxml import etree, html
from w3lib.encoding import html_to_unicode

from records.base import Record

_REFRESH = re.compile(r"^\s*\d*\s*[;,]?\s*url\s*=\s*['\"]?([^'\"]+)", re.I)


# What libraries raise for a page that they can make nothing of.
UNREADABLE = (ValueError, etree.LxmlError, LookupError, RecursionError)


def unreadable(error: Exception) -> str:
    """What is taken down of such a page."""
    return f"can't be read: {type(error).__name__}: {error}"[:200]


class Link(Record, frozen=True):
    """An anchor: its absolute address and its text (or title)."""

    url: str
    text: str = ""


class Page:
    """The page at `url`; `content_type` is the header, which counts more than what the page says of itself."""

    def __init__(self, url: str, body: bytes, content_type: str = "") -> None:
        self.text = html_to_unicode(content_type or None, body, default_encoding="utf-8")[1]
        self.tree = _tree(self.text)
        self.url = url
        self._base = url
        given = next((base.get("href", "") for base in self.tree.iter("base") if base.get("href")), "")
        base = self.absolute(given)
        # As browsers do: a base that is no web address ("http://[x", "javascript:…") counts as none.
        self._base = base if base.startswith(("http://", "https://")) else url

    def absolute(self, href: str) -> str:
        """The address a link on this page leads to."""
        try:
            return urljoin(self._base, href.strip())
        except ValueError:  # "http://[broken"
            return ""

    def links(self, select: tuple[str, ...] = ("a",)) -> list[Link]:
        """The page's anchors that match a selector (or lie inside what matches), each address once, in page order."""
        found: dict[str, Link] = {}
        for anchor in self._anchors(select):
            if not anchor.get("href"):
                continue
            url = self.absolute(anchor.get("href", ""))
            if not url.startswith(("http://", "https://")):
                continue
            url = url.partition("#")[0]
            text = " ".join(anchor.text_content().split()) or anchor.get("title", "").strip()
            if url not in found or (text and not found[url].text):
                found[url] = Link(url=url, text=text)
        return list(found.values())

    def _anchors(self, select: tuple[str, ...]) -> list[html.HtmlElement]:
        if select == ("a",):
            return list(self.tree.iter("a"))
        anchors: list[html.HtmlElement] = []
        for node in (node for selector in select for node in self.tree.cssselect(selector)):
            anchors.extend([node] if node.tag == "a" else node.iter("a"))
        return anchors

    def refreshed_to(self) -> str:
        """The address a page sends browsers to by a meta refresh, or ""."""
        for meta in self.tree.iter("meta"):
            if (meta.get("http-equiv") or "").lower() == "refresh":
                found = _REFRESH.match(meta.get("content") or "")
                if found:
                    return self.absolute(found[1])
        return ""


def _tree(text: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8")
    try:
        return html.document_fromstring(text.encode(errors="replace"), parser=parser, ensure_head_body=True)
    except etree.ParserError:  # nothing but comments or control characters
        return html.document_fromstring(b"<html></html>", ensure_head_body=True)
