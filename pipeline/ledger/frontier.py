"""The frontier: what earlier nights left undone, and what is known of an address that tonight comes upon.

There is one concept: an address whose last verdict is none, failed or cut off by the budget is still to be asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, or_, select

from crawlers.protocols import Known
from pipeline.ledger.ends import is_put_off
from pipeline.ledger.sql import select_in
from pipeline.ledger.tables import addresses, captures
from records.outcome import Verdict

# Last verdicts after which an address is asked for again, by its kind; None is "never asked".
_UNDONE: dict[str, tuple[Verdict, ...]] = {
    "article": (Verdict.BUDGET, Verdict.FAILED, Verdict.ROBOTS),
    "listing": (Verdict.BUDGET, Verdict.FAILED),
    "sitemap": (Verdict.BUDGET, Verdict.FAILED),
}
# After these a list is still to be read: what is left of the archive lies behind it.
_LEFT = (Verdict.BUDGET, Verdict.FAILED)
_LAST = (Verdict.FAILED, Verdict.ROBOTS)
_PAGE_AT = select(func.max(captures.c.at)).where(captures.c.address_id == addresses.c.id, captures.c.is_page)
_COLUMNS = (
    *(
        addresses.c[name]
        for name in ("url", "kind", "etag", "last_modified", "digest", "verdict", "section", "listed_at", "fetched_at")
    ),
    _PAGE_AT.scalar_subquery().label("page_at"),
)


def find_known(connection: Connection, source_id: str, urls: Iterable[str]) -> dict[str, Known]:
    """What is known of some of a source's addresses, by address; imported ones were never asked for."""
    query = select(*_COLUMNS).where(addresses.c.source_id == source_id, addresses.c.kind != "import")
    return {row.url: _known(row) for row in select_in(connection, query, addresses.c.url, urls)}


# Made once: a crawl asks it a hundred thousand times.
_ONE = select(*_COLUMNS).where(
    addresses.c.source_id == bindparam("source_id"), addresses.c.url == bindparam("url"), addresses.c.kind != "import"
)


def find_one(connection: Connection, source_id: str, url: str) -> Known | None:
    """What is known of one of a source's addresses."""
    row = connection.execute(_ONE, {"source_id": source_id, "url": url}).one_or_none()
    return _known(row) if row else None


def _known(row: Any) -> Known:
    return Known(
        url=row.url,
        kind=row.kind,
        etag=row.etag,
        last_modified=row.last_modified,
        digest=row.digest,
        section=row.section,
        listed_at=row.listed_at,
        fetched_at=row.fetched_at,
        page_at=row.page_at,
        last_verdict=Verdict(row.verdict) if row.verdict else None,
    )


def pending(connection: Connection, source_id: str, *, most: int) -> Iterator[Known]:
    """What earlier nights left: all listings and sitemaps, and of the articles the newest `most`.

    More articles than a night has requests are of no use to it. Those that failed or were forbidden come last, so that
    they never stand in the way of what was not tried.
    """
    a = addresses.c
    for kind in ("listing", "sitemap"):
        rows = select(*_COLUMNS).where(a.source_id == source_id, a.kind == kind, a.verdict.in_(_UNDONE[kind]))
        yield from map(_known, connection.execute(rows.order_by(a.id)))
    undone = or_(a.verdict.is_(None), a.verdict.in_(_UNDONE["article"]))
    order = (case((a.verdict.in_(_LAST), 1), else_=0), case((a.listed_at.is_(None), 1), else_=0), a.listed_at.desc())
    articles = select(*_COLUMNS).where(a.source_id == source_id, a.kind == "article", undone)
    yield from map(_known, connection.execute(articles.order_by(*order, a.id).limit(most)))


def asked_longest_ago(connection: Connection, source_id: str, *, most: int) -> Sequence[str]:
    """Articles that have answered before, those asked longest ago first: where a run over everything goes on."""
    a = addresses.c
    rows = select(a.url).where(a.source_id == source_id, a.kind == "article", a.fetched_at.is_not(None), ~a.gone)
    return connection.scalars(rows.order_by(a.fetched_at, a.id).limit(most)).all()


def is_undone() -> ColumnElement[bool]:
    """The condition that nobody has come to an address yet: an article never asked for, a list cut off or not to be had.

    An article that was asked for in vain, or that robots.txt forbids, hides nothing; nor does an address that was put off
    because it is hardly one, though each night looks at it again.
    """
    a = addresses.c
    cut_off = and_(a.verdict == Verdict.BUDGET, ~is_put_off())
    never = and_(a.kind == "article", or_(a.verdict.is_(None), cut_off))
    return or_(never, and_(a.kind.in_(("listing", "sitemap")), a.verdict.in_(_LEFT)))


def left_over(connection: Connection) -> dict[tuple[str, str], int]:
    """How many addresses of a source and kind nobody has come to yet."""
    a = addresses.c
    rows = select(a.source_id, a.kind, func.count()).where(is_undone())
    return {(row[0], row[1]): row[2] for row in connection.execute(rows.group_by(a.source_id, a.kind))}
