"""The commands run, crawl, transform, link, index."""

from datetime import date, datetime

import click

from pipeline.cli.choosing import chosen_tonight
from pipeline.cli.telling import fail, linked_anew, tell_night
from pipeline.cli.terminal import bars, put_json, say
from pipeline.workplace import Workplace
from records.base import to_builtins
from records.errors import UsageError

# Each command imports the steps it runs once its arguments are known to be right.
_as_json = click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
_names = click.argument("sources", nargs=-1, metavar="[SOURCE]...")
_budget = click.option(
    "--budget",
    type=click.IntRange(min=1),
    help="Most requests a source may be asked (default: 5000 where sources are named, else what each allows a night).",
)
_night = click.option(
    "--night",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The night this run counts for (default: today in Vietnam): an article is gone when it was missing on two.",
)


def _day(night: datetime | None) -> date | None:
    return night.date() if night else None


@click.command("run")
@_names
@_budget
@_night
@_as_json
def run_command(sources: tuple[str, ...], budget: int | None, night: datetime | None, as_json: bool) -> None:
    """One night: crawl, transform, link, index; without names, the sources that are enabled and in their window.

    \b
    Example:  khotin run da-nang dong-nai
    """
    place = Workplace()
    chosen, budgets = chosen_tonight(place, sources, budget, _day(night))
    from pipeline.night import run_night  # noqa: PLC0415

    with bars() as progress:
        report = run_night(
            place, chosen, budgets=budgets, night=_day(night), whole=not sources, progress=progress, tell=say
        )
    report.errors += place.registry.faults.values()
    tell_night(report, as_json)


@click.command("crawl")
@_names
@click.option("--full", is_flag=True, help="Down to the bottom of every listing, and every known article again.")
@_budget
@_night
@_as_json
def crawl_command(
    sources: tuple[str, ...], full: bool, budget: int | None, night: datetime | None, as_json: bool
) -> None:
    """Fetch what is new from the portals; --full asks for everything again.

    \b
    Example:  khotin crawl da-nang --full
    """
    place = Workplace()
    chosen, budgets = chosen_tonight(place, sources, budget, _day(night))
    from pipeline.night import NightReport, crawl_sources  # noqa: PLC0415

    with bars() as progress:
        results = crawl_sources(
            place, chosen, duty="full" if full else "night", budgets=budgets, night=_day(night), progress=progress
        )
    tell_night(NightReport(sources=results, errors=list(place.registry.faults.values())), as_json)


def _stored(place: Workplace) -> tuple[str, ...]:
    """Every source the archive holds pages of."""
    from pipeline.status import stored_sources  # noqa: PLC0415

    with place.ledger.read() as connection:
        return stored_sources(connection)


def _over_all(place: Workplace, sources: tuple[str, ...], step: str) -> None:
    """Names are checked, then the step goes over everything that waits: what links and counts knows no sources."""
    stored = _stored(place) if sources else ()
    for name in sources:
        if name not in stored:
            place.registry.source(name)
    if sources:
        say(f"note: {step} takes in everything that waits, not only {', '.join(sources)}")


@click.command("link")
@_names
@_as_json
def link_command(sources: tuple[str, ...], as_json: bool) -> None:
    """Link reprints, events and agreements: all that was read and not yet linked, whatever its source.

    \b
    Example:  khotin link
    """
    from pipeline.link import link_all  # noqa: PLC0415

    place = Workplace()
    _over_all(place, sources, "link")
    with bars() as progress:
        counts = link_all(
            place.settings, place.ledger, progress=lambda done, total: progress("link", "", done, total), tell=say
        )
    if as_json:
        put_json(vars(counts))
    else:
        click.echo(
            f"linked: {counts.new} new, {counts.changed} changed, {counts.gone} gone or back{linked_anew(counts)}"
        )
    fail(counts.conflicts)


@click.command("index")
@_names
@click.option("--rebuild", is_flag=True, help="Build a fresh index beside the one that serves, then swap it in.")
@click.option(
    "--rollback", is_flag=True, help="Serve the index before the last rebuild again; given again, the one after it."
)
@_as_json
def index_command(sources: tuple[str, ...], rebuild: bool, rollback: bool, as_json: bool) -> None:
    """Bring the search index up to date with all that was linked, whatever its source.

    \b
    Example:  khotin index --rebuild
    """
    from pipeline.index import index_all, roll_back  # noqa: PLC0415

    place = Workplace()
    if rollback:
        if rebuild or sources:
            raise UsageError("--rollback goes alone: it builds nothing and knows no sources")
        done = roll_back(place.settings, place.ledger, tell=say)
        if as_json:
            put_json(to_builtins(done))
        else:
            click.echo(f"{done.build} serves again, at change {done.watermark}; `khotin index` brings it up to date")
            click.echo(f"{done.before} is kept: `khotin index --rollback` once more goes back to it")
        return
    _over_all(place, sources, "index")
    with bars() as progress:
        counts = index_all(
            place.settings,
            place.ledger,
            rebuild=rebuild,
            progress=lambda done, total: progress("index", "", done, total),
            tell=say,
        )
    if as_json:
        put_json(to_builtins(counts))
    else:
        click.echo(f"indexed: {counts.documents} documents; the index stands at change {counts.watermark}")
        for line in counts.differences:
            click.echo(f"  {line}")
    fail(counts.left_out)
