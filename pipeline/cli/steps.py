"""The commands run, crawl, transform, link, index."""

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.terminal import bars, put_json, put_table, say
from pipeline.workplace import Workplace
from records.base import to_builtins

# Each command imports the steps it runs once its arguments are known to be right.
if TYPE_CHECKING:
    from pipeline.night import NightReport, SourceNight

_as_json = click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
_names = click.argument("sources", nargs=-1, metavar="[SOURCE]...")
_budget = click.option(
    "--budget",
    type=click.IntRange(min=1),
    default=5000,
    show_default=True,
    help="Most requests a source may be asked.",
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
def run_command(sources: tuple[str, ...], budget: int, night: datetime | None, as_json: bool) -> None:
    """One night: crawl, transform, link, index; without names, the sources that are enabled.

    \b
    Example:  khotin run da-nang dong-nai
    """
    place = Workplace()
    chosen = place.chosen(sources)
    if not sources:
        _name_unverified(place)
    from pipeline.night import run_night  # noqa: PLC0415

    with bars() as progress:
        report = run_night(place, chosen, budget=budget, night=_day(night), progress=progress)
    report.errors += place.registry.faults.values()
    _tell(report, as_json)


@click.command("crawl")
@_names
@click.option("--full", is_flag=True, help="Down to the bottom of every listing, and every known article again.")
@_budget
@_night
@_as_json
def crawl_command(sources: tuple[str, ...], full: bool, budget: int, night: datetime | None, as_json: bool) -> None:
    """Fetch what is new from the portals; --full asks for everything again.

    \b
    Example:  khotin crawl da-nang --full
    """
    place = Workplace()
    chosen = place.chosen(sources)
    from pipeline.night import NightReport, crawl_sources  # noqa: PLC0415

    with bars() as progress:
        results = crawl_sources(
            place, chosen, duty="full" if full else "night", budget=budget, night=_day(night), progress=progress
        )
    _tell(NightReport(sources=results, errors=list(place.registry.faults.values())), as_json)


@click.command("transform")
@_names
@click.option("--force", is_flag=True, help="Read again what was read by other code or rules.")
@_as_json
def transform_command(sources: tuple[str, ...], force: bool, as_json: bool) -> None:
    """Read the stored pages that have not been read; never asks a portal.

    \b
    Example:  khotin transform --force da-nang
    """
    place = Workplace()
    stored = _stored(place)
    for name in sources:
        if name not in stored:
            place.registry.source(name)
    from pipeline.night import NightReport, SourceNight, transform_into  # noqa: PLC0415

    results = [SourceNight(name) for name in sources or stored]
    with bars() as progress:
        transform_into(place, results, force=force, progress=progress)
    _tell(NightReport(sources=results), as_json)


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
        counts = link_all(place.settings, place.ledger, progress=lambda done, total: progress("link", "", done, total))
    if as_json:
        put_json(vars(counts))
    else:
        click.echo(f"linked: {counts.new} new, {counts.changed} changed, {counts.gone} gone or back")
    _fail(counts.conflicts)


@click.command("index")
@_names
@click.option("--rebuild", is_flag=True, help="Build a fresh index beside the one that serves, then swap it in.")
@_as_json
def index_command(sources: tuple[str, ...], rebuild: bool, as_json: bool) -> None:
    """Bring the search index up to date with all that was linked, whatever its source.

    \b
    Example:  khotin index --rebuild
    """
    from pipeline.index import index_all  # noqa: PLC0415

    place = Workplace()
    _over_all(place, sources, "index")
    with bars() as progress:
        counts = index_all(
            place.settings,
            place.ledger,
            rebuild=rebuild,
            progress=lambda done, total: progress("index", "", done, total),
        )
    if as_json:
        put_json(vars(counts))
    else:
        click.echo(f"indexed: {counts.documents} documents; the index stands at change {counts.watermark}")


def _name_unverified(place: Workplace) -> None:
    waiting = [s.id for s in place.registry.sources.values() if not s.enabled and s.verified_on is None]
    if waiting:
        say(f"not crawled, nobody has verified them yet: {', '.join(sorted(waiting))} (khotin sources enable ID)")


def _row(result: "SourceNight") -> list[Any]:
    c, t = result.crawl, result.transform
    crawled = [c.requests, c.new, c.changed + c.unchanged, c.gone, c.failed] if c else [None] * 5
    read = [t.articles, t.rejections, t.quarantined] if t else [None] * 3
    return [result.source_id, *crawled, *read, "failed" if result.error else "ok"]


def _tell(report: "NightReport", as_json: bool) -> None:
    if as_json:
        put_json(_plain(report))
    else:
        numbers = (
            "requests",
            "new pages",
            "asked again",
            "missing",
            "failed",
            "articles read",
            "rejected",
            "quarantined",
        )
        put_table(("source", *numbers, "end"), [_row(r) for r in report.sources], right=numbers)
        _tell_steps(report)
    _fail(report.failures)


def _tell_steps(report: "NightReport") -> None:
    """What is new by text, not by bytes: a page with a clock on it changes every night and says nothing new."""
    if report.link:
        again = sum(r.crawl.changed + r.crawl.unchanged for r in report.sources if r.crawl)
        known = f"; {again - report.link.changed} asked again, the same text" if again else ""
        fresh = f"{report.link.new} new articles, {report.link.changed} new versions, {report.link.gone} gone or back"
        nothing = not (report.link.new or report.link.changed or report.link.gone)
        click.echo(f"linked:  {'nothing new' if nothing else fresh}{known}")
    missing = sum(r.crawl.gone for r in report.sources if r.crawl)
    if missing:
        click.echo(
            f"missing: {missing} addresses answered 404 or 410; an article is marked gone after a second night of it"
        )
    if report.index:
        click.echo(f"indexed: {report.index.documents} documents")


def _plain(report: "NightReport") -> dict[str, Any]:
    return {
        "sources": [
            {
                "source": r.source_id,
                "crawl": to_builtins(r.crawl) if r.crawl else None,
                "transform": vars(r.transform) if r.transform else None,
                "error": r.error or None,
            }
            for r in report.sources
        ],
        "link": vars(report.link) if report.link else None,
        "index": vars(report.index) if report.index else None,
        "failures": report.failures,
    }


def _fail(failures: list[str]) -> None:
    """Names each failure and ends with 1, if there is any."""
    for line in failures:
        say(f"failed: {line}")
    if failures:
        sys.exit(1)
