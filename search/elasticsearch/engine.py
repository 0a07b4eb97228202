"""The Elasticsearch engine: writing documents into a cluster, and (from ElasticsearchReader) answering queries."""

from collections.abc import Iterable
from datetime import datetime
from tempfile import SpooledTemporaryFile

import msgspec

from records.errors import IndexStateError, KhoTinError
from records.links import Document
from search.documents import fields, stored
from search.elasticsearch.bulk import Bulk, Entry, action
from search.elasticsearch.client import Access, check_version, connect, speaking
from search.elasticsearch.lock import WriterLock
from search.elasticsearch.reader import ElasticsearchReader
from search.elasticsearch.store import Build, Store
from search.engine import IndexFailure, Keep, Reader, forget

# Changes to the serving index wait here until commit, beyond this many bytes on disk.
_IN_MEMORY = 32_000_000


class ElasticsearchEngine(ElasticsearchReader):
    """Indexes in a cluster. Killed while writing, readers see what the last commit held, or a little more."""

    def __init__(self, access: Access) -> None:
        self._indexes = Store(connect(access), access)
        super().__init__(self._indexes)
        self._writing: _Writing | None = None
        self._failures: tuple[IndexFailure, ...] = ()

    def begin(self, *, rebuild: bool = False) -> None:
        """See search.engine.Engine."""
        if self._writing is not None:
            raise IndexStateError("the index is being written already: commit or abort first")
        check_version(self._indexes.client, self._indexes.access)
        self._failures = ()
        self._writing = _Writing(self._indexes, rebuild=rebuild)

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
        """See search.engine.Engine."""
        build = self._indexes.current(mending=True)
        before_each = self._writing.renew if self._writing else None
        return ElasticsearchReader(self._indexes, build, before_each=before_each) if build else None

    def commit(self, keep: Keep = forget) -> None:
        """See search.engine.Engine."""
        writing = self._must_write()
        try:
            self._failures = writing.commit(keep)
        finally:
            self._writing = None
            writing.end()

    def abort(self) -> None:
        """See search.engine.Engine."""
        writing, self._writing = self._must_write(), None
        try:
            writing.forget()
        finally:
            writing.end()

    def build(self) -> str:
        """See search.engine.Engine."""
        if self._writing:
            return self._writing.name
        serving = self._indexes.current(mending=True)
        return serving.name if serving else ""

    def failures(self) -> tuple[IndexFailure, ...]:
        """See search.engine.Engine."""
        return self._writing.failures() if self._writing else self._failures

    def rollback(self) -> None:
        """See search.engine.Engine."""
        lock = WriterLock(self._indexes.client, self._indexes.access)
        lock.take()
        try:
            self._indexes.roll_back()
        finally:
            lock.free()

    def tidy(self, *, before: datetime, dry_run: bool = False) -> tuple[str, ...]:
        """See search.engine.Engine."""
        lock = WriterLock(self._indexes.client, self._indexes.access)
        lock.take()
        try:
            self._indexes.mine()
            found = self._indexes.unused(before)
            if not dry_run:
                self._indexes.drop(list(found))
        finally:
            lock.free()
        return found

    def _must_write(self) -> "_Writing":
        if self._writing is None:
            raise IndexStateError("nothing is being written: call begin first")
        return self._writing


class _Writing:
    """One stretch of writing, from begin to commit or abort: the lock, the build, and what is on its way."""

    def __init__(self, store: Store, *, rebuild: bool) -> None:
        self._store = store
        self._lock = WriterLock(store.client, store.access)
        self._lock.take()
        try:
            store.clean()
            serving = None if rebuild else store.mine()
            self._fresh = serving is None
            self._build: Build = store.create() if serving is None else store.must_current()
        except KhoTinError:
            self._lock.free()
            raise
        self._watermark = self._build.watermark
        self._bulk = Bulk(store.client, store.access, before_each=self._lock.renew)
        self._spool = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (closed by `end`)

    @property
    def name(self) -> str:
        """The build's name."""
        return self._build.name

    def put(self, document: Document) -> None:
        """A fresh build takes it at once; for the serving one it waits for the commit, so that abort forgets it."""
        self.renew()  # what is to be put may be long in coming
        entry = _entry(document, self._build)
        self._watermark = max(self._watermark, document.change)
        if self._fresh:
            self._bulk.add(entry)
        else:
            self._spool.write(msgspec.json.encode(entry) + b"\n")

    def fresh(self) -> Reader:
        if not self._fresh:
            raise IndexStateError(
                "the serving index is being written: only a rebuild can be looked at before its commit"
            )
        self._bulk.flush()
        self._refresh()
        build = msgspec.structs.replace(self._build, watermark=self._watermark)
        return ElasticsearchReader(self._store, build, before_each=self.renew)

    def commit(self, keep: Keep) -> tuple[IndexFailure, ...]:
        """The documents first, then they are made searchable, the refused are kept, what the index holds is noted, and
        aliases swapped."""
        self._spool.seek(0)
        for line in self._spool:
            self._bulk.add(msgspec.json.decode(line, type=Entry))
        self._bulk.flush()
        self._refresh()
        keep(self.failures())
        self._store.note(self._build, self._watermark)
        if self._fresh:
            self._store.publish(self._build)
            self._store.clean()
        return self.failures()

    def renew(self) -> None:
        self._lock.renew()

    def failures(self) -> tuple[IndexFailure, ...]:
        return tuple(self._bulk.failures)

    def forget(self) -> None:
        self._bulk.close()
        if self._fresh:
            self._store.drop(list(self._build.indexes.values()))

    def end(self) -> None:
        self._bulk.close()
        self._spool.close()
        self._lock.free()

    def _refresh(self) -> None:
        with speaking(self._store.access):
            self._store.client.indices.refresh(index=",".join(self._build.indexes.values()))


def _entry(document: Document, build: Build) -> Entry:
    """A document as Elasticsearch takes it; what is removed stays as its id and state, so that no late writer's older
    text can bring it back."""
    if document.removed:
        body = msgspec.json.encode({"id": document.id, "change": document.change, "state": "removed"})
    else:
        body = msgspec.json.encode({**fields(document), "record": msgspec.Raw(stored(document))})
    where = action(build.indexes[document.unit], document.id, document.change)
    return Entry(unit=document.unit, id=document.id, change=document.change, action=where, body=body)
