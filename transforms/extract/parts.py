"""Finds the further parts of an article that is printed over several pages."""

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from selectolax.lexbor import LexborNode

from transforms.clean import clean_line
from transforms.extract.selecting import Page

_MOST = 30
_NAMES = "page|trang|paged|part|phan|p"
_PARAMETER = re.compile(rf"(?:{_NAMES})(?:_?(?:no|num|number|index))?|pageindex|start", re.I)
# x/2/, x/page/2, x/trang-2.html, x-2.html, x_p3.htm
_PATH_PART = re.compile(
    rf"(?:/(?:(?:{_NAMES})[-_/]?)?(?P<a>\d{{1,2}})|[-_](?:{_NAMES})?-?(?P<b>\d{{1,2}}))"
    r"(?P<end>(?:\.\w{2,5})?/?)$",
    re.I,
)
_NEXT = re.compile(r"(?:trang |phần )?(?:sau|tiếp( theo)?|kế( tiếp)?)|xem tiếp|next( page)?|[»›>]+", re.I)
# Elements that hold such links and nothing else.
_PAGERS = (
    ".page-links a, .post-page-numbers, .pagination a, .pager a, .paging a, .page-numbers, .phan-trang a, .article-pages a, "
    "[class*=pagination] a, [class*=pager] a"
)
_PAGER_CLASSES = re.compile(r"pag(?:er|inat|ing|e-links|e-numbers)|phan-trang|article-pages")
_PAGER_STEMS = ("pag", "phan-trang")  # one stands in each of those


def next_parts(
    page: Page, body: LexborNode, named: Iterable[LexborNode], *, address: str, absolute: Callable[[str], str]
) -> tuple[str, ...]:
    """The addresses of the parts after this one, in their order: links that a rule names, and of the page's pagers and
    rel=next those whose address is this page's with another number."""
    found = {absolute(href) for node in named if (href := _href(node))}
    candidates = [(node, href) for node in _candidates(page, body) if (href := _href(node))]
    if not found and not candidates:
        return ()
    here = _stem(address)
    for node, href in candidates:
        url = absolute(href).split("#")[0]
        stem = _stem(url, of=here[0])
        if stem[0] == here[0] and stem[1] > here[1] and _is_pager(node, stem[1]):
            found.add(url)
    found.discard(address)
    return tuple(sorted(found, key=lambda url: (_stem(url, of=here[0])[1], url))[:_MOST])


def _candidates(page: Page, body: LexborNode) -> Iterator[LexborNode]:
    yield from page.tree.css('[rel~="next"]')
    if any(map(page.classes.__contains__, _PAGER_STEMS)) and _PAGER_CLASSES.search(page.classes):
        yield from page.tree.css(_PAGERS)
    yield from (link for link in body.css("a[href]") if link.text().strip(" .\n").isdigit())


def _is_pager(node: LexborNode, number: int) -> bool:
    """Whether a link says that it leads to the part of that number."""
    text = clean_line(node.text()).strip(" .:")
    if text.lower().removeprefix("trang ").removeprefix("phần ") == str(number):
        return True
    return (
        node.tag == "link" or "next" in (node.attributes.get("rel") or "").split() or _NEXT.fullmatch(text) is not None
    )


def _stem(url: str, *, of: str = "") -> tuple[str, int]:
    """An address without the number of its part, and the number; 1 where it has none. A number at the end of a path is
    a part's only where the stem `of` comes of taking it away: articles have numbers too."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, 0
    pairs, number = [], 1
    for key, value in parse_qsl(parts.query, keep_blank_values=True):
        if _PARAMETER.fullmatch(key) and value.isdecimal() and len(value) <= 2:
            number = int(value)
        else:
            pairs.append((key, value))
    query = urlencode(pairs)
    stem = urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), query, ""))
    found = _PATH_PART.search(parts.path) if of and stem != of else None
    if found:
        path = parts.path[: found.start()] + found["end"]
        shorter = urlunsplit((parts.scheme, parts.netloc, path.rstrip("/"), query, ""))
        if shorter == of:
            return shorter, int(found["a"] or found["b"])
    return stem, number


def _href(node: LexborNode) -> str:
    href = (node.attributes.get("href") or "").strip()
    return "" if href.startswith(("#", "javascript:", "mailto:")) else href
