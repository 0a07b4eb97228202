"""The commands status and snapshot."""

import sys
from datetime import datetime, timedelta
from typing import Any

import click

from pipeline import clock
from pipeline.cli.terminal import put_json, put_table
from pipeline.coverage import CoverageDay, coverage_days
from pipeline.engines import open_engine
from pipeline.status import disk, source_rows, totals
from pipeline.workplace import Workplace
from records.base import to_builtins
from records.errors import IndexStateError, UsageError
from search.engine import Stats


@click.command("status")
@click.option("--days", default=14, show_default=True, help="How many days of coverage to show.")
@click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
def status_command(days: int, as_json: bool) -> None:
    """What was crawled and how it ended, a source a line; disk; what looks wrong.

    \b
    Example:  khotin status --json
    """
    place, now = Workplace(), clock.now()
    with place.ledger.read() as connection:
        rows = source_rows(connection, place.settings.folders, now)
        covered = coverage_days(connection, now.date() - timedelta(days=days))
        counted = totals(connection)
    stats, used = _index_stats(place), disk(place.settings.folders)
    if as_json:
        rows = [row | {"ended_at": row["ended_at"].isoformat() if row["ended_at"] else None} for row in rows]
        put_json(
            {
                "totals": counted,
                "sources": rows,
                "coverage": _coverage_json(covered),
                "index": to_builtins(stats),
                "disk": used,
            }
        )
        return
    if not rows:
        click.echo(f"nothing was crawled or imported yet in {place.settings.folders.root}")
        return
    _show_sources(rows)
    _show_coverage(covered)
    click.echo(
        f"in all:  {counted['articles']} articles, {counted['events']} events, {counted['agreements']} agreements"
    )
    held = (
        f"{stats.engine}, {sum(stats.documents.values())} documents, at change {stats.watermark}"
        if stats
        else "none yet"
    )
    click.echo(f"index:   {held}")
    click.echo("disk:    " + ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in used.items()))


def _index_stats(place: Workplace) -> Stats | None:
    """What the index holds; None before the first `khotin index`."""
    try:
        return open_engine(place.settings).stats()
    except IndexStateError:
        return None


def _show_sources(rows: list[dict[str, Any]]) -> None:
    numbers = ("articles", "gone", "waiting", "rejected", "quarantined")
    table = [
        (
            row["source"], row["ended_at"] and f"{row['ended_at']:%Y-%m-%d %H:%M}", row["articles"], row["gone"], row["waiting"],
            row["rejections"], row["quarantined"], row["wrong"] or "ok",
        )
        for row in rows
    ]  # fmt: skip
    put_table(("source", "last run", *numbers, "what looks wrong"), table, right=numbers)


def _coverage_json(covered: list[CoverageDay]) -> list[dict[str, Any]]:
    return [
        {"source": row.source_id, "day": row.day.isoformat(), "state": row.state, "outcomes": row.outcomes}
        for row in covered
    ]


def _show_coverage(covered: list[CoverageDay]) -> None:
    """Article addresses by day and how they ended; "gone" is missing that day, marked gone after a second one."""
    verdicts = ("new", "changed", "unchanged", "gone", "redirected", "rejected", "failed", "robots", "budget")
    seen = [v for v in verdicts if any(v in row.outcomes for row in covered)]
    named = ["missing" if v == "gone" else v for v in seen]
    table = [(row.day, row.source_id, row.state, *(row.outcomes.get(v, "") for v in seen)) for row in covered]
    if covered:
        put_table(("day", "source", "crawl", *named), table, right=named)


def _moment(given: str) -> datetime:
    """The moment asked for; one without a zone is Vietnam's."""
    from transforms.reader import vietnam_time  # noqa: PLC0415

    try:
        return vietnam_time(given, "--at")
    except ValueError as exc:
        raise UsageError(str(exc)) from exc


@click.command("snapshot")
@click.argument("url")
@click.option("--at", default=None, help="The moment (ISO 8601); the last page fetched before it. Default: the newest.")
@click.option("--list", "only_list", is_flag=True, help="List the versions instead.")
def snapshot_command(url: str, at: str | None, only_list: bool) -> None:
    """Give back the archived page as fetched, its bytes on stdout.

    \b
    Example:  khotin snapshot https://danang.gov.vn/kinh-te/bai-viet-1.html --at 2026-03-01 > page.html
    """
    from pipeline.views import archived_versions, read_version  # noqa: PLC0415
    from transforms.addresses import article_id  # noqa: PLC0415

    place = Workplace()
    with place.ledger.read() as connection:
        found = archived_versions(connection, article_id(url) if "://" in url else url)
    if not found:
        raise UsageError(f"{url}: no article of that address or id is stored")
    if only_list:
        for row in found:
            click.echo(f"{row.version}\t{row.fetched_at.isoformat()}\t{row.text_digest}\t{row.part}:{row.warc_offset}")
        return
    moment = _moment(at) if at else clock.now()
    before = [row for row in found if row.fetched_at <= moment]
    if not before:
        raise UsageError(f"{url}: nothing was fetched before {at}; the first is of {found[0].fetched_at.isoformat()}")
    sys.stdout.buffer.write(read_version(place.settings.folders, before[-1]).body)
