"""What a feed validator holds an Atom document against (RFC 4287, RFC 5005), as assertions."""

import re
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_IN_FEED = {
    "id",
    "title",
    "updated",
    "author",
    "link",
    "generator",
    "entry",
    "category",
    "subtitle",
    "icon",
    "logo",
    "rights",
}
_IN_ENTRY = {
    "id",
    "title",
    "updated",
    "published",
    "author",
    "link",
    "category",
    "summary",
    "content",
    "rights",
    "source",
}
_LINKS = {"self", "alternate", "next", "previous", "first", "last", "related", "enclosure", "via"}


def valid(document: bytes) -> Element:
    """The feed, if it keeps all rules; AssertionError says which it breaks."""
    assert document.startswith(b"<?xml")
    feed = fromstring(document)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get(LANGUAGE)
    names = [child.tag.removeprefix(ATOM) for child in feed]
    assert set(names) <= _IN_FEED, names
    # Metadata stands before the first entry, so that a program need not read on.
    assert "entry" not in names or names[names.index("entry") :] == ["entry"] * names.count("entry")
    _common(feed)
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        assert {child.tag.removeprefix(ATOM) for child in entry} <= _IN_ENTRY
        _common(entry)
        assert entry.find(f"{ATOM}author") is not None or feed.find(f"{ATOM}author") is not None
        assert entry.find(f"{ATOM}content") is not None or _links(entry, "alternate")
        for published in entry.findall(f"{ATOM}published"):
            _moment(published.text)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert len(_links(feed, "self")) == 1
    return feed


def _common(element: Element) -> None:
    """What holds for feeds and entries alike."""
    for name in ("id", "title", "updated"):
        found = element.findall(f"{ATOM}{name}")
        assert len(found) == 1, name
        assert (found[0].text or "").strip(), name
        assert found[0].get("type", "text") == "text"
    assert urlsplit(element.findtext(f"{ATOM}id", "")).scheme
    _moment(element.findtext(f"{ATOM}updated"))
    for author in element.findall(f"{ATOM}author"):
        assert (author.findtext(f"{ATOM}name") or "").strip()
    for category in element.findall(f"{ATOM}category"):
        assert category.get("term")
    kinds = []
    for link in element.findall(f"{ATOM}link"):
        assert link.get("rel", "alternate") in _LINKS
        parts = urlsplit(link.get("href", ""))
        assert parts.scheme in ("http", "https"), link.get("href")
        assert parts.netloc
        assert re.fullmatch(r"[\x21-\x7e]+", link.get("href", ""))
        kinds.append((link.get("rel"), link.get("type"), link.get("hreflang")))
    assert len(set(kinds)) == len(kinds)


def _links(element: Element, relation: str) -> list[Element]:
    return [link for link in element.findall(f"{ATOM}link") if link.get("rel") == relation]


def _moment(text: str | None) -> None:
    assert text
    assert _RFC_3339.fullmatch(text), text
    assert datetime.fromisoformat(text).tzinfo is not None
