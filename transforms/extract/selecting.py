"""Asks a parsed page for nodes by CSS selector, cheaply where the page can't have any."""

import re
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode, SelectolaxError

from records.base import Record
from transforms.extract.block import Block
from transforms.extract.blocks import read_blocks

_ATTRIBUTE = re.compile(r"^(?P<css>.*?)\s*@(?P<name>[\w:-]+)$", re.S)
# Classes and quoted attribute values: a page without these can't match the selector.
_STRINGS = re.compile(r"\[\s*([\w-]+)\s*[~|^$*]?=\s*(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))\s*\]")
_NAMES = re.compile(r"\.((?:[\w-]|[^\x00-\x7f])+)")
_MANY = 2  # selectors without a match, from which on knowing the names of all classes pays
_NEGATION = re.compile(r":(?:not|is|where|has|lexbor-contains)\([^)]*\)")


class Selector(Record, frozen=True):
    """A CSS selector, the attribute to read (None: the text), and what a page must contain to match: names of
    classes, values of other attributes."""

    css: str
    attribute: str | None
    names: frozenset[str] = frozenset()
    values: tuple[bytes, ...] = ()
    of_head: bool = False


class Page:
    """A parsed page and its source in UTF-8; of one that is cut off somewhere, `whole` is the source of all of it."""

    def __init__(self, raw: bytes, *, whole: bytes | None = None) -> None:
        self.raw, self.whole = raw, raw if whole is None else whole
        self.tree = LexborHTMLParser(raw, options=LexborDocumentOptions.WO_EVENTS)
        self._contains: dict[bytes, bool] = {}
        self._found: dict[str, list[LexborNode]] = {}
        self._has: dict[str, bool] = {}
        self._missed = 0  # selectors that matched nothing
        end = raw.find(b"</head")
        self._head = raw[:end] if end > 0 else raw  # where a page's <meta> stand

    @cached_property
    def written(self) -> list[Block]:
        """All that is shown, pictures too, as blocks; to be looked at, not changed."""
        body = self.tree.body
        return read_blocks(body) if body is not None else []

    @cached_property
    def shown(self) -> list[Block]:
        """All text that is shown, as blocks; to be looked at, not changed."""
        return [block for block in self.written if block.text]

    @cached_property
    def classes(self) -> str:
        """All values of class attributes in lower case, each once and parted by spaces."""
        # Most values are written many times over.
        return " ".join({node.attrs["class"] or "" for node in self.tree.css("[class]")}).lower()

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self.classes.split())

    @property
    def html(self) -> str:
        """The source as text."""
        return self.raw.decode("utf-8", "replace")

    @property
    def is_cut(self) -> bool:
        """Whether the tree ends before the page does."""
        return self.raw is not self.whole

    def contains(self, word: bytes) -> bool:
        """Whether the source has the word anywhere."""
        known = self._contains.get(word)
        if known is None:
            # Looked for from the end, where most words asked for stand in scripts, and where one that is nowhere is missed
            # two to four times as fast.
            known = self._contains[word] = self.whole.rfind(word) >= 0
        return known

    def nodes(self, selector: str) -> Iterator[tuple[LexborNode, str | None]]:
        """The nodes that match, with the name of the attribute to read; in document order."""
        compiled = compiled_selector(selector)
        if not self._may_match(compiled):
            return
        known = self._found.get(compiled.css)
        if known is not None:
            yield from ((node, compiled.attribute) for node in known)
            return
        # The first match is found without a look at the rest of the page, and is mostly all that is asked for.
        root = self._root(compiled)
        first = root.css_first(compiled.css)
        if first is None:
            self._missed += 1
            self._found[compiled.css] = []
            return
        yield first, compiled.attribute
        found = self._found[compiled.css] = root.css(compiled.css)
        for node in found[1:]:
            yield node, compiled.attribute

    def every(self, selector: str) -> list[tuple[LexborNode, str | None]]:
        """All that `nodes` gives, for those who look at each of them: in one walk through the page."""
        compiled = compiled_selector(selector)
        known = self._found.get(compiled.css)
        if known is None:
            if not self._may_match(compiled):
                return []
            known = self._found[compiled.css] = self._root(compiled).css(compiled.css)
            self._missed += not known
        return [(node, compiled.attribute) for node in known]

    def inside(self, root: LexborNode, selectors: tuple[str, ...]) -> list[LexborNode]:
        """The nodes below a node that match any of the selectors."""
        return root.css(_joined(selectors)) if selectors else []

    def has(self, selector: str) -> bool:
        """Whether any node matches."""
        known = self._has.get(selector)
        if known is None:
            known = self._has[selector] = self._has_any(compiled_selector(selector))
        return known

    def _has_any(self, compiled: Selector) -> bool:
        known = self._found.get(compiled.css)
        if known is not None:
            return bool(known)
        if not self._may_match(compiled):
            return False
        found = self._root(compiled).css_first(compiled.css) is not None
        if not found:
            self._missed += 1
            self._found[compiled.css] = []
        return found

    def _root(self, selector: Selector) -> LexborNode | LexborHTMLParser:
        """Where to look: what a page says of itself stands in its head, a fiftieth of it."""
        return (self.tree.head if selector.of_head else None) or self.tree

    def _may_match(self, selector: Selector) -> bool:
        """Whether it is worth to ask the tree. To collect the names of all classes takes as long as asking it five times,
        so this is done for those alone who ask for much that isn't there."""
        if selector.names and self._missed >= _MANY and not selector.names <= self._names:
            return False
        # Elsewhere the tree is asked as fast as the source is searched for a value.
        return not selector.of_head or all(self._head.rfind(value) >= 0 for value in selector.values)

    def first(self, selector: str) -> LexborNode | None:
        """The first node that matches."""
        return next((node for node, _ in self.nodes(selector)), None)


@lru_cache(maxsize=256)
def _joined(selectors: tuple[str, ...]) -> str:
    return ", ".join(compiled_selector(selector).css for selector in selectors)


@lru_cache(maxsize=4096)
def compiled_selector(selector: str) -> Selector:
    """The selector taken apart: "meta[name=x]@content" has an attribute to read."""
    found = _ATTRIBUTE.match(selector)
    css, attribute = (found["css"], found["name"]) if found else (selector, None)
    plain = _NEGATION.sub("", css)
    if "," in _STRINGS.sub("", plain):
        return Selector(css=css, attribute=attribute)
    names = _NAMES.findall(re.sub(r"\[[^\]]*\]", "", plain))
    values = [next(filter(None, written)) for _, *written in _STRINGS.findall(plain)]
    return Selector(
        css=css,
        attribute=attribute,
        names=frozenset(name.lower() for name in names),
        values=tuple(dict.fromkeys(v.encode() for v in values)),
        of_head=css.startswith("meta["),
    )


def check_selector(selector: str) -> None:
    """Raises ValueError for a CSS selector that the page reader can't use."""
    brackets = re.sub(r"\"[^\"]*\"|'[^']*'", "", selector)
    if any(brackets.count(a) != brackets.count(b) for a, b in ("[]", "()")):
        raise ValueError("a bracket is not closed")
    try:
        _nothing().css(compiled_selector(selector).css)
    except SelectolaxError as exc:
        raise ValueError(str(exc).rstrip(".").lower()) from exc


@cache
def _nothing() -> LexborHTMLParser:
    """A page to try selectors on: to parse one takes longer."""
    return LexborHTMLParser("<p>")
