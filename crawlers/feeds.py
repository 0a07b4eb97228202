"""Reads RSS, RDF and Atom feeds, and the pages that list feeds."""

import re
from datetime import datetime

from lxml import etree

from crawlers.page import Page
from crawlers.xmlread import name, read_time, read_xml, texts
from records.base import Record

# More than any honest feed holds; a feed of 100,000 entries is a trap or a sitemap in disguise.
_MOST_ENTRIES = 5000
_FEED_ADDRESS = re.compile(r"(^|[/._?&=-])(rss|feeds?|atom)([/._?&=-]|\d*$)|\.rss\b|\.atom\b", re.I)
_FEED_TYPE = re.compile(r"application/(rss|atom|rdf)\+xml", re.I)


class FeedEntry(Record, frozen=True):
    """One entry: its address as written, its own category, its date and its title."""

    url: str
    section: str = ""
    listed_at: datetime | None = None
    title: str = ""


class Feed(Record, frozen=True):
    """What could be read of a feed; `reason` is "" or what is wrong with it, `title` the channel's."""

    entries: tuple[FeedEntry, ...] = ()
    title: str = ""
    reason: str = ""


def parse_feed(body: bytes) -> Feed:
    """The feed's entries in their order; a broken feed gives what was read before it broke."""
    root, problem = read_xml(body)
    if root is None or name(root) not in ("rss", "rdf", "feed"):
        return Feed(reason=f"not a feed: {problem or f'its root is <{name(root)}>' if root is not None else problem}")
    entries = []
    for node in root.iter():
        if name(node) in ("item", "entry"):
            entry = _entry(node)
            if entry is not None:
                entries.append(entry)
            if len(entries) == _MOST_ENTRIES:
                problem = f"read only its first {_MOST_ENTRIES} entries"
                break
    return Feed(entries=tuple(entries), title=_title(root), reason=problem)


def _title(root: etree._Element) -> str:
    for node in root.iter():
        if name(node) == "title":
            return " ".join((node.text or "").split())
        if name(node) in ("item", "entry"):
            break
    return ""


def _entry(node: etree._Element) -> FeedEntry | None:
    said = texts(node)
    url = said.get("link") or _atom_link(node) or _permalink(said)
    if not url:
        return None
    date = next((said[k] for k in ("pubdate", "published", "date", "updated") if k in said), "")
    listed_at = read_time(date) if date else None
    return FeedEntry(url=url, section=said.get("category", ""), listed_at=listed_at, title=said.get("title", ""))


def _atom_link(node: etree._Element) -> str:
    links = [(child.get("rel") or "alternate", child.get("href") or "") for child in node if name(child) == "link"]
    return next((href for rel, href in links if rel == "alternate" and href), "")


def _permalink(said: dict[str, str]) -> str:
    """Some feeds give no link, only a guid or an id that is one."""
    guid = said.get("guid") or said.get("id") or ""
    return guid if guid.startswith(("http://", "https://")) else ""


def feed_links(page: Page) -> list[tuple[str, str]]:
    """(address, title) of each feed a page offers by a link tag, or else of anchors that look like feeds."""
    tagged = [
        (link.get("href") or "", link.get("title") or "")
        for link in page.tree.iter("link")
        if "alternate" in (link.get("rel") or "").lower() and _FEED_TYPE.search(link.get("type") or "")
    ]
    return [(page.absolute(href), title) for href, title in tagged if href]


def feed_anchors(page: Page) -> list[tuple[str, str]]:
    """(address, text) of each anchor that looks like a feed, on a page that lists feeds."""
    return [
        (link.url, link.text)
        for link in page.links()
        if _FEED_ADDRESS.search(link.url.partition("://")[2].partition("/")[2])
    ]
