"""A page's elements as plain objects with their text, its offsets and how much of it is links: made for learning."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from transforms.clean import clean_line
from transforms.extract.letters import letters_of
from transforms.extract.markup import Attributes, is_hidden
from transforms.extract.selecting import Page

_SILENT_TAGS = "script style noscript template svg select option textarea iframe canvas map button"
_INLINE_TAGS = "a b i u em strong span font small sup sub mark abbr cite time label code q s"
_SILENT, _INLINE = frozenset(_SILENT_TAGS.split()), frozenset(_INLINE_TAGS.split())
_MOST_NODES = 20_000  # elements; a page with more is no article anybody reads


class Node:
    """One element. `start` and `end` are offsets into the tree's text, `linked` the letters of it inside links;
    `place` counts it among its parent's children of the same tag, from 1; `last` says that no such child follows."""

    __slots__ = (
        "attributes", "classes", "depth", "end", "hidden", "in_link", "key", "last", "linked", "number", "parent",
        "place", "previous", "start", "tag", "until",
    )  # fmt: skip

    def __init__(self, tag: str, attributes: Attributes, parent: "Node | None", number: int) -> None:
        self.tag, self.attributes, self.parent, self.number = tag, attributes, parent, number
        self.classes = tuple(dict.fromkeys((attributes.get("class") or "").split()))
        self.depth: int = parent.depth + 1 if parent else 0
        self.in_link: bool = tag == "a" or (parent is not None and parent.in_link)
        self.hidden: bool = is_hidden(attributes) or (parent is not None and parent.hidden)
        self.start = self.end = self.linked = self.key = 0
        self.until = number  # the number of the last element inside
        self.place, self.last = 1, True
        self.previous: Node | None = None

    def holds(self, other: "Node") -> bool:
        """Whether the other element is this one or inside it."""
        return self.number <= other.number <= self.until

    def ancestors(self) -> Iterator["Node"]:
        """Its parent, that one's parent, and so on."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


class Tree:
    """All elements of a page in document order, and the text they show."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.nodes: list[Node] = []
        self.by_key: dict[int, Node] = {}
        self._pieces: list[str] = []
        self._length = self._linked = 0
        root = page.tree.root
        if root is not None:
            self._walk(root)
        self.text = "".join(self._pieces)
        self._lines: dict[int, str] = {}
        self._letters: dict[int, str] = {}

    def line(self, node: Node) -> str:
        """The text of an element on one line, cleaned."""
        known = self._lines.get(node.number)
        if known is None:
            known = self._lines[node.number] = clean_line(self.text[node.start : node.end])
        return known

    def letters(self, node: Node) -> str:
        """The letters and digits of an element's text."""
        known = self._letters.get(node.number)
        if known is None:
            known = self._letters[node.number] = letters_of(self.line(node))
        return known

    def link_share(self, node: Node) -> float:
        """Which part of an element's text stands in links."""
        length = len(self.text[node.start : node.end].strip())
        return min(1.0, node.linked / length) if length else 0.0

    def select(self, selector: str) -> list[Node]:
        """The elements that a CSS selector (an "@attribute" at its end is passed over) matches, in document order."""
        found = (self.by_key.get(node.mem_id) for node, _ in self.page.nodes(selector))
        return [node for node in found if node is not None]

    def children(self, node: Node) -> list[Node]:
        """The elements right below an element."""
        return [n for n in self.nodes[node.number + 1 : node.until + 1] if n.parent is node]

    def _walk(self, root: LexborNode) -> None:
        stack: list[tuple[Node, Iterator[LexborNode], dict[str, Node], int]] = []
        top = self._open(root, None)
        stack.append((top, root.iter(include_text=True, skip_empty=False), {}, self._linked))
        previous: list[Node | None] = [None]
        while stack:
            node, children, seen, linked = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                previous.pop()
                self._close(node, linked)
            elif child.tag == "-text":
                self._write(child.text_content or "", node)
            elif self._is_walked(child):
                inner = self._open(child, node)
                _count(inner, seen, previous)
                stack.append((inner, child.iter(include_text=True, skip_empty=False), {}, self._linked))
                previous.append(None)

    def _is_walked(self, child: LexborNode) -> bool:
        tag = child.tag or "-"
        return tag[0] not in "-!" and tag not in _SILENT and len(self.nodes) < _MOST_NODES

    def _open(self, raw: LexborNode, parent: Node | None) -> Node:
        node = Node(raw.tag or "", raw.attributes, parent, len(self.nodes))
        self.nodes.append(node)
        node.key = raw.mem_id
        self.by_key[node.key] = node
        if node.tag not in _INLINE:
            self._space()
        node.start = self._length
        return node

    def _close(self, node: Node, linked: int) -> None:
        node.end, node.until = self._length, len(self.nodes) - 1
        node.linked = self._linked - linked
        if node.tag not in _INLINE:
            self._space()

    def _space(self) -> None:
        self._pieces.append(" ")
        self._length += 1

    def _write(self, text: str, node: Node) -> None:
        if node.hidden or node.tag == "title":
            return
        self._pieces.append(text)
        self._length += len(text)
        if node.in_link:
            self._linked += len(text.strip())


def _count(node: Node, seen: dict[str, Node], previous: list[Node | None]) -> None:
    """Notes which child of its tag the element is, and which element stands before it."""
    before = seen.get(node.tag)
    if before is not None:
        node.place, before.last = before.place + 1, False
    seen[node.tag] = node
    node.previous, previous[-1] = previous[-1], node
