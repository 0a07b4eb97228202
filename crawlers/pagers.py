"""The link by which a listing itself leads to its next page, for listings whose pages no pattern addresses."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html

from crawlers.candidate import Site
from crawlers.page import Page
from transforms.text import fold

# What such links say, without diacritics, and how they are classed; the signs are compared with the whole text.
_WORDS = re.compile(
    r"(trang |bai |tin )?(tiep|tiep theo|sau|ke|ke tiep|cu hon)|(bai dang|cac bai|cac tin|bai viet|tin bai) cu hon"
    r"|next( page)?|older( posts| entries)?|(\d+ )?(muc )?tiep theo"
)
_SIGNS = frozenset(["›", "»", ">", ">>", "→", "⟩", "⇒", "»»", "››"])
_CLASSES = re.compile(r"(?<![a-z])(next|older)(?![a-z])", re.I)
_TRIMMED = " \t\n\r\xa0»›>→←«‹.…[]()"
_MOST_TEXT = 40


def next_link(page: Page, site: Site, listing: str) -> str | None:
    """The canonical address of the next page of the listing that `page` is a page of, None where it leads no further.

    It lies under the listing's address, or is the listing's with other parameters; for the home page anywhere. It is
    never an article's: those lead to the next article in the same words.
    """
    here = site.canonical(page.url)
    for href in _named(page):
        url = site.canonical(page.absolute(href))
        if url and url not in (here, listing) and _belongs(url, listing, site) and not _is_other(url, site):
            return url
    return None


def _named(page: Page) -> Iterator[str]:
    """Where links lead that are said to lead to the next page: by relation, then by text, then by class."""
    anchors = [a for a in page.tree.iter("a") if a.get("href") and not a.get("href").startswith(("#", "javascript:"))]
    related = [
        node for node in (*page.tree.iter("link"), *anchors) if "next" in (node.get("rel") or "").lower().split()
    ]
    told = [a for a in anchors if _says_next(a)]
    classed = [a for a in anchors if _CLASSES.search(f"{a.get('class', '')} {a.get('id', '')} {_around(a)}")]
    for node in (*related, *told, *classed):
        if node.get("href"):
            yield node.get("href")


def _around(anchor: html.HtmlElement) -> str:
    """The classes of a list's item that holds nothing but the link."""
    parent = anchor.getparent()
    return parent.get("class", "") if parent is not None and parent.tag == "li" else ""


def _says_next(anchor: html.HtmlElement) -> bool:
    for text in (anchor.text_content(), anchor.get("title", ""), anchor.get("aria-label", "")):
        plain = " ".join(text.split())
        if plain in _SIGNS:
            return True
        if len(plain) <= _MOST_TEXT and _WORDS.fullmatch(fold(plain).lower().strip(_TRIMMED)):
            return True
    return False


def _belongs(url: str, listing: str, site: Site) -> bool:
    if listing == site.home:
        return True
    own, found = urlsplit(listing), urlsplit(url)
    path = own.path.rstrip("/")
    return found.path.rstrip("/") == path or found.path.startswith(f"{path}/")


def _is_other(url: str, site: Site) -> bool:
    return site.is_article(url) or site.is_junk(url)
