"""How commands speak: JSON or a table on stdout, bars (only for someone who watches) and lines on stderr."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import click
from rich import box
from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

# Columns of what is no terminal, and of a table that may be as wide as it likes.
_NO_TERMINAL, _ENDLESS = 160, 10_000


def say(text: str) -> None:
    """One line on stderr."""
    click.echo(text, err=True)


def put_json(value: Any) -> None:
    """One line of JSON on stdout, in UTF-8 whatever the locale; what no encoding holds (half a pair) as "?"."""
    click.echo(json.dumps(value, ensure_ascii=False).encode(errors="replace"))


def counted(number: int, name: str) -> str:
    """A number and what it counts: 1 part, 2 parts."""
    return f"{number} {name}{'' if number == 1 else 's'}"


def one_line(text: str) -> str:
    """A text that pages or portals gave, on one line, without what steers a terminal or turns its letters round."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leaves it to the command line, which ends with 0; rich would end with 1."""
        raise BrokenPipeError


def put_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    right: Sequence[str] = (),
    unbroken: Sequence[str] = (),
    title: str = "",
) -> None:
    """A table on stdout: aligned, without frames; columns named in `right` are numbers. Those and what is in columns named in
    `unbroken` keep to one line however narrow the terminal."""
    _console().print(_table(columns, rows, right, unbroken, title))


def fits(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> bool:
    """Whether a table of these would have each cell on one line."""
    console = _console()
    return bool(Measurement.get(console, _endless(console), _table(columns, rows)).maximum <= console.width)


def _endless(console: Console) -> ConsoleOptions:
    return console.options.update(width=_ENDLESS)


def _console() -> Console:
    return _Console(width=None if sys.stdout.isatty() else _NO_TERMINAL, highlight=False, markup=False)


def _table(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    right: Sequence[str] = (),
    unbroken: Sequence[str] = (),
    title: str = "",
) -> Table:
    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for place, name in enumerate(columns):
        align: Literal["right", "left"] = "right" if name in right else "left"
        # A number's heading may take several lines, one a word.
        least = max(len(part) for part in (*name.split(), *(_cell(row[place]) for row in rows), ""))
        least_width = least if name in right else None
        table.add_column(name, justify=align, no_wrap=name in unbroken, overflow="fold", min_width=least_width)
    for row in rows:
        table.add_row(*map(_cell, row))
    return table


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


class Bars:
    """Progress of several steps and sources; on a terminal as bars, elsewhere nothing (the table at the end says it)."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, step: str, name: str, done: int, total: int) -> None:
        """Shows how far a step is for a source ("" for all)."""
        if step == "crawled":
            task = self._tasks.get(f"crawl {name}")
            if task is not None:
                self._progress.stop_task(task)
            return
        label = f"{step} {name}".strip()
        if label not in self._tasks:
            self._tasks[label] = self._progress.add_task(label, total=max(total, 1))
        self._progress.update(self._tasks[label], completed=done, total=max(total, 1))


@contextmanager
def bars() -> Iterator[Bars]:
    """Bars on stderr while in the block."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", justify="left"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        yield Bars(progress)
