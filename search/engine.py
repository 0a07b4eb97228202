"""What an engine answers and takes in: the one protocol that tantivy and Elasticsearch fulfil."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal, Protocol

import msgspec

from records.base import Record
from records.links import Document
from search.query import Basis, Query, RoleFilter, Unit

# (text, whether a word of the query stands there); joined they are the passage.
Pieces = tuple[tuple[str, bool], ...]
UNKNOWN = "unknown"  # the year or month of what has no date

NoticeCode = Literal[
    "malformed",
    "too-long",
    "half",
    "relaxed",
    "understood",
    "earlier-name",
    "synonym",
    "reprints-folded",
    "partial",
    "lacking",
]


class Notice(Record, frozen=True):
    """Something the reader must be told of how the query was taken. `values` are for whoever words it in a language.

    malformed: searched as plain words · too-long: {words} only the first count · half: {needed} of {words} words ask to
    match · relaxed: nothing holds all words, so any · understood: {given} was taken as {taken} · earlier-name: {given} is
    also {also}, the unit it follows · synonym: {word} also as {also} · reprints-folded: one of each group of reprints is
    counted · partial: a part of the index did not answer · lacking: documents of {unit} have no {facet} to filter or count by.
    """

    code: NoticeCode
    text: str
    values: dict[str, str] = msgspec.field(default_factory=dict)


class Hit(Record, frozen=True):
    """One result. `url` is the article's own address ("" for events and agreements); `date` is ISO (day, month or
    year) or "" where unknown; `title` and `passage` are pieces with marks; `document` is what the index step put in."""

    unit: Unit
    id: str
    url: str
    title: str
    score: float | None
    published_at: datetime | None
    date: str
    sort_key: str
    source_id: str
    reprints: int
    marked_title: Pieces
    passage: Pieces
    document: Document


class FacetValue(Record, frozen=True):
    """One value of a facet with the documents that have it; `chosen` if the query filters on it."""

    value: str
    count: int
    chosen: bool = False


# Year or month ("2023", "2023-03") in order, then "unknown" if any; with counts.
Histogram = tuple[tuple[str, int], ...]


class Results(Record, frozen=True):
    """A page of hits and what stands beside it; all counts on the same set of documents.

    `facets` by name (province, region, sector, year, source, event_type, official, partner, language, signed), each
    ignoring the filter of its own name, but for partner (all that are named must take part); the histograms ignore
    year, from and to. `next_after` continues newest, oldest and known, None where nothing follows.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    years: Histogram
    months: Histogram
    notices: tuple[Notice, ...]
    next_after: str | None = None


class CrossTab(Record, frozen=True):
    """Counts of `total` documents by one or more facets: `rows` are the values, then the count, largest first.

    A document with several values of a facet counts once in each, so a column may sum to more than `total`.
    """

    by: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], int], ...]
    total: int
    unit: Unit
    basis: Basis
    role: RoleFilter
    notices: tuple[Notice, ...]


SuggestionKind = Literal["province", "sector", "official", "agreement", "title"]


class Suggestion(Record, frozen=True):
    """What a reader who is still typing may mean. `value` is the filter's value (province, sector, official) or the
    document's id (agreement, title of an article); `text` is Vietnamese, as the index or the vocabulary has it."""

    kind: SuggestionKind
    text: str
    value: str


class IndexFailure(Record, frozen=True):
    """A document that the index refused, and why; the others are in it."""

    unit: Unit
    id: str
    change: int
    reason: str


class Stats(Record, frozen=True):
    """What an engine holds: documents a unit, the last change number it has, bytes (of one copy), the build's name and
    time, one line of how a cluster stands ("" where there is none), and the index's name in it a unit."""

    engine: str
    documents: dict[str, int]
    watermark: int
    size_bytes: int
    build: str
    built_at: datetime | None
    health: str = ""
    indexes: dict[str, str] = msgspec.field(default_factory=dict)


class Edition(Record, frozen=True):
    """Which state of the index answers: the build's name and time, and the last change number it has."""

    build: str
    watermark: int
    built_at: datetime | None


Keep = Callable[[tuple[IndexFailure, ...]], None]


def forget(failures: tuple[IndexFailure, ...]) -> None:
    """Keeps no failures: for whoever asks `Engine.failures` after the commit, or builds an index to throw away."""


class Reader(Protocol):
    """What pages, feeds and exports ask. Raises IndexStateError where there is no index, QueryError for what can't be
    asked of it."""

    def search(self, query: Query, *, facets: bool = True) -> Results:
        """One page of hits with facets and histograms (empty without `facets`), and the notices."""

    def count(self, by: Sequence[str], query: Query) -> CrossTab:
        """Documents of the query by one or more facets (those of Results.facets, and month)."""

    def get(self, unit: Unit, document_id: str) -> Document | None:
        """One document, None where the index has none of that id."""

    def stream(self, query: Query) -> Iterator[Document]:
        """All documents of the query, newest first (oldest where asked), without end, in constant memory."""

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """What may be meant by what is typed so far, with or without diacritics, syllable by syllable."""

    def respelled(self, text: str) -> str:
        """The query with words that hardly any article holds replaced by ones a slip away that titles do; "" where
        there are none."""

    def watermark(self) -> int:
        """The last change number that is searchable; 0 where nothing is."""

    def edition(self) -> Edition:
        """What changes whenever the index does; costs little, unlike the stats."""

    def stats(self) -> Stats:
        """Documents, size and build."""


class Engine(Reader, Protocol):
    """A reader that can also be written. One writer at a time; whoever puts the same again changes nothing."""

    def begin(self, *, rebuild: bool = False) -> None:
        """Starts writing: into the index that readers see, or beside it (rebuild). LockError if another writes."""

    def put(self, documents: Iterable[Document]) -> int:
        """Adds, replaces or removes documents by unit and id, in the order of their change numbers; gives how many."""

    def fresh(self) -> Reader:
        """What a rebuild has put so far, before it takes the old index's place; no more may be put after that. Raises
        IndexStateError where no rebuild is being written."""

    def serving(self) -> Reader | None:
        """The index that readers see now as a reader that asks not for its version, to compare a rebuild with; None
        where there is none. What another version can't tell raises IndexStateError."""

    def commit(self, keep: Keep = forget) -> None:
        """Makes all that was put searchable at once (a rebuild takes the old index's place) and ends writing.

        `keep` is called with the refused documents before the index claims to be past them: killed in between, the same
        documents are put again, and none that lacks is forgotten.
        """

    def abort(self) -> None:
        """Ends writing without what was put since `begin`."""

    def build(self) -> str:
        """The name of the build that is being written, else of the one that readers see; "" where there is none."""

    def failures(self) -> tuple[IndexFailure, ...]:
        """The documents put since the last `begin` that the index refused; all others are (or become) searchable."""

    def rollback(self) -> None:
        """Exchanges the index that readers see and the one before the last rebuild. IndexStateError where none is kept,
        LockError if another writes."""

    def tidy(self, *, before: datetime, dry_run: bool = False) -> tuple[str, ...]:
        """Removes builds that nobody uses, and the former one where it was built before a moment; gives their names.
        With `dry_run` it only names them. LockError if another writes."""
