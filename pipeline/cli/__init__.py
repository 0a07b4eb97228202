"""The command line `khotin`: every command in a module of its own, loaded only when it is called."""

import os
import sys
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

import click

from pipeline.disk_faults import told_of_disk
from records.errors import KhoTinError, QueryError, RegistryError, UsageError

_WRONG_USAGE = (UsageError, RegistryError, QueryError)
# Command -> (module, attribute, first line of its help: shown without loading the module).
_COMMANDS = {
    "run": ("steps", "One night: crawl, transform, link, index."),
    "crawl": ("steps", "Fetch what is new from the portals."),
    "transform": ("transforming", "Read the stored pages that have not been read."),
    "link": ("steps", "Link reprints, events and agreements."),
    "index": ("steps", "Bring the search index up to date."),
    "alerts": ("alerts", "Tell subscribers what is new."),
    "sources": ("sources", "The registry: which portals there are."),
    "extract": ("pages", "Read one page or text, or a batch of them."),
    "tag": ("pages", "Find provinces, sectors and events in texts."),
    "import": ("imports", "Bring in articles, WARC files, saved pages."),
    "search": ("search", "Find articles, events and agreements."),
    "count": ("search", "Count by province, sector, year…"),
    "export": ("exporting", "Write what a search finds into a file."),
    "snapshot": ("snapshot", "Give back the archived page as fetched."),
    "status": ("status", "What was crawled, whether it adds up, what looks wrong."),
    "rejected": ("rejected", "What was no article, by reason, with its addresses."),
    "verify": ("verify", "Whether archive, ledger, readings and index agree."),
    "backup": ("keeping", "Copy archive, readings and ledger into a folder."),
    "restore": ("keeping", "Put a backup into an empty home."),
    "retention": ("keeping", "Remove what is past its time; never pages unasked."),
    "serve": ("serve", "Serve the search page and the API."),
}


class _Lazy(click.Group):
    """A group whose commands are imported when called, so that --help stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The project's commands, then those that other packages add."""
        return [*_COMMANDS, *(point.name for point in entry_points(group="khotin.commands"))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports the command."""
        if cmd_name in _COMMANDS:
            module = import_module(f"pipeline.cli.{_COMMANDS[cmd_name][0]}")
            found: click.Command = getattr(module, f"{cmd_name}_command")
            return found
        for point in entry_points(group="khotin.commands", name=cmd_name):
            added: click.Command = point.load()
            return added
        return None

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command. If the reader of its output is gone (`khotin search … | head -1`), nothing is wrong."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # What is left in the buffer has nowhere to go: without this, Python complains of it when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        return done

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in --help, from the table above: no command is imported for it."""
        rows = [(name, text) for name, (_, text) in _COMMANDS.items()]
        rows += [(point.name, "The sample portals.") for point in entry_points(group="khotin.commands")]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="khotin", prog_name="khotin")
def khotin() -> None:
    """Kho Tin: a searchable memory of what Vietnam's provinces announce.

    \b
    Example:  khotin run da-nang && khotin search "hợp tác TP.HCM" --year 2023
    """


def main() -> None:
    """The entry point: 0 done, 1 something failed and is named, 2 wrong usage."""
    try:
        khotin(prog_name="khotin")
    except _WRONG_USAGE as exc:
        click.echo(f"khotin: {exc}", err=True)
        sys.exit(2)
    except KhoTinError as exc:
        click.echo(f"khotin: {exc}", err=True)
        sys.exit(1)
    except OSError as exc:
        if not (told := told_of_disk(exc)):
            raise
        click.echo(f"khotin: {told}", err=True)
        sys.exit(1)
