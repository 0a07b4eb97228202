"""The command status: what was crawled and how it ended, what is to be expected, how far the past has come in."""

import shutil
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

import click

from pipeline import clock
from pipeline.alerts import book
from pipeline.books import Books, all_books
from pipeline.cli.alert_lines import alert_lines
from pipeline.cli.status_tables import (
    show_backfill,
    show_books,
    show_coverage,
    show_months,
    show_sources,
    show_totals,
)
from pipeline.cli.terminal import put_json
from pipeline.coverage import CoverageDay, coverage_days
from pipeline.depth import Backfill, MonthDepth, archive_depth, backfills, disk_days
from pipeline.home import Home
from pipeline.index_state import IndexState, index_state
from pipeline.reading_counts import texts_changed
from pipeline.status import disk, source_rows, totals
from pipeline.workplace import Workplace
from records.base import to_builtins
from records.outcome import Verdict
from sources.corrections import load_corrections

# What a disk holds further ahead than this is told without a number.
_FORESEEN = 3 * 365


@dataclass(frozen=True)
class _State:
    """All that the command tells."""

    rows: list[dict[str, Any]]
    books: list[Books]
    covered: list[CoverageDay]
    texts: dict[tuple[str, date], int]
    depth: list[MonthDepth]
    filled: list[Backfill]
    counted: dict[str, int]
    index: IndexState
    alerts: book.Counts
    used: dict[str, int]
    free: int
    full_in: int | None
    wrong: list[str]


@click.command("status")
@click.option("--days", default=28, show_default=True, help="How many days the heat map and the JSON go back.")
@click.option("--months", is_flag=True, help="Also each source's articles by month, and whether that is all there are.")
@click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
def status_command(days: int, months: bool, as_json: bool) -> None:
    """What was crawled and how it ended; where every address and every page went, in columns that add up; how far the
    past has come in; disk; what looks wrong.

    \b
    Example:  khotin status
    """
    place, now = Workplace(), clock.now()
    state = _state(place, now, days)
    if as_json:
        put_json(_as_json(state))
    elif state.rows:
        _show(state, now.date(), days, months=months)
    else:
        home = place.settings.folders.root
        click.echo(f"nothing was crawled or imported yet in {home}; a first night is: khotin run SOURCE")
        _tell_wrong_files(state)


def _state(place: Workplace, now: datetime, days: int) -> _State:
    home, sources = place.settings.folders, place.registry.sources
    used, free = disk(home), _free(home)
    since = now.date() - timedelta(days=days - 1)
    with place.ledger_to_read.read() as connection:
        state = _State(
            rows=source_rows(connection, home, now),
            books=all_books(connection),
            covered=coverage_days(connection, since, sources),
            texts=texts_changed(connection, since),
            depth=archive_depth(connection, sources),
            filled=backfills(connection, sources),
            counted=totals(connection),
            index=index_state(place.settings, connection),
            alerts=book.counts(connection),
            used=used,
            free=free,
            full_in=disk_days(connection, now=now, used=sum(used.values()), free=free),
            wrong=_wrong_files(place),
        )
    _tell_of_coverage(state.rows, state.covered)
    _tell_of_proposals(place, state.rows)
    return state


def _wrong_files(place: Workplace) -> list[str]:
    """What is wrong in the operator's own YAMLs of portals, platforms and corrections, a line each."""
    corrections = load_corrections(place.settings.source_folders, tolerant=True)
    return list((place.registry.faults | corrections.faults).values())


def _tell_wrong_files(state: _State) -> None:
    for line in state.wrong:
        click.echo(f"wrong:   {line}")


def _free(home: Home) -> int:
    """Bytes free where the home is; with the ledger in PostgreSQL it may be told of before anything is in it."""
    return shutil.disk_usage(next(folder for folder in (home.root, *home.root.parents) if folder.exists())).free


def _as_json(state: _State) -> dict[str, Any]:
    return {
        "totals": state.counted,
        "sources": [_source_json(row) for row in state.rows],
        "books": [_renamed(row) | {"addresses": row.addresses} for row in state.books],
        "coverage": [_coverage_json(row, state.texts) for row in state.covered],
        "archive_depth": [_renamed(row) for row in state.depth],
        "backfill": [_renamed(row) for row in state.filled],
        "index": to_builtins(state.index.stats),
        "index_problem": state.index.problem,
        "index_lag": state.index.lag,
        "index_refused": to_builtins(state.index.refused),
        "alerts": to_builtins(state.alerts),
        "disk": state.used,
        "disk_free": state.free,
        "disk_days_left": state.full_in,
        "wrong_files": state.wrong,
    }


def _show(state: _State, today: date, days: int, *, months: bool) -> None:
    show_sources(state.rows)
    show_books(state.books)
    show_coverage(state.covered, today, days)
    show_backfill(state.filled)
    if months:
        show_months(state.depth)
    show_totals(state.counted, state.index, state.used)
    for line in alert_lines(state.alerts):
        click.echo(line)
    _tell_wrong_files(state)
    click.echo(f"free:    {state.free / 1e9:.1f} GB, {_full_in(state.full_in)}")


def _full_in(days: int | None) -> str:
    if days is None:
        return "no article came in lately"
    return f"full in about {days} days at this pace" if days <= _FORESEEN else "enough for years at this pace"


def _source_json(row: dict[str, Any]) -> dict[str, Any]:
    times = {name: row[name].isoformat() if row[name] else None for name in ("started_at", "ended_at")}
    return row | times | {"outcomes": _ends_json(row["outcomes"])}


def _ends_json(ends: dict[str, int]) -> dict[str, int]:
    """Ends by name; "changed" is said in full, for the text of such a page need not be another."""
    return {("page_changed" if name == Verdict.CHANGED else name): number for name, number in ends.items()}


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


def _renamed(row: MonthDepth | Backfill | Books) -> dict[str, Any]:
    """As JSON says it: a source is called "source" everywhere."""
    plain = asdict(row)
    return {"source": plain.pop("source_id")} | plain


def _coverage_json(row: CoverageDay, texts: dict[tuple[str, date], int]) -> dict[str, Any]:
    plain = asdict(row)
    del plain["finding"]
    known = {"day": row.day.isoformat(), "verdict": row.verdict, "left": row.left, "broken": to_builtins(row.broken)}
    known |= {"addresses": row.addresses, "outcomes": _ends_json(row.outcomes)}
    known["text_changed"] = texts.get((row.source_id, row.day), 0)
    return {"source": plain.pop("source_id")} | plain | known
