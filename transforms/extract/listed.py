"""Cuts off the end of a text the table in which a page lists other articles, each with its date, and a form for comments."""

from collections.abc import Sequence

from transforms.byline_stamps import without_stamp
from transforms.extract.block import Block
from transforms.extract.letters import letters_of
from transforms.extract.selecting import Page
from transforms.page_words import ends_article, is_among_comments

_HEADLINE = 20  # letters of another article's title
_FEWEST = 2  # rows of a list


def without_listed(lines: Sequence[str], page: Page) -> list[str]:
    """The lines less those at their end that are rows of a table with a linked headline and a date each, where a line heads
    them as other articles, with that line, and less the fields of a form for comments behind them."""
    end = len(lines)
    while end and is_among_comments(lines[end - 1]):
        end -= 1
    start = end
    while start and lines[start - 1].startswith("|"):
        start -= 1
    if end - start < _FEWEST or not any(map(_is_dated, lines[start:end])):
        return list(lines[:end] if end > 1 else lines)
    links = {letters for node in page.tree.css("td a, th a") if len(letters := letters_of(node.text())) >= _HEADLINE}
    first = end
    while first > start and _is_teaser(lines[first - 1], links):
        first -= 1
    if end - first < _FEWEST or not _is_headed(lines[first], page.shown):
        return list(lines[:end])
    return list(lines[: first - 1 if first and ends_article(lines[first - 1]) else first])


def _is_headed(row: str, shown: Sequence[Block]) -> bool:
    """Whether the page shows above a row, that of the columns' names aside, what opens other articles: without that they
    may be the article's own documents."""
    letters = letters_of(row)
    start = next((n for n in reversed(range(len(shown))) if letters_of(shown[n].text) == letters), 0)
    above = next((b.text for b in reversed(shown[:start]) if b.kind != "row"), "")
    return ends_article(above)


def _cells(line: str) -> list[str]:
    return [cell for part in line.strip("| ").split("|") if (cell := part.strip())]


def _is_dated(line: str) -> bool:
    return any(without_stamp(cell) == "" for cell in _cells(line))


def _is_teaser(line: str, links: set[str]) -> bool:
    return _is_dated(line) and any(letters_of(cell) in links for cell in _cells(line))
