"""The command verify: whether archive, ledger, readings and index agree."""

import logging

import click

from pipeline.cli.terminal import bars, put_json, put_table, say
from pipeline.engines import open_engine
from pipeline.index_sets import without_sets
from pipeline.verify import verify
from pipeline.workplace import Workplace
from records.base import to_builtins


@click.command("verify")
@click.option("--pages", is_flag=True, help="Also read every archived page again.")
@click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
@click.pass_context
def verify_command(ctx: click.Context, pages: bool, as_json: bool) -> None:
    """Compare archive, ledger, readings and index; exit 1 where they disagree, each fault with the way out.

    \b
    Example:  khotin verify --pages
    """
    place = Workplace()
    engine, lacking = open_engine(place.settings), without_sets(place.settings)
    if lacking:  # told once below with what to do, not by each search that goes without
        quiet = logging.getLogger("search.tantivy.sets")
        quiet.setLevel(logging.ERROR)
        ctx.call_on_close(lambda: quiet.setLevel(logging.NOTSET))
    with place.ledger_to_read.read() as connection, bars() as shown:
        report = verify(
            connection,
            place.settings.folders,
            engine,
            pages=pages,
            without_sets=lacking,
            progress=lambda step, done, total: shown(step, "", done, total),
        )
    if as_json:
        put_json(to_builtins(report))
    else:
        if report.faults:
            put_table(
                ("check", "where", "wrong", "way out"), [(f.check, f.where, f.wrong, f.way_out) for f in report.faults]
            )
        compared = ", ".join(f"{count} {name}" for name, count in report.compared.items())
        say(f"compared: {compared or 'nothing is stored yet'}")
        disagreeing = ", ".join(f"{count} of {name}" for name, count in report.found.items())
        say(f"disagree: {disagreeing}" if report.found else "all agree")
    if report.found:
        ctx.exit(1)
