"""A crawl's journal: one line a discovery or outcome, merged into the ledger in one short transaction.

A line is written after its page is whole in the WARC part, so after a kill the journal says up to where a part is good.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

from crawlers.protocols import Kind
from pipeline import archive
from pipeline.home import Home
from pipeline.ledger import Ledger, addresses, runs
from pipeline.ledger.ends import COUNTED
from pipeline.ledger.sql import insert_new, select_in
from pipeline.ledger.tables import parts
from pipeline.warc import whole_length
from records.base import Record, encode
from records.outcome import Outcome, Verdict


class _Found(Record, frozen=True, tag="found"):
    url: str
    kind: str
    section: str
    listed_at: datetime | None


class _Ended(Record, frozen=True, tag="ended"):
    outcome: Outcome


_Line = msgspec.json.Decoder(_Found | _Ended)


class JournalWriter:
    """Appends lines to a file: what was written survives a kill of the process.

    An outcome is flushed at once. What was found goes with the next outcome, which is at the latest that of the list
    that named it: until then the list counts as not read, and the next run reads it again.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab")

    def add(self, outcome: Outcome) -> None:
        """Takes the one outcome of an address."""
        self._file.write(encode(_Ended(outcome=outcome)) + b"\n")
        self._file.flush()

    def discovered(self, url: str, kind: Kind, section: str, listed_at: datetime | None) -> None:
        """Takes an address that was found, fetched or not."""
        self._file.write(encode(_Found(url=url, kind=kind, section=section, listed_at=listed_at)) + b"\n")

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


@dataclass
class JournalContent:
    """What a journal says: addresses found, and outcomes in order."""

    found: list[dict[str, Any]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


def read_journal(path: Path) -> JournalContent:
    """The journal's content; of an address found again the last line counts, which tells most; a last line that a kill
    cut short is passed over."""
    found: dict[str, _Found] = {}
    content = JournalContent()
    for line in _whole_lines(path):
        entry = _Line.decode(line)
        if isinstance(entry, _Found):
            found[entry.url] = entry
        else:
            content.outcomes.append(entry.outcome)
    content.found = [msgspec.structs.asdict(entry) for entry in found.values()]
    return content


def _whole_lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield line


def journal_path(home: Home, source_id: str, run_id: str) -> Path:
    """Where a run's journal lies until it is merged."""
    return home.journals / source_id / f"{run_id}.jsonl"


def merge(home: Home, ledger: Ledger, path: Path, *, now: datetime) -> None:
    """Seals the run's parts, takes the journal into the ledger in one transaction, then removes the file.

    Killed anywhere it can be done again with the same result. An outcome whose page is not whole in the archive (power
    or disk failed) is left out: the address is known, and will be asked again.
    """
    source_id, run_id = path.parent.name, path.stem
    content = read_journal(path)
    whole = _whole_lengths(home, source_id, run_id)
    kept = [o for o in content.outcomes if not o.warc_file or _end(o) <= whole.get(o.warc_file, 0)]
    lost = [o for o in content.outcomes if o.warc_file and _end(o) > whole.get(o.warc_file, 0)]
    found = content.found + [_met(o) for o in lost]
    rows = _seal(home, source_id, run_id, whole, kept, now)
    with ledger.begin() as connection:
        night = runs.night_of(connection, run_id, source_id=source_id, now=now)
        insert_new(connection, parts, rows)
        met = found + [_met(o) for o in kept]
        new = addresses.discover(connection, source_id, (row for row in met if row["kind"] in COUNTED), now=now)
        addresses.discover(connection, source_id, (row for row in met if row["kind"] not in COUNTED), now=now)
        addresses.complete(connection, source_id, content.found)
        part_ids = {
            row.part: row.id for row in select_in(connection, select(parts.c.part, parts.c.id), parts.c.part, whole)
        }
        addresses.record(connection, run_id, source_id, kept, night=night, part_ids=part_ids)
        runs.count(connection, run_id, discovered=new)
    path.unlink()


def _met(outcome: Outcome) -> dict[str, Any]:
    return {"url": outcome.url, "kind": outcome.kind, "section": outcome.section, "listed_at": outcome.listed_at}


def _end(outcome: Outcome) -> int:
    return outcome.warc_offset + outcome.warc_length


def _whole_lengths(home: Home, source_id: str, run_id: str) -> dict[str, int]:
    """Bytes that are whole records in each of a run's parts, sealed or not."""
    found = {}
    for path in sorted((home.snapshots / source_id).glob(f"{run_id}-*.warc.gz*")):
        part = f"{source_id}/{path.name.removesuffix(archive.OPEN_SUFFIX)}"
        found[part] = whole_length(path) if path.name.endswith(archive.OPEN_SUFFIX) else path.stat().st_size
    return found


def _seal(
    home: Home, source_id: str, run_id: str, whole: dict[str, int], kept: list[Outcome], now: datetime
) -> list[dict[str, Any]]:
    """Gives the run's parts their final names, cut to what the journal vouches for; returns their rows."""
    lengths = dict.fromkeys(whole, 0)
    pages = dict.fromkeys(whole, 0)
    for outcome in kept:
        if outcome.warc_file:
            lengths[outcome.warc_file] = max(_end(outcome), lengths[outcome.warc_file])
            pages[outcome.warc_file] += outcome.verdict is not Verdict.UNCHANGED
    return [
        {
            "part": part,
            "source_id": source_id,
            "run_id": run_id,
            "records": pages[part],
            "bytes": size,
            "sealed_at": now,
        }
        for part, length in lengths.items()
        if (size := archive.seal(home, part, length=length))
    ]


def leftovers(home: Home, source_id: str) -> list[Path]:
    """Journals of runs that were killed before their merge, oldest first."""
    return sorted((home.journals / source_id).glob("*.jsonl"))
