"""How long a nightly run takes to start over a ledger of a million addresses, and what memory 100,000 known ones need.

    python -m benchmarks.ledger [--addresses N] [--known N]

One source has all the addresses, nine in ten of them fetched, with an article for every tenth. The start is what a crawl's
process does before its first request: open the ledger, see what is due, see what earlier nights left. The memory is that
of a process with Scrapy loaded which then asks for every one of its source's addresses, as a feed that lists them all
would make it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from crawlers.job import CrawlJob
from pipeline.coverage import coverage_days
from pipeline.depth import archive_depth, backfills
from pipeline.known_addresses import LedgerAddresses
from pipeline.ledger import open_ledger, runs
from records.source import Source

NIGHT = date(2026, 3, 1)
_HOME = "https://nghean.gov.vn"
_ASK_ALL = """
import json, resource, sys, time
import crawlers.run
from benchmarks.ledger import NIGHT, address, job
from pipeline.known_addresses import LedgerAddresses
from pipeline.ledger import open_ledger
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
ledger = open_ledger(sys.argv[1])
known = LedgerAddresses(ledger, job(), NIGHT)
began = time.perf_counter()
found = sum(known.get(address(n)) is not None for n in range(int(sys.argv[2])))
took = time.perf_counter() - began
print(json.dumps({"found": found, "seconds": took, "before": before,
                  "most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
"""


def address(number: int) -> str:
    """The address of the nth article, as long as real ones are."""
    return f"{_HOME}/tin-tuc-su-kien/hoi-nghi-xuc-tien-dau-tu-va-hop-tac-phat-trien-lan-thu-{number}.html"


def job() -> CrawlJob:
    """A night over the one source."""
    source = Source(id="nghean", name="Nghệ An", home=f"{_HOME}/")
    return CrawlJob(source=source, platform=None, run_id="r", now=datetime(2026, 3, 1, tzinfo=UTC), budget=2000)


def fill(path: Path, count: int) -> None:
    """A ledger with that many addresses."""
    ledger = open_ledger(f"sqlite:///{path}")
    with ledger.begin() as connection:
        runs.start(connection, "r0", command="crawl", source_id="nghean", night=NIGHT, now=datetime.now(UTC))
        runs.end(connection, "r0", now=datetime.now(UTC), stats={"requests": 2000, "new": 1900})
    raw = ledger.engine.raw_connection()
    cursor = raw.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.execute("BEGIN")
    cursor.execute("INSERT INTO parts (id, part, source_id, run_id, records, bytes, sealed_at, articles, rejections,"
                   " quarantined) VALUES (1, 'nghean/p', 'nghean', 'r0', 1, 1, '2026-02-01 00:00:00.000000', 0, 0, 0)")  # fmt: skip
    days = [f"{NIGHT - timedelta(days=n)}" for n in range(3000)]
    cursor.executemany(
        "INSERT INTO addresses (source_id, url, kind, section, listed_at, discovered_at, fetched_at, verdict, reason, etag,"
        " last_modified, digest, gone) VALUES ('nghean', ?, 'article', 'Tin', ?, ?, ?, ?, '', '', '', ?, 0)",
        (
            (address(n), f"{days[n % 3000]} 01:00:00.000000", "2026-02-01 01:00:00.000000",
             None if n % 10 == 9 else "2026-02-01 01:00:00.000000", None if n % 10 == 9 else "new", f"{n:064x}")
            for n in range(count)
        ),
    )  # fmt: skip
    cursor.executemany(
        "INSERT INTO articles (article_id, number, source_id, url, version, text_digest, first_seen_at, published_at, part_id,"
        " line, state, change, sort_key, group_id, is_lead, event_ids, reprint_ids, sketch, facts)"
        " VALUES (?, ?, 'nghean', ?, 1, ?, ?, ?, 1, ?, 'present', ?, ?, ?, 1, '[]', '[]', ?, ?)",
        (
            (f"a{n}", n, address(n), f"{n:064x}", "2026-02-01 01:00:00.000000", f"{days[n % 3000]} 01:00:00.000000", n, n,
             f"{days[n % 3000].replace('-', '')}080000-a{n}", f"a{n}", bytes(512), bytes(700))
            for n in range(0, count, 10)
        ),
    )  # fmt: skip
    cursor.execute("COMMIT")
    raw.close()
    ledger.close()


def _timed(path: Path) -> dict[str, float]:
    """Seconds for a crawl's start and for what status asks."""
    began = time.perf_counter()
    ledger = open_ledger(f"sqlite:///{path}")
    known = LedgerAddresses(ledger, job(), NIGHT)
    due, pending = len(list(known.due())), len(list(known.pending()))
    took = {"start": time.perf_counter() - began, "due": due, "pending": pending}
    known.close()
    sources = {"nghean": job().source}
    for name, ask in (
        ("coverage", lambda c: coverage_days(c, NIGHT - timedelta(days=28), sources)),
        ("archive depth", lambda c: archive_depth(c, sources)),
        ("backfill", lambda c: backfills(c, sources)),
    ):
        with ledger.read() as connection:
            began = time.perf_counter()
            ask(connection)
            took[name] = time.perf_counter() - began
    ledger.close()
    return took


def main() -> None:
    """Fills, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--addresses", type=int, default=1_000_000)
    parser.add_argument("--known", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder, "large.sqlite"), Path(folder, "small.sqlite")
        fill(large, given.addresses)
        print(f"ledger of {given.addresses:,} addresses: {large.stat().st_size / 1e6:.0f} MB")
        took = _timed(large)
        print(
            f"start of a night: {took.pop('start'):.2f} s (floor 5), {took.pop('due')} due, {took.pop('pending')} waiting"
        )
        print("status asks: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in took.items()))
        fill(small, given.known)
        command = [sys.executable, "-c", _ASK_ALL, f"sqlite:///{small}", str(given.known)]
        said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        each = said["seconds"] / given.known * 1e6
        print(
            f"{said['found']:,} known addresses asked one by one: {each:.0f} µs each; the process needs "
            f"{said['most'] / 1024:.0f} MB (floor 400), {said['before'] / 1024:.0f} MB before it asked"
        )


if __name__ == "__main__":
    main()
