"""What every test may ask for: the folder of measured data beside the checkout, where there is one."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from search.elasticsearch.client import Access

_ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real portals, gold and corpus; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("KHOTIN_SHARED", _ROOT.parent / "shared"))
    if not (folder / "design.md").exists():
        pytest.skip(f"no measured data at {folder}: set KHOTIN_SHARED to the folder that holds it")
    return folder


@pytest.fixture(scope="session")
def harness(shared: Path) -> Path:
    """The program that starts an Elasticsearch node."""
    return shared / "elasticsearch" / "start"


@pytest.fixture(scope="session")
def node(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Access]":
    """A real Elasticsearch: the one ELASTICSEARCH_URL names (only names under the prefix are written), else our own."""
    from tests.search.elasticsearch.nodes import elasticsearch_node

    harness = None if os.environ.get("ELASTICSEARCH_URL") else request.getfixturevalue("harness")
    with elasticsearch_node(harness, tmp_path_factory.mktemp("node")) as access:
        yield access


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a node is marked so; `-m "not cluster"` leaves it out. What takes minutes and mostly waits begins first, so
    that it ends beside the rest."""
    for item in items:
        if {"node", "cluster"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.cluster)
    items.sort(key=lambda item: item.path.parent.name not in ("topology", "faults"))
