"""What was crawled, how it ended, and what looks wrong: read from the ledger."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from pipeline import locks
from pipeline.crawl import other_hosts
from pipeline.home import Home
from pipeline.journal import leftovers, read_journal
from pipeline.ledger import runs
from pipeline.ledger.ends import ends_of_run, is_put_off
from pipeline.ledger.tables import addresses, articles, linked, parts
from records.outcome import Verdict

# A source crawled every night is late when its last good run is older than this.
_LATE = timedelta(hours=36)
# So many links to articles on one other host, and more than to its own, tell of a wrong address.
_ELSEWHERE = 5


def stored_sources(connection: Connection, *, unread_only: bool = False) -> tuple[str, ...]:
    """Sources that the archive holds pages of; with `unread_only` those with parts that were not read."""
    query = select(parts.c.source_id).distinct().order_by(parts.c.source_id)
    return tuple(connection.scalars(query.where(parts.c.reading.is_(None)) if unread_only else query))


def _by_source(connection: Connection, table: Any, *conditions: Any) -> Counter[str]:
    query = select(table.c.source_id, func.count()).where(*conditions).group_by(table.c.source_id)
    return Counter({row[0]: row[1] for row in connection.execute(query)})


def _not_ended(row: Mapping[str, Any]) -> str:
    """That the last run is under way, or did not come to its end; "" where it did."""
    if row["state"] == "running" and row["locked"]:
        return "a run is at it now"
    if row["state"] == "running":
        waiting = f"{row['unmerged']} pages it stored are" if row["unmerged"] else "what it stored is"
        return f"the last run was killed; {waiting} taken in by the next one"
    if row["state"] == "killed":
        return "the last run was killed; the next one goes on from there"
    if row["stopped"]:
        return "the last run was stopped before its end; the next one goes on from there"
    return ""


def wrong(row: dict[str, Any], now: datetime) -> str:
    """What looks wrong with a source, in one line; "" where nothing does."""
    if row["state"] == "failed":
        return str(row["error"])
    if told := _not_ended(row):
        return told
    if row["elsewhere"]:
        return str(row["elsewhere"])
    if row["quarantined"]:
        return f"{row['quarantined']} pages could not be read (see quarantine/)"
    if row["command"] == "crawl" and row["ended_at"] and now - row["ended_at"] > _LATE:
        days = (now - row["ended_at"]).days
        return f"no run for {days} day{'s' if days != 1 else ''}"
    if row["problems"]:
        return str(row["problems"][0])
    if row["command"] == "crawl" and row["pages"] >= 20 and row["read"] < row["pages"] / 2:
        return "fewer than half of its pages were read as articles"
    return ""


def _elsewhere(stats: Mapping[str, Any]) -> str:
    """That most of what the last run's pages listed lies on another host, "" where it doesn't."""
    hosts = stats.get("other_hosts", {})
    if max(hosts.values(), default=0) < max(_ELSEWHERE, stats.get("discovered", 0)):
        return ""
    return other_hosts(hosts)


def unmerged(home: Home, source_id: str) -> int:
    """Pages that runs not yet merged have stored: those under way, or killed."""
    return sum(sum(o.warc_length > 0 for o in read_journal(path).outcomes) for path in leftovers(home, source_id))


def source_rows(connection: Connection, home: Home, now: datetime) -> list[dict[str, Any]]:
    """One row a source that was ever crawled or imported."""
    last = runs.last(connection, "import") | runs.last(connection, "crawl")
    present = _by_source(connection, articles, articles.c.state != "withdrawn")
    gone = _by_source(connection, articles, articles.c.state == "gone")
    a = addresses.c
    unasked = or_(a.verdict.is_(None), and_(a.verdict.in_((Verdict.FAILED, Verdict.BUDGET)), ~is_put_off()))
    waiting = _by_source(connection, addresses, a.kind == "article", a.fetched_at.is_(None), unasked)
    put_off = _by_source(connection, addresses, a.kind == "article", a.fetched_at.is_(None), is_put_off())
    sums = {
        row.source_id: row
        for row in connection.execute(
            select(
                parts.c.source_id, func.sum(parts.c.records).label("pages"), func.sum(parts.c.articles).label("read"),
                func.sum(parts.c.rejections).label("rejections"),
                func.sum(parts.c.quarantined).label("quarantined"), func.sum(parts.c.bytes).label("bytes"),
            ).group_by(parts.c.source_id)
        )
    }  # fmt: skip
    rows = []
    for source_id in sorted({*last, *present}):
        run, archived = last.get(source_id), sums.get(source_id)
        row = {
            "source": source_id,
            "command": run["command"] if run else None,
            "run": run["run_id"] if run else None,
            "state": run["state"] if run else None,
            "error": run["error"] if run else "",
            "started_at": run["started_at"] if run else None,
            "ended_at": run["ended_at"] if run else None,
            "outcomes": (ended := ends_of_run(connection, run["run_id"]) if run else {}),
            "stopped": (stopped := bool(run and run["stats"].get("stopped"))),
            "left": ended.get(Verdict.BUDGET, 0) if run and run["state"] == "done" and not stopped else 0,
            "elsewhere": _elsewhere(run["stats"]) if run else "",
            "problems": run["stats"].get("problems", []) if run else [],
            "lenient_tls": run["stats"].get("lenient_tls", 0) if run else 0,
            "locked": locks.is_held(home.locks, source_id),
            "unmerged": unmerged(home, source_id),
            "articles": present[source_id],
            "gone": gone[source_id],
            "waiting": waiting[source_id],
            "put_off": put_off[source_id],
            "pages": archived.pages if archived else 0,
            "read": archived.read if archived else 0,
            "rejections": archived.rejections if archived else 0,
            "quarantined": archived.quarantined if archived else 0,
            "archive_bytes": int(archived.bytes) if archived else 0,  # PostgreSQL sums them as decimals
        }
        rows.append(row | {"wrong": wrong(row, now)})
    return rows


def totals(connection: Connection) -> dict[str, int]:
    """Articles, events and agreements in the ledger."""
    known = select(func.count()).select_from(articles).where(articles.c.state != "withdrawn")
    counted = {"articles": connection.scalar(known) or 0}
    for unit in ("events", "agreements"):
        live = select(func.count()).select_from(linked).where(linked.c.unit == unit, linked.c.state == "present")
        counted[unit] = connection.scalar(live) or 0
    return counted


def disk(home: Home) -> dict[str, int]:
    """Bytes below each folder of the home."""
    folders = {
        "snapshots": home.snapshots,
        "readings": home.readings,
        "indexes": home.indexes,
        "quarantine": home.quarantine,
    }
    used = {name: sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) for name, folder in folders.items()}
    return used | {"ledger": home.ledger.stat().st_size if home.ledger.exists() else 0}
