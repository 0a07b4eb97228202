"""Cuts a page off before its footer: a quarter of many a page, and nothing of an article."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_LEAST_PAGE = 20_000  # bytes: of a smaller page too little would be saved
_LEAST_CUT = 0.05  # the share of a page that its footer must have
_OPENS = b"<footer"
# What stands in an article's own footer, and what shows that the page's content goes on behind it.
_OWN = re.compile(rb"<footer[^>]{0,300}(?:entry|post|article|story|news|blockquote|meta|detail|content|card)", re.I)
_GOES_ON = (b"</article", b"</main")


def above_footer(html: bytes) -> bytes:
    """The page up to its last <footer>; the page itself where that is not the whole page's, or too short to save much."""
    if len(html) < _LEAST_PAGE:
        return html
    start = html.rfind(_OPENS, len(html) // 2)
    if start < 0 or len(html) - start < len(html) * _LEAST_CUT or _OWN.match(html, start):
        return html
    return html if any(html.find(mark, start) > 0 for mark in _GOES_ON) else html[:start]


def is_open(tree: LexborHTMLParser, node: LexborNode) -> bool:
    """Whether an element was not yet closed where a page was cut off."""
    last = tree.body
    while last is not None:
        if last.mem_id == node.mem_id:
            return True
        last = last.last_child
    return False
