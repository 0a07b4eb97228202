"""Reads sitemaps: indexes, url sets, news sitemaps and plain lists of addresses, zipped or not."""

from datetime import datetime

from lxml import etree

from crawlers.xmlread import name, read_time, read_xml, texts, unpacked
from records.base import Record

# The sitemap protocol's own limit a file.
_MOST_ENTRIES = 50_000


class SitemapEntry(Record, frozen=True):
    """An address as written, with the date it carries: a news sitemap's publication date, else lastmod."""

    url: str
    listed_at: datetime | None = None


class Sitemap(Record, frozen=True):
    """What could be read: article addresses of a url set, or the sitemaps that an index names (or both)."""

    entries: tuple[SitemapEntry, ...] = ()
    children: tuple[SitemapEntry, ...] = ()
    reason: str = ""


def parse_sitemap(body: bytes, *, max_bytes: int = 50_000_000) -> Sitemap:
    """The sitemap, whatever its name and type; a broken one gives what was read before it broke.

    `max_bytes` caps what a zipped sitemap may unpack to.
    """
    plain, problem = unpacked(body, max_bytes=max_bytes)
    if problem:
        return Sitemap(reason=problem)
    if _is_list(plain):
        return _from_lines(plain)
    root, problem = read_xml(plain)
    if root is None or name(root) not in ("urlset", "sitemapindex"):
        seen = f"its root is <{name(root)}>" if root is not None else problem
        return Sitemap(reason=f"not a sitemap: {seen}")
    entries: list[SitemapEntry] = []
    children: list[SitemapEntry] = []
    for node in root:
        entry = _entry(node)
        if entry is not None:
            (children if name(node) == "sitemap" else entries).append(entry)
        if len(entries) == _MOST_ENTRIES:
            problem = f"read only its first {_MOST_ENTRIES} addresses"
            break
    return Sitemap(entries=tuple(entries), children=tuple(children), reason=problem)


def _entry(node: etree._Element) -> SitemapEntry | None:
    said = texts(node)
    if "loc" not in said:
        return None
    date = said.get("lastmod", "")
    for child in node:
        if name(child) == "news":
            date = texts(child).get("publication_date", date)
    return SitemapEntry(url=said["loc"], listed_at=read_time(date) if date else None)


def _is_list(plain: bytes) -> bool:
    return plain.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"http://", b"https://"))


def _from_lines(plain: bytes) -> Sitemap:
    lines = plain.decode("utf-8-sig", errors="replace").split()[:_MOST_ENTRIES]
    return Sitemap(entries=tuple(SitemapEntry(url=line) for line in lines if line.startswith(("http://", "https://"))))
