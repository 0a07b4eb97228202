"""Facets counted over a set of documents, in the words of tantivy's aggregations."""

import threading
from collections import Counter
from collections.abc import Container
from heapq import nsmallest
from itertools import chain

from pyroaring import BitMap

from search.matching import Json
from search.tantivy.sets.files import Rare, Segment
from search.tantivy.sets.known import Known, NotKept

# Where fewer than one of so many documents are found, they are looked for as they are.
_FEW = 512


class Values:
    """The values of one field: those that many documents of any segment hold as sets, the others listed a document."""

    def __init__(self, known: Known, field: str) -> None:
        """Raises NotKept where the sets hold nothing of the field."""
        if not any(segment.values(field) or field in segment.rare for segment in known.segments):
            raise NotKept(field)
        self._frequent: dict[str, BitMap] = {}
        self._documents = sum(segment.documents for segment in known.segments)
        for segment, first in zip(known.segments, known.starts, strict=True):
            for value, place in segment.values(field).items():
                self._add(value, segment.bits(place, first))
        self._rare = [
            _Listed(segment, segment.rare[field], first)
            for segment, first in zip(known.segments, known.starts, strict=True)
            if field in segment.rare
        ]
        totals: Counter[str] = Counter()
        for listed in self._rare:
            for value, found in listed.taken_out(self._frequent).items():
                self._add(value, found)
            totals.update(listed.totals(self._frequent))
        self._most = max(totals.values(), default=0)

    def _add(self, value: str, found: BitMap) -> None:
        before = self._frequent.get(value)
        self._frequent[value] = found if before is None else before | found

    def buckets(self, found: BitMap, size: int) -> list[Json]:
        """How many of some documents hold each value, of those that any holds: the most frequent, those alike by name."""
        counted = self._shared(found)
        if sum(count > self._most for count in counted.values()) < size:  # else none of the rare ones comes among them
            for listed in self._rare:
                for value, count in listed.counts(found).items():
                    if value not in self._frequent:
                        counted[value] = counted.get(value, 0) + count
        pairs = list(counted.items())
        if len(pairs) > size:
            pairs = nsmallest(size, pairs, key=lambda pair: (-pair[1], pair[0]))
        return [{"key": value, "doc_count": count} for value, count in pairs]

    def _shared(self, found: BitMap) -> dict[str, int]:
        """How many of some documents hold each frequent value."""
        if len(found) * _FEW < self._documents:
            counted = {value: bits.intersection_cardinality(found) for value, bits in self._frequent.items()}
        else:
            # A set of up to a sixteenth of all is a list of numbers, and two lists are long to compare. What was not found has
            # its bits laid out, in which each of a value's documents is looked up at once.
            others = found.flip(0, self._documents)
            counted = {
                value: len(bits) - bits.intersection_cardinality(others) for value, bits in self._frequent.items()
            }
        return {value: count for value, count in counted.items() if count}


class _Listed:
    """The rare values of one segment's documents, which are numbered from `first`."""

    def __init__(self, segment: Segment, rare: Rare, first: int) -> None:
        self._names, self._first = rare.names, first
        self._starts, self._numbers = segment.words(rare.starts), segment.words(rare.numbers)
        self._holders = segment.bits(rare.holders, first)

    def counts(self, found: BitMap) -> dict[str, int]:
        """How many of some documents hold each."""
        counted = Counter(chain.from_iterable(map(self._of, self._holders & found)))
        return {self._names[number]: count for number, count in counted.items()}

    def totals(self, but: Container[str]) -> dict[str, int]:
        """How many documents, deleted or not, hold each, but for some values."""
        counted = Counter(self._numbers)
        return {name: counted[number] for number, name in enumerate(self._names) if name not in but}

    def taken_out(self, values: Container[str]) -> dict[str, BitMap]:
        """The documents that hold each of some values."""
        wanted = {number: BitMap() for number, name in enumerate(self._names) if name in values}
        if wanted:
            for document in self._holders:
                for number in self._of(document):
                    if number in wanted:
                        wanted[number].add(document)
        return {self._names[number]: found for number, found in wanted.items()}

    def _of(self, document: int) -> memoryview:
        at = document - self._first
        return self._numbers[self._starts[at] : self._starts[at + 1]]


class Facets:
    """The values of all fields that were asked for, kept; may be used from many threads at once."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._lock = threading.Lock()
        self._made: dict[str, Values] = {}

    def answers(self, request: Json, found: BitMap) -> Json:
        """The answers of an aggregation request of search.counts over a set, whose filters are clauses as they stand.
        Raises NotKept."""
        given: Json = {}
        for name, wanted in request.items():
            if "filter" in wanted:
                given[name] = self.answers(wanted["aggs"], self._known.narrowed(found, wanted["filter"]))
            else:
                given[name] = {"buckets": self._of(wanted["terms"]["field"]).buckets(found, wanted["terms"]["size"])}
        return given

    def _of(self, field: str) -> Values:
        with self._lock:
            if field not in self._made:
                self._made[field] = Values(self._known, field)
            return self._made[field]
