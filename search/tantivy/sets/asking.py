"""What the engine asks of the sets beside an index: counts, totals, and which documents match."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import tantivy
from pyroaring import BitMap

from records.errors import IndexStateError
from search.answers import Asked
from search.counts import Counts, facet_request, lifted, read_counts
from search.query import Unit
from search.tantivy.sets.known import Known, NotKept
from search.tantivy.sets.making import pieces
from search.tantivy.sets.values import Facets

Hits = list[tuple[float | None, tantivy.DocAddress]]

_LOG = logging.getLogger(__name__)
_UNREADABLE = (
    "sets of the index can't be read, so that searches are slower until the next index run makes them again: %s"
)

T = TypeVar("T")


class Sets:
    """The sets of one unit at one moment; each answer is None where tantivy must be asked: for what no set is kept of, and for
    everything once a set was found damaged."""

    def __init__(self, known: Known) -> None:
        self._known, self._facets = known, Facets(known)
        self._is_damaged = False

    def begin(self, asked: Asked) -> None:
        """Reckons what the words match, which is kept for all that is asked then, also by two threads at once."""
        self._found(asked)

    def counts(self, asked: Asked) -> Counts | None:
        """Facets and histograms."""
        shared, request = facet_request(asked.query, list)
        answers = self._reckoned(lambda: self._facets.answers(request, self._known.among(asked.match(), shared)))
        return None if answers is None else read_counts(lifted(answers), asked.query)

    def total(self, asked: Asked) -> int | None:
        """How many documents match."""
        found = self._found(asked)
        return None if found is None else len(found)

    def sifted(self, asked: Asked, best: Callable[[], Hits]) -> tuple[Hits, bool] | None:
        """Those that match of some of the best hits, which are asked for if anything matches, and whether they are all that
        match."""
        found = self._found(asked)
        if found is None:
            return None
        hits = best() if found else []
        kept = [hit for hit in hits if self._known.number(hit[1]) in found]
        if len(kept) == len(found):
            return kept, True
        # Of those that score like the last any may be among the best: which, would hang on how many were asked for.
        return [hit for hit in kept if hit[0] != hits[-1][0]], False

    def _found(self, asked: Asked) -> BitMap | None:
        return self._reckoned(lambda: self._known.among(asked.match(), asked.filters()))

    def _reckoned(self, reckon: Callable[[], T]) -> T | None:
        if self._is_damaged:
            return None
        try:
            return reckon()
        except NotKept:
            return None
        except IndexStateError as exc:
            self._is_damaged = True
            _LOG.warning(_UNREADABLE, exc)
            return None


def open_sets(unit: Unit, searcher: tantivy.Searcher, meta: bytes, folder: Path) -> Sets | None:
    """The sets of the state that a meta.json tells and a searcher has; None where they are not there or damaged."""
    try:
        return Sets(Known(unit, searcher, pieces(meta), folder))
    except FileNotFoundError:
        return None  # an index written before there were sets, or a run killed before it had made them
    except (IndexStateError, OSError) as exc:
        _LOG.warning(_UNREADABLE, exc)
        return None
