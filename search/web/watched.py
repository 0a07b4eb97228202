"""The index as pages ask it, watched for answers that a part of it is missing from: those are shown, and never kept."""

from collections.abc import Iterator, Sequence
from threading import Lock

from records.links import Document
from search.engine import CrossTab, Edition, Notice, Reader, Results, Stats, Suggestion
from search.query import Query, Unit


class Watched:
    """A reader that counts the answers it gave in part. Whoever sees the number unchanged was given whole ones."""

    def __init__(self, engine: Reader) -> None:
        self._engine = engine
        self._counting = Lock()
        self.partial = 0

    def search(self, query: Query, *, facets: bool = True) -> Results:
        """See search.engine.Reader."""
        results = self._engine.search(query, facets=facets)
        self._watch(results.notices)
        return results

    def count(self, by: Sequence[str], query: Query) -> CrossTab:
        """See search.engine.Reader."""
        table = self._engine.count(by, query)
        self._watch(table.notices)
        return table

    def get(self, unit: Unit, document_id: str) -> Document | None:
        """See search.engine.Reader."""
        return self._engine.get(unit, document_id)

    def stream(self, query: Query) -> Iterator[Document]:
        """See search.engine.Reader."""
        return self._engine.stream(query)

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """See search.engine.Reader."""
        return self._engine.suggest(text, limit)

    def respelled(self, text: str) -> str:
        """See search.engine.Reader."""
        return self._engine.respelled(text)

    def watermark(self) -> int:
        """See search.engine.Reader."""
        return self._engine.watermark()

    def edition(self) -> Edition:
        """See search.engine.Reader."""
        return self._engine.edition()

    def stats(self) -> Stats:
        """See search.engine.Reader."""
        return self._engine.stats()

    def _watch(self, notices: Sequence[Notice]) -> None:
        if any(notice.code == "partial" for notice in notices):
            with self._counting:
                self.partial += 1
