"""The command export: all that a search finds as a file, and beside it what it stands on."""

from pathlib import Path
from typing import Any

import click
import msgspec

from pipeline.cli.minus import Query
from pipeline.cli.search import filters, given_options
from pipeline.cli.terminal import say
from pipeline.clock import now
from pipeline.engines import open_engine
from pipeline.files import written_whole
from pipeline.workplace import Workplace
from records.errors import HomeError, UsageError
from search.about import about
from search.export import FORMATS, Format, export
from search.partners import check_partners
from search.protocols import Archive
from search.query import make_query


@click.command("export", cls=Query)
@click.argument("query", required=False, default="")
@filters
@click.option(
    "--format",
    "kind",
    required=True,
    type=click.Choice(FORMATS),
    help="csv opens in a spreadsheet; jsonl has all fields with their evidence; parquet is typed.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file; FILE.about.json beside it says what it stands on.",
)
def export_command(query: str, kind: Format, output: Path, **options: Any) -> None:
    """Write all that a search finds into a file; without query or filters, everything.

    \b
    Example:  khotin export --province "Nghệ An" --format parquet -o nghe-an.parquet
    """
    if not output.absolute().parent.is_dir():
        raise UsageError(f"{output} can't be written: there is no folder {output.parent}; choose another file with -o")
    place = Workplace()
    engine = open_engine(place.settings)
    asked = check_partners(engine, make_query(given_options(options) | {"q": query}))
    told = about(engine, _archive(place), asked, at=now())
    _tell_of_export(told)
    try:
        with written_whole(output.absolute()) as file:
            count = export(engine, asked, kind, file, told)
        with written_whole(output.absolute().with_name(f"{output.name}.about.json")) as file:
            file.write(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")
    except OSError as exc:
        raise UsageError(f"{output} can't be written: {exc.strerror}; choose another file with -o") from exc
    unit = asked.unit.removesuffix("s") if count == 1 else asked.unit
    say(f"{count} {unit} written to {output}; what they stand on, to {output.name}.about.json")


def _archive(place: Workplace) -> Archive | None:
    """What the ledger knows beyond the index; None, said aloud, where the home can't be used (an index on a cluster can)."""
    from pipeline.reading_room import ReadingRoom  # noqa: PLC0415 (brings the ledger, which no other command here needs)

    try:
        return ReadingRoom(place.ledger_to_read, place.settings.folders, place.registry.sources)
    except HomeError as exc:
        say(f"note: the file's coverage is unknown: {exc}")
        return None


def _tell_of_export(told: dict[str, Any]) -> None:
    """How the query was taken, and whether reprints are left out of the file."""
    for note in told["notes"]:
        if note["code"] != "reprints-folded":
            say(f"note: {note['text']}")
    reprints = told["reprints"]
    if reprints and reprints["folded"]:
        say(f"note: reprints are folded, {reprints['left_out']} left out: --with-reprints has them too")
    elif reprints:
        say("note: reprints are in it one by one")
