"""Engines on a real node, under names of their own."""

from collections.abc import Callable

import pytest
from elasticsearch import Elasticsearch
from msgspec.structs import replace

from records.links import Document
from search.elasticsearch.client import Access, connect
from search.elasticsearch.engine import ElasticsearchEngine
from transforms.addresses import digest


@pytest.fixture
def access(node: Access, request: pytest.FixtureRequest) -> Access:
    """Names of this test's own in the cluster."""
    return replace(node, prefix=f"{node.prefix}{digest(request.node.nodeid)}-")


@pytest.fixture
def client(access: Access) -> Elasticsearch:
    return connect(access)


@pytest.fixture
def filled(access: Access, documents: list[Document]) -> ElasticsearchEngine:
    """An engine that holds the fourteen articles, two events and the agreement."""
    engine = ElasticsearchEngine(access)
    engine.begin()
    engine.put(documents)
    engine.commit()
    return engine


@pytest.fixture
def indexes(client: Elasticsearch, access: Access) -> Callable[[], set[str]]:
    """The builds of articles that the cluster holds now."""
    return lambda: set(client.indices.get(index=f"{access.prefix}articles-v*", features="aliases"))
