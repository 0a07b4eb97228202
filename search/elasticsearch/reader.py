"""Answering queries from Elasticsearch: the page, its facets and histograms in one round trip."""

from collections.abc import Callable, Iterator, Sequence

import msgspec
from elasticsearch import NotFoundError

from records.base import from_builtins
from records.errors import IndexStateError
from records.links import Document
from search.answers import ask, hit, marker_of, next_after, notices
from search.counts import NOTHING, lifted, read_counts
from search.elasticsearch.asking import Asking, partial, total
from search.elasticsearch.client import speaking
from search.elasticsearch.requests import (
    documents_request,
    holdings_request,
    index_id,
)
from search.elasticsearch.store import Build, Store
from search.elasticsearch.suggesting import candidates, counts, titles_alike
from search.engine import CrossTab, Edition, Results, Stats, Suggestion
from search.facets import (
    Json,
    cross_tab_request,
    field_of,
    read_cross_tab,
    without_self_pairs,
)
from search.mappings import UNITS
from search.query import Query, Unit
from search.spelling import respelled
from search.suggestions import Candidates, Typed, suggestions

_STREAM_CHUNK = 500
_KEEP_ALIVE = "10m"  # of a stream, between two of its chunks


class ElasticsearchReader:
    """Answers queries from the current build, or from the one it is given, whose version it doesn't ask; may be used
    from many threads at once. `before_each` is called before what is asked: a writer's sign of life."""

    def __init__(
        self, store: Store, build: Build | None = None, *, before_each: Callable[[], None] | None = None
    ) -> None:
        self._asking = Asking(store, build, before_each)
        self._client = store.client

    def search(self, query: Query, *, facets: bool = True) -> Results:
        """See search.engine.Reader."""
        asked = ask(query)
        answer = self._asking.page(asked, facets=facets)
        if total(answer) == 0 and asked.can_relax:
            asked = asked.less_strict()
            answer = self._asking.page(asked, facets=facets)
        wanted = marker_of(asked)
        hits = tuple(
            hit(_document(found), wanted, score=found["_score"] if query.order == "relevance" else None)
            for found in answer["hits"]["hits"]
        )
        counted = read_counts(lifted(answer["aggregations"]), query) if facets else NOTHING
        return Results(
            total=total(answer),
            hits=hits,
            facets=counted.facets,
            years=counted.years,
            months=counted.months,
            notices=notices(asked) + partial(answer),
            next_after=next_after(hits, query),
        )

    def count(self, by: Sequence[str], query: Query) -> CrossTab:
        """See search.engine.Reader."""
        for facet in by:
            field_of(facet, query)
        asked, answer = self._asking.settled(ask(query), cross_tab_request(by, query))
        rows = without_self_pairs(by, read_cross_tab(answer["aggregations"], 0, len(by)) if by else [])
        return CrossTab(
            by=tuple(by),
            rows=tuple(sorted(rows, key=lambda row: (-row[1], row[0]))),
            total=total(answer),
            unit=query.unit,
            basis=query.basis,
            role=query.role,
            notices=notices(asked, by) + partial(answer),
        )

    def get(self, unit: Unit, document_id: str) -> Document | None:
        """See search.engine.Reader."""
        self._asking.trust()
        with speaking(self._asking.access):
            try:
                # What is written and not yet committed is not to be seen here either.
                found = self._client.get(
                    index=self._asking.index(unit), id=index_id(document_id), realtime=False, source_includes="record"
                ).body
            except NotFoundError as exc:
                if "index_not_found" in str(exc.body):
                    raise
                return None
        return _document(found) if found["_source"] else None

    def stream(self, query: Query) -> Iterator[Document]:
        """See search.engine.Reader."""
        if query.order == "relevance":
            query = msgspec.structs.replace(query, sort="newest")
        asked, _ = self._asking.settled(ask(query), {})
        with speaking(self._asking.access):
            pit = self._client.open_point_in_time(index=self._asking.index(query.unit), keep_alive=_KEEP_ALIVE)["id"]
        after = query.after
        try:
            while True:
                body = documents_request(asked, after, _STREAM_CHUNK) | {"pit": {"id": pit, "keep_alive": _KEEP_ALIVE}}
                with speaking(self._asking.access):
                    answer = self._client.search(body=body).body
                if partial(answer):
                    raise IndexStateError(
                        f"a part of the index at {self._asking.access.shown} did not answer: ask again"
                    )
                pit = answer["pit_id"]
                found = answer["hits"]["hits"]
                for one in found:
                    yield _document(one)
                if len(found) < _STREAM_CHUNK:
                    return
                after = str(found[-1]["sort"][0])
        finally:
            with speaking(self._asking.access):
                self._client.options(ignore_status=404).close_point_in_time(id=pit)

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """See search.engine.Reader."""

        def ask(said: Typed) -> Candidates:
            self._asking.trust()
            with speaking(self._asking.access):
                return candidates(said, self._client, self._asking.index("articles"), self._asking.index("agreements"))

        return suggestions(text, limit, ask)

    def respelled(self, text: str) -> str:
        """See search.engine.Reader."""
        self._asking.trust()
        index = self._asking.index("articles")
        with speaking(self._asking.access):
            return respelled(
                text,
                lambda words: counts(words, self._client, index),
                lambda word: titles_alike(word, self._client, index),
            )

    def watermark(self) -> int:
        """See search.engine.Reader."""
        return self._asking.watermark()

    def edition(self) -> Edition:
        """See search.engine.Reader."""
        build = self._asking.build()
        return Edition(build=build.name, watermark=build.watermark, built_at=build.built_at)

    def stats(self) -> Stats:
        """See search.engine.Reader."""
        self._asking.trust()
        build = self._asking.build()
        names = ",".join(build.indexes.values())
        with speaking(self._asking.access):
            held = self._client.search(index=names, body=holdings_request()).body
            size = self._client.indices.stats(index=names, metric="store").body["_all"]["primaries"]["store"]
            health = self._client.cluster.health(index=names).body
        counted = {bucket["key"]: bucket["doc_count"] for bucket in held["aggregations"]["indices"]["buckets"]}
        return Stats(
            engine="elasticsearch",
            documents={unit: counted.get(build.indexes[unit], 0) for unit in UNITS},
            watermark=build.watermark,
            size_bytes=size["size_in_bytes"],
            build=build.name,
            built_at=build.built_at,
            health=_health(health),
            indexes={unit: build.indexes[unit] for unit in UNITS},
        )


def _document(found: Json) -> Document:
    return from_builtins(found["_source"]["record"], Document)


def _health(answer: Json) -> str:
    """One line of how the indexes stand, and what to do about it."""
    lacking = answer["unassigned_shards"]
    return {
        "green": "green",
        "yellow": f"yellow: {lacking} copies have no node; searches are whole, add a node",
        "red": f"red: {lacking} shards have no node; searches are partial, bring the node back or rebuild",
    }[answer["status"]]
