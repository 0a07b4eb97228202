"""What is put to a cluster for one query: the right index, its version looked at now and then, one round trip a page."""

import time
from collections.abc import Callable

from elasticsearch import Elasticsearch

from search.answers import Asked
from search.elasticsearch.client import Access, speaking
from search.elasticsearch.requests import counting_request, page_request
from search.elasticsearch.store import Build, Store
from search.engine import Notice
from search.facets import Json
from search.query import Unit

_TRUSTED_FOR = 30.0  # seconds until the index's version is looked at again


class Asking:
    """Asks the current build, or the one it is given, whose version it doesn't ask; may be used from many threads at once.
    `before_each` is called before what is asked: a writer's sign of life."""

    def __init__(self, store: Store, build: Build | None, before_each: Callable[[], None] | None) -> None:
        self._store, self._fixed, self._before_each = store, build, before_each
        self._shards = 1
        self._trusted_until = 0.0

    @property
    def client(self) -> Elasticsearch:
        """The connection."""
        return self._store.client

    @property
    def access(self) -> Access:
        """How the cluster is reached."""
        return self._store.access

    def index(self, unit: Unit) -> str:
        """The name that a unit's documents are asked by."""
        return self._fixed.indexes[unit] if self._fixed else self._store.alias(unit)

    def build(self) -> Build:
        """The build that answers. Raises IndexStateError where there is none."""
        return self._fixed or self._store.must_current()

    def watermark(self) -> int:
        """The last change number that is searchable; 0 where nothing is."""
        build = self._fixed or self._store.mine()
        return build.watermark if build else 0

    def trust(self) -> None:
        """Looks now and then whether the current build is of this code's version."""
        if self._before_each:
            self._before_each()
        if self._fixed is None and time.monotonic() > self._trusted_until:
            self._shards = self._store.must_current().shards
            self._trusted_until = time.monotonic() + _TRUSTED_FOR

    def page(self, asked: Asked, *, facets: bool) -> Json:
        """The answer that holds the hits and, where they are wanted, the facets."""
        return self._ask(asked, page_request(asked, facets=facets))

    def settled(self, asked: Asked, aggregations: Json) -> tuple[Asked, Json]:
        """The query as it will be answered, and the answer: relaxed where nothing holds all words."""
        answer = self._ask(asked, counting_request(asked, aggregations))
        if total(answer) == 0 and asked.can_relax:
            asked = asked.less_strict()
            answer = self._ask(asked, counting_request(asked, aggregations))
        return asked, answer

    def _how(self, asked: Asked) -> Json:
        """Beyond one shard, words must weigh the same in all of them."""
        scored = asked.query.order == "relevance" and self._shards > 1
        return {"search_type": "dfs_query_then_fetch"} if scored else {}

    def _ask(self, asked: Asked, body: Json) -> Json:
        self.trust()
        with speaking(self.access):
            answer: Json = self.client.search(index=self.index(asked.query.unit), body=body, **self._how(asked)).body
        return answer


def total(answer: Json) -> int:
    """How many documents match."""
    return int(answer["hits"]["total"]["value"])


def partial(answer: Json) -> tuple[Notice, ...]:
    """What is told of an answer that a part of the index is missing from."""
    if not answer["timed_out"] and not answer["_shards"]["failed"]:
        return ()
    return (Notice(code="partial", text="a part of the index did not answer; counts and hits are of the rest"),)
