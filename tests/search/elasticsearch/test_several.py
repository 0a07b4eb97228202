"""A page's hits and counts come in one round trip, stand on the same documents, and fail as one search would."""

from typing import Any

import pytest
from elasticsearch import Elasticsearch, NotFoundError

from search.elasticsearch import reader
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.elasticsearch.several import several
from search.query import make_query


def test_the_first_that_is_refused_is_told_as_if_alone(client: Elasticsearch, access: Access) -> None:
    nothing = {"size": 0, "query": {"match_all": {}}}
    with pytest.raises(NotFoundError) as caught:
        several(client, [({"index": f"{access.prefix}none"}, nothing)])
    assert caught.value.meta.status == 404
    assert "index_not_found" in str(caught.value.body)


def test_counts_of_another_moment_are_asked_for_again(
    filled: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def late(client: Elasticsearch, searches: Any) -> Any:
        hits, counts = several(client, searches)
        asked.append(searches)
        if len(asked) == 1:
            hits["hits"]["total"]["value"] += 1  # as if a commit came between the two
        return [hits, counts]

    plain = filled.search(make_query({"q": "hội nghị"}))
    monkeypatch.setattr(reader, "several", late)
    assert filled.search(make_query({"q": "hội nghị"})) == plain
    assert len(asked) == 2


def test_counts_are_kept_for_the_next_page(filled: ElasticsearchEngine, client: Elasticsearch, access: Access) -> None:
    for shown in ({}, {"page": 2}, {"sort": "newest"}):
        filled.search(make_query({"q": "hội nghị", "limit": 1, **shown}))
    index = f"{access.prefix}articles"
    kept = client.indices.stats(index=index, metric="request_cache").body["_all"]["primaries"]["request_cache"]
    assert (kept["miss_count"], kept["hit_count"]) == (1, 2)
