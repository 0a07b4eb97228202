"""Walks the node that holds a body and writes it down as blocks in order: paragraphs, headings, list items, quotes,
table rows, pictures. What a block is (caption, trailer) is decided elsewhere."""

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from transforms.clean import clean, clean_line
from transforms.extract.block import Block
from transforms.extract.elements import BOLD, HEADINGS, ITALIC, PLAIN, SKIPPED, is_block, kind_of, picture_address
from transforms.extract.lines import Line, paragraphs
from transforms.extract.markup import Attributes, alignment, is_data, is_hidden

_SHORT, _MOST_PIECES = 160, 12  # characters and inline elements of a line whose pieces are kept


class Walk:
    """The state of one walk: the blocks so far and the text of the block that is being written."""

    def __init__(self, skip: frozenset[int]) -> None:
        self.blocks: list[Block] = []
        self._skip = skip
        self._kinds: list[str] = ["text"]
        self._lines: list[Line] = []
        self._line = Line()
        self._broken = False  # a line break stands right before, with nothing but space since
        self._bold = self._italic = self._link = 0
        self._aligned: list[str] = [""]
        self._group = self._groups = self._group_depth = 0
        self._holder = 0

    def run(self, root: LexborNode) -> list[Block]:
        """All blocks below a node. An explicit stack: hostile pages nest ten thousand deep."""
        stack: list[tuple[Iterator[LexborNode], Callable[[], None]]] = []
        children, leave = _children(root), _nothing
        while True:
            for child in children:
                tag = child.tag
                if tag == "-text":
                    self._add(child.text_content or "")
                elif tag and (entered := self._enter(child, tag)) is not None:
                    stack.append((children, leave))
                    children, leave = _children(child), entered
                    break
            else:
                leave()
                if not stack:
                    break
                children, leave = stack.pop()
        self._flush()
        return self.blocks

    def _enter(self, node: LexborNode, tag: str) -> Callable[[], None] | None:
        """Notes an element; what to do when it is left, or None where its inside is not walked."""
        if tag == "br":
            self._break()
        elif tag == "img":
            self._image(node)
        elif tag[0] not in "-!" and tag not in SKIPPED and not (self._skip and node.mem_id in self._skip):
            attributes = node.attributes
            if attributes and is_hidden(attributes):
                return None
            if is_block(tag):
                return self._enter_block(node, tag, attributes)
            return self._block(attributes, "heading") if tag in HEADINGS else self._inline(tag)
        return None

    def _inline(self, tag: str) -> Callable[[], None]:
        if tag == "a":
            self._link += 1
            return self._leave_link
        if tag in BOLD:
            self._bold += 1
            return self._leave_bold
        if tag in ITALIC:
            self._italic += 1
            return self._leave_italic
        return _nothing

    def _leave_bold(self) -> None:
        self._bold -= 1

    def _leave_italic(self) -> None:
        self._italic -= 1

    def _leave_link(self) -> None:
        self._link -= 1

    def _enter_block(self, node: LexborNode, tag: str, attributes: Attributes) -> Callable[[], None] | None:
        if tag == "table" and is_data(node):
            self._flush()
            self._rows(node)
            return None
        kind = kind_of(node, tag, attributes, self._kinds[-1])
        alone = self._lone_text(node) if self._may_be_leaf(tag) else None
        if alone is not None:
            self._leaf(alone, attributes, kind, centred=tag == "center")
            return None
        leave = self._block(attributes, kind, centred=tag == "center")
        return self._grouped() if tag in ("figure", "table") else leave

    def _may_be_leaf(self, tag: str) -> bool:
        """Whether an element groups nothing, and no bold print, italics or link was opened around it."""
        return not (self._bold or self._italic or self._link or tag in ("figure", "table"))

    def _lone_text(self, node: LexborNode) -> str | None:
        """The text of an element that holds one and nothing else, be it within elements that set it no other way."""
        inner = node.first_child
        while inner is not None and inner.next is None:
            tag = inner.tag
            if tag == "-text":
                return inner.text_content or ""
            if tag not in PLAIN or (self._skip and inner.mem_id in self._skip) or is_hidden(inner.attributes):
                return None
            inner = inner.first_child
        return None

    def _leaf(self, text: str, attributes: Attributes, kind: str, *, centred: bool) -> None:
        """An element that holds one plain text and nothing else, as most paragraphs do."""
        self._flush()
        self._holder += 1
        text = clean(text.replace("\n", " ").replace("\r", " "))
        if text:
            aligned = "center" if centred else alignment(attributes) or self._aligned[-1]
            block = Block(kind, text)
            block.centred, block.right = aligned == "center", aligned == "right"
            block.group, block.holder = self._group, self._holder
            self.blocks.append(block)
        self._holder += 1

    def _block(self, attributes: Attributes, kind: str, *, centred: bool = False) -> Callable[[], None]:
        self._flush()
        self._kinds.append(kind)
        self._aligned.append("center" if centred else alignment(attributes) or self._aligned[-1])
        self._holder += 1
        return self._leave_block

    def _leave_block(self) -> None:
        self._flush()
        self._kinds.pop()
        self._aligned.pop()
        self._holder += 1

    def _grouped(self) -> Callable[[], None]:
        """Pictures and captions of one figure or table know each other by its number."""
        if self._group_depth == 0:
            self._groups += 1
            self._group = self._groups
        self._group_depth += 1
        return self._leave_group

    def _leave_group(self) -> None:
        self._leave_block()
        self._group_depth -= 1
        if self._group_depth == 0:
            self._group = 0

    def _break(self) -> None:
        """A line break; the second in a row ends the paragraph, as an empty line would."""
        if self._broken:
            self._flush()
            self._holder += 1
        elif self._line.letters:
            self._lines.append(self._line)
            self._line = Line()
        self._broken = True

    def _add(self, text: str) -> None:
        """Text between tags; its line breaks are spaces."""
        line = self._line
        if not text or text.isspace():
            if line.pieces:
                line.pieces.append(" ")
            return
        self._broken = False
        line.pieces.append(text.replace("\n", " ").replace("\r", " "))
        letters = len(text)
        line.letters += letters
        if self._bold:
            line.bold += letters
        if self._italic:
            line.italic += letters
        if self._link:
            line.linked += letters

    def _image(self, node: LexborNode) -> None:
        attributes = node.attributes
        src = picture_address(attributes)
        if not src:
            return
        self._flush()
        block = Block("image")
        block.src, block.alt = src, clean_line(attributes.get("alt") or "")
        block.group, block.holder = self._group, self._holder
        self.blocks.append(block)

    def _rows(self, table: LexborNode) -> None:
        """A table of data: a row is a block, its cells joined by " | "."""
        for row in table.css("tr"):
            cells = [
                " ".join(b.text.replace("\n", " ") for b in read_blocks(cell) if b.text) for cell in row.css("td, th")
            ]
            if any(cells):
                self.blocks.append(Block("row", " | ".join(cells)))

    def _flush(self) -> None:
        """Ends the text being written: one paragraph, or several parted by line breaks."""
        self._broken = False
        if not self._line.letters and not self._lines:
            self._line.pieces.clear()
            return
        for paragraph in paragraphs((*self._lines, self._line)):
            block = Block(self._kinds[-1], paragraph.text)
            block.bold, block.italic = paragraph.is_bold, paragraph.is_italic
            block.linked = paragraph.linked / paragraph.letters
            block.centred, block.right = self._aligned[-1] == "center", self._aligned[-1] == "right"
            block.group, block.holder = self._group, self._holder
            if 1 < len(paragraph.pieces) <= _MOST_PIECES and len(paragraph.text) <= _SHORT:
                block.pieces = tuple(piece for part in paragraph.pieces if (piece := clean_line(part)))
            self.blocks.append(block)
        self._lines, self._line = [], Line()


def read_blocks(root: LexborNode, *, skip: frozenset[int] = frozenset()) -> list[Block]:
    """The blocks below a node, in order; nodes whose `mem_id` is in `skip` are left out."""
    return Walk(skip).run(root)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    return node.iter(include_text=True, skip_empty=False)


def _nothing() -> None:
    return None
