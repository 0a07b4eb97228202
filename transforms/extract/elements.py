"""Says what an element of a body is: passed over, a block of its own, a heading, a caption, a picture."""

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from transforms.extract.markup import Attributes

_SKIPPED_TAGS = """script style noscript template iframe object embed video audio button select input textarea svg nav link
meta head title map canvas"""
_BLOCK_TAGS = """p div section article main header footer aside form ul ol li dl dt dd blockquote pre figure figcaption center
address table tbody thead tfoot tr td th caption hr details summary fieldset"""
SKIPPED, BLOCKS = frozenset(_SKIPPED_TAGS.split()), frozenset(_BLOCK_TAGS.split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PLAIN = frozenset(("span", "font", "u"))  # what says nothing of the text in it
BOLD, ITALIC = frozenset(("b", "strong")), frozenset(("i", "em", "cite"))
_KINDS = {"li": "item", "dd": "item", "blockquote": "quote", "figcaption": "caption", "caption": "caption"}
_CAPTION_CLASS = re.compile(r"caption|chuthich|chu-thich|imgalt|image-?note|img-?note|pic-?note|desc-?img", re.I)
# Where lazily loaded pictures keep their address; src itself holds a placeholder then.
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "src")


def is_block(tag: str) -> bool:
    """Whether an element stands in lines of its own; elements of the page's own are mostly its parts."""
    return tag in BLOCKS or "-" in tag


def kind_of(node: LexborNode, tag: str, attributes: Attributes, around: str) -> str:
    """The kind of the blocks that an element holds, given that of the element around it."""
    kind = _KINDS.get(tag)
    if kind is not None:
        return kind
    classes = attributes.get("class")
    captions = classes and _CAPTION_CLASS.search(classes) and node.css_first("img") is None
    return "caption" if captions else around


def picture_address(attributes: Attributes) -> str:
    """Where a picture is kept, "" for none: a placeholder, or a dot that counts readers."""
    if (attributes.get("width") or "").strip() in ("0", "1"):
        return ""
    return next(
        (src for key in _SOURCES if (src := (attributes.get(key) or "").strip()) and not src.startswith("data:")), ""
    )


def short_texts(nodes: Sequence[LexborNode], *, longest: int, separator: str = "\n") -> Iterator[str]:
    """The texts of elements, given in the page's order, that are at most `longest` characters; those around a longer one
    aren't read, so that elements nested any number of times take no longer than their text."""
    longer: set[int] = set()
    found: list[str] = []
    for node in reversed(nodes):
        if node.mem_id in longer:
            continue
        text = node.text(separator=separator)
        if len(text) <= longest:
            found.append(text)
            continue
        around: LexborNode | None = node
        while around is not None and around.mem_id not in longer:
            longer.add(around.mem_id)
            around = around.parent
    yield from reversed(found)
