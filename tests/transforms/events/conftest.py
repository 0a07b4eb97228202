"""One finder for all tests of this folder: its words are compiled once."""

import pytest

from transforms.events import EventFinder, load_event_finder


@pytest.fixture(scope="session")
def finder() -> EventFinder:
    """The finder with the project's own words."""
    return load_event_finder()
