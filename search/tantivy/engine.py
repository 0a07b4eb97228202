"""The embedded engine: writing documents into tantivy, and (from TantivyReader) answering queries."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import tantivy

from records.errors import IndexStateError, KhoTinError
from records.links import Document
from search.documents import fields, stored
from search.engine import IndexFailure, Keep, Reader, forget
from search.mappings import UNITS, mappings_digest
from search.query import Unit
from search.tantivy.reader import TantivyReader
from search.tantivy.schema import schema, tantivy_document
from search.tantivy.sets.making import make_sets
from search.tantivy.store import OneBuild, State, Store

# Bytes that tantivy's writer gathers before it writes a segment: a few thousand articles.
HEAP = 96_000_000

_LOG = logging.getLogger(__name__)


class TantivyEngine(TantivyReader):
    """An index in a folder (KHOTIN_HOME/indexes). Killed while writing, it holds what the last commit held."""

    def __init__(self, root: Path) -> None:
        self._folder = Store(root)
        super().__init__(self._folder)
        self._writing: _Writing | None = None

    def begin(self, *, rebuild: bool = False) -> None:
        """See search.engine.Engine."""
        if self._writing is not None:
            raise IndexStateError("the index is being written already: commit or abort first")
        self._writing = _Writing(self._folder, rebuild=rebuild)

    def put(self, documents: Iterable[Document]) -> int:
        """See search.engine.Engine."""
        writing = self._must_write()
        count = 0
        for document in documents:
            writing.put(document)
            count += 1
        return count

    def fresh(self) -> Reader:
        """See search.engine.Engine."""
        return self._must_write().fresh()

    def serving(self) -> Reader | None:
        """See search.engine.Engine: a folder of another version can't be opened, and says so."""
        pointer = self._folder.pointer()
        return TantivyReader(OneBuild(self._folder.root, pointer.build)) if pointer else None

    def commit(self, keep: Keep = forget) -> None:
        """See search.engine.Engine."""
        writing, self._writing = self._must_write(), None
        writing.commit(keep)

    def abort(self) -> None:
        """See search.engine.Engine."""
        writing, self._writing = self._must_write(), None
        writing.abort()

    def build(self) -> str:
        """See search.engine.Engine."""
        pointer = self._folder.pointer()
        return self._writing.name if self._writing else pointer.build if pointer else ""

    def failures(self) -> tuple[IndexFailure, ...]:
        """See search.engine.Engine: tantivy takes every document or none."""
        return ()

    def rollback(self) -> None:
        """See search.engine.Engine."""
        with self._folder.writing():
            self._folder.roll_back()

    def tidy(self, *, before: datetime, dry_run: bool = False) -> tuple[str, ...]:
        """See search.engine.Engine."""
        if not self._folder.root.is_dir():
            return ()
        with self._folder.writing():
            found = self._folder.unused(before)
            if found and not dry_run:
                self._folder.forget(found)
        return found

    def _must_write(self) -> "_Writing":
        if self._writing is None:
            raise IndexStateError("nothing is being written: call begin first")
        return self._writing


class _Writing:
    """One stretch of writing, from begin to commit or abort: the lock, the build and its writers."""

    def __init__(self, store: Store, *, rebuild: bool) -> None:
        self._store = store
        self._held = ExitStack()
        self._held.enter_context(store.writing())
        try:
            store.clean()
            pointer = store.pointer()
            self._fresh = rebuild or pointer is None
            self._build = store.new_build() if self._fresh or pointer is None else pointer.build
            self._watermark = store.state(self._build).watermark
            self._writers: dict[Unit, tantivy.IndexWriter] = {}
            if self._fresh:
                with self._on_disk():
                    for unit in UNITS:
                        self._writer(unit)
        except (KhoTinError, OSError, ValueError):
            self._held.close()
            raise

    @property
    def name(self) -> str:
        """The build's name."""
        return self._build

    def _writer(self, unit: Unit) -> tantivy.IndexWriter:
        if unit not in self._writers:
            index = tantivy.Index(schema(unit), path=str(self._store.folder(self._build, unit)))
            # One thread: the same documents in the same order make the same index.
            self._writers[unit] = index.writer(HEAP, 1)
        return self._writers[unit]

    @contextmanager
    def _on_disk(self) -> Iterator[None]:
        """tantivy says what the disk refuses as ValueError, often without the system's own words."""
        try:
            yield
        except ValueError as exc:
            raise IndexStateError(
                f"the index in {self._store.root} can't be written ({exc}): see that the disk is not full, then run this again; "
                "what it held before is still searched"
            ) from exc

    def put(self, document: Document) -> None:
        made = None if document.removed else tantivy_document(document.unit, fields(document), stored(document))
        with self._on_disk():
            writer = self._writer(document.unit)
            writer.delete_documents_by_term("id", document.id)
            if made is not None:
                writer.add_document(made)
        self._watermark = max(self._watermark, document.change)

    def fresh(self) -> Reader:
        if not self._fresh:
            raise IndexStateError(
                "the serving index is being written: only a rebuild can be looked at before its commit"
            )
        with self._on_disk():
            for writer in self._writers.values():
                writer.commit()
        return TantivyReader(OneBuild(self._store.root, self._build))

    def commit(self, keep: Keep) -> None:
        """The indexes first, what they hold next, the pointer last: killed between, readers see less, never wrong."""
        with self._held:
            with self._on_disk():
                for writer in self._writers.values():
                    writer.commit()
                    writer.wait_merging_threads()
            self._make_sets()
            keep(())
            state = State(watermark=self._watermark, mappings=mappings_digest(), built_at=datetime.now(UTC))
            self._store.write_state(self._build, state)
            pointer = self._store.pointer()
            if pointer is None or pointer.build != self._build:
                self._store.publish(self._build)
                self._store.clean()

    def _make_sets(self) -> None:
        """Readers can do without: what the disk refuses here costs them time, and the next run makes it."""
        for unit in UNITS:
            try:
                make_sets(unit, self._store.folder(self._build, unit), self._store.sets(self._build, unit))
            except (OSError, ValueError) as exc:
                _LOG.warning("no sets beside the index of %s, so that searches are slower: %s", unit, exc)

    def abort(self) -> None:
        with self._held:
            for writer in self._writers.values():
                with suppress(ValueError):  # a writer that the disk stopped has nothing left to roll back
                    writer.rollback()
            self._writers.clear()
            self._store.clean()
