"""One finder for all tests of this folder: its words are compiled once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from records.article import Article
from records.tag import ProvinceTag
from transforms.events import EventFinder, load_event_finder


@pytest.fixture(scope="session")
def finder() -> EventFinder:
    """The finder with the project's own words."""
    return load_event_finder()


@pytest.fixture(scope="session")
def found_on(finder: EventFinder) -> Callable[..., Callable[..., Any]]:
    """Day of publication, text where none is given, title likewise -> what is found in an invented article."""

    def of(day: str, *, body: str = "", title: str = "") -> Callable[..., Any]:
        at, usual, named = datetime.fromisoformat(f"{day}T08:00:00+07:00"), body, title

        def find(lead: str, body: str = usual, title: str = named, *, source: tuple[ProvinceTag, ...] = ()) -> Any:
            return finder.find(
                Article(
                    article_id="a",
                    url="",
                    source_id="s",
                    title=title,
                    lead=lead,
                    body=body,
                    published_at=at,
                    provinces=source,
                )
            )

        return find

    return of
