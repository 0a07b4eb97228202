"""The books: where each address of an article is that a source ever named, and how each archived page was read.

Both add up, so that nothing is lost unseen: `addresses` is the sum of the columns after it, and so is `pages`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, case, func, literal_column, select

from pipeline.ledger.ends import COUNTED, DUPLICATE, PUT_OFF, end_of
from pipeline.ledger.tables import addresses, parts
from records.outcome import Verdict

# Stands for the reason of pages that were read before reasons were kept; `khotin rejected` knows them by what was read.
NOT_KEPT = "not-kept"
# Stands for the reason of an address that was rejected without a word.
NO_REASON = "no reason told"
# The column in which an address stands, by its last end.
_COLUMNS: Mapping[str | None, str] = {
    Verdict.NEW: "kept",
    Verdict.CHANGED: "kept",
    Verdict.UNCHANGED: "kept",
    DUPLICATE: "duplicates",
    Verdict.REDIRECTED: "redirected",
    Verdict.GONE: "missing",
    Verdict.FAILED: "failed",
    Verdict.ROBOTS: "forbidden",
    PUT_OFF: "put_off",
    Verdict.BUDGET: "to_fetch",
    None: "to_fetch",
}


@dataclass
class Books:
    """What became of all that one source ever named, by the last answer of each address.

    `kept`: the page is in the archive. `duplicates`: another address of an article, told by the page or known by its
    text. `redirected`: leads to another address, which is counted for itself. `rejected`: by reason, no page of an
    article. `missing`: 404 or 410 when last asked. `failed`: asked in vain, and asked again. `forbidden`: by robots.txt.
    `put_off`: doubted to be an article's, looked at again each night. `to_fetch`: nobody has come to it yet.

    Of the `pages` in the archive `read` were read as articles, `no_article` are none, `quarantined` raised, `unread` wait.
    `no_article_reasons` sum to `no_article`: by reason, and `NOT_KEPT` of pages read before reasons were kept. An
    article has as many pages as it had texts or bytes: pages and articles need not agree.
    """

    source_id: str
    kept: int = 0
    duplicates: int = 0
    redirected: int = 0
    rejected: dict[str, int] = field(default_factory=dict)
    missing: int = 0
    failed: int = 0
    forbidden: int = 0
    put_off: int = 0
    to_fetch: int = 0
    pages: int = 0
    read: int = 0
    no_article: int = 0
    no_article_reasons: dict[str, int] = field(default_factory=dict)
    quarantined: int = 0
    unread: int = 0

    @property
    def addresses(self) -> int:
        """All addresses of articles that the source ever named."""
        asked = self.kept + self.duplicates + self.redirected + sum(self.rejected.values()) + self.missing
        return asked + self.failed + self.forbidden + self.put_off + self.to_fetch


def all_books(connection: Connection) -> list[Books]:
    """The books of all sources of which anything is known, by id."""
    found: dict[str, Books] = {}
    for source_id, end, reason, number in connection.execute(_standing()):
        own = found.setdefault(source_id, Books(source_id))
        if end == Verdict.REJECTED:
            name = reason.partition(":")[0] or NO_REASON
            own.rejected[name] = own.rejected.get(name, 0) + number
        else:
            setattr(own, _COLUMNS[end], getattr(own, _COLUMNS[end]) + number)
    for row in connection.execute(_pages()):
        own = found.setdefault(row.source_id, Books(row.source_id))
        own.pages, own.read, own.no_article = row.pages, row.articles, row.rejections
        own.quarantined, own.unread = row.quarantined, row.unread
    for source_id, told, rejections in connection.execute(_why_no_article()):
        reasons = found[source_id].no_article_reasons
        for reason, number in told_reasons(told, rejections).items():
            reasons[reason] = reasons.get(reason, 0) + number
    return [found[source_id] for source_id in sorted(found)]


def told_reasons(told: str | None, rejections: int) -> dict[str, int]:
    """The rejections of a part by reason, as the ledger keeps them; all of them `NOT_KEPT` where it does not."""
    reasons: dict[str, int] = json.loads(told) if told is not None else {NOT_KEPT: rejections}
    return {reason: number for reason, number in reasons.items() if number}


def _standing() -> Any:
    """Addresses by source, last end, and reason where they were rejected."""
    end = end_of(addresses).label("end")
    rejected = and_(addresses.c.verdict == Verdict.REJECTED, end_of(addresses) != DUPLICATE)
    reason = case((rejected, addresses.c.reason), else_=literal_column("''")).label("reason")
    query = select(addresses.c.source_id, end, reason, func.count()).where(addresses.c.kind.in_(COUNTED))
    return query.group_by(addresses.c.source_id, end, reason)


def _why_no_article() -> Any:
    """What is kept of why pages were no articles: by source, a row a part that has such."""
    return select(parts.c.source_id, parts.c.rejected, parts.c.rejections).where(parts.c.rejections > 0)


def _pages() -> Any:
    p = parts.c
    unread = case((p.reading.is_(None), p.records), else_=0)
    sums = {"pages": p.records, "articles": p.articles, "rejections": p.rejections, "quarantined": p.quarantined}
    columns = [func.sum(column).label(name) for name, column in sums.items()]
    return select(p.source_id, *columns, func.sum(unread).label("unread")).group_by(p.source_id)
