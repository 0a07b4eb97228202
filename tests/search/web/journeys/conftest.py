"""The sample portals served to one real browser for all journeys, with alerts at a desk in memory."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from search.app import create_app
from search.tantivy.engine import TantivyEngine
from search.web.limits import Rate
from tests.search.web.alerts.test_alert_pages import Desk
from tests.search.web.sample_archive import TODAY, SampleArchive
from tests.search.web.windows import chromium
from tests.serving import served


@pytest.fixture(scope="module")
def address(world: tuple[TantivyEngine, SampleArchive]) -> Iterator[str]:
    """The pages' address; journeys go faster than a reader may."""
    app = create_app(
        world[0], archive=world[1], contact="kho@kho.example", rate=Rate(per_minute=0), subscriptions=Desk(), today=lambda: TODAY
    )  # fmt: skip
    with served(app) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser without a screen."""
    with chromium() as started:
        yield started
