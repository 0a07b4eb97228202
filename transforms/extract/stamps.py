"""Finds the date among nodes that may hold it, and passes over the clock in a page's frame."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache

from selectolax.lexbor import LexborNode

from transforms.byline_stamps import without_stamp
from transforms.clean import clean_line
from transforms.dates import VIETNAM, Stamp, is_labelled
from transforms.extract.letters import letters_of
from transforms.page_words import is_noise

_LONGEST = 160  # characters: what is longer is no date line
_FRAME_TAGS = frozenset(("header", "footer", "nav", "aside", "marquee"))
_CONTENT_TAGS = frozenset(("article", "main"))
_FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:site-?header|page-?header|header-?(?:top|main|bottom|bar|date|time)|top-?(?:bar|header|menu|head|nav)|navbar|main-?menu|menu"
    r"|footer|clock|dong-?ho|current-?(?:date|time)|date-?now|now|today|thoi-?gian-?hien-?tai)(?:$|[\s_-])",
    re.I,
)
# Lists of other articles, readers' comments, and columns beside the text. "elementor-widget" is any piece of a page.
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:related|latest|recent|sidebar|popular|other-?(?:news|posts|articles)|most-?(?:read|viewed)|lien-?quan|tin-?(?:khac|moi|lien)"
    r"|bai-?(?:khac|moi)|xem-?nhieu|doc-?nhieu|comments?|comment-?list|binh-?luan|widget-area|wp-block-query|wp-block-latest-posts)(?:$|[\s_-])|(?:^|\s)(?:widget|wp-block-post)(?:$|\s)",
    re.I,
)
_FRAME_IDS = frozenset(("header", "footer", "top", "menu", "banner", "nav"))
_INLINE = frozenset(("span", "b", "strong", "i", "em", "font", "time", "small", "u"))
_HIGHEST = 15  # ancestors that are looked at
_BESIDE = 2  # elements around a date in which a headline's link makes it another article's
_HEADLINE = 35  # characters of a headline


def first_stamp(
    nodes: Iterable[tuple[LexborNode, str | None]],
    parse: Callable[[str], Stamp | None],
    *,
    now: datetime,
    around: frozenset[int] = frozenset(),
    body: LexborNode | None = None,
    title: str = "",
    by_title: Callable[[], Stamp | None] = lambda: None,
) -> Stamp | None:
    """The first date that the nodes (or their named attributes) hold and that is neither a clock of the page nor another
    article's; `around` are the elements around the text. Of those in `body`, if that is given, one that stands alone before
    one of which a sentence tells. Of those beside linked headlines that are not the `title`, the first where the date
    `by_title` has its day or there is no better one: they may be sections' names."""
    told = doubted = None
    headed: dict[int, bool] = {}
    for node, attribute in nodes:
        text = clean_line((node.attributes.get(attribute) or "") if attribute else node.text(separator=" "))
        if not text or len(text) > _LONGEST:
            continue
        stamp = parse(text)
        if not stamp or (_looks_fresh(stamp, now) and in_frame(node, around)) or is_elsewhere(node, around):
            continue
        if body is None and attribute is None and _is_headlines(node, around, headed, title):
            doubted = doubted or stamp
            continue
        if body is None or not _is_inside(node, body):
            return _surer(told or stamp, doubted, by_title)
        if _stands_alone(node, text):
            return stamp
        told = told or stamp
    return _surer(told, doubted, by_title)


def _surer(sure: Stamp | None, doubted: Stamp | None, by_title: Callable[[], Stamp | None]) -> Stamp | None:
    """The date beside a headline where the title's has its day, else the other one, else the title's, else that one."""
    if doubted is None:
        return sure
    beside = by_title()
    if beside is not None and beside.at.date() == doubted.at.date():
        return doubted
    return sure or beside or doubted


def _is_headlines(node: LexborNode, around: frozenset[int], headed: dict[int, bool], title: str) -> bool:
    """Whether a date stands in one element with a linked headline other than its own `title`, and not right below that.
    `headed` keeps which elements do: dates of a list share theirs."""
    inner = node.parent
    for _ in range(_BESIDE):
        if inner is None or inner.tag == "body" or inner.mem_id in around:
            return False
        if inner.mem_id not in headed:
            headed[inner.mem_id] = _holds_headline(inner, title)
        if headed[inner.mem_id]:
            return True
        inner = inner.parent
    return False


def _holds_headline(element: LexborNode, title: str) -> bool:
    """Whether an element holds the linked headline of another article; in the one below the title such are sections."""
    found = [
        text for link in element.css("a") if len(text := link.text()) >= _HEADLINE and _is_headline(clean_line(text))
    ]
    own = letters_of(title) if found else ""
    return any(letters_of(text) != own for text in found) and not (own and _is_right_below(element, own))


def _is_right_below(element: LexborNode, own: str) -> bool:
    """Whether an element follows the one that shows the title, of which `own` are the letters."""
    before = element.prev
    while before is not None and before.tag == "-text" and not before.text().strip():
        before = before.prev
    return before is not None and letters_of(before.text()) == own


def _is_headline(text: str) -> bool:
    """Whether a link's text is a headline, by its length: sections' names and buttons are shorter."""
    return len(text) >= _HEADLINE and without_stamp(text) != "" and not is_noise(text)


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
    """Whether a node stands in a list of other articles, among comments or in a column beside the text."""
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
