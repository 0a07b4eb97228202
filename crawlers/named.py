"""What an article's page says its own address is: one article often answers at several."""

import re
from html import unescape

from crawlers.candidate import Site, last_segment

# The head of a page; what stands further down is text.
_HEAD_BYTES = 100_000
_LINK = re.compile(rb"<link\b[^>]{0,1000}>", re.I)
_CANONICAL = re.compile(rb"\brel\s*=\s*[\"']?canonical\b", re.I)
_HREF = re.compile(rb"\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.I)


def named_address(body: bytes, url: str, site: Site) -> str:
    """The canonical address of the article on the page at `url`: what its link tag names, if that can be believed.

    It is believed where it is an article's on the site that ends like `url`: many portals name their home page, or the
    address of another page, on all of them.
    """
    for link in _LINK.findall(body[:_HEAD_BYTES]):
        href = _HREF.search(link) if _CANONICAL.search(link) else None
        if href:
            named = site.canonical(unescape(href[1].decode("utf-8", errors="replace")), url)
            good = named is not None and site.is_article(named) and last_segment(named) == last_segment(url)
            return named if named and good else url
    return url
