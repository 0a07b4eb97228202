"""Facets and histograms counted on other threads, and kept: who turns the page or the order waits for the hits alone."""

import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import msgspec

from records.base import Record
from search.answers import Asked
from search.engine import FacetValue, Histogram
from search.facets import Json, facet_plan, read_facets, read_histogram
from search.query import Query
from search.tantivy.view import Moment, View

_MOST = 500  # answers kept; one is some 60 kB


class Counts(Record, frozen=True):
    """What stands beside the hits."""

    facets: dict[str, tuple[FacetValue, ...]]
    years: Histogram
    months: Histogram


NOTHING = Counts(facets={}, years=(), months=())


class _Counting:
    """One answer under way: an aggregation for each set of filters. `forget` takes it out of what is kept."""

    def __init__(
        self, pool: ThreadPoolExecutor, view: View, asked: Asked, forget: Callable[["_Counting"], None]
    ) -> None:
        self._query, self._forget = asked.query, forget
        self._lock = threading.Lock()
        self._counts: Counts | None = None
        self._parts: list[Future[dict[str, Json]]] = [
            pool.submit(view.aggregate, msgspec.structs.replace(asked, query=query), request)
            for query, request in facet_plan(asked.query)
        ]

    def counts(self) -> Counts:
        """Waits for it. What failed is counted anew by the next who asks."""
        with self._lock:
            if self._counts is None:
                try:
                    results = [part.result() for part in self._parts]
                except Exception:
                    self.drop()
                    raise
                answers = {name: answer for result in results for name, answer in result.items()}
                self._counts = Counts(
                    facets=read_facets(answers, self._query),
                    years=read_histogram(answers["years"]),
                    months=read_histogram(answers["months"]),
                )
                self._parts = []
            return self._counts

    def drop(self) -> None:
        """Takes it out of what is kept, as nobody will ask for it again."""
        self._forget(self)


class Counter:
    """Counts for many threads at once; tantivy works without Python's lock."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="facets")
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[Moment, Query, bool], _Counting] = OrderedDict()

    def begin(self, view: View, asked: Asked) -> _Counting:
        """Starts counting over all that matches, or gives what was counted before: the way it is shown doesn't matter."""
        plain = msgspec.structs.replace(asked.query, sort=None, limit=0, page=1, after="", adjusted=())
        known = (view.moment, plain, asked.relaxed)
        with self._lock:
            found = self._kept.pop(known, None) or _Counting(self._pool, view, asked, self._forget)
            self._kept[known] = found
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found

    def _forget(self, counting: _Counting) -> None:
        with self._lock:
            for known in [known for known, kept in self._kept.items() if kept is counting]:
                del self._kept[known]
