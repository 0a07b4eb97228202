"""Asks trafilatura for a page's text, and helps it where a table lays out the page."""

from collections.abc import Callable, Sequence

from transforms.captions import is_worded_as_caption
from transforms.clean import clean
from transforms.extract.block import Block
from transforms.extract.letters import letters_of
from transforms.extract.prose import prose_run
from transforms.extract.selecting import Page

_LONGEST_ROW = 600  # characters of a row from which on a table holds the page and no data
_MOST_LINES = 1500  # ten times those of the longest of 338 real pages
_PROSE = 80  # characters of a line of running text


def general_lines(page: Page, url: str) -> list[str]:
    """The paragraphs of the text: trafilatura's, but where it takes a table that lays out the page for one of data."""
    lines = [c for line in _text(page, url).split("\n") if (c := clean(line))]
    rows = [line for line in lines if line.startswith("| ")]
    # A table of data may well be most of an article; one that lays out the page holds its text, and so long cells.
    cells = [len(cell) for row in rows for cell in row.split(" | ")]
    if any(map(_is_glued(page.shown), lines)):
        return prose_run(page.shown)
    laid_out = 2 * sum(map(len, rows)) > sum(map(len, lines)) and 3 * sum(n for n in cells if n > _PROSE) > sum(cells)
    if laid_out or any(len(row) > _LONGEST_ROW for row in rows):
        return prose_run(page.shown)
    return [text for line in lines if (text := _without_cell(line))]


def _without_cell(line: str) -> str:
    """A row of one cell, which is no table's, as its text; "" where that is a picture's caption."""
    text = line.strip("| ")
    cells = line.count("|") - 1
    # Of two cells the last may be empty; where the page is laid out so, the other holds a text.
    if not line.startswith("|") or " | " in text or (cells > 1 and len(text) < _PROSE):
        return line
    return "" if is_worded_as_caption(text) else text


def _is_glued(shown: Sequence[Block]) -> Callable[[str], bool]:
    """Tells a line into which several lines of the page were put without a space between them."""
    prose = [letters_of(block.text) for block in shown if len(block.text) >= _PROSE]
    whole = frozenset(prose)

    def glued(line: str) -> bool:
        letters = letters_of(line) if len(line) > _LONGEST_ROW else ""
        return bool(letters) and letters not in whole and sum(text in letters for text in prose) > 1

    return glued


def _text(page: Page, url: str) -> str:
    """trafilatura's text, a paragraph a line; "" where it finds none or stumbles over the page. A page of very many lines
    is not handed on to the extractors that it asks for a second opinion: theirs takes the square of the lines."""
    import trafilatura  # noqa: PLC0415 - a tenth of a second that most commands and most pages never need

    try:
        found = trafilatura.extract(
            page.html,
            url=url,
            include_comments=False,
            include_tables=True,
            deduplicate=False,
            fast=len(page.shown) > _MOST_LINES,
        )
    except (ValueError, RecursionError, AttributeError, TypeError, AssertionError):
        # Broken trees make lxml and trafilatura raise these; the page then has no text that could be read.
        return ""
    return found or ""
