"""Rows of a table, kept in a text as lines with " | " between the cells, put together to a table again."""

import re
from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from records.base import Record

Kind = Literal["date", "place", "person", "agreement", "what"]
Shape = Literal["text", "sub", "row"]
_BAR = re.compile(r"(?:(?<=\s)|^)\|(?=\s|$)")  # a bar that stands alone
_NUMBER = re.compile(r"[+\-–]?\d[\d.,\s]*%?")
_HEADING = 90  # characters a heading between rows may have


class Piece(Record, frozen=True):
    """A stretch of text; `kind` is "" where it proves nothing. `numbers` are its marks; `opens` those that begin in it,
    `closes` whether the mark that underlines it ends with it."""

    text: str
    kind: Kind | Literal[""] = ""
    numbers: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: bool = False


Line = tuple[Piece, ...]


class Cell(Record, frozen=True):
    """A cell: its text in pieces, whether that is a number (of a head: whether numbers stand below), how many columns it
    goes over."""

    line: Line
    is_number: bool = False
    span: int = 1


class Block(Record, frozen=True):
    """A paragraph, or a table of `rows` (`head` is its first row where that names the columns); `number` counts tables."""

    shape: Shape | Literal["table"]
    line: Line = ()
    head: tuple[Cell, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    number: int = 0


def text_of(line: Line) -> str:
    """The words of a line."""
    return "".join(piece.text for piece in line)


def blocks(lines: Sequence[Line], shapes: Sequence[Shape]) -> tuple[Block, ...]:
    """The lines as paragraphs, each run of two rows or more as a table; a row that stands alone stays a line."""
    made: list[Block] = []
    at = tables = 0
    while at < len(lines):
        end = _run(lines, shapes, at)
        if end - at > 1:
            tables += 1
            made.append(_table([cells(line) for line in lines[at:end]], tables))
        else:
            made.append(Block(shape=shapes[at], line=lines[at]))
        at = max(end, at + 1)
    return tuple(made)


def cells(line: Line) -> tuple[Line, ...]:
    """A row cut at its bars; the pieces keep their marks."""
    text = text_of(line)
    bars = [match.start() for match in _BAR.finditer(text)]
    return tuple(
        _slice(line, start, end) for start, end in zip([0, *(bar + 1 for bar in bars)], [*bars, len(text)], strict=True)
    )


def _run(lines: Sequence[Line], shapes: Sequence[Shape], start: int) -> int:
    """Where the rows that begin here end; a short line between two rows of as many cells is a heading over both."""
    at = start
    while at < len(lines):
        if shapes[at] != "row":
            between = start < at < len(lines) - 1 and shapes[at - 1] == shapes[at + 1] == "row"
            if not between or len(text_of(lines[at])) > _HEADING:
                break
            if len(cells(lines[at - 1])) != len(cells(lines[at + 1])):
                break
        at += 1
    return at


def _table(rows: Sequence[tuple[Line, ...]], number: int) -> Block:
    width = max(len(row) for row in rows)
    made = tuple(_row(row, width) for row in rows)
    first, *rest = made
    # What begins with a figure is a value ("20 ngày"): a row of words over such is what the columns are called.
    if all(_begins(cell, str.isalpha) for cell in first) and any(
        _begins(cell, str.isdigit) for r in rest for cell in r
    ):
        head = tuple(
            msgspec.structs.replace(cell, is_number=_is_of_numbers([row[at : at + 1] for row in rest]))
            for at, cell in enumerate(first)
        )
        return Block(shape="table", head=head, rows=tuple(rest), number=number)
    return Block(shape="table", rows=made, number=number)


def _begins(cell: Cell, wanted: Callable[[str], bool]) -> bool:
    return wanted(text_of(cell.line)[:1])


def _is_of_numbers(column: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether what stands in a column is numbers, and something does; each as the cell, or () where a row ends before."""
    told = [cell for found in column for cell in found if cell.line and cell.span == 1]
    return bool(told) and all(cell.is_number for cell in told)


def _row(row: tuple[Line, ...], width: int) -> tuple[Cell, ...]:
    """The cells of a row; the last goes over what is missing."""
    missing = width - len(row)
    return tuple(
        Cell(
            line=line,
            is_number=bool(_NUMBER.fullmatch(text_of(line))),
            span=1 + (missing if at == len(row) - 1 else 0),
        )
        for at, line in enumerate(row)
    )


def _slice(line: Line, start: int, end: int) -> Line:
    """The pieces between two places of a line, without space at either end."""
    text = text_of(line)[start:end]
    first, last = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
    found, at = [], 0
    for piece in line:
        begins, ends = max(first - at, 0), min(last - at, len(piece.text))
        at += len(piece.text)
        if begins < ends:
            found.append(_part(piece, begins, ends))
    return tuple(found)


def _part(piece: Piece, begins: int, ends: int) -> Piece:
    """A part of a piece; its marks begin in the first part that has words, and end in the last."""
    return Piece(
        text=piece.text[begins:ends],
        kind=piece.kind,
        numbers=piece.numbers,
        opens=() if piece.text[:begins].strip(" |") else piece.opens,
        closes=piece.closes and not piece.text[ends:].strip(" |"),
    )
