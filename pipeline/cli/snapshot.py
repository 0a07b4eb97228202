"""The command snapshot: an archived page's bytes, as they were at a moment."""

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from pipeline import clock
from pipeline.captures import Capture, captures_of, page_at, read_capture
from pipeline.cli.terminal import say
from pipeline.workplace import Workplace
from records.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection


def _moment(given: str) -> datetime:
    """The moment asked for; one without a zone is Vietnam's."""
    from transforms.reader import vietnam_time  # noqa: PLC0415

    try:
        return vietnam_time(given, "--at")
    except ValueError as exc:
        raise UsageError(str(exc)) from exc


def _written(moment: datetime) -> str:
    """A moment to the second: what `--at` takes back."""
    return moment.isoformat(timespec="seconds")


def _to_the_end(moment: datetime) -> datetime:
    """The end of a second that was asked for: a page fetched within it counts."""
    return moment if moment.microsecond else moment.replace(microsecond=999_999)


@click.command("snapshot")
@click.argument("url")
@click.option("--at", default=None, help="The moment (ISO 8601); the page as it was then. Default: the newest.")
@click.option("--list", "only_list", is_flag=True, help="List what is archived instead.")
def snapshot_command(url: str, at: str | None, only_list: bool) -> None:
    """Give back the archived page as fetched, its bytes on stdout: an article's, or one that was rejected.

    \b
    Example:  khotin snapshot https://danang.gov.vn/kinh-te/bai-viet-1.html --at 2026-03-01 > page.html
    """
    place = Workplace()
    moment = _to_the_end(_moment(at)) if at else clock.now()
    if only_list:
        _list(place, url)
        return
    found = _captures(place, url)
    if not found:
        raise UsageError(f"{url}: no page of that address or article id is stored")
    page = page_at(found, moment)
    if page is None:
        raise UsageError(f"{url}: nothing was fetched before {at}; the first is of {_written(found[0].fetched_at)}")
    later = [c for c in found if page.fetched_at < c.fetched_at <= moment]
    if later:
        say(f"fetched {_written(page.fetched_at)}; found unchanged up to {_written(later[-1].fetched_at)}")
    sys.stdout.buffer.write(read_capture(place.settings.folders, page).body)


def _captures(place: Workplace, url: str) -> list[Capture]:
    """What is archived of an address; of an article's id, the pages that showed a new version."""
    with place.ledger_to_read.read() as connection:
        if "://" in url and (found := captures_of(connection, url)):
            return found
        return [Capture("", r.fetched_at, True, r.part, r.warc_offset) for r in _versions(connection, url)]


def _versions(connection: "Connection", url: str) -> Sequence[Any]:
    """The versions of the article that has an id, or stands at an address: the first of which any are archived."""
    from pipeline.views import archived_versions, articles_at  # noqa: PLC0415

    ids = articles_at(connection, url) if "://" in url else [url]
    return next((rows for known in ids if (rows := archived_versions(connection, known))), [])


def _list(place: Workplace, url: str) -> None:
    """An article's versions; of any other page, each capture."""
    with place.ledger_to_read.read() as connection:
        versions = _versions(connection, url)
        found = captures_of(connection, url) if "://" in url and not versions else []
    if not (versions or found):
        raise UsageError(f"{url}: no page of that address or article id is stored")
    for row in versions:
        click.echo(f"{row.version}\t{_written(row.fetched_at)}\t{row.text_digest}\t{row.part}:{row.warc_offset}")
    for capture in found:
        what = "page" if capture.is_page else "unchanged"
        click.echo(f"{what}\t{_written(capture.fetched_at)}\t{capture.part}:{capture.warc_offset}")
