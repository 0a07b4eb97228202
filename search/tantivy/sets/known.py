"""A reader's part: the sets of all segments under one numbering, and what a query matches reckoned from them."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import pairwise
from operator import and_, or_
from pathlib import Path
from typing import Any

import msgspec
import tantivy
from pyroaring import BitMap

from search.matching import Json
from search.query import Unit
from search.tantivy.query import to_tantivy
from search.tantivy.schema import moment
from search.tantivy.sets.at_least import at_least
from search.tantivy.sets.files import Place, Segment
from search.tantivy.sets.making import Piece, month_of, opened

# What no set is kept of is listed by tantivy, a fifth of a microsecond a document; beyond this its own way is quicker.
MOST_LISTED, SHARE_LISTED = 10_000, 16
_KEPT = 128  # sets that were listed or reckoned, those asked for last; the largest has an eighth of a byte a document
_PAIRS = {"text": "text.pairs", "text.folded": "text.folded_pairs"}  # where neighbours stand as one word


class NotKept(Exception):  # noqa: N818 (it never leaves the engine: tantivy is asked instead)
    """Something is asked for that no set is kept of, and that is long to list."""


class Known:
    """The documents of one unit at one moment, numbered; may be used from many threads at once."""

    def __init__(self, unit: Unit, searcher: tantivy.Searcher, pieces: Iterable[Piece], folder: Path) -> None:
        """Raises FileNotFoundError where a segment has no sets, IndexStateError where a file is damaged."""
        self._unit, self._searcher = unit, searcher
        self._most = max(MOST_LISTED, searcher.num_docs // SHARE_LISTED)
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, BitMap] = OrderedDict()
        self.segments: list[Segment] = []
        self.starts: list[int] = []
        self.all, begin = BitMap(), 0
        for piece in pieces:
            self.segments.append(opened(piece.sets(folder), piece))
            self.starts.append(begin)
            self.all |= piece.left(folder).shift(begin)
            begin += piece.documents

    def number(self, address: tantivy.DocAddress) -> int:
        """A document's number in all sets."""
        return self.starts[address.segment_ord] + address.doc

    def among(self, match: Json, filters: Iterable[Json]) -> BitMap:
        """What matches and passes some filters. Raises NotKept."""
        return self.narrowed(self._keeping(match, lambda: self.all & self._matching(match)), filters)

    def narrowed(self, found: BitMap, clauses: Iterable[Json]) -> BitMap:
        """What of a set all of some clauses match. Raises NotKept."""
        return reduce(and_, map(self._matching, clauses), found)

    def value(self, field: str, value: str) -> BitMap | None:
        """The documents, deleted or not, that hold a value of a field; None where not all segments keep a set of it."""
        told = [segment.values(field).get(value) for segment in self.segments]
        # A segment without a set of it may have no document that holds it.
        if not all(told) and sum(place.count for place in told if place) != self._searcher.doc_freq(field, value):
            return None
        return self._united(told)

    def _united(self, told: Iterable[Place | None]) -> BitMap:
        """The sets that lie in some places, one a segment."""
        parts = zip(self.segments, told, self.starts, strict=True)
        return BitMap.union(BitMap(), *(segment.bits(place, first) for segment, place, first in parts if place))

    def _matching(self, clause: Json) -> BitMap:
        """What a clause matches, deleted or not."""
        ((kind, body),) = clause.items()
        if kind == "bool":
            return self._bool(body)
        if kind == "dis_max":
            return reduce(or_, map(self._matching, body["queries"]))
        if kind == "match_all":
            return self.all
        if kind in ("term", "terms"):
            ((field, told),) = body.items()
            return self._holding(field, [told["value"]] if kind == "term" else told)
        if kind == "range":
            return self._keeping(clause, lambda: self._range(body))
        return self._listed(clause, self._bound(kind, body))

    def _range(self, body: Json) -> BitMap:
        """The months on one side of a day, and what of its own month is listed."""
        ((field, sides),) = body.items()
        ((side, day),) = sides.items()
        at = moment(date.fromisoformat(day))
        own, after = month_of(at), side == "gte"
        months = {month for segment in self.segments for month in segment.values(field)}
        whole = [month for month in months if (month > own if after else month < own)]
        found = [self._united([segment.values(field).get(month) for segment in self.segments]) for month in whole]
        if own in months:
            bound = sum(place.count for segment in self.segments if (place := segment.values(field).get(own)))
            first, last = (at.date(), _last_of(at)) if after else (at.replace(day=1).date(), at.date())
            within = {"range": {field: {"gte": first.isoformat(), "lte": last.isoformat()}}}
            found.append(self._listed(within, bound))
        return BitMap.union(BitMap(), *found)

    def _bool(self, body: Json) -> BitMap:
        musts = [self._matching(clause) for clause in body.get("must", ())]
        if "should" in body:
            musts.append(at_least(body["minimum_should_match"], [self._matching(clause) for clause in body["should"]]))
        found = BitMap.intersection(*musts) if musts else self.all
        for clause in body.get("must_not", ()):
            found = found - self._matching(clause)
        return found

    def _holding(self, field: str, values: list[Any]) -> BitMap:
        """What holds any of some values; those that no set is kept of are listed."""
        found, missing = BitMap(), list[Any]()
        for value in values:
            kept = self.value(field, str(value).lower() if isinstance(value, bool) else value)
            if kept is None:
                missing.append(value)
            else:
                found |= kept
        if missing:
            bound = sum(self._searcher.doc_freq(field, value) for value in missing)
            found |= self._listed({"terms": {field: missing}}, bound)
        return found

    def _bound(self, kind: str, body: Json) -> int:
        """How many documents a leaf matches at most."""
        if kind != "match_phrase":
            return self._searcher.num_docs
        ((field, told),) = body.items()
        words = told["query"].split(" ")
        if field in _PAIRS:
            return min(self._searcher.doc_freq(_PAIRS[field], f"{a}_{b}") for a, b in pairwise(words))
        return min(self._searcher.doc_freq(field, word) for word in words)

    def _listed(self, clause: Json, bound: int) -> BitMap:
        """What tantivy finds, if it can't be too many."""
        if bound > self._most:
            raise NotKept(clause)
        return self._keeping(clause, lambda: self._asked(clause, bound))

    def _asked(self, clause: Json, bound: int) -> BitMap:
        unscored = tantivy.Query.const_score_query(to_tantivy(self._unit, clause), 0.0)
        found = self._searcher.search(unscored, max(1, bound), count=False).hits
        return BitMap([self.number(address) for _, address in found])

    def _keeping(self, clause: Json, make: Callable[[], BitMap]) -> BitMap:
        """What was made of a clause before, else made now; whoever gets it must not change it."""
        known = msgspec.json.encode(clause)
        with self._lock:
            found = self._kept.get(known)
            if found is not None:
                self._kept.move_to_end(known)
                return found
        found = make()
        with self._lock:
            self._kept[known] = found
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found


def _last_of(at: datetime) -> date:
    """The last day of a moment's month."""
    return ((at.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).date()
