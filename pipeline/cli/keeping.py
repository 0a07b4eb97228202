"""The commands retention, backup and restore: what is removed, copied and put back."""

from pathlib import Path

import click

from pipeline.cli.telling import fail
from pipeline.cli.terminal import bars, counted, put_json, say
from pipeline.workplace import Workplace
from records.base import to_builtins

_as_json = click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
_folder = click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
_MEGABYTE = 1_000_000


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
@click.option(
    "--confirm-snapshots", is_flag=True, help="Also remove archive parts that the ledger does not know (see `verify`)."
)
@_as_json
def retention_command(dry_run: bool, confirm_snapshots: bool, as_json: bool) -> None:
    """Remove former indexes, old logs and quarantine, and what killed runs left; archived pages only when confirmed.

    \b
    Example:  khotin retention --dry-run
    """
    from pipeline.retention import retain  # noqa: PLC0415

    kept = retain(Workplace(), confirm_snapshots=confirm_snapshots, dry_run=dry_run)
    if as_json:
        put_json(to_builtins(kept))
        return
    told = "would be removed" if dry_run else "removed"
    click.echo(
        f"{told}: {len(kept.indexes)} former or unfinished indexes, {kept.logs} logs, {kept.quarantined} quarantined pages, "
        f"{kept.unfinished} unfinished files, {kept.cached} copies of what the object storage holds, "
        f"{kept.snapshots} archive parts ({kept.bytes / _MEGABYTE:.1f} MB in files)"
    )
    if kept.taken_in:
        click.echo(f"taken in: {kept.taken_in} journals of killed runs")
    if kept.unknown_parts > kept.snapshots:
        say(
            f"note: {kept.unknown_parts} archive parts are not in the ledger: see `khotin verify`; --confirm-snapshots removes them"
        )


@click.command("backup")
@_folder
@_as_json
def backup_command(folder: Path, as_json: bool) -> None:
    """Copy archive, readings and ledger into a folder of backups; only what is new since the last one is copied.

    \b
    Example:  khotin backup /mnt/backup/khotin
    """
    from pipeline.backup import back_up  # noqa: PLC0415

    with bars() as shown:
        done = back_up(Workplace(), folder, progress=lambda now, total: shown("copy", "", now, total))
    if as_json:
        put_json(to_builtins(done))
        return
    click.echo(
        f"backup {done.name}: {counted(done.parts, 'part')}, {counted(done.readings, 'reading')} and the ledger; "
        f"{counted(done.copied, 'file')} copied ({done.copied_bytes / _MEGABYTE:.1f} MB), the rest was there"
    )
    if done.lost_readings:
        say(f"note: {done.lost_readings} readings were replaced meanwhile; a restored home reads those pages again")


@click.command("restore")
@_folder
@click.option("--name", default="", help="Which of the backups, such as 20260805T040000 (default: the newest).")
@_as_json
def restore_command(folder: Path, name: str, as_json: bool) -> None:
    """Put a backup into an empty home and an empty database, then build the index anew.

    \b
    Example:  khotin restore /mnt/backup/khotin
    """
    from pipeline.backup import restore  # noqa: PLC0415
    from pipeline.index import index_all  # noqa: PLC0415
    from pipeline.link import link_all  # noqa: PLC0415

    place = Workplace()
    with bars() as shown:
        manifest = restore(place.settings, folder, name, progress=lambda now, total: shown("copy", "", now, total))
        links = link_all(
            place.settings, place.ledger, progress=lambda now, total: shown("link", "", now, total), tell=say
        )
        counts = index_all(
            place.settings, place.ledger, rebuild=True,
            progress=lambda now, total: shown("index", "", now, total), tell=say,
        )  # fmt: skip
    if as_json:
        put_json({"at": manifest.at.isoformat(), "parts": len(manifest.parts), "documents": counts.documents})
    else:
        click.echo(
            f"restored as of {manifest.at:%Y-%m-%d %H:%M}: {counted(len(manifest.parts), 'part')}, "
            f"{counted(len(manifest.readings), 'reading')}, {counted(counts.documents, 'document')} in the index"
        )
    fail([*links.conflicts, *counts.left_out])
