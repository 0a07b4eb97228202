"""Reading the embedded index: it follows commits and rebuilds by looking at two small files before each search."""

import threading
from collections.abc import Iterator, Sequence

import msgspec
import tantivy
from msgspec.structs import replace

from records.errors import IndexStateError, QueryError
from records.links import Document
from search.answers import Asked, ask, hit, mark, marker_of, next_after, notices
from search.counts import NOTHING, Counts
from search.engine import CrossTab, Edition, Hit, Results, Stats, Suggestion
from search.facets import (
    cross_tab_request,
    field_of,
    read_cross_tab,
    without_self_pairs,
)
from search.mappings import UNITS
from search.query import Query, Unit
from search.spelling import respelled
from search.suggestions import suggestions
from search.tantivy.beside import Beside
from search.tantivy.counting import Counter
from search.tantivy.sets.asking import Sets, open_sets
from search.tantivy.store import Store
from search.tantivy.suggesting import candidates, counts, titles_alike
from search.tantivy.unwritable import Links, is_refused_lock
from search.tantivy.view import Found, View

Hits = tuple[Hit, ...]

_STREAM_CHUNK = 500


class TantivyReader:
    """Answers queries from the current build; may be used from many threads at once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._build = ""
        self._signature = (0, 0)
        self._indexes: dict[Unit, tantivy.Index] = {}
        self._metas: dict[Unit, bytes] = {}  # the state that each has, where that is known
        self._sets: dict[Unit, Sets | None] = {}  # beside it, those that were opened
        self._links: Links | None = None  # where the index' own folder takes no lock file
        self._beside = Beside()
        self._counter = Counter(self._beside)

    def search(self, query: Query, *, facets: bool = True) -> Results:
        """See search.engine.Reader."""
        view = self._view(query.unit)
        asked = ask(query)
        answer = self._counted_page if facets else _page
        counted, hits = answer(view, asked)
        if not counted.total and asked.can_relax:
            asked = asked.less_strict()
            counted, hits = answer(view, asked)
        return Results(
            total=counted.total,
            hits=hits,
            facets=counted.facets,
            years=counted.years,
            months=counted.months,
            notices=notices(asked),
            next_after=next_after(hits, query),
        )

    def _counted_page(self, view: View, asked: Asked) -> tuple[Counts, Hits]:
        """The page that is asked for found on another thread, while what matches is counted; then read and marked."""
        if view.sets:
            view.sets.begin(asked)
        found = self._beside.begin(lambda: _hits(view, asked))
        counting = self._counter.begin(view, asked)
        hits = _shown(view, asked, found())
        counted = counting.counts()
        if not counted.total and asked.can_relax:
            counting.drop()
        return counted, hits

    def count(self, by: Sequence[str], query: Query) -> CrossTab:
        """See search.engine.Reader."""
        for facet in by:
            field_of(facet, query)
        view = self._view(query.unit)
        asked, total = _settled(view, ask(query))
        try:
            answer = view.aggregate(asked, cross_tab_request(by, query))
        except ValueError as exc:
            raise QueryError(f"too many values to count by {', '.join(by)} ({exc}): narrow the query") from exc
        rows = without_self_pairs(by, read_cross_tab(answer, 0, len(by)) if by else [])
        return CrossTab(
            by=tuple(by),
            rows=tuple(sorted(rows, key=lambda row: (-row[1], row[0]))),
            total=total,
            unit=query.unit,
            basis=query.basis,
            role=query.role,
            notices=notices(asked, by),
        )

    def get(self, unit: Unit, document_id: str) -> Document | None:
        """See search.engine.Reader."""
        return self._view(unit).find(document_id)

    def stream(self, query: Query) -> Iterator[Document]:
        """See search.engine.Reader."""
        view = self._view(query.unit)
        if query.order == "relevance":
            query = msgspec.structs.replace(query, sort="newest")
        asked, _ = _settled(view, ask(query))
        after = query.after
        while found := view.by_date(asked, after, _STREAM_CHUNK):
            for _, address in found:
                document = view.document(address)
                yield document
            after = mark(document, query)

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """See search.engine.Reader."""
        return suggestions(text, limit, lambda said: candidates(said, self._view))

    def respelled(self, text: str) -> str:
        """See search.engine.Reader."""
        view = self._view("articles")
        return respelled(text, lambda words: counts(words, view), lambda word: titles_alike(word, view))

    def watermark(self) -> int:
        """See search.engine.Reader."""
        pointer = self._store.pointer()
        return self._store.state(pointer.build).watermark if pointer else 0

    def edition(self) -> Edition:
        """See search.engine.Reader."""
        build = self._store.current()
        state = self._store.state(build)
        return Edition(build=build, watermark=state.watermark, built_at=state.built_at)

    def stats(self) -> Stats:
        """See search.engine.Reader."""
        build = self._store.current()
        state = self._store.state(build)
        return Stats(
            engine="tantivy",
            documents={unit: self._view(unit).documents for unit in UNITS},
            watermark=state.watermark,
            size_bytes=self._store.size(build),
            build=build,
            built_at=state.built_at,
        )

    def _view(self, unit: Unit) -> View:
        """The index as it is now."""
        with self._lock:
            build = self._store.current()
            signature = self._store.signature(build)
            if build != self._build or (self._links and signature != self._signature):
                self._open(build)
            elif signature != self._signature:
                self._store.state(build)
                self._metas, self._sets = self._reloaded(build, self._indexes), {}
            self._signature = signature
            return View(unit, self._indexes[unit], (build, *signature), self._sets_of(unit))

    def _reloaded(self, build: str, indexes: dict[Unit, tantivy.Index]) -> dict[Unit, bytes]:
        """Makes indexes follow what was written, and tells the state of each, if none was written meanwhile."""
        before = {unit: self._store.meta(build, unit) for unit in UNITS}
        for index in indexes.values():
            index.reload()
        return {unit: meta for unit, meta in before.items() if meta == self._store.meta(build, unit)}

    def _sets_of(self, unit: Unit) -> Sets | None:
        """The sets beside a unit's index, opened when they are first asked for."""
        if unit not in self._sets:
            searcher, meta = self._indexes[unit].searcher(), self._metas.get(unit)
            self._sets[unit] = open_sets(unit, searcher, meta, self._store.sets(self._build, unit)) if meta else None
        return self._sets[unit]

    def _open(self, build: str) -> None:
        self._store.state(build)
        links = None
        try:
            try:
                indexes, metas = self._opened(build)
            except ValueError as exc:
                if not is_refused_lock(exc):
                    raise
                links = Links()
                indexes, metas = self._opened(build, links)
        except ValueError as exc:
            raise IndexStateError(f"the index {build} is damaged ({exc}): run `khotin index --rebuild`") from exc
        except OSError as exc:
            raise IndexStateError(
                f"the index {build} lies where nothing can be written, and neither can the temporary folder ({exc.strerror}): "
                "set TMPDIR to one that can, or mount the home writable"
            ) from exc
        self._indexes, self._build, self._links = indexes, build, links
        self._metas, self._sets = metas, {}

    def _opened(self, build: str, links: Links | None = None) -> tuple[dict[Unit, tantivy.Index], dict[Unit, bytes]]:
        """All units of a build, through links where there are some, and the state of each."""
        folders = {unit: self._store.folder(build, unit) for unit in UNITS}
        found = {unit: tantivy.Index.open(str(links.to(f) if links else f)) for unit, f in folders.items()}
        for index in found.values():
            index.config_reader("manual")
        return found, self._reloaded(build, found)


def _page(view: View, asked: Asked) -> tuple[Counts, Hits]:
    """How many documents match, nothing else counted, and the page of them that is asked for."""
    query = asked.query
    if not query.limit:
        total, found = view.total(asked), Found()
    elif query.order == "relevance":
        total, found = view.by_relevance(asked)
    elif not query.after:
        total, found = view.first_by_date(asked, query.limit)
    else:
        total, found = view.total(asked), _hits(view, asked)
    return replace(NOTHING, total=total), _shown(view, asked, found)


def _shown(view: View, asked: Asked, found: Found) -> Hits:
    """What was found as it is shown: the records read, the words marked."""
    wanted = marker_of(asked)
    return tuple(hit(view.document(address), wanted, score=score) for score, address in found)


def _hits(view: View, asked: Asked) -> Found:
    """The page that is asked for."""
    query = asked.query
    if not query.limit:
        return []
    return view.best(asked) if query.order == "relevance" else view.by_date(asked, query.after, query.limit)


def _settled(view: View, asked: Asked) -> tuple[Asked, int]:
    """The query as it will be answered, and how many documents it has: relaxed where nothing holds all words."""
    total = view.total(asked)
    if total == 0 and asked.can_relax:
        asked = asked.less_strict()
        total = view.total(asked)
    return asked, total
