"""The command alerts: tells subscribers what is new since they were last told."""

from typing import TYPE_CHECKING

import click

from pipeline.cli.telling import fail
from pipeline.cli.terminal import counted, put_json, put_table, say
from pipeline.workplace import Workplace
from records.base import to_builtins

if TYPE_CHECKING:
    from pipeline.alerts.sending import AlertCounts


@click.command("alerts")
@click.option("--dry-run", is_flag=True, help="Show what would be sent; send and mark nothing.")
@click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
def alerts_command(dry_run: bool, as_json: bool) -> None:
    """Tell subscribers what is new since they were last told: run it after index.

    \b
    Example:  khotin alerts --dry-run
    """
    from pipeline.alerts.sending import AlertCounts, send_alerts, tidy, would_send  # noqa: PLC0415
    from pipeline.alerts.setting_up import sender_of  # noqa: PLC0415
    from pipeline.engines import open_engine  # noqa: PLC0415

    place = Workplace()
    sender = sender_of(place)
    if dry_run:
        counts = would_send(place.ledger, open_engine(place.settings))
    elif sender is not None:
        server, writer = sender
        reader = open_engine(place.settings)
        counts = send_alerts(place.settings, place.ledger, reader, writer=writer, server=server, tell=say)
    else:
        counts = AlertCounts()
        say("note: no mail server is set (KHOTIN_SMTP_URL, KHOTIN_MAIL_FROM): readers are offered feeds only")
        if waiting := tidy(place.ledger):
            counts.failures.append(f"{counted(waiting, 'subscription')} waiting for news, and no mail can be sent")
    _show(counts, verb="would be told" if dry_run else "told", as_json=as_json)
    fail(counts.failures)


def _show(counts: "AlertCounts", *, verb: str, as_json: bool) -> None:
    if as_json:
        put_json({"looked_at": counts.looked_at, "told": to_builtins(counts.told), "failures": counts.failures})
        return
    rows = [(told.subscription, told.total, told.search, "; ".join(told.titles[:2])) for told in counts.told]
    if rows:
        put_table(("subscription", "new", "search", "newest of it"), rows, right=("new",))
    told = len({told.subscription for told in counts.told})
    click.echo(f"alerts: {counted(counts.looked_at, 'subscription')} looked at, {told} {verb}")
