"""What the engine asks of the sets beside an index: counts, totals, and which documents match."""

import logging
from pathlib import Path

import tantivy

from records.errors import IndexStateError
from search.answers import Asked
from search.counts import Counts, facet_request, lifted, read_counts
from search.query import Unit
from search.tantivy.sets.known import Known, NotKept
from search.tantivy.sets.making import pieces
from search.tantivy.sets.values import Facets

Hits = list[tuple[float | None, tantivy.DocAddress]]

_LOG = logging.getLogger(__name__)


class Sets:
    """The sets of one unit at one moment; each answer is None where tantivy must be asked."""

    def __init__(self, known: Known) -> None:
        self._known, self._facets = known, Facets(known)

    def counts(self, asked: Asked) -> Counts | None:
        """Facets and histograms."""
        shared, request = facet_request(asked.query, list)
        try:
            answers = self._facets.answers(request, self._known.among(asked.match(), shared))
        except NotKept:
            return None
        return read_counts(lifted(answers), asked.query)

    def total(self, asked: Asked) -> int | None:
        """How many documents match."""
        try:
            return len(self._known.among(asked.match(), asked.filters()))
        except NotKept:
            return None

    def sifted(self, asked: Asked, best: Hits, least: int) -> Hits | None:
        """Those of some hits that match; None too where they are fewer than `least` and not all that match."""
        try:
            found = self._known.among(asked.match(), asked.filters())
        except NotKept:
            return None
        kept = [hit for hit in best if self._known.number(hit[1]) in found]
        return kept if len(kept) >= min(least, len(found)) else None


def open_sets(unit: Unit, searcher: tantivy.Searcher, meta: bytes, folder: Path) -> Sets | None:
    """The sets of the state that a meta.json tells and a searcher has; None where they are not there or damaged."""
    try:
        return Sets(Known(unit, searcher, pieces(meta), folder))
    except FileNotFoundError:
        return None  # an index written before there were sets, or a run killed before it had made them
    except (IndexStateError, OSError) as exc:
        _LOG.warning("sets of the index can't be read, so that searches are slower until they are made again: %s", exc)
        return None
