"""Nodes of their own for tests that end them, and what is indexed meanwhile."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from records.errors import IndexStateError
from records.links import Document
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.engine import Reader
from search.query import make_query
from tests.search.conftest import Made
from tests.search.elasticsearch.nodes import Node, quick_folder


@pytest.fixture(scope="module")
def own_node(harness: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A node that may be ended and started again."""
    if not harness.exists():
        pytest.skip("no program here that starts an Elasticsearch node")
    node = Node(harness, quick_folder(tmp_path_factory.mktemp("own")), heap="512m")
    node.start()
    yield node
    node.stop()


@pytest.fixture
def own_access(own_node: Node, request: pytest.FixtureRequest) -> Access:
    return Access(url=own_node.url, prefix=f"{request.node.name.replace('_', '-')}-")


class Watch:
    """What a reader saw while it asked without a pause."""

    def __init__(self) -> None:
        self.totals: list[int] = []
        self.errors: list[str] = []
        self.notices: set[str] = set()

    def ask(self, reader: Reader) -> None:
        """Asks once for everything."""
        try:
            results = reader.search(make_query({"limit": 1}), facets=False)
        except IndexStateError as exc:
            self.errors.append(str(exc))
            return
        self.totals.append(results.total)
        self.notices |= {notice.code for notice in results.notices}


@contextmanager
def watching(access: Access) -> Iterator[Watch]:
    """A reader that asks all the while."""
    watch, ended = Watch(), threading.Event()
    reader = ElasticsearchEngine(access)

    def read() -> None:
        while not ended.is_set():
            watch.ask(reader)
            ended.wait(0.05)
        watch.ask(reader)  # what stands at the end is seen however seldom a busy machine let it ask

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield watch
    finally:
        ended.set()
        thread.join()


def wait_for(happened: Callable[[], object], what: str, *, within: float = 90) -> None:
    """Waits for something that may fail to be asked meanwhile."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        with suppress(IndexStateError):
            if happened():
                return
        time.sleep(0.1)
    pytest.fail(f"{what}: not within {within:g} s")


def many(count: int, *, change: int = 1) -> Iterator[Document]:
    """Articles of some length, with growing change numbers."""
    for number in range(count):
        body = f"Hội nghị số {number} về chuyển đổi số. " * 20
        yield Made().article(f"article-{number}", f"Tin số {number}", body, change=change + number)


def held(engine: ElasticsearchEngine) -> dict[str, int]:
    """Change numbers by id of all that can be found; none may be there twice."""
    found = [(document.id, document.change) for document in engine.stream(make_query({}))]
    assert len(dict(found)) == len(found)
    return dict(found)
