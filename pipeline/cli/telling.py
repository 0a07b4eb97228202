"""What the steps' commands say at their end: a line a source, and what failed."""

import sys
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.terminal import put_json, put_table, say
from records.base import to_builtins

# A night's libraries are loaded by the command that runs one, once its arguments are known to be right.
if TYPE_CHECKING:
    from pipeline.link import LinkCounts
    from pipeline.night import NightReport, SourceNight
    from pipeline.redesign import Redesign


def _row(result: "SourceNight") -> list[Any]:
    c, t = result.crawl, result.transform
    crawled = [c.requests, c.new, c.changed + c.unchanged, c.gone, c.failed] if c else [None] * 5
    read = [t.articles, t.rejections, t.quarantined] if t else [None] * 3
    return [result.source_id, *crawled, *read, _end(result)]


def _end(result: "SourceNight") -> str:
    if result.error:
        return "failed"
    if result.crawl and result.crawl.stopped:
        return "stopped"
    return "budget ended" if _left(result) else "ok"


def _left(result: "SourceNight") -> int:
    """Addresses that the budget did not reach; 0 where something else ended the crawl."""
    crawl = result.crawl
    return crawl.left if crawl and not (result.error or crawl.stopped) else 0


def tell_night(report: "NightReport", as_json: bool) -> None:
    """What a night did, as a table or as JSON; ends with 1 where something failed."""
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
        put_table(("source", *numbers, "end"), [_row(r) for r in report.sources], right=numbers, unbroken=("source",))
        _tell_budgets(report)
        _tell_steps(report)
        _tell_redesigns(report)
    fail(report.failures)


def _tell_budgets(report: "NightReport") -> None:
    """Which sources' budgets ended before all that is known was asked for, and how much is left of each."""
    left = {result.source_id: number for result in report.sources if (number := _left(result))}
    if left:
        told = ", ".join(f"{number} of {source_id}" for source_id, number in left.items())
        click.echo(
            f"budget:  it ended before all known addresses were asked, {told} are left: the next run goes on there"
        )


def _tell_steps(report: "NightReport") -> None:
    """What is new by text, not by bytes: a page with a clock on it changes every night and says nothing new."""
    if report.link:
        again = sum(r.crawl.changed + r.crawl.unchanged for r in report.sources if r.crawl)
        known = f"; {again - report.link.changed} asked again, the same text" if again else ""
        fresh = f"{report.link.new} new articles, {report.link.changed} new versions, {report.link.gone} gone or back"
        nothing = not (report.link.new or report.link.changed or report.link.gone)
        click.echo(f"linked:  {'nothing new' if nothing else fresh}{linked_anew(report.link)}{known}")
    missing = sum(r.crawl.gone for r in report.sources if r.crawl)
    if missing:
        number = f"{missing} address{'es' if missing != 1 else ''}"
        click.echo(f"missing: {number} answered 404 or 410; an article is marked gone after a second night of it")
    if report.index:
        click.echo(f"indexed: {report.index.documents} documents")


def linked_anew(counts: "LinkCounts") -> str:
    """How many articles corrections had linked anew, "" where none."""
    return f"; {counts.corrected} linked anew by corrections" if counts.corrected else ""


def _tell_redesigns(report: "NightReport") -> None:
    """What the operator should know of rules that broke or are proposed, with an example before and after."""
    for line in report.notes:
        click.echo(f"note:    {line}")
    for result in report.sources:
        for example in result.redesign.examples[:1] if result.redesign else ():
            click.echo(f"         {example.url}")
            for name, before, after in example.fields:
                click.echo(f"           {name} before: {before or '-'}\n           {name} after:  {after or '-'}")


def _redesign(found: "Redesign | None") -> dict[str, Any] | None:
    """What was found of a redesign, None where there is nothing to say."""
    if found is None or not (found.note or found.broken):
        return None
    return {
        "broken": to_builtins(found.broken),
        "since": found.since.isoformat() if found.since else None,
        "proposed": str(found.proposed) if found.proposed else None,
        "examples": to_builtins(found.examples),
        "note": found.note,
    }


def _plain(report: "NightReport") -> dict[str, Any]:
    return {
        "sources": [
            {
                "source": r.source_id,
                "crawl": to_builtins(r.crawl) if r.crawl else None,
                "transform": vars(r.transform) if r.transform else None,
                "redesign": _redesign(r.redesign),
                "error": r.error or None,
            }
            for r in report.sources
        ],
        "link": vars(report.link) if report.link else None,
        "index": to_builtins(report.index) if report.index else None,
        "failures": report.failures,
    }


def fail(failures: list[str]) -> None:
    """Names each failure and ends with 1, if there is any."""
    for line in failures:
        say(f"failed: {line}")
    if failures:
        sys.exit(1)
