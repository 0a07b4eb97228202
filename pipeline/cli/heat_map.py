"""The coverage of the last weeks at a glance: a line a source, a character a day, read aloud as well as seen."""

from collections.abc import Sequence
from datetime import date, timedelta

import click
from rich.console import Console

from pipeline.coverage import BUDGET_ENDED, CoverageDay

# Letters, not shades: what a screen reader says of them is what the legend says.
_SIGNS: dict[str, str] = {
    "ok": "o",
    BUDGET_ENDED: "b",
    "low": "l",
    "silent": "S",
    "broken extraction": "X",
    "blocked": "B",
    "unreachable": "U",
    "unfinished": "?",
}
_NONE = "."
_COLOURS: dict[str, str] = {
    "o": "green",
    "b": "green",
    "l": "yellow",
    "S": "red",
    "X": "red",
    "B": "red",
    "U": "red",
    "?": "magenta",
}


def heat_map(covered: Sequence[CoverageDay], *, last: date, days: int, colour: bool) -> list[str]:
    """The map's lines, oldest day on the left, with a heading and a legend."""
    first = last - timedelta(days=days - 1)
    found = {(row.source_id, row.day): _SIGNS[row.verdict] for row in covered}
    sources = sorted({row.source_id for row in covered})
    width = max(map(len, sources), default=0)
    lines = [f"nights from {first} to {last}, a character each, the last on the right:"]
    for source_id in sources:
        signs = [found.get((source_id, first + timedelta(days=n)), _NONE) for n in range(days)]
        lines.append(f"{source_id:{width}}  {''.join(_coloured(sign) if colour else sign for sign in signs)}")
    legend = ", ".join(f"{sign} {finding}" for finding, sign in _SIGNS.items())
    return [*lines, f"{_NONE} no run, {legend}"]


def may_colour() -> bool:
    """Whether whoever reads has a terminal and has not asked for none (NO_COLOR)."""
    console = Console()
    return console.is_terminal and not console.no_color


def _coloured(sign: str) -> str:
    return click.style(sign, fg=_COLOURS[sign]) if sign in _COLOURS else sign
