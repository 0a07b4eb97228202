"""Asks a parsed page for nodes by CSS selector, cheaply where the page can't have any."""

import re
from collections.abc import Iterator
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from records.base import Record

_ATTRIBUTE = re.compile(r"^(?P<css>.*?)\s*@(?P<name>[\w:-]+)$", re.S)
# Classes, ids and quoted attribute values: a page without these characters can't match the selector.
_STRINGS = re.compile(r"\[[^\]]*?=\s*(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))\s*\]")
_NAMES = re.compile(r"[.#]((?:[\w-]|[^\x00-\x7f])+)")
# Quotes may be missing; what follows such a value does no harm.
_CLASSES = re.compile(rb"class=[\"']?([^\"'>]*)")
_IDS = re.compile(rb"id=[\"']?([^\"'>]*)")
_WRITTEN_ALIKE = 30_000  # bytes that show how a page writes its attributes
_NEGATION = re.compile(r":(?:not|is|where|has)\([^)]*\)")


class Selector(Record, frozen=True):
    """A CSS selector, the attribute to read (None: the text), and what a page must contain to match: names of classes
    and ids, values of other attributes."""

    css: str
    attribute: str | None
    names: tuple[bytes, ...] = ()
    values: tuple[bytes, ...] = ()


class Page:
    """A parsed page and its source in UTF-8."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.tree = LexborHTMLParser(raw)
        self._contains: dict[bytes, bool] = {}
        self._found: dict[str, list[LexborNode]] = {}
        self._names = _class_and_id_names(raw)

    @property
    def html(self) -> str:
        """The source as text."""
        return self.raw.decode("utf-8", "replace")

    def contains(self, word: bytes) -> bool:
        """Whether the source has the word anywhere."""
        known = self._contains.get(word)
        if known is None:
            known = self._contains[word] = word in self.raw
        return known

    def nodes(self, selector: str) -> Iterator[tuple[LexborNode, str | None]]:
        """The nodes that match, with the name of the attribute to read; in document order."""
        compiled = compiled_selector(selector)
        if not self._may_match(compiled):
            return
        # The first match is found without a look at the rest of the page, and is mostly all that is asked for.
        first = self.tree.css_first(compiled.css)
        if first is None:
            return
        yield first, compiled.attribute
        if compiled.css not in self._found:
            self._found[compiled.css] = self.tree.css(compiled.css)
        for node in self._found[compiled.css][1:]:
            yield node, compiled.attribute

    def inside(self, root: LexborNode, selector: str) -> list[LexborNode]:
        """The nodes below a node that match."""
        compiled = compiled_selector(selector)
        return root.css(compiled.css) if self._may_match(compiled) else []

    def has(self, selector: str) -> bool:
        """Whether any node matches."""
        compiled = compiled_selector(selector)
        return self._may_match(compiled) and self.tree.css_first(compiled.css) is not None

    def _may_match(self, selector: Selector) -> bool:
        """Most selectors are settled without asking the tree: the page has no such class."""
        names = self._names
        return all(name in names for name in selector.names) and all(map(self.contains, selector.values))

    def first(self, selector: str) -> LexborNode | None:
        """The first node that matches."""
        return next((node for node, _ in self.nodes(selector)), None)


def _class_and_id_names(raw: bytes) -> bytes:
    """The values of all class and id attributes, a tenth of the page; the page itself where they are written oddly.

    Finding a word in a whole page costs more than asking the tree for two.
    """
    head = raw[:_WRITTEN_ALIKE]
    if b"CLASS=" in head or b"class =" in head or b"<BODY" in head:
        return raw
    return b" ".join(_CLASSES.findall(raw)) + b" " + b" ".join(_IDS.findall(raw))


@lru_cache(maxsize=4096)
def compiled_selector(selector: str) -> Selector:
    """The selector taken apart: "meta[name=x]@content" has an attribute to read."""
    found = _ATTRIBUTE.match(selector)
    css, attribute = (found["css"], found["name"]) if found else (selector, None)
    plain = _NEGATION.sub("", css)
    if "," in _STRINGS.sub("", plain):
        return Selector(css=css, attribute=attribute)
    strings = [next(filter(None, groups)) for groups in _STRINGS.findall(plain)]
    names = _NAMES.findall(re.sub(r"\[[^\]]*\]", "", plain))
    return Selector(
        css=css,
        attribute=attribute,
        names=tuple(dict.fromkeys(n.encode() for n in names)),
        values=tuple(dict.fromkeys(s.encode() for s in strings)),
    )


def check_selector(selector: str) -> None:
    """Raises ValueError for a CSS selector that the page reader can't use."""
    brackets = re.sub(r"\"[^\"]*\"|'[^']*'", "", selector)
    if any(brackets.count(a) != brackets.count(b) for a, b in ("[]", "()")):
        raise ValueError("a bracket is not closed")
    try:
        LexborHTMLParser("<p>").css(compiled_selector(selector).css)
    except SelectolaxError as exc:
        raise ValueError(str(exc).rstrip(".").lower()) from exc
