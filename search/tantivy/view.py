"""One unit of the embedded index at one moment: what a search does there stands on the same documents throughout."""

from collections.abc import Sequence
from typing import Any

import tantivy

from records.base import decode
from records.links import Document
from search.answers import Asked, page_offset
from search.matching import Json, any_word_ranked, is_loose
from search.query import Unit
from search.tantivy.query import whole_query
from search.tantivy.schema import RECORD, schema, sortable
from search.tantivy.sets.asking import Sets

# (score, or None where the order is by date; where the document lies)
Found = list[tuple[float | None, tantivy.DocAddress]]
# What tells one state of the index from another: the build, and when it was written last.
Moment = tuple[str, int, int]
# How many of those that hold any of the words are looked at for a page: for the first ones, and for those that need more.
_CANDIDATES = (400, 4000)


class View:
    """A searcher that does not change while it is used."""

    def __init__(self, unit: Unit, index: tantivy.Index, moment: Moment = ("", 0, 0), sets: Sets | None = None) -> None:
        self.moment = moment
        self.sets = sets
        self._unit = unit
        self._index = index
        self._searcher = index.searcher()

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return self._searcher.num_docs

    @property
    def searcher(self) -> tantivy.Searcher:
        """What all of its answers come from, for those who ask something else."""
        return self._searcher

    def total(self, asked: Asked) -> int:
        """How many documents match."""
        known = self.sets.total(asked) if self.sets else None
        return known if known is not None else counted(self._searcher.search(self._matching(asked), 1))

    def by_relevance(self, asked: Asked) -> tuple[int, Found]:
        """How many documents match, and one page of them, best first. Raises QueryError beyond the depth that
        relevance is paged to."""
        query = asked.query
        offset = page_offset(query)
        scored = whole_query(self._unit, asked.match(), asked.filters(), asked.ranking())
        result = self._searcher.search(scored, query.limit, offset=offset)
        return counted(result), list(result.hits)

    def best(self, asked: Asked) -> Found:
        """One page of what matches, best first, uncounted. Raises QueryError beyond the depth that relevance is paged to."""
        offset, limit = page_offset(asked.query), asked.query.limit
        end, first = offset + limit, Found()
        *fewer, most = _CANDIDATES
        for candidates in (*(few for few in fewer if few >= end), most):
            sifted = self._sifted(asked, candidates)
            if sifted is None:
                return self._ranked(asked, limit, offset)
            first, are_all = sifted
            if are_all or end <= len(first):
                return first[offset:end]
        # Almost equal scores may differ by their last digit, and so in order, from what matching alone gives: what follows
        # the first is all else in that order, so that every hit is on one page.
        listed = {_place(address) for _, address in first}
        first = first + [hit for hit in self._ranked(asked, end) if _place(hit[1]) not in listed]
        return first[offset:end]

    def _sifted(self, asked: Asked, candidates: int) -> tuple[Found, bool] | None:
        """The best of what matches, and whether that is all: those that match of so many of the best that hold any of the
        words, which tantivy finds in a third of the time. Of more candidates the same come first. None where all words must
        be there, or the sets don't tell what matches."""
        if self.sets is None or not is_loose(asked.parsed):
            return None
        scored = whole_query(self._unit, any_word_ranked(asked.parsed), asked.filters(), [])
        return self.sets.sifted(asked, lambda: self.scored(scored, candidates))

    def _ranked(self, asked: Asked, limit: int, offset: int = 0) -> Found:
        scored = whole_query(self._unit, asked.match(), asked.filters(), asked.ranking())
        return list(self._searcher.search(scored, limit, offset=offset, count=False).hits)

    def scored(self, query: tantivy.Query, limit: int) -> Found:
        """The best of any query."""
        return list(self._searcher.search(query, limit, count=False).hits)

    def first_by_date(self, asked: Asked, limit: int) -> tuple[int, Found]:
        """How many documents match, and the first of them by date or by what is known."""
        result = self._searcher.search(
            self._matching(asked), limit, order_by_field=_ordered_by(asked), order=_order(asked)
        )
        return counted(result), [(None, address) for _, address in result.hits]

    def by_date(self, asked: Asked, after: str, limit: int) -> Found:
        """The documents that follow a mark ("" for the first), by date or by what is known."""
        query, field = self._matching(asked), _ordered_by(asked)
        if after:
            mark = after if field == "change" else sortable(after)
            bounds = f"{{{mark} TO *}}" if asked.query.order == "oldest" else f"{{* TO {mark}}}"
            beyond = self._index.parse_query(f"{field}:{bounds}", ["id"])
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, beyond)])
        found = self._searcher.search(query, limit, count=False, order_by_field=field, order=_order(asked))
        return [(None, address) for _, address in found.hits]

    def aggregate(self, asked: Asked, request: Json, filters: list[Json] | None = None) -> Json:
        """The answers of an aggregation request over what matches and passes the query's filters, or only those given."""
        query = self._matching(asked) if filters is None else whole_query(self._unit, asked.match(), filters, [])
        answers: dict[str, Any] = self._searcher.aggregate(query, request)
        return answers

    def find(self, document_id: str) -> Document | None:
        """The document of an id."""
        query = tantivy.Query.term_query(schema(self._unit), "id", document_id)
        found = self._searcher.search(query, 1, count=False).hits
        return self.document(found[0][1]) if found else None

    def document(self, address: tantivy.DocAddress) -> Document:
        """The record stored at an address."""
        stored: Sequence[bytes] = self._searcher.doc(address).get_all(RECORD)
        return decode(bytes(stored[0]), Document)

    def _matching(self, asked: Asked) -> tantivy.Query:
        return whole_query(self._unit, asked.match(), asked.filters(), [])


def counted(result: tantivy.SearchResult) -> int:
    """How many documents a search found."""
    # The stubs leave `count` out; it is there unless count=False was asked for.
    return int(result.count)  # type: ignore[attr-defined]


def _place(address: tantivy.DocAddress) -> tuple[int, int]:
    return address.segment_ord, address.doc


def _ordered_by(asked: Asked) -> str:
    return "change" if asked.query.order == "known" else "sort_key"


def _order(asked: Asked) -> tantivy.Order:
    return tantivy.Order.Asc if asked.query.order == "oldest" else tantivy.Order.Desc
