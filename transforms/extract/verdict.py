"""Says why a page is no article, before reading it and after nothing was found."""

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import urlsplit

from records.platform import Platform
from records.rejection import Rejection, RejectionReason
from records.snapshot import Snapshot
from transforms.clean import clean_line
from transforms.extract.decode import looks_binary
from transforms.extract.depth import is_too_deep
from transforms.extract.otherwise import is_form, parked_words
from transforms.extract.selecting import Page
from transforms.extract.structured import page_title
from transforms.page_words import anywhere, whole_line, words_of

_HTML = frozenset(("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", ""))
_LARGEST = 8 * 1024 * 1024  # bytes; the largest real page measured has 0.6 MB
_MOST_DIGITS = 15  # of a declared length; Python refuses to read thousands
_SMALL_PAGE = 20_000  # bytes: a challenge is a short page
SHORT_TEXT = 800  # characters that a challenge shows at most
_HOME = re.compile(r"/?(?:index\.\w+|trang-chu/?|home/?|web/guest/?(?:home)?/?|web/\w+/?)?", re.I)
_FEED = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|urlset|sitemapindex|rdf:RDF)[\s>]", re.S)
_CLOSED = re.compile(rb"</(?:html|body)\s*>", re.I)
_OPENED = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
_MANY_LINKS = 5
_INK = re.compile(rb"[^\x00 \t\r\n]")


def before_parsing(snapshot: Snapshot) -> Rejection | None:
    """Why the bytes can't be an article's page."""
    size, declared = len(snapshot.body), snapshot.headers.get("content-length", "")
    is_number = declared.isdecimal() and len(declared) <= _MOST_DIGITS
    whole = int(declared) if is_number and "content-encoding" not in snapshot.headers else 0
    if snapshot.status >= 400:
        return _reject(snapshot, RejectionReason.ERROR_PAGE, f"status {snapshot.status}")
    if snapshot.media_type.lower() not in _HTML:
        return _reject(snapshot, RejectionReason.NOT_HTML, snapshot.media_type)
    if not _INK.search(snapshot.body):
        return _reject(snapshot, RejectionReason.EMPTY, f"{size} bytes")
    if size > _LARGEST:
        return _reject(snapshot, RejectionReason.NOT_ARTICLE, f"{size} bytes, more than {_LARGEST}")
    if looks_binary(snapshot.body):
        return _reject(snapshot, RejectionReason.NOT_HTML, "binary")
    return _reject(snapshot, RejectionReason.TRUNCATED, f"{size} of {declared} bytes") if whole > size else None


def before_reading(snapshot: Snapshot, html: bytes) -> Rejection | None:
    """Why the text of a page can't be an article's: a feed, cut off, no markup at all, nested without end."""
    if _FEED.match(html[:2000]):
        return _reject(snapshot, RejectionReason.NOT_HTML, "a feed or sitemap")
    if b"<" not in html:
        return _reject(snapshot, RejectionReason.NOT_HTML, "no markup")
    if _OPENED.search(html[:2000]) and not (_CLOSED.search(html[-200:]) or _CLOSED.search(html[-60_000:])):
        return _reject(snapshot, RejectionReason.TRUNCATED, "neither </body> nor </html>")
    if is_too_deep(html):
        return _reject(snapshot, RejectionReason.NOT_ARTICLE, "elements nested deeper than any page's")
    return None


def is_challenge(page: Page, platforms: Mapping[str, Platform]) -> str:
    """The words that show a page to be a challenge ("Hãy đợi…"), "" for any other page."""
    if len(page.raw) > _SMALL_PAGE or not _may_be_challenge(page, platforms):
        return ""
    shown = _shown_text(page)
    if len(shown) > SHORT_TEXT:
        return ""
    for platform in platforms.values():
        for words in platform.challenge:
            if page.contains(words.encode()):
                return words
    found = anywhere("challenges").search(f"{page_title(page)}\n{shown}")
    if found:
        return found[0]
    scripted = page.contains(b"document.cookie") and (page.contains(b"location") or page.contains(b"reload"))
    return "a script that sets a cookie" if scripted and not shown else ""


def _may_be_challenge(page: Page, platforms: Mapping[str, Platform]) -> bool:
    """Whether the source has a word of a challenge anywhere: to write down what a page shows costs a hundred times more."""
    text = page.html.lower()
    if "&#" in text:
        text = unescape(text)
    words = (*words_of("challenge_words"), *(w.lower() for p in platforms.values() for w in p.challenge))
    return any(map(text.__contains__, words))


def why_none(snapshot: Snapshot, page: Page, platform: Platform | None, detail: str) -> Rejection:
    """Why a page on which no article was found is none."""
    body = page.tree.body
    if body is None or page.tree.css_first("frameset") is not None:
        return _reject(snapshot, RejectionReason.NOT_ARTICLE, "frames or no body")
    title, address = page_title(page), snapshot.final_url or snapshot.url
    headings = [title, *(clean_line(n.text()) for n in page.tree.css("h1")[:2])]
    shown = page.shown
    short = sum(len(block.text) for block in shown) <= SHORT_TEXT
    for line in (*headings, *(block.text for block in shown if short)):
        if line and whole_line("error_pages").fullmatch(line):
            return _reject(snapshot, RejectionReason.ERROR_PAGE, line[:100])
    if not shown:
        return _reject(snapshot, RejectionReason.EMPTY, "nothing but scripts")
    parked = parked_words([*headings, *(block.text for block in shown if short)])
    if parked:
        return _reject(snapshot, RejectionReason.NOT_ARTICLE, f"no portal here: {parked[:100]!r}")
    parts = urlsplit(address)
    # A page that somebody saved has no address to tell by.
    if parts.netloc and _HOME.fullmatch(parts.path) and not parts.query:
        return _reject(snapshot, RejectionReason.LISTING, "a front page")
    form = is_form(page, shown, address)
    if form:
        return _reject(snapshot, RejectionReason.NOT_ARTICLE, form)
    if platform is not None:
        links = {n.attributes.get("href") for s in platform.listing.links if s != "a" for n, _ in page.nodes(s)}
        if len(links) >= _MANY_LINKS and not any(page.has(mark) for mark in platform.other_marks):
            return _reject(snapshot, RejectionReason.LISTING, f"{len(links)} articles listed")
    standing = next((line for line in headings[1:] if whole_line("other_pages").fullmatch(line)), "")
    if standing:
        return _reject(snapshot, RejectionReason.NOT_ARTICLE, f"a page called {standing[:60]!r}")
    return _reject(snapshot, RejectionReason.NOT_ARTICLE, detail)


def reject(snapshot: Snapshot, reason: RejectionReason, detail: str) -> Rejection:
    """The rejection of a snapshot, by its final address."""
    return _reject(snapshot, reason, detail)


def _reject(snapshot: Snapshot, reason: RejectionReason, detail: str) -> Rejection:
    return Rejection(url=snapshot.final_url or snapshot.url, reason=reason, detail=detail)


def _shown_text(page: Page) -> str:
    """All text that is shown: without scripts and what is hidden."""
    return "\n".join(block.text for block in page.shown)
