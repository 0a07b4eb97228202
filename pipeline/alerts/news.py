"""What is new for a saved search: documents that came into the archive since its mark, and are searchable; each once.

New is what a new article brought: the article itself, an event or agreement that no earlier article tells of. Articles are
numbered as they come in, once and for all, so reading, tagging, linking or indexing them again makes nothing new.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select

from pipeline.ledger.sql import select_in
from pipeline.ledger.tables import articles, linked, linked_members
from records.base import Record
from records.errors import IndexStateError
from search.engine import Hit, Reader
from search.query import Query, Unit
from search.web.asking import strict

SHOWN = 20  # of a letter's documents; it says how many more there are
_PORTION = 500  # ids a question to the index
_NO_NUMBER = 2**31 - 1  # above every article's
_OLD = ("withdrawn", "suppressed")


class News(Record, frozen=True):
    """The newest of what is new (at most SHOWN), how much there is, and up to which article's number that is all."""

    query: Query
    hits: tuple[Hit, ...]
    total: int
    upto: int


@dataclass
class Newsroom:
    """Finds what is new, for one run; remembers what several subscriptions ask for."""

    connection: Connection
    reader: Reader
    _upto: dict[int, int] = field(default_factory=dict)
    _candidates: dict[tuple[Unit, int, int], list[tuple[str, str]]] = field(default_factory=dict)

    def upto(self, after: int) -> int:
        """The number of the last article such that it and all between are searchable as the ledger has them."""
        if after not in self._upto:
            self._upto[after] = max(after, _settled(self.connection, self.reader.watermark(), after))
        return self._upto[after]

    def news(self, search: str, after: int, upto: int | None = None) -> News:
        """What is new for a search after an article's number, up to another or as far as the index goes.

        Raises QueryError where the search is not understood any more, IndexStateError where the index is not whole.
        """
        query = strict(parse_qsl(search))
        upto = self.upto(after) if upto is None else upto
        found: list[Hit] = []
        total = 0
        ids = [known for known, _ in self._new(query, after, upto)]
        for start in range(0, len(ids), _PORTION):
            among = tuple(ids[start : start + _PORTION])
            asked = msgspec.structs.replace(query, among=among, sort="newest", limit=SHOWN, page=1, after="")
            results = self.reader.search(asked, facets=False)
            codes = {notice.code for notice in results.notices}
            if "partial" in codes:
                raise IndexStateError("a part of the index did not answer: alerts are told when it does")
            if "relaxed" in codes:  # nothing here holds what was asked for; what holds some of it is no news
                continue
            found, total = [*found, *results.hits], total + results.total
        newest = sorted(found, key=lambda hit: hit.sort_key, reverse=True)[:SHOWN]
        return News(query=query, hits=tuple(newest), total=total, upto=upto)

    def _new(self, query: Query, after: int, upto: int) -> Iterator[tuple[str, str]]:
        """(id, group) of the new documents of the query's unit, less reprints of what was there before.

        A search in some sources only is also told of their reprints: the others are not in its results.
        """
        key = (query.unit, after, upto)
        if key not in self._candidates:
            wanted = _new_articles(after, upto) if query.unit == "articles" else _new_linked(query.unit, after, upto)
            self._candidates[key] = [(row.id, row.group) for row in self.connection.execute(wanted)]
        found = self._candidates[key]
        known: set[str] = set()
        if query.unit == "articles" and not query.with_reprints and not query.source:
            known = set(_groups_before(self.connection, (group for _, group in found), after))
        return ((one, group) for one, group in found if group not in known)


def searchable_upto(connection: Connection, reader: Reader) -> int:
    """The number of the last article that readers find: all before it came into the archive, and the index, earlier.

    Raises IndexStateError where there are articles and no index.
    """
    # Those that have not changed since are in it for sure. Of the others most came in since; some were only read again.
    unchanged = select(func.max(articles.c.number)).where(articles.c.change <= reader.watermark())
    known: int = connection.scalar(unchanged) or 0
    later = select(articles.c.number, articles.c.article_id).order_by(articles.c.number.desc()).limit(_PORTION)
    below = _NO_NUMBER
    while rows := connection.execute(later.where(articles.c.number > known, articles.c.number < below)).all():
        among = tuple(row.article_id for row in rows)
        hits = reader.search(Query(among=among, with_reprints=True, limit=len(among)), facets=False).hits
        found = {hit.id for hit in hits}
        if found:
            newest: int = max(row.number for row in rows if row.article_id in found)
            return newest
        below = rows[-1].number
    return known


def _settled(connection: Connection, watermark: int, after: int) -> int:
    """The number before the first new article that the index lacks, or whose event or agreement it lacks."""
    # The newest first: whatever comes in while this is asked only makes it wait.
    newest: int = connection.scalar(select(func.max(articles.c.number))) or 0
    late = select(func.min(articles.c.number)).where(articles.c.number > after, articles.c.change > watermark)
    same = and_(linked.c.unit == linked_members.c.unit, linked.c.id == linked_members.c.id)
    changed = exists().where(same, linked.c.unit != "people", linked.c.change > watermark)
    first = _firsts(changed).subquery()
    told = select(func.min(first.c.first)).where(first.c.first > after)
    firsts: list[int] = [number for number in (connection.scalar(late), connection.scalar(told)) if number is not None]
    lacking = [number - 1 for number in firsts]
    return min([newest, *lacking])


def _new_articles(after: int, upto: int) -> Select[tuple[str, str]]:
    a = articles.c
    wanted = and_(a.number > after, a.number <= upto, a.state == "present")
    return select(a.article_id.label("id"), a.group_id.label("group")).where(wanted).order_by(a.number)


def _new_linked(unit: Unit, after: int, upto: int) -> Select[tuple[str, str]]:
    """Those whose first teller is new, shown and settled."""
    firsts = _firsts(linked_members.c.unit == unit, _by_new_article(after)).subquery()
    present = and_(linked.c.unit == unit, linked.c.id == firsts.c.id, linked.c.state == "present")
    query = select(linked.c.id.label("id"), linked.c.id.label("group")).join(firsts, present)
    return query.where(firsts.c.first > after, firsts.c.first <= upto).order_by(firsts.c.first, linked.c.id)


def _firsts(*conditions: ColumnElement[bool]) -> Select[tuple[str, str, int]]:
    """Unit, id and the number of the first article that tells of it."""
    m = linked_members.c
    query = select(m.unit, m.id, func.min(articles.c.number).label("first"))
    query = query.join(articles, articles.c.article_id == m.article_id).where(*conditions)
    return query.group_by(m.unit, m.id)


def _by_new_article(after: int) -> ColumnElement[bool]:
    """A member of something that a new article also tells of."""
    other, teller = linked_members.alias(), articles.alias()
    same = and_(other.c.unit == linked_members.c.unit, other.c.id == linked_members.c.id)
    return exists().where(same, teller.c.article_id == other.c.article_id, teller.c.number > after)


def _groups_before(connection: Connection, groups: Iterable[str], after: int) -> Sequence[str]:
    """The groups of reprints that had an article before."""
    before = and_(articles.c.number <= after, articles.c.state.not_in(_OLD))
    query = select(articles.c.group_id).where(before).distinct()
    return [row.group_id for row in select_in(connection, query, articles.c.group_id, groups)]
