"""Finds the element that holds an article whole, title and text, and tells what stands beside it in another column."""

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from transforms.clean import clean_line
from transforms.extract.block import Block
from transforms.extract.letters import letters_of
from transforms.extract.selecting import Page

_HEADINGS, _OTHERS = "h1, h2, h3, h4, h5, h6, caption", "th, td, div, p, span, b, strong, font, a"
_HIGHEST = 12  # elements around a title that may hold the text too
_PROSE = 60  # characters of a line of running text
_MOST = 0.5  # the share of the text's letters that a column must hold
_LONGEST_LINE, _MOST_LINES = 100, 5  # characters of a line behind an article, and how many of them
_CELLS = frozenset(("td", "th"))
_FRAME = frozenset(("html", "body", "form"))


def column_of(page: Page, title: str, lines: Sequence[str]) -> str:
    """The letters of the smallest element that holds the title and the first line of the text; "" where that is the whole
    page, or holds less than half of the text: its title then stands elsewhere."""
    prose = [letters for line in lines if len(line) >= _PROSE and (letters := letters_of(line))]
    node = _title_node(page, letters_of(title)) if prose else None
    for around in _around(node):
        letters = letters_of(around.text(separator=" "))
        if prose[0] in letters:
            held = sum(len(line) for line in prose if line in letters)
            return letters + _behind(around) if held >= _MOST * sum(map(len, prose)) else ""
    return ""


def _behind(node: LexborNode) -> str:
    """The letters of the short lines right behind an element, in which an article may be signed. Behind a cell stands
    another column."""
    found: list[str] = []
    beside = node.next if node.tag not in _CELLS else None
    while beside is not None and len(found) < _MOST_LINES:
        text = clean_line(beside.text(separator=" "))
        if len(text) > _LONGEST_LINE or beside.css_first(_HEADINGS) is not None:
            break
        if text:
            found.append(letters_of(text))
        beside = beside.next
    return "".join(found)


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
