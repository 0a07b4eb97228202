"""What an installation of a known platform is, and pieces of pages that several of them share."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html.entities import codepoint2name

from benchmarks.templates.lines import weekday
from benchmarks.templates.piece import Piece, Template, paragraphs_of

_VIEWS = (349, 1208, 57, 2764, 915)


@dataclass(frozen=True, kw_only=True)
class Installation:
    """A site on a known platform: the platform's id, its article page, how it prints an author, and what a page of it that
    is no article shows, with that page."""

    name: str
    platform: str
    render: Template
    other: tuple[str, str]
    signed: Callable[[str], str] = str


def texts_of(piece: Piece) -> list[str]:
    """The article's paragraphs, escaped, without their tags."""
    return re.findall(r"<p>(.*?)</p>", paragraphs_of(piece, "p"), re.S)


def views(piece: Piece) -> int:
    """A number of readers that differs from article to article."""
    return _VIEWS[piece.number % len(_VIEWS)] + piece.number


def weekday_of_nukeviet(at: datetime) -> str:
    """The weekday as NukeViet writes it: "Thứ bảy"."""
    return weekday(at).capitalize()


def with_entities(text: str) -> str:
    """The text with Latin-1 letters as named entities, as an old CKEditor stores it ("th&agrave;nh phố")."""
    return "".join(
        f"&{codepoint2name[ord(c)]};" if 160 <= ord(c) <= 255 and ord(c) in codepoint2name else c for c in text
    )


def fixed_list(items: Sequence[tuple[str, str]], pattern: str) -> str:
    """A list that stands on every page of an installation: (title, date) pairs in a pattern with {title}, {date}, {slug}."""
    return "\n".join(
        pattern.format(title=title, date=date, slug=number) for number, (title, date) in enumerate(items, 101)
    )
