"""What a template shows of an article, and pieces of pages that several templates share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One article as its page shows it; `others` are title and address of articles beside it."""

    title: str
    lead: str
    paragraphs: Sequence[str]
    author: str
    credit: str
    at: datetime
    address: str
    number: int
    others: Sequence[tuple[str, str]]


Template = Callable[[Piece], str]


def paragraphs_of(piece: Piece, tag: str = "p", names: str = "") -> str:
    """The paragraphs of a text, each in an element with those attributes."""
    return "\n".join(f"<{tag}{names}>{escape(text)}</{tag}>" for text in piece.paragraphs)


def links_of(piece: Piece, row: str) -> str:
    """The articles beside this one, each as a row with its {title} and {address}."""
    return "".join(row.format(title=escape(title), address=address) for title, address in piece.others)


def worked(label: str, author: str) -> str:
    """An author behind what a page calls the work, which is part of the byline as printed; one that already says so as
    it is."""
    return author if ":" in author or not author else f"{label}{author}"
