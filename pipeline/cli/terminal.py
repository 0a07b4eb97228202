"""How commands speak: JSON or a table on stdout, bars (only for someone who watches) and lines on stderr."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table


def say(text: str) -> None:
    """One line on stderr."""
    click.echo(text, err=True)


def put_json(value: Any) -> None:
    """One line of JSON on stdout, in UTF-8 whatever the locale; what no encoding holds (half a pair) as "?"."""
    click.echo(json.dumps(value, ensure_ascii=False).encode(errors="replace"))


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leaves it to the command line, which ends with 0; rich would end with 1."""
        raise BrokenPipeError


def put_table(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], *, right: Sequence[str] = (), title: str = ""
) -> None:
    """A table on stdout: aligned, without frames; columns named in `right` are numbers."""
    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for name in columns:
        numeric = name in right
        table.add_column(name, justify="right" if numeric else "left", no_wrap=numeric, overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    width = None if sys.stdout.isatty() else 160
    _Console(width=width, highlight=False, markup=False).print(table)


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
