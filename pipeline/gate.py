"""Looks at what is about to go into the index, before it does: whatever this refuses, the index before goes on serving."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from pipeline.documents import count_since
from pipeline.engines import open_engine
from pipeline.index_check import usual_queries
from pipeline.ledger.tables import articles, linked, parts, runs
from pipeline.workplace import Workplace
from records.errors import GateError
from records.links import Document
from search.engine import Hit, Reader
from search.query import Unit, make_query

# Of an index's documents, by how many the ledger may say otherwise: those it refused, and a few.
_MOST_ASTRAY = 0.005
# What an update may take away: of all documents, and of the first answers to usual questions.
_MOST_REMOVED, _MOST_ANSWERS_LOST = 0.05, 0.3
# Fewer than this prove nothing.
_FEWEST = 20
# A night whose pages turn into articles half as often as those of the weeks before was read wrongly as a whole.
_LEAST_SHARE = 0.5
_WEEKS = timedelta(weeks=4)
_TOP = 10


@dataclass
class Update:
    """What is about to be put: how many documents a unit stay or come, and which (unit, id) are removed."""

    put: Counter[str] = field(default_factory=Counter)
    ids: list[tuple[Unit, str]] = field(default_factory=list)
    removed: list[tuple[Unit, str]] = field(default_factory=list)

    def note(self, document: Document) -> None:
        """Counts one document that was handed to the engine."""
        (self.removed if document.removed else self.ids).append((document.unit, document.id))
        self.put[document.unit] += not document.removed


@dataclass(frozen=True)
class Gate:
    """The checks; `night` is the one whose pages are compared with those of the weeks before."""

    night: date

    def check(self, connection: Connection, serving: Reader | None, update: Update) -> None:
        """Raises GateError naming everything that looks wrong; says nothing where all is well."""
        wrong = self._reading(connection)
        if serving is not None:
            wrong += [*_removals(serving, update), *_counts(connection, serving, update), *_answers(serving, update)]
        if wrong:
            raise GateError(
                f"not indexed: {'; '.join(wrong)}. The index before goes on serving; look at `khotin status`, then index "
                "with `khotin index` if what is said is as it should be"
            )

    def _reading(self, connection: Connection) -> list[str]:
        """Whether the night's pages of all sources together were read as those of the weeks before."""
        pages, read = read_pages(connection, self.night, self.night)
        before, read_before = read_pages(connection, self.night - _WEEKS, self.night - timedelta(days=1))
        if min(pages, before) < _FEWEST or read / pages >= _LEAST_SHARE * read_before / before:
            return []
        return [
            f"{read} of {pages} pages of the night {self.night} are articles ({read / pages:.0%}), "
            f"{read_before / before:.0%} in the four weeks before"
        ]


def read_pages(connection: Connection, since: date, until: date) -> tuple[int, int]:
    """Pages that were read of the crawls of some nights, and the articles among them."""
    query = select(func.sum(parts.c.records), func.sum(parts.c.articles))
    query = query.join(runs, runs.c.run_id == parts.c.run_id)
    mine = (runs.c.command == "crawl", runs.c.night.between(since, until), parts.c.reading.is_not(None))
    pages, read = connection.execute(query.where(*mine)).one()
    return int(pages or 0), int(read or 0)


def live_documents(connection: Connection) -> dict[str, int]:
    """How many documents of each unit an index of this ledger should hold."""
    shown = ("present", "gone")
    own = connection.scalar(select(func.count()).select_from(articles).where(articles.c.state.in_(shown)))
    query = select(linked.c.unit, func.count()).where(linked.c.state.in_(shown), linked.c.unit != "people")
    others = {row[0]: row[1] for row in connection.execute(query.group_by(linked.c.unit))}
    return {"articles": own or 0, "events": 0, "agreements": 0} | others


def astray(connection: Connection, held: dict[str, int]) -> list[str]:
    """A line for each unit of which an index would hold many more or fewer than the ledger knows."""
    told = []
    for unit, wanted in live_documents(connection).items():
        if abs(held.get(unit, 0) - wanted) > max(_MOST_ASTRAY * wanted, 2):
            told.append(f"{held.get(unit, 0)} {unit} in the index, {wanted} in the ledger")
    return told


def _removals(serving: Reader, update: Update) -> list[str]:
    held = serving.stats().documents
    told = []
    for unit, number in Counter(unit for unit, _ in update.removed).items():
        if number > max(_FEWEST, _MOST_REMOVED * held.get(unit, 0)):
            told.append(f"{number} of {held.get(unit, 0)} {unit} would be removed")
    return told


def _counts(connection: Connection, serving: Reader, update: Update) -> list[str]:
    """What the index will hold once the update is in, beside what the ledger holds."""
    held = dict(serving.stats().documents)
    for unit, known in update.ids:
        held[unit] += serving.get(unit, known) is None
    for unit, known in update.removed:
        held[unit] -= serving.get(unit, known) is not None
    return astray(connection, held)


def _answers(serving: Reader, update: Update) -> list[str]:
    """Whether usual questions would lose much of what they are answered now."""
    gone = {known for unit, known in update.removed if unit == "articles"}
    if not gone:
        return []
    first = [hit.id for words in usual_queries() for hit in _first(serving, words)]
    lost = sum(known in gone for known in first)
    if lost <= max(2, _MOST_ANSWERS_LOST * len(first)):
        return []
    return [f"{lost} of the first {len(first)} answers to usual queries would be gone"]


def _first(serving: Reader, words: str) -> Sequence[Hit]:
    return serving.search(make_query({"q": words, "limit": _TOP}), facets=False).hits


def check_serving(place: Workplace) -> dict[str, int]:
    """Counts what the index that readers see holds, beside the ledger, and asks it a usual query; gives its documents.
    Where changes wait to be indexed the two can't be compared.

    Raises GateError where the two disagree, IndexStateError where the index can't be asked.
    """
    serving = open_engine(place.settings)
    held = serving.stats().documents
    with place.ledger.read() as connection:
        wrong = [] if count_since(connection, serving.watermark()) else astray(connection, held)
    if wrong:
        raise GateError(f"the index is not as the ledger: {'; '.join(wrong)}. `khotin index --rebuild` makes it anew")
    _first(serving, usual_queries()[0])
    return dict(held)
