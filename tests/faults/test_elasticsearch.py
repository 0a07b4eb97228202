"""Elasticsearch when things break, with real nodes: runs killed, nodes ended and started again, a snapshot taken back."""

import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from pipeline.ledger import open_ledger
from records.errors import IndexStateError
from records.links import Document
from search.elasticsearch import bulk
from search.elasticsearch.client import Access, connect
from search.elasticsearch.engine import ElasticsearchEngine
from search.query import make_query
from tests.faults.conftest import held, many, wait_for, watching
from tests.search.elasticsearch.nodes import Node, quick_folder

pytestmark = [pytest.mark.smoke, pytest.mark.cluster]
Run = Callable[..., int]
_LOOKS = 5  # requests that only look and take the lock, once killed after each of them


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Any]:
    """A home with 40 articles that nothing has indexed yet."""
    from tests.pipeline.conftest import World, make_article

    empty = tmp_path / "ledger.sqlite"
    open_ledger(f"sqlite:///{empty}").close()
    made = World(tmp_path / "home", empty, "")
    made.put(*(make_article(f"n{number}", f"Bài số {number} về lúa gạo.") for number in range(40)))
    yield made
    made.ledger.close()


@pytest.fixture
def killed(world: Any, own_access: Access) -> Iterator[Run]:
    """Runs `khotin` with that home on the cluster, killed after its nth request; gives how it ended."""
    environment = {
        "KHOTIN_HOME": str(world.home.root), "KHOTIN_ENGINE": "elasticsearch", "ELASTICSEARCH_URL": own_access.url,
        "KHOTIN_INDEX_PREFIX": own_access.prefix,
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.faults.killed_runs"]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        command, env=environment, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def run(after: int, *arguments: str) -> int:
            assert process.stdin
            assert process.stdout
            print(after, *arguments, file=process.stdin, flush=True)
            return int(process.stdout.readline())

        yield run
        process.terminate()


def kill_everywhere(run: Run, *arguments: str, first: int = 1) -> int:
    """Kills the command after its first request that counts, after its second, …; until one comes through. Gives the last."""
    for after in range(first, 100):
        code = run(after, *arguments)
        if code == 0:
            return after - 1
        assert code == -9
    raise AssertionError("it never came through")


@pytest.mark.timeout(600)
def test_the_index_step_killed_after_each_request(world: Any, own_access: Access, killed: Run) -> None:
    from tests.pipeline.conftest import make_article

    def wanted() -> dict[str, int]:
        return {document.id: document.change for document in world.documents()}

    engine = ElasticsearchEngine(own_access)
    with watching(own_access) as first:
        kills = kill_everywhere(killed, "index")
    assert kills > 10
    assert held(engine) == wanted()
    assert set(first.totals) <= {40}, "half an index was seen"
    assert all("nothing is indexed yet" in error for error in first.errors)
    # New and changed articles come into the index that serves.
    world.put(*(make_article(f"n{number}", f"Bản khác của bài {number}.") for number in range(30, 60)))
    with watching(own_access) as second:
        assert kill_everywhere(killed, "index", first=_LOOKS) > 6
    assert held(engine) == wanted()
    assert (set(second.totals), second.errors) == ({40, 60}, [])
    with watching(own_access) as third:
        assert kill_everywhere(killed, "index", "--rebuild", first=_LOOKS) > 13
    assert (set(third.totals), third.errors) == ({60}, [])
    assert held(engine) == wanted()
    with connect(own_access) as client:
        assert len(client.indices.get(index=f"{own_access.prefix}articles-v*")) == 2, "a killed run's index was left"


def restarting(documents: Iterator[Document], at: int, node: Node) -> Iterator[Document]:
    """The documents; on the way the node is killed, and started again while more are put."""
    for number, document in enumerate(documents):
        if number == at:
            node.kill()
            node.start(wait=False)
        yield document


def test_a_node_restarted_in_mid_bulk(own_node: Node, own_access: Access, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MOST_DOCUMENTS", 50)
    engine = ElasticsearchEngine(own_access)
    engine.begin()
    engine.put(many(100))
    engine.commit()
    engine.begin()
    engine.put(many(700, change=101))
    ready = threading.Thread(target=own_node.await_ready)
    own_node.kill()
    with pytest.raises(IndexStateError, match="can't be reached"):
        engine.search(make_query({}))
    own_node.start(wait=False)
    ready.start()
    engine.commit()  # takes what was put as soon as the node is back
    ready.join()
    assert held(engine) == {f"article-{number}": 101 + number for number in range(700)}
    engine.begin(rebuild=True)
    engine.put(restarting(many(700, change=2000), 300, own_node))
    engine.commit()
    own_node.await_ready()
    assert held(engine) == {f"article-{number}": 2000 + number for number in range(700)}
    assert engine.failures() == ()


def test_a_snapshot_is_taken_back(own_access: Access) -> None:
    """The commands of docs/operator.md."""
    engine = ElasticsearchEngine(own_access)
    engine.begin()
    engine.put(many(60))
    engine.commit()
    before = held(engine)
    indexes = f"{own_access.prefix}*"
    with connect(own_access) as client:
        client.snapshot.create_repository(name="kho", repository={"type": "fs", "settings": {"location": "kho"}})
        client.snapshot.create(repository="kho", snapshot="first", indices=indexes, wait_for_completion=True)
        client.indices.delete(index=",".join(client.indices.get(index=indexes, expand_wildcards="all")))
        with pytest.raises(IndexStateError, match="nothing is indexed yet"):
            ElasticsearchEngine(own_access).search(make_query({}))
        client.snapshot.restore(repository="kho", snapshot="first", indices=indexes, wait_for_completion=True)
    restored = ElasticsearchEngine(own_access)
    assert (held(restored), restored.watermark()) == (before, 60)
    restored.begin()
    restored.put(many(1, change=61))
    restored.commit()
    assert restored.watermark() == 61


@pytest.fixture
def three(harness: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Node]]:
    """A cluster of three nodes."""
    if not harness.exists():
        pytest.skip("no program here that starts an Elasticsearch node")
    ports = []
    for _ in range(3):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            ports.append(free.getsockname()[1])
    seeds = ",".join(f"127.0.0.1:{port}" for port in ports)
    nodes = [
        Node(
            harness, quick_folder(tmp_path_factory.mktemp("three")), heap="512m", name=f"n{number}",
            extra=(f"transport.port={port}", f"discovery.seed_hosts={seeds}", "cluster.initial_master_nodes=n1,n2,n3"),
        )
        for number, port in enumerate(ports, 1)
    ]  # fmt: skip
    for node in nodes:
        node.start(wait=False)
    for node in nodes:
        node.await_ready()
    yield nodes
    for node in nodes:
        node.stop()


def test_three_nodes_one_killed_in_mid_bulk_and_started_again(
    three: list[Node], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOST_DOCUMENTS", 50)
    access = Access(url=",".join(node.url for node in three), prefix="three-")
    engine = ElasticsearchEngine(access)
    engine.begin()
    engine.put(many(100))
    engine.commit()
    wait_for(lambda: engine.stats().health == "green", "every shard on two nodes")
    master = chosen(access, three)
    with watching(access) as watch:
        engine.begin(rebuild=True)
        engine.put(ending(many(600, change=1000), 300, master))
        engine.commit()
        assert held(engine) == {f"article-{number}": 1000 + number for number in range(600)}
        master.start()
        wait_for(lambda: engine.stats().health == "green", "every shard on two nodes again")
    assert set(watch.totals) == {100, 600}
    assert watch.errors == []
    assert "partial" not in watch.notices
    # What the one that came back holds is whole: it can do without another.
    next(node for node in three if node is not master).kill()
    wait_for(lambda: len(held(engine)) == 600, "all of it on two nodes")
    told = ElasticsearchEngine(replace(access, prefix="three-")).stats().health
    assert told == "green" or told.startswith("yellow: ")


def chosen(access: Access, nodes: list[Node]) -> Node:
    """The node that leads the cluster."""
    with connect(access) as client:
        state: Any = client.cluster.state(metric="master_node")
        info: Any = client.nodes.info(node_id=state["master_node"], metric="http")
    (leading,) = info["nodes"].values()
    port = leading["http"]["publish_address"].rpartition(":")[2]
    return next(node for node in nodes if node.url.endswith(f":{port}"))


def ending(documents: Iterator[Document], at: int, node: Node) -> Iterator[Document]:
    """The documents; on the way the node is killed."""
    for number, document in enumerate(documents):
        if number == at:
            node.kill()
        yield document
