"""The crawl step: one child process a source, its progress told, its journal merged; sites side by side."""

import json
import secrets
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from crawlers.job import CrawlJob, CrawlStats
from pipeline import clock, locks
from pipeline.archive import OPEN_SUFFIX
from pipeline.child_job import ChildJob
from pipeline.clock_check import check_clock
from pipeline.files import written_whole
from pipeline.journal import journal_path, leftovers, merge
from pipeline.ledger import Ledger, runs
from pipeline.settings import Settings
from pipeline.stopping import CrawlHandle
from records.base import encode, from_builtins
from records.errors import CrawlError, CrawlProcessError
from records.platform import Platform
from records.source import Source

VERSION = "0.1"
# How the reason of a run begins that came to its end and brought nothing.
NOTHING = "nothing came in"
# And that of one whose process ended before it could say what it did.
NO_REPORT = "the crawl ended without its report"
Progress = Callable[[int, int, str], None]


def user_agent(contact: str) -> str:
    """Who asks, truthfully, and whom to write to."""
    return f"KhoTinBot/{VERSION} (+{contact})" if contact else f"KhoTinBot/{VERSION}"


def new_run_id(now: datetime, source_id: str) -> str:
    """A run's id: sorts by time, unique, names the source."""
    return f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}-{source_id}"


def crawl_source(
    settings: Settings,
    ledger: Ledger,
    source: Source,
    platform: Platform | None,
    *,
    duty: Literal["night", "full"] = "night",
    budget: int = 5000,
    night: date | None = None,
    progress: Progress | None = None,
    handle: CrawlHandle | None = None,
) -> CrawlStats:
    """Crawls one source to its end and merges what it found; with a `handle` in a session of its own, so that no signal
    meant for this process reaches the crawl but by the handle.

    Raises LockError where another run holds the source, ClockError where the clock was set back, CrawlError where the
    portal failed as a whole (CrawlProcessError
    where the crawl's own process broke); pages stored before that are kept.
    """
    now = clock.now()
    run_id = new_run_id(now, source.id)
    home = settings.folders
    with locks.held(home.locks, source.id, run_id=run_id, now=now) as lock:
        salvage(settings, ledger, source.id, now=now)
        night = night or now.date()
        with ledger.begin() as connection:
            if not settings.trust_clock:
                check_clock(connection, source.id, now)
            runs.start(connection, run_id, command="crawl", source_id=source.id, night=night, now=now)
        job = CrawlJob(
            source=source, platform=platform, run_id=run_id, now=now, duty=duty, budget=budget,
            contact=settings.contact, user_agent=user_agent(settings.contact),
        )  # fmt: skip
        stats, error = _run_child(
            settings,
            ChildJob(job=job, home=str(home.root), night=night),
            lock,
            progress,
            handle,
        )
        journal = journal_path(home, source.id, run_id)
        if journal.exists():
            merge(home, ledger, journal, now=clock.now())
        error = error or stats.fatal or nothing_came(stats)
        with ledger.begin() as connection:
            runs.end(connection, run_id, now=clock.now(), stats=_plain(stats), error=error)
    if error:
        kind = CrawlProcessError if error.startswith(NO_REPORT) else CrawlError
        raise kind(f"{source.id}: {error}")
    home.settle(source.id)
    return stats


def salvage(settings: Settings, ledger: Ledger, source_id: str, *, now: datetime) -> int:
    """Takes in what killed runs of the source left behind; the caller holds its lock. Returns how many journals."""
    home = settings.folders
    found = leftovers(home, source_id)
    for path in found:
        merge(home, ledger, path, now=now)
    # A run killed while it began may leave its orders, and a part without a page.
    for orders in (home.journals / source_id).glob("*.job"):
        orders.unlink()
    for part in (home.snapshots / source_id).glob(f"*{OPEN_SUFFIX}"):
        if part.stat().st_size == 0:
            part.unlink()
    with ledger.begin() as connection:
        runs.mark_killed(connection, source_id, "crawl", now)
    return len(found)


def take_in_leftover(settings: Settings, ledger: Ledger, source_id: str) -> int:
    """Takes in what killed runs of a source left behind, if they left anything; returns how many journals. Raises
    LockError where a run holds it."""
    if not leftovers(settings.folders, source_id):
        return 0
    now = clock.now()
    with locks.held(settings.folders.locks, source_id, run_id=new_run_id(now, source_id), now=now):
        return salvage(settings, ledger, source_id, now=now)


def nothing_came(stats: CrawlStats) -> str:
    """Why a run that came to its end brought nothing at all, "" if it brought something: it is never a good night."""
    if stats.stopped or stats.articles or stats.by_status.get("304"):
        return ""
    if stats.failed:
        return f"{NOTHING}: {stats.failed} article pages were asked for and none answered ({_answers(stats)})"
    if stats.discovered and not stats.gone:
        return ""
    missing = f", {stats.gone} known articles are missing" if stats.gone else ""
    elsewhere = other_hosts(stats.other_hosts)
    return f"{NOTHING}: no article in {stats.requests} requests ({_answers(stats)}){missing}{elsewhere and '; '}{elsewhere}"


def other_hosts(counted: Mapping[str, int]) -> str:
    """That a portal's links name other hosts, "" if they don't."""
    if not counted:
        return ""
    host, links = max(counted.items(), key=lambda item: item[1])
    return f"{links} of its links that look like articles name another host, {host}: is `home` the right address?"


def _answers(stats: CrawlStats) -> str:
    return ", ".join(f"{number} times {status}" for status, number in stats.by_status.items()) or "no answer"


def _plain(stats: CrawlStats) -> dict[str, object]:
    plain: dict[str, object] = json.loads(encode(stats))
    return plain


def _run_child(
    settings: Settings, task: ChildJob, lock: int, progress: Progress | None, handle: CrawlHandle | None
) -> tuple[CrawlStats, str]:
    """Runs the child; returns its stats and why it failed ("" if it did not)."""
    home = settings.folders
    job_file = home.journals / task.job.source.id / f"{task.job.run_id}.job"
    with written_whole(job_file) as file:
        file.write(encode(task))
    log = home.logs / f"{task.job.run_id}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    stats: CrawlStats | None = None
    with log.open("wb") as errors:
        child = subprocess.Popen(  # noqa: S603 - our own module, on a file we wrote
            [sys.executable, "-m", "pipeline.crawl_child", str(job_file)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, pass_fds=(lock,),
            start_new_session=handle is not None,
        )  # fmt: skip
        try:
            if handle is not None:
                handle.attach(child)
            _hand_over(child, settings.ledger_url)
            stats = _listen(child, progress)
        finally:
            # Closing the lifeline stops a child that still runs.
            if child.stdin:
                child.stdin.close()
            child.wait()
            if child.stdout:
                child.stdout.close()
            job_file.unlink(missing_ok=True)
    if stats is None:
        return (
            CrawlStats(),
            f"{NO_REPORT} (exit {child.returncode}): {_last_line(log)}; see {log}",
        )
    return stats, ""


def _hand_over(child: subprocess.Popen[bytes], ledger_url: str) -> None:
    """Says which ledger is meant, in the lifeline's one line; one that ended already is told by its missing report."""
    assert child.stdin is not None
    with suppress(BrokenPipeError):
        child.stdin.write(ledger_url.encode() + b"\n")
        child.stdin.flush()


def _listen(child: subprocess.Popen[bytes], progress: Progress | None) -> CrawlStats | None:
    stats = None
    assert child.stdout is not None
    for line in child.stdout:
        message = json.loads(line)
        if "stats" in message:
            stats = from_builtins(message["stats"], CrawlStats)
        elif progress:
            progress(message["done"], message["total"], message["url"])
    return stats


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "no word in its log"
