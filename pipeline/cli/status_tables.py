"""The tables of the command status, one function each."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import click

from pipeline.books import Books
from pipeline.cli.heat_map import heat_map, may_colour
from pipeline.cli.index_lines import index_lines
from pipeline.cli.terminal import fits, one_line, put_table
from pipeline.coverage import CoverageDay
from pipeline.depth import Backfill, MonthDepth
from pipeline.index_state import IndexState
from pipeline.ledger.ends import DUPLICATE, PUT_OFF
from records.outcome import Verdict

# Columns of the books; they sum to the addresses.
STANDING = (
    "kept", "duplicates", "redirected", "rejected", "missing", "failed", "forbidden", "put_off", "to_fetch",
)  # fmt: skip
# Columns of a day, and the ends counted in each: every end in one of them.
_OF_A_DAY = {
    "fetched": (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED),
    "duplicates": (DUPLICATE,),
    "redirected": (Verdict.REDIRECTED,),
    "rejected": (Verdict.REJECTED,),
    "missing": (Verdict.GONE,),
    "failed": (Verdict.FAILED,),
    "not asked": (Verdict.ROBOTS, Verdict.BUDGET, PUT_OFF),
}
_SOURCE = ("source",)
# Days of coverage in the table; the heat map and the JSON show more.
_IN_TABLE = 3


def _last_run(row: dict[str, Any]) -> str:
    """When the last run ended; of one that did not, when it began and what became of it. "" where there was none."""
    if row["ended_at"] and row["state"] != "killed":
        return f"{row['ended_at']:%Y-%m-%d %H:%M}"
    under_way = row["state"] == "running" and row["locked"]
    return f"{row['started_at']:%Y-%m-%d %H:%M} ({'under way' if under_way else 'killed'})" if row["started_at"] else ""


def _well(row: dict[str, Any]) -> str:
    """What is said of a source with which nothing looks wrong."""
    left = row["left"]
    known = f"{left} article{'s' if left != 1 else ''} known and not asked for"
    return f"budget ended, {known}: the next night goes on there" if left else "ok"


def show_sources(rows: list[dict[str, Any]]) -> None:
    table = [(row["source"], _last_run(row), row["articles"], row["gone"], row["wrong"] or _well(row)) for row in rows]
    put_table(
        ("source", "last run", "articles", "gone", "what looks wrong"),
        table,
        right=("articles", "gone"),
        unbroken=_SOURCE,
    )
    for row in rows:
        if row["lenient_tls"]:
            click.echo(
                f"{row['source']}: {row['lenient_tls']} requests of the last run went by an old server's TLS, which others on "
                "the way could have read or changed"
            )


def show_books(books: list[Books]) -> None:
    """Where each address stands, and how each page was read: the first number is the sum of those after it."""
    columns = ("addresses", *(name.replace("_", " ") for name in STANDING))
    table = [(own.source_id, own.addresses, *(_number(own, name) for name in STANDING)) for own in books]
    title = "addresses of articles ever named, each in the one column of its last answer"
    _put_filled(("source", *columns), table, right=columns, title=title)
    columns = ("pages", "read as articles", "no article", "quarantined", "to read")
    table = [(own.source_id, own.pages, own.read, own.no_article, own.quarantined, own.unread) for own in books]
    _put_filled(("source", *columns), table, right=columns, title="pages in the archive, each read in one way")
    for own in books:
        for what, reasons in (("rejected", own.rejected), ("no article", own.no_article_reasons)):
            if reasons:
                told = ", ".join(f"{number} {one_line(reason)}" for reason, number in sorted(reasons.items()))
                click.echo(f"{what} of {own.source_id}: {told}")
    if any(own.rejected or own.no_article_reasons for own in books):
        click.echo("their addresses: khotin rejected SOURCE --reason REASON")


def _number(own: Books, name: str) -> int:
    return sum(own.rejected.values()) if name == "rejected" else int(getattr(own, name))


def _put_filled(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, right: Sequence[str], title: str) -> None:
    """A table without the columns of numbers in which every source has none; nothing where that leaves no number."""
    used = _filled(columns, rows, right)
    table = [[row[n] for n in used] for row in rows]
    if not any(columns[n] in right for n in used):
        return
    click.echo(f"{title}:")
    put_table([columns[n] for n in used], table, right=right, unbroken=_SOURCE)


def _filled(columns: Sequence[str], rows: Sequence[Sequence[Any]], right: Sequence[str]) -> list[int]:
    """The places of the columns but those of numbers in which nobody has any."""
    return [n for n, name in enumerate(columns) if name not in right or any(row[n] for row in rows)]


def of_a_day(row: CoverageDay) -> list[int]:
    """A day's addresses by how they ended, as `_OF_A_DAY` names it; they sum to all of them."""
    return [sum(row.outcomes.get(end, 0) for end in ends) for ends in _OF_A_DAY.values()]


def show_coverage(covered: list[CoverageDay], last: date, days: int) -> None:
    """The last days in numbers, "addresses" the sum of those up to "not asked"; all days as a map. What is missing is
    marked gone after a second night of it."""
    if not covered:
        return
    lately = [row for row in covered if row.day > last - timedelta(days=_IN_TABLE)] or covered[:1]
    _put_days(lately)
    for line in heat_map(covered, last=last, days=days, colour=may_colour()):
        click.echo(line)
    click.echo()


def _put_days(lately: list[CoverageDay]) -> None:
    """Each number in a column of its own, or, where they are too many for the terminal, how the addresses ended in words."""
    numbers = ("discovered", "addresses", *_OF_A_DAY, "published that day", "usual")
    table = [
        (
            row.day, row.source_id, row.discovered, row.addresses, *of_a_day(row), row.published,
            f"{row.expected[0]} to {row.expected[1]}" if row.expected else "", row.verdict,
        )
        for row in lately
    ]  # fmt: skip
    columns = ("day", "source", *numbers, "verdict")
    used = _filled(columns, table, numbers)
    title = "the last days, each address once a day"
    if fits([columns[n] for n in used], [[row[n] for n in used] for row in table]):
        _put_filled(columns, table, right=numbers, title=title)
        return
    told = [(row.day, row.source_id, row.addresses, _ends_told(row), row.verdict) for row in lately]
    click.echo(f"{title}:")
    columns = ("day", "source", "addresses", "ended as", "verdict")
    put_table(columns, told, right=("addresses",), unbroken=("day", "source", "verdict"))


def _ends_told(row: CoverageDay) -> str:
    """How a day's addresses ended, as "18 fetched, 1 redirected", and how many of them no night had met before."""
    ended = zip(of_a_day(row), _OF_A_DAY, strict=True)
    told = ", ".join(f"{number} {name}" for number, name in ended if number) or "none"
    return f"{told}; {row.discovered} discovered" if row.discovered else told


def _nights_left(row: Backfill) -> str:
    if not (row.percent or row.waiting or row.lists_waiting):
        return "nothing found yet"
    if row.bottom and not row.waiting:
        return "done"
    return str(row.nights_left) if row.nights_left else "nobody knows yet"


def show_backfill(filled: list[Backfill]) -> None:
    table = [
        (
            row.source_id, f"{row.percent} %" + ("" if row.bottom else " of what is known"), row.waiting, row.lists_waiting,
            row.oldest_month, _nights_left(row),
        )
        for row in filled
    ]  # fmt: skip
    numbers = ("articles to fetch", "lists to read")
    if table:
        put_table(
            ("source", "past fetched", *numbers, "oldest month", "nights left"), table, right=numbers, unbroken=_SOURCE
        )


def show_months(depth: list[MonthDepth]) -> None:
    table = [(row.source_id, row.month or "no date", row.articles, row.waiting or "", row.reach) for row in depth]
    put_table(
        ("source", "month", "articles", "to fetch", "reach"), table, right=("articles", "to fetch"), unbroken=_SOURCE
    )


def show_totals(counted: dict[str, int], index: IndexState, used: dict[str, int]) -> None:
    click.echo(
        f"in all:  {counted['articles']} articles, {counted['events']} events, {counted['agreements']} agreements"
    )
    for line in index_lines(index):
        click.echo(line)
    click.echo("disk:    " + ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in used.items()))
