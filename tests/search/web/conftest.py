"""The sample portals served by the real app over the real engine."""

import pytest
from fastapi import FastAPI

from search.app import create_app
from search.tantivy.engine import TantivyEngine
from tests.search.web.browser import Browser
from tests.search.web.sample_archive import TODAY, SampleArchive
from tests.search.web.world import build


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[TantivyEngine, SampleArchive]:
    """An index of all sample articles, and the archive beside it."""
    return build(tmp_path_factory.mktemp("index"))


@pytest.fixture
def app(world: tuple[TantivyEngine, SampleArchive]) -> FastAPI:
    """A fresh app over the samples."""
    engine, archive = world
    archive.fates.clear()
    return create_app(engine, archive=archive, today=lambda: TODAY)


@pytest.fixture
def client(app: FastAPI) -> Browser:
    """A browser without a wish for a language: pages come in Vietnamese."""
    return Browser(app)
