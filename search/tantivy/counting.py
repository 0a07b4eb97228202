"""Facets and histograms counted on another thread, and kept: who turns the page or the order waits for the hits alone."""

import threading
from collections import OrderedDict
from collections.abc import Callable

import msgspec

from search.answers import Asked
from search.counts import Counts, facet_request, lifted, read_counts
from search.facets import Json
from search.query import Query
from search.tantivy.beside import Beside
from search.tantivy.phrasing import phrased
from search.tantivy.view import Moment, View

_MOST = 500  # answers kept; one is some 60 kB


class _Counting:
    """One answer under way. `forget` takes it out of what is kept."""

    def __init__(self, query: Query, forget: Callable[["_Counting"], None]) -> None:
        self._query, self._forget = query, forget
        self._lock = threading.Lock()
        self._counts: Counts | None = None
        self._answers: Callable[[], dict[str, Json]] | None = None

    def begin(self, beside: Beside, view: View, asked: Asked) -> None:
        """Counts from sets at once, which takes a millisecond, else has tantivy count meanwhile; nothing where that was begun."""
        with self._lock:
            if self._counts is None and self._answers is None:
                self._counts = view.sets.counts(asked) if view.sets else None
                self._answers = None if self._counts else beside.begin(lambda: _answers(view, asked))

    def counts(self) -> Counts:
        """Waits for it. What failed is counted anew by the next who asks."""
        with self._lock:
            if self._counts is None:
                assert self._answers
                try:
                    answers = self._answers()
                except Exception:
                    self.drop()
                    raise
                self._counts, self._answers = read_counts(answers, self._query), None
            return self._counts

    def drop(self) -> None:
        """Takes it out of what is kept, as nobody will ask for it again."""
        self._forget(self)


def _answers(view: View, asked: Asked) -> dict[str, Json]:
    """All aggregations: matching costs more than counting, so that what matches is gone through once."""
    shared, request = facet_request(asked.query, phrased)
    return lifted(view.aggregate(asked, request, shared))


class Counter:
    """Counts for many threads at once; tantivy works without Python's lock."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[Moment, Query, bool], _Counting] = OrderedDict()

    def begin(self, view: View, asked: Asked) -> _Counting:
        """Starts counting over all that matches, or gives what was counted before: the way it is shown doesn't matter."""
        plain = msgspec.structs.replace(asked.query, sort=None, limit=0, page=1, after="", adjusted=())
        known = (view.moment, plain, asked.relaxed)
        with self._lock:
            found = self._kept.pop(known, None) or _Counting(asked.query, self._forget)
            self._kept[known] = found
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        found.begin(self._beside, view, asked)
        return found

    def _forget(self, counting: _Counting) -> None:
        with self._lock:
            for known in [known for known, kept in self._kept.items() if kept is counting]:
                del self._kept[known]
