"""Finds the date among nodes that may hold it, and passes over the clock in a page's frame."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache

from selectolax.lexbor import LexborNode

from transforms.byline_stamps import without_stamp
from transforms.clean import clean_line
from transforms.dates import VIETNAM, Stamp, is_labelled

_LONGEST = 160  # characters: what is longer is no date line
_FRAME_TAGS = frozenset(("header", "footer", "nav", "aside", "marquee"))
_CONTENT_TAGS = frozenset(("article", "main"))
_FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:site-?header|page-?header|header-?(?:top|main|bottom|bar|date|time)|top-?(?:bar|header|menu|head|nav)|navbar|main-?menu|menu"
    r"|footer|clock|dong-?ho|current-?(?:date|time)|date-?now|now|today|thoi-?gian-?hien-?tai)(?:$|[\s_-])",
    re.I,
)
# Lists of other articles, and columns beside the text. "elementor-widget" is any piece of a page.
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:related|latest|recent|sidebar|popular|other-?(?:news|posts|articles)|most-?(?:read|viewed)|lien-?quan|tin-?(?:khac|moi|lien)"
    r"|bai-?(?:khac|moi)|xem-?nhieu|doc-?nhieu|widget-area|wp-block-query|wp-block-latest-posts)(?:$|[\s_-])|(?:^|\s)(?:widget|wp-block-post)(?:$|\s)",
    re.I,
)
_FRAME_IDS = frozenset(("header", "footer", "top", "menu", "banner", "nav"))
_INLINE = frozenset(("span", "b", "strong", "i", "em", "font", "time", "small", "u"))
_HIGHEST = 15  # ancestors that are looked at


def first_stamp(
    nodes: Iterable[tuple[LexborNode, str | None]],
    parse: Callable[[str], Stamp | None],
    *,
    now: datetime,
    around: frozenset[int] = frozenset(),
    body: LexborNode | None = None,
) -> Stamp | None:
    """The first date that the nodes (or their named attributes) hold and that is neither a clock of the page nor another
    article's; `around` are the elements around the text. Of those in `body`, if that is given, one that stands alone before
    one of which a sentence tells."""
    told = None
    for node, attribute in nodes:
        text = clean_line((node.attributes.get(attribute) or "") if attribute else node.text(separator=" "))
        if not text or len(text) > _LONGEST:
            continue
        stamp = parse(text)
        if not stamp or (_looks_fresh(stamp, now) and in_frame(node, around)) or is_elsewhere(node, around):
            continue
        if body is None or not _is_inside(node, body):
            return told or stamp
        if _stands_alone(node, text):
            return stamp
        told = told or stamp
    return told


def _stands_alone(node: LexborNode, text: str) -> bool:
    """Whether a date is all that its line says, its label aside. Of a piece of a line the whole line is asked."""
    if node.tag in _INLINE and node.parent is not None:
        text = clean_line(node.parent.text(separator=" "))
    return len(text) <= _LONGEST and (is_labelled(text) or without_stamp(text) == "")


def _is_inside(node: LexborNode, around: LexborNode) -> bool:
    inner: LexborNode | None = node
    while inner is not None:
        if inner.mem_id == around.mem_id:
            return True
        inner = inner.parent
    return False


def ancestors(node: LexborNode | None) -> frozenset[int]:
    """The `mem_id` of a node and of the elements around it."""
    found = set()
    while node is not None:
        found.add(node.mem_id)
        node = node.parent
    return frozenset(found)


def in_frame(node: LexborNode, around: frozenset[int] = frozenset()) -> bool:
    """Whether a node stands in a page's header, menu or footer and not in its content."""
    inner: LexborNode | None = node
    for _ in range(_HIGHEST):
        if inner is None or inner.tag in _CONTENT_TAGS or inner.tag == "body" or inner.mem_id in around:
            return False
        attributes = inner.attributes
        names = attributes.get("class") or ""
        if inner.tag in _FRAME_TAGS and not names.startswith(("entry", "post", "article", "detail")):
            return True
        if (attributes.get("id") or "").lower() in _FRAME_IDS or (names and _names_frame(names)):
            return True
        inner = inner.parent
    return False


def is_elsewhere(node: LexborNode, around: frozenset[int] = frozenset()) -> bool:
    """Whether a node stands in a list of other articles or in a column beside the text."""
    inner = node.parent
    for _ in range(_HIGHEST):
        if inner is None or inner.tag == "body" or inner.mem_id in around:
            return False
        attributes = inner.attributes
        if inner.tag == "aside" or (attributes and _names_elsewhere(attributes.get("class"), attributes.get("id"))):
            return True
        inner = inner.parent
    return False


@lru_cache(maxsize=4096)
def _names_elsewhere(classes: str | None, id_: str | None) -> bool:
    """Whether an element's class and id say so; pages of a site share theirs."""
    return _ELSEWHERE.search(f"{classes or ''} {id_ or ''}") is not None


@lru_cache(maxsize=4096)
def _names_frame(classes: str) -> bool:
    return _FRAME_NAMES.search(classes) is not None


def _looks_fresh(stamp: Stamp, now: datetime) -> bool:
    """Whether a stamp could be a clock's: of the day the page was fetched, or to the second."""
    return stamp.at.date() == now.astimezone(VIETNAM).date() or stamp.at.second != 0
