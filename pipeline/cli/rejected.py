"""The command rejected: the pages and addresses behind the reasons that status counts."""

from dataclasses import asdict
from itertools import islice
from urllib.parse import quote

import click

from pipeline.books import all_books
from pipeline.cli.terminal import one_line, put_json
from pipeline.rejected import REASONS, Rejected, reasons_of, rejected
from pipeline.workplace import Workplace
from records.errors import UsageError


@click.command("rejected")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--reason", default="", help="Only these, as `khotin status` names them; also quarantined, duplicate-address."
)
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many are told.")
@click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
def rejected_command(sources: tuple[str, ...], reason: str, limit: int, as_json: bool) -> None:
    """Name what was no article, with its address and why: pages that were kept and read so, newest first, and answers
    that were not kept.

    \b
    Example:  khotin rejected da-nang --reason too-short
    """
    place = Workplace()
    with place.ledger_to_read.read() as connection:
        books = {own.source_id: own for own in all_books(connection)}
        for name in sources:
            if name not in books:
                place.registry.source(name)
        chosen = [books[name] for name in dict.fromkeys(sources or books) if name in books]
        known = reasons_of(connection, place.settings.folders, chosen, reason)
        if reason and reason not in known and reason not in REASONS:
            others = ", ".join(sorted(REASONS - known.keys()))
            raise UsageError(
                f"no reason {reason!r}; known: {', '.join(known) or 'none'}; also, without any here: {others}"
            )
        own = [found.source_id for found in chosen]
        told = list(islice(rejected(connection, place.settings.folders, own, reason), limit))
    total = known.get(reason, 0) if reason else sum(known.values())
    if as_json:
        put_json({"total": total, "reasons": known, "rejected": [_plain(found) for found in told]})
    else:
        _show(told, total, reason)


def _plain(found: Rejected) -> dict[str, str]:
    return asdict(found) | {"at": found.at.isoformat()}


def _show(told: list[Rejected], total: int, reason: str) -> None:
    """A line each, the address whole however long it is, so that it can be copied."""
    if not told:
        click.echo(f"nothing was rejected{f' as {reason}' if reason else ''}")
    for row in told:
        detail = f"  ({one_line(row.detail)})" if row.detail else ""
        click.echo(f"{row.at:%Y-%m-%d}  {row.source}  {one_line(row.reason)}  {_copied(row.url)}{detail}")
    if total > len(told):
        click.echo(f"and {total - len(told)} more: --limit {total}")


def _copied(url: str) -> str:
    """The address with what can't be seen in it written as servers understand it too."""
    return "".join(c if c.isprintable() and c != " " else quote(c, errors="replace") for c in url)
