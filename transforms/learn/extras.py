"""Finds what stands around a text: its section, its keywords, the picture above it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from records.platform import FieldName, FieldRule
from transforms.clean import clean_line
from transforms.learn.choosing import choose
from transforms.learn.selectors import Namer
from transforms.learn.study import Study
from transforms.learn.tree import Node
from transforms.pen_names import is_name

_SECTION_NAMES = re.compile(r"categor|section|crumb|chuyen-?muc|danh-?muc|cat-?link|duong-?dan|\bcat\b", re.I)
_TAG_NAMES = re.compile(r"\btags?\b|tags?-|-tags?\b|tag(?:list|box|cloud)|keyword|tu-?khoa|topics?\b", re.I)
_TAG_LABEL = re.compile(r"\s*(?:tags?|từ khó?a|keywords?|thẻ|chủ đề)\s*:", re.I)
_FURNITURE = re.compile(r"logo|icon|banner|avatar|share|qc|ads?\b|spacer|blank", re.I)
_LONGEST_SECTION, _LONGEST_TAG = 60, 60  # characters
_LEAST_RATE = 0.5  # the share of pages on which a section must be found
_LEAST_TAGGED, _LEAST_PICTURED = 0.2, 0.1
_WIDEST = 1500  # characters of a menu
_MENU = 4  # links side by side that are a menu
_MOST_TAGS = 15
_CAPTION = 300  # characters beside a picture
_SHORT_TAGS = frozenset(("a", "span", "div", "p", "b", "strong", "em", "li", "td", "small", "h4", "h5"))
_META = {"section": 'meta[property="article:section"]', "keywords": 'meta[name="keywords"]'}


def learn_extras(studies: Sequence[Study], namer: Namer) -> dict[FieldName, FieldRule]:
    """The rules of section, keywords and pictures outside the text; a field for which nothing was found is absent."""
    found: dict[FieldName, list[str]] = {
        "section": _section(studies, namer),
        "keywords": _keywords(studies, namer),
        "images": _pictures(studies, namer),
    }
    return {name: FieldRule(select=tuple(select)) for name, select in found.items() if select}


def _section(studies: Sequence[Study], namer: Namer) -> list[str]:
    """Where the name of the article's section stands above the text: a word of the site's menu, or one named for it."""
    menu = _menu(studies)
    frames = _frames(studies)
    wanted = [[n for n in _above(one, frames) if _may_be_section(one, n, menu)] for one in studies]
    texts = Counter(one.tree.letters(n) for one, nodes in zip(studies, wanted, strict=True) for n in nodes)
    # What stands above every text is the home page's name.
    wanted = [[n for n in nodes if texts[one.tree.letters(n)] < 0.8 * len(studies)]
              for one, nodes in zip(studies, wanted, strict=True)]  # fmt: skip
    if sum(map(bool, wanted)) >= _LEAST_RATE * len(studies):
        select = choose(studies, wanted, namer, pick=_first_shown, most=1, stray=1.5)
        if select and _values(studies, select[0]) > 1:
            return select
    return _said(studies, "section")


def _menu(studies: Sequence[Study]) -> frozenset[str]:
    """The texts of links that most pages have: menus."""
    counts: Counter[str] = Counter()
    for one in studies:
        links = [n for n in one.tree.nodes if n.tag == "a" and n.end - n.start < 2 * _LONGEST_SECTION]
        counts.update({one.tree.letters(n) for n in links})
    return frozenset(text for text, count in counts.items() if count > 0.6 * len(studies) and len(text) > 2)


def _frames(studies: Sequence[Study]) -> frozenset[str]:
    """The texts of boxes of links that most pages have alike."""
    counts: Counter[str] = Counter()
    for one in studies:
        boxes = [n for n in one.tree.nodes if n.linked and n.tag != "a" and n.end - n.start < _WIDEST]
        counts.update({one.tree.letters(n) for n in boxes})
    return frozenset(text for text, count in counts.items() if count > 0.6 * len(studies))


def _above(one: Study, frames: frozenset[str]) -> Iterator[Node]:
    """Short texts above the text that are not one of many links side by side."""
    body = one.body
    if body is None:
        return
    for node in one.tree.nodes:
        if node.start >= body.start:
            return
        if node.hidden or node.tag not in _SHORT_TAGS:
            continue
        if 2 < len(one.tree.line(node)) <= _LONGEST_SECTION and not _is_in_menu(one, node, frames):
            yield node


def _is_in_menu(one: Study, node: Node, frames: frozenset[str]) -> bool:
    """Whether an element is one of many links side by side, or in a box that most pages have with the same links."""
    for around in [node, *node.ancestors()][1:4]:
        if around.tag in ("nav", "header", "footer", "body") or around.tag == "-document":
            return around.tag in ("nav", "footer")
        if around.end - around.start < _WIDEST and one.tree.letters(around) in frames:
            return True
        inside = one.tree.nodes[around.number : around.until + 1]
        links = sum(n.tag == "a" for n in inside)
        if links > _MENU and one.tree.link_share(around) > 0.8:
            return True
    return False


def _may_be_section(one: Study, node: Node, menu: frozenset[str]) -> bool:
    if any(t.holds(node) or node.holds(t) for t in one.titles):
        return False
    line = one.tree.line(node)
    if re.search(r"\d", line) or line.endswith((":", ".")):
        return False
    if one.tree.letters(node) in menu:
        return True
    holders = [node, *node.ancestors()][:3]
    named = any(_SECTION_NAMES.search(" ".join((*n.classes, n.attributes.get("id") or "", n.attributes.get("itemprop") or "",
                                                n.attributes.get("rel") or ""))) for n in holders)  # fmt: skip
    return named and node.linked > 0 and not (is_name(line) and "author" in " ".join(node.classes))


def _first_shown(one: Study, nodes: Sequence[Node]) -> Node | None:
    return next((n for n in nodes if one.tree.line(n)), None)


def _values(studies: Sequence[Study], selector: str) -> int:
    """How many texts the first match of a selector has over the pages."""
    picked = [_first_shown(one, one.tree.select(selector)) for one in studies]
    return len({one.tree.letters(n) for one, n in zip(studies, picked, strict=True) if n is not None})


def _said(studies: Sequence[Study], field: str) -> list[str]:
    """What the head says of it, where that varies."""
    css = _META[field]
    texts = [clean_line(n.attributes.get("content") or "") for one in studies for n in one.tree.select(css)[:1]]
    texts = [t for t in texts if t]
    return [f"{css}@content"] if len(texts) >= _LEAST_RATE * len(studies) and len(set(texts)) * 3 > len(texts) else []


def _keywords(studies: Sequence[Study], namer: Namer) -> list[str]:
    """The links of a box named for keywords, or opened by their label; not a cloud that every page has."""
    wanted = [_tag_boxes(one) for one in studies]
    texts = Counter(one.tree.letters(n) for one, nodes in zip(studies, wanted, strict=True) for n in nodes)
    wanted = [[n for n in nodes if texts[one.tree.letters(n)] * 2 <= len(studies) or len(studies) < 3]
              for one, nodes in zip(studies, wanted, strict=True)]  # fmt: skip
    menu = _menu(studies)
    wanted = [[n for n in nodes if one.tree.letters(n) not in menu] for one, nodes in zip(studies, wanted, strict=True)]
    if sum(map(bool, wanted)) >= max(2, _LEAST_TAGGED * len(studies)):
        select = choose(studies, wanted, namer, pick=_first_shown, most=1, stray=1.0)
        if select and "nth-" not in select[0]:
            return [f"{select[0]} a"]
    return _said(studies, "keywords")


def _tag_boxes(one: Study) -> list[Node]:
    """The smallest elements around all links of a list of keywords."""
    found = []
    for node in one.tree.nodes:
        if node.hidden or node.tag in ("a", "body", "html") or node.end - node.start > 600 or not node.linked:
            continue
        names = " ".join((*node.classes, node.attributes.get("id") or ""))
        if not (_TAG_NAMES.search(names) or _TAG_LABEL.match(one.tree.line(node))):
            continue
        links = [n for n in one.tree.nodes[node.number : node.until + 1] if n.tag == "a"]
        short = all(0 < len(one.tree.line(n)) <= _LONGEST_TAG for n in links)
        if 1 <= len(links) <= _MOST_TAGS and short and one.body is not None and node.start >= one.body.start - 600:
            found.append(node)
    return [n for n in found if not any(o is not n and o.holds(n) for o in found)]


def _pictures(studies: Sequence[Study], namer: Namer) -> list[str]:
    """The element with a picture and its caption between title and text, where pictures vary from page to page."""
    wanted = [_pictured(one) for one in studies]
    if sum(map(bool, wanted)) < max(2, _LEAST_PICTURED * len(studies)):
        return []
    sources = {_source(one, n) for one, nodes in zip(studies, wanted, strict=True) for n in nodes}
    if len(sources) * 2 <= sum(map(len, wanted)):
        return []

    def pick(one: Study, nodes: Sequence[Node]) -> Node | None:
        return next((n for n in nodes if _source(one, n)), None)

    return choose(studies, wanted, namer, pick=pick, most=1, stray=1.5, crowd=2.0)


def _pictured(one: Study) -> list[Node]:
    """The largest elements between title and body that hold a picture and no more than its caption."""
    body, tree = one.body, one.tree
    if body is None or not one.titles:
        return []
    stamped = {node.number for node, _, _ in one.stamps}
    found = []
    for node in tree.nodes[one.titles[0].number : body.number]:
        if node.end > body.start or node.hidden or node.end - node.start > _CAPTION or node.holds(body):
            continue
        inside = range(node.number, node.until + 1)
        if _source(one, node) and not stamped.intersection(inside) and not any(node.holds(t) for t in one.titles):
            found.append(node)
    return [n for n in found if not any(o is not n and o.holds(n) for o in found)][:1]


def _source(one: Study, node: Node) -> str:
    """The address of an element's first picture that is none of the page's furniture."""
    for inner in one.tree.nodes[node.number : node.until + 1]:
        if inner.tag == "img":
            source = inner.attributes.get("data-src") or inner.attributes.get("src") or ""
            if source and not _FURNITURE.search(source):
                return source
    return ""
