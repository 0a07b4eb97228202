"""An archive with enough in it to count, and the real app over it."""

import pytest
from fastapi import FastAPI

from search.app import create_app
from search.tantivy.engine import TantivyEngine
from tests.search.web.browser import Browser
from tests.search.web.counting.many import ManyArchive, build_many
from tests.search.web.sample_archive import TODAY

Many = tuple[TantivyEngine, ManyArchive]


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Many:
    """Index and archive of a seed."""
    return build_many(tmp_path_factory.mktemp("many"))


@pytest.fixture
def many_app(many: Many) -> FastAPI:
    """The app over them."""
    return create_app(many[0], archive=many[1], today=lambda: TODAY)


@pytest.fixture
def reader(many_app: FastAPI) -> Browser:
    """A browser of its pages."""
    return Browser(many_app)
