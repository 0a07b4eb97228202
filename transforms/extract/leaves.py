"""Joins the days that pages print as on a calendar's leaf: the number large in a line of its own, below it the month."""

import re
from collections.abc import Sequence

from transforms.extract.block import Block

_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
_MONTH = re.compile(
    r"(?:tháng|thg|th)\.?\s*(?P<month>\d{1,2})\s*[,/.-]?\s*(?:năm\s*)?(?P<year>\d{4})|(?P<bare>\d{1,2})\s*[/.-]\s*(?P<of>\d{4})"
    r"|(?P<english>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?,?\s+(?P<in>\d{4})",
    re.I,
)
_BARE_MONTH = re.compile(
    r"(?:tháng|thg|th)\.?\s*\d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?", re.I
)
_YEAR = re.compile(r"\d{4}")


def with_leaves(blocks: Sequence[Block]) -> list[Block]:
    """The lines, with a day's number and the month and year in the next line or two made one line: "2 tháng 12, 2022"."""
    if not any(_DAY.fullmatch(block.text) for block in blocks):
        return list(blocks)
    found: list[Block] = []
    skip = 0
    for number, block in enumerate(blocks):
        if skip:
            skip -= 1
            continue
        below = [b.text for b in blocks[number + 1 : number + 3]]
        date, skip = _leaf(block.text, below) if _DAY.fullmatch(block.text) else ("", 0)
        found.append(Block(block.kind, date) if date else block)
    return found


def _leaf(day: str, below: Sequence[str]) -> tuple[str, int]:
    """The date of a leaf and how many lines below its number it takes; "" where month and year don't follow."""
    for text, taken in ((below[0], 1), (" ".join(below), 2)) if below else ():
        if taken == 2 and not (len(below) == 2 and _BARE_MONTH.fullmatch(below[0]) and _YEAR.fullmatch(below[1])):
            continue
        month = _MONTH.fullmatch(text.strip(" ,"))
        if month is not None:
            if month["english"]:
                return f"{day} {month['english']} {month['in']}", taken
            return f"{day}/{month['month'] or month['bare']}/{month['year'] or month['of']}", taken
    return "", 0
