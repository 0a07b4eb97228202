"""The addresses behind the books: what was rejected when it was asked for, what was read as no article, and why."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, select

from pipeline.books import NO_REASON, NOT_KEPT, Books, told_reasons
from pipeline.home import Home
from pipeline.ledger.ends import COUNTED, DUPLICATE, end_of
from pipeline.ledger.tables import addresses, parts
from pipeline.readings import Reading, read_readings
from records.outcome import Verdict
from records.rejection import RejectionReason

# Stands for a reason of pages whose reading raised.
QUARANTINED = "quarantined"
# All reasons that there are, whether anything has them or not; "too-large" is the crawler's own.
REASONS = frozenset((*map(str, RejectionReason), "too-large", QUARANTINED, NOT_KEPT, NO_REASON))


@dataclass(frozen=True)
class Rejected:
    """One page or address: `found` "read" where the archive has the page and it was read as no article, "asked" where what
    answered was not kept. `at` is when the page's part came in, or the address was found; `detail` says what was seen."""

    source: str
    found: Literal["read", "asked"]
    reason: str
    url: str
    at: datetime
    detail: str = ""


def reasons_of(connection: Connection, home: Home, books: Collection[Books], reason: str = "") -> dict[str, int]:
    """All reasons that these books know, with the pages and addresses of each.

    Where pages of the `reason` asked for may be among those `NOT_KEPT`, these are counted by what the readings say, which
    takes the longer the more they are. Duplicates have a column of their own and are counted only where they are asked
    for. Raises HomeError where a reading is lost.
    """
    found: Counter[str] = Counter()
    for own in books:
        for told in (own.no_article_reasons, own.rejected, {QUARANTINED: own.quarantined}):
            found.update(told)
    if reason == RejectionReason.DUPLICATE_ADDRESS:
        found[reason] += sum(own.duplicates for own in books)
    if found[NOT_KEPT] and reason not in ("", NOT_KEPT, QUARANTINED):
        del found[NOT_KEPT]
        for own in books:
            found.update(row.reason for row in _pages(connection, home, own.source_id, NOT_KEPT))
    return {reason: found[reason] for reason in sorted(found) if found[reason]}


def rejected(connection: Connection, home: Home, source_ids: Collection[str], reason: str = "") -> Iterator[Rejected]:
    """What was rejected of some sources, for one reason or ("") for any: pages first, the newest part first. A reason of
    `NOT_KEPT` gives the pages of parts of which the reasons were not kept; duplicates are told only for their reason."""
    for source_id in sorted(source_ids):
        yield from _pages(connection, home, source_id, reason)
        yield from _addresses(connection, source_id, reason)


def _pages(connection: Connection, home: Home, source_id: str, reason: str) -> Iterator[Rejected]:
    p = parts.c
    query = select(p.reading, p.sealed_at, p.rejected, p.rejections, p.quarantined).where(
        p.source_id == source_id, p.reading.is_not(None), p.rejections + p.quarantined > 0
    )
    for part in connection.execute(query.order_by(p.id.desc())).all():
        known = told_reasons(part.rejected, part.rejections) | {QUARANTINED: part.quarantined}
        if reason and not known.get(reason) and (NOT_KEPT not in known or reason == QUARANTINED):
            continue
        for _, reading in read_readings(home, part.reading):
            found = _of(reading, source_id, part.sealed_at)
            if found and (reason in ("", found.reason) or (reason == NOT_KEPT and found.reason != QUARANTINED)):
                yield found


def _of(reading: Reading, source_id: str, at: datetime) -> Rejected | None:
    """What a reading says of a page that is no article; None of an article."""
    if reading.quarantine is not None:
        return Rejected(source_id, "read", QUARANTINED, reading.quarantine.url, at, reading.quarantine.error)
    if reading.rejection is not None:
        why = reading.rejection
        return Rejected(source_id, "read", str(why.reason), why.url, at, why.detail)
    return None


def _addresses(connection: Connection, source_id: str, reason: str) -> Iterator[Rejected]:
    a = addresses.c
    own = [a.source_id == source_id, a.kind.in_(COUNTED), a.verdict == Verdict.REJECTED]
    if reason != RejectionReason.DUPLICATE_ADDRESS:
        own.append(end_of(addresses) != DUPLICATE)
    for row in connection.execute(select(a.url, a.reason, a.discovered_at).where(*own).order_by(a.id.desc())):
        name, _, detail = row.reason.partition(":")
        if reason in ("", name or NO_REASON):
            yield Rejected(source_id, "asked", name or NO_REASON, row.url, row.discovered_at, detail.strip())
