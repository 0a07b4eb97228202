"""The command status: what was crawled and how it ended, what is to be expected, how far the past has come in."""

import shutil
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

import click

from pipeline import clock
from pipeline.alerts import book
from pipeline.cli.alert_lines import alert_lines
from pipeline.cli.heat_map import heat_map, may_colour
from pipeline.cli.index_lines import index_lines
from pipeline.cli.terminal import put_json, put_table
from pipeline.coverage import CoverageDay, coverage_days
from pipeline.depth import Backfill, MonthDepth, archive_depth, backfills, disk_days
from pipeline.index_state import IndexState, index_state
from pipeline.status import disk, source_rows, totals
from pipeline.workplace import Workplace
from records.base import to_builtins

# Days of coverage in the table; the heat map and the JSON show more.
_IN_TABLE = 3


@click.command("status")
@click.option("--days", default=28, show_default=True, help="How many days of coverage to show.")
@click.option("--months", is_flag=True, help="Also each source's articles by month, and whether that is all.")
@click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
def status_command(days: int, months: bool, as_json: bool) -> None:
    """What was crawled and how it ended, a source a line; how far the past has come in; disk; what looks wrong.

    \b
    Example:  khotin status --json
    """
    place, now = Workplace(), clock.now()
    home, sources = place.settings.folders, place.registry.sources
    ledger = place.ledger_to_read
    used = disk(home)
    # With the ledger in PostgreSQL a home may be told of before anything is in it.
    free = shutil.disk_usage(next(folder for folder in (home.root, *home.root.parents) if folder.exists())).free
    with ledger.read() as connection:
        rows = source_rows(connection, home, now)
        covered = coverage_days(connection, now.date() - timedelta(days=days - 1), sources)
        depth, filled = archive_depth(connection, sources), backfills(connection, sources)
        counted, index = totals(connection), index_state(place.settings, connection)
        alerts = book.counts(connection)
        full_in = disk_days(connection, now=now, used=sum(used.values()), free=free)
    _tell_of_coverage(rows, covered)
    _tell_of_proposals(place, rows)
    if as_json:
        put_json(
            {
                "totals": counted,
                "sources": [row | {name: _iso(row[name]) for name in ("started_at", "ended_at")} for row in rows],
                "coverage": [_coverage_json(row) for row in covered],
                "archive_depth": [_renamed(row) for row in depth],
                "backfill": [_renamed(row) for row in filled],
                "index": to_builtins(index.stats),
                "index_problem": index.problem,
                "index_lag": index.lag,
                "index_refused": to_builtins(index.refused),
                "alerts": to_builtins(alerts),
                "disk": used,
                "disk_free": free,
                "disk_days_left": full_in,
            }
        )
        return
    if not rows:
        click.echo(f"nothing was crawled or imported yet in {home.root}")
        return
    _show_sources(rows)
    _show_coverage(covered, now.date(), days)
    _show_backfill(filled)
    if months:
        _show_months(depth)
    _show_totals(counted, index, used)
    for line in alert_lines(alerts):
        click.echo(line)
    left = f"full in about {full_in} days at this pace" if full_in is not None else "nothing came in lately"
    click.echo(f"free:    {free / 1e9:.1f} GB, {left}")


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _last_run(row: dict[str, Any]) -> str:
    """When the last run ended; of one that did not, when it began and what became of it. "" where there was none."""
    if row["ended_at"] and row["state"] != "killed":
        return f"{row['ended_at']:%Y-%m-%d %H:%M}"
    under_way = row["state"] == "running" and row["locked"]
    return f"{row['started_at']:%Y-%m-%d %H:%M} ({'under way' if under_way else 'killed'})" if row["started_at"] else ""


def _tell_of_coverage(rows: list[dict[str, Any]], covered: list[CoverageDay]) -> None:
    """What looks wrong with a source is also what its newest night came to."""
    newest: dict[str, CoverageDay] = {}
    for day in covered:
        newest.setdefault(day.source_id, day)
    for row in rows:
        found = newest.get(row["source"])
        if not row["wrong"] and found and found.finding != "ok":
            row["wrong"] = found.why


def _tell_of_proposals(place: Workplace, rows: list[dict[str, Any]]) -> None:
    """Where rules learned for a source wait to be accepted, that they do; and which of its fields are distrusted."""
    for row in rows:
        source = place.registry.sources.get(row["source"])
        path = place.settings.folders.proposal(row["source"])
        row["proposed"] = str(path) if path.exists() else None
        row["distrusted"] = list(source.distrusted) if source else []
        if row["proposed"]:
            told = f"new rules wait: khotin sources check {row['source']} --accept"
            row["wrong"] = f"{row['wrong']}; {told}" if row["wrong"] else told


def _show_sources(rows: list[dict[str, Any]]) -> None:
    numbers = ("articles", "gone", "waiting", "rejected", "quarantined")
    table = [
        (
            row["source"], _last_run(row), row["articles"], row["gone"], row["waiting"], row["rejections"],
            row["quarantined"], row["wrong"] or "ok",
        )
        for row in rows
    ]  # fmt: skip
    put_table(("source", "last run", *numbers, "what looks wrong"), table, right=numbers)
    for row in rows:
        if row["lenient_tls"]:
            click.echo(
                f"{row['source']}: {row['lenient_tls']} requests of the last run went by an old server's TLS, which others on "
                "the way could have read or changed"
            )


def _renamed(row: MonthDepth | Backfill) -> dict[str, Any]:
    """As JSON says it: a source is called "source" everywhere."""
    plain = asdict(row)
    return {"source": plain.pop("source_id")} | plain


def _coverage_json(row: CoverageDay) -> dict[str, Any]:
    plain = asdict(row)
    verdict = plain.pop("finding")
    known = {"day": row.day.isoformat(), "verdict": verdict, "broken": to_builtins(row.broken)}
    return {"source": plain.pop("source_id")} | plain | known


def _show_coverage(covered: list[CoverageDay], last: date, days: int) -> None:
    """The last days in numbers, all of them as a map. "missing" is missing that day, marked gone after a second one."""
    if not covered:
        return
    lately = [row for row in covered if row.day > last - timedelta(days=_IN_TABLE)] or covered[:1]
    table = [
        (
            row.day, row.source_id, row.discovered, row.fetched, row.outcomes.get("gone", ""), row.outcomes.get("failed", ""),
            row.published, f"{row.expected[0]} to {row.expected[1]}" if row.expected else "", row.finding,
        )
        for row in lately
    ]  # fmt: skip
    numbers = ("discovered", "fetched", "missing", "failed", "published that day", "usual")
    put_table(("day", "source", *numbers, "verdict"), table, right=numbers)
    for line in heat_map(covered, last=last, days=days, colour=may_colour()):
        click.echo(line)
    click.echo()


def _nights_left(row: Backfill) -> str:
    if not (row.percent or row.waiting or row.lists_waiting):
        return "nothing found yet"
    if row.bottom and not row.waiting:
        return "done"
    return str(row.nights_left) if row.nights_left else "nobody knows yet"


def _show_backfill(filled: list[Backfill]) -> None:
    table = [
        (
            row.source_id, f"{row.percent} %" + ("" if row.bottom else " of what is known"), row.waiting, row.lists_waiting,
            row.oldest_month, _nights_left(row),
        )
        for row in filled
    ]  # fmt: skip
    numbers = ("articles to fetch", "lists to read")
    if table:
        put_table(("source", "past fetched", *numbers, "oldest month", "nights left"), table, right=numbers)


def _show_months(depth: list[MonthDepth]) -> None:
    table = [(row.source_id, row.month or "no date", row.articles, row.waiting or "", row.reach) for row in depth]
    put_table(("source", "month", "articles", "to fetch", "reach"), table, right=("articles", "to fetch"))


def _show_totals(counted: dict[str, int], index: IndexState, used: dict[str, int]) -> None:
    click.echo(
        f"in all:  {counted['articles']} articles, {counted['events']} events, {counted['agreements']} agreements"
    )
    for line in index_lines(index):
        click.echo(line)
    click.echo("disk:    " + ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in used.items()))
