"""Cuts a page off before its footer: a quarter of many a page, and nothing of an article."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_LEAST_PAGE = 20_000  # bytes: of a smaller page too little would be saved
_LEAST_CUT = 0.05  # the share of a page that its footer must have
_OPENS = b"<footer"
# What stands in an article's own footer, and what shows that the page's content goes on behind it.
_OWN = re.compile(rb"<footer[^>]{0,300}(?:entry|post|article|story|news|blockquote|meta|detail|content|card)", re.I)
_GOES_ON = (b"</article", b"</main")
# Links to an article's further parts, mostly in an element of such a class. Both begin with letters to look for, which
# takes a fifth of the time.
_PAGER = re.compile(rb"p(?:ag(?:er|inat|ing|e-links|e-numbers|es[\"' ])|han-trang)[^<>]{0,300}>")
_NEXT = re.compile(rb"rel=[\"']?next")


def above_footer(html: bytes) -> bytes:
    """The page up to its last <footer>; the page itself where that is not the whole page's, holds a pager, or is
    too short to save much."""
    if len(html) < _LEAST_PAGE:
        return html
    start = html.rfind(_OPENS, len(html) // 2)
    if start < 0 or len(html) - start < len(html) * _LEAST_CUT or _OWN.match(html, start):
        return html
    if (
        any(html.rfind(mark, start) > 0 for mark in _GOES_ON)
        or _NEXT.search(html, start)
        or may_have_pager(html, start)
    ):
        return html
    return html[:start]


def may_have_pager(html: bytes, start: int = 0) -> bool:
    """Whether a page has, from some byte on, an element that is called as those that hold links to further parts."""
    return _PAGER.search(html, start) is not None


def is_open(tree: LexborHTMLParser, node: LexborNode) -> bool:
    """Whether an element was not yet closed where a page was cut off."""
    last = tree.body
    while last is not None:
        if last.mem_id == node.mem_id:
            return True
        last = last.last_child
    return False
