"""Knows the pages of a portal that are no articles by what they show: standing pages, sheets of legal texts, logins,
searches, sites that are parked."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from transforms.extract.block import Block
from transforms.extract.selecting import Page
from transforms.page_words import line_start, whole_line

_LEAST_LABELS = 3
_LONGEST_LABEL = 40  # characters
_WINDOW = 14  # blocks among which the labels of one sheet stand
_LITTLE_TEXT = 400  # characters of running text that a login or a search page has at most
_PROSE = 120  # characters from which a block without links is running text
_SEARCH = re.compile(r"[?&](?:q|s|key|keywords?|tu_?khoa|search\w*|query)=[^&]+|/(?:tim-kiem|search)(?:/|\.|$)", re.I)
_SEARCH_WORDS = re.compile(r"tìm kiếm|tìm thấy|search", re.I)


def other_kind(title: str, blocks: Sequence[Block]) -> str:
    """What a page is instead of an article by its heading or its text, "" where nothing says so."""
    if whole_line("other_pages").fullmatch(title.strip()):
        return f"a page called {title.strip()[:60]!r}"
    return "the sheet of a legal text" if is_sheet(blocks) else ""


def is_sheet(blocks: Sequence[Block]) -> bool:
    """Whether labels such as "Số ký hiệu" and "Ngày ban hành" stand close together, each with its value."""
    found = [n for n, block in enumerate(blocks) if len(block.text) < 400 and _has_value(blocks, n)]
    return any(b - a <= _WINDOW for a, b in zip(found, found[_LEAST_LABELS - 1 :], strict=False))


def is_form(page: Page, blocks: Sequence[Block], address: str) -> str:
    """ "a login", "search results", or "" for a page that has text of its own or no such form."""
    if sum(len(b.text) for b in blocks if len(b.text) >= _PROSE and b.linked < 0.3) > _LITTLE_TEXT:
        # Results quote the articles they lead to, so a search is known by its address and its words.
        return "search results" if _is_search(blocks, address) else ""
    if page.contains(b"password") and page.has('input[type="password"]'):
        return "a login"
    return "search results" if _is_search(blocks, address) else ""


def parked_words(lines: Sequence[str]) -> str:
    """The line that shows a site to be parked, suspended or not set up, "" where there is none."""
    return next((line for line in lines if len(line) < 160 and whole_line("parked").fullmatch(line)), "")


def _is_search(blocks: Sequence[Block], address: str) -> bool:
    parts = urlsplit(address)
    asked = _SEARCH.search(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return asked is not None and any(_SEARCH_WORDS.search(b.text) for b in blocks if len(b.text) < 120)


def _has_value(blocks: Sequence[Block], number: int) -> bool:
    """Whether a block is a label of a sheet with a value behind it, or with one in the next block."""
    text = blocks[number].text
    if len(text) > _LONGEST_LABEL and ":" not in text[: 2 * _LONGEST_LABEL] and " | " not in text:
        return False
    label, _, value = text.partition(" | ")
    if value:
        return _is_label(label) and not _is_label(value.partition(" | ")[0])
    opened = line_start("sheet_labels").match(text)
    if opened and opened.end() < len(text):
        return True
    after = blocks[number + 1].text if number + 1 < len(blocks) else ""
    return _is_label(text) and bool(after) and not _is_label(after) and not line_start("sheet_labels").match(after)


def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and whole_line("sheet_labels").fullmatch(text) is not None
