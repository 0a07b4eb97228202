"""The command import."""

import sys
from pathlib import Path
from typing import Any

import click

from pipeline.cli.terminal import bars, put_json, say
from pipeline.import_rejections import name_rejections
from pipeline.imports import ImportCounts, import_files
from pipeline.night import NightReport, SourceNight, link_and_index, transform_into
from pipeline.workplace import Workplace


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", default=None, help="Source to keep it under (default: by address, else 'imports').")
@click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
def import_command(files: tuple[Path, ...], source: str | None, as_json: bool) -> None:
    """Bring in articles (JSONL, also .zst and .gz), WARC files, saved pages and texts; they end indexed.

    Importing the same twice changes nothing.

    \b
    Example:  khotin import articles.jsonl.zst saved-pages/
    """
    place = Workplace()
    ledger, registry = place.ledger, place.registry
    taken = 0
    with bars() as progress:

        def told(items: int, _name: str) -> None:
            nonlocal taken
            taken += items
            progress("import", "", taken, taken)

        counts = import_files(
            place.settings, ledger, list(registry.sources.values()), files, source_id=source, progress=told
        )
        # All that waits under any source, so that a killed import is finished by the next.
        from pipeline.status import stored_sources  # noqa: PLC0415

        with ledger.read() as connection:
            waiting = stored_sources(connection, unread_only=True)
        report = NightReport(sources=[SourceNight(known) for known in waiting])
        transform_into(place, report.sources, progress=progress)
        counts.notices += name_rejections(place.settings.folders, ledger, counts)
        link_and_index(place, report, progress=progress)
    _tell(counts, report, as_json)


def _tell(counts: ImportCounts, report: NightReport, as_json: bool) -> None:
    failures = counts.failures + report.failures
    done: dict[str, Any] = {
        "new": counts.new,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "sources": sorted(counts.source_ids),
        "articles": sum(r.transform.articles for r in report.sources if r.transform),
        "rejections": sum(r.transform.rejections for r in report.sources if r.transform),
        "quarantined": sum(r.transform.quarantined for r in report.sources if r.transform),
        "indexed": report.index.documents if report.index else 0,
        "notices": counts.notices,
        "failures": failures,
    }
    for notice in counts.notices:
        say(notice)
    if as_json:
        put_json(done)
    else:
        click.echo(f"imported: {counts.new} new, {counts.changed} changed, {counts.unchanged} already there")
        click.echo(
            f"read:     {done['articles']} articles, {done['rejections']} rejected, {done['quarantined']} quarantined"
        )
        click.echo(f"indexed:  {done['indexed']} documents")
    for line in failures:
        say(f"failed: {line}")
    if failures:
        sys.exit(1)
