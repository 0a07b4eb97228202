"""The lines that line breaks make of one element's text, and how they join into paragraphs."""

import re
from collections.abc import Iterable

from transforms.clean import clean

_BULLET = re.compile(r"\s*(?:[-–—+*•·▪]|\d{1,2}[.)/]|[a-zđ][.)])\s*\S", re.I)
_SHORT_LINE = 60  # characters: shorter than any page's width, so that its break was meant
_WHOLLY = 0.9  # the share of a line's letters that makes it bold or in italics


class Line:
    """One line: its pieces of text, and how many of its letters are bold, in italics, in links."""

    __slots__ = ("bold", "italic", "letters", "linked", "pieces", "text")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.letters = self.bold = self.italic = self.linked = 0
        self.text = ""

    @property
    def is_bold(self) -> bool:
        """Whether the whole line is bold."""
        return self.bold >= self.letters * _WHOLLY > 0

    @property
    def is_italic(self) -> bool:
        """Whether the whole line is in italics."""
        return self.italic >= self.letters * _WHOLLY > 0

    def take(self, other: "Line") -> None:
        """Puts the other line behind this one."""
        self.text += " " + other.text
        self.letters += other.letters
        self.bold += other.bold
        self.italic += other.italic
        self.linked += other.linked


def paragraphs(lines: Iterable[Line]) -> list[Line]:
    """The lines joined into paragraphs, their texts cleaned: a break parts them where a sentence or an item ends, a
    short line was meant, or bold print stops."""
    found: list[Line] = []
    for line in lines:
        line.text = clean("".join(line.pieces))
        if not line.text:
            continue
        if found and not _starts_anew(found[-1], line):
            found[-1].take(line)
        else:
            found.append(line)
    return found


def _starts_anew(before: Line, line: Line) -> bool:
    if before.text[-1] in '.!?:;…”"' or _BULLET.match(line.text) or before.is_bold != line.is_bold:
        return True
    return len(before.text) < _SHORT_LINE and not line.text[0].islower()
