"""Finds the element that holds an article whole, title and text, and tells what stands beside it in another column."""

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from transforms.clean import clean_line
from transforms.extract.block import Block
from transforms.extract.blocks import read_blocks
from transforms.extract.letters import letters_of
from transforms.extract.selecting import Page
from transforms.page_words import is_imprint, is_noise

_HEADINGS, _OTHERS = "h1, h2, h3, h4, h5, h6, caption", "th, td, div, p, span, b, strong, font, a"
_HIGHEST = 12  # elements around a title that may hold the text too
_PROSE = 60  # characters of a line of running text
_MOST = 0.5  # the share of the text's letters that a column must hold
_LONGEST_LINE, _MOST_LINES = 100, 5  # characters of a line behind an article, and how many of them
_CELLS = frozenset(("td", "th"))
_ROWS = frozenset(("tbody", "thead"))  # a table's, behind which nothing stands
_FRAME = frozenset(("html", "body", "form"))


def column_of(page: Page, title: str, lines: Sequence[str]) -> str:
    """The letters of the smallest element that holds the title and the first line of the text; "" where that is the whole
    page, holds less than half of the text, whose title then stands elsewhere, or has running text right behind it: the
    article goes on in its next box."""
    prose = [letters for line in lines if len(line) >= _PROSE and (letters := letters_of(line))]
    node = _title_node(page, letters_of(title)) if prose else None
    for around in _around(node):
        letters = letters_of(around.text(separator=" "))
        if prose[0] in letters:
            held = sum(len(line) for line in prose if line in letters)
            if held < _MOST * sum(map(len, prose)) or _goes_on(lines, letters):
                return ""
            return letters + _behind(around)
    return ""


def _goes_on(lines: Sequence[str], column: str) -> bool:
    """Whether the first line outside the column, notices aside, is a sentence or running text, and not the imprint's."""
    outside = lines[len(within(lines, column)) :]
    first = next((line for line in outside if not is_noise(line)), "")
    return (len(first) >= _PROSE or first.endswith(".")) and not _is_imprint(first)


def _is_imprint(line: str) -> bool:
    """Whether a line is of the site's imprint, or a row of such lines, which no sentence ends."""
    return is_imprint(line) or (not line.endswith(".") and any(map(is_imprint, line.split(". "))))


def _behind(node: LexborNode) -> str:
    """The letters of the short lines right behind an element, in which an article may be signed. Behind a cell stands
    another column; what holds several lines is a box of its own."""
    found: list[str] = []
    node = node.parent if node.tag in _ROWS and node.parent is not None else node
    beside = node.next if node.tag not in _CELLS else None
    while beside is not None and len(found) < _MOST_LINES:
        text = clean_line(beside.text(separator=" "))
        if len(text) > _LONGEST_LINE or _is_imprint(text) or _is_box(beside):
            break
        if text:
            found.append(letters_of(text))
        beside = beside.next
    return "".join(found)


def _is_box(node: LexborNode) -> bool:
    """Whether an element holds a heading, or more lines than one."""
    lines = [line for block in read_blocks(node) for line in block.text.split("\n") if line.strip()]
    return len(lines) > 1 or node.css_first(_HEADINGS) is not None


def within(lines: Sequence[str], column: str) -> list[str]:
    """The lines less those at their end that stand outside the column."""
    end = len(lines)
    while column and end > 1 and letters_of(lines[end - 1]) not in column:
        end -= 1
    return list(lines[:end])


def up_to_column_end(shown: Sequence[Block], last: int, column: str) -> Sequence[Block]:
    """The blocks of the page up to the first behind the text, which ends with the block `last`, outside the column."""
    if not column:
        return shown
    behind = range(last + 1, len(shown))
    return shown[: next((n for n in behind if letters_of(shown[n].text) not in column), len(shown))]


def _title_node(page: Page, letters: str) -> LexborNode | None:
    """The first element that shows the title alone: a heading, else one whose own text it is, not that of those inside."""
    if not letters:
        return None
    headings = (n for n in page.tree.css(_HEADINGS) if letters_of(n.text()) == letters)
    others = (n for n in page.tree.css(_OTHERS) if letters_of(n.text(deep=False)) == letters)
    return next(headings, None) or next(others, None)


def _around(node: LexborNode | None) -> Iterator[LexborNode]:
    """The elements around one, up to the page's frame."""
    around = node.parent if node is not None else None
    for _ in range(_HIGHEST):
        if around is None or around.tag in _FRAME:
            return
        yield around
        around = around.parent
