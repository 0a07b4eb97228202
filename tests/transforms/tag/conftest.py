"""Articles made of a few words, and the tagger."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from records.article import Article, Image
from transforms.tag import Tagger, load_tagger


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    """The tagger with the project's lexicons."""
    return load_tagger()


@pytest.fixture
def article() -> Callable[..., Article]:
    """Makes an article of its texts; `on` is its day, captions a tuple."""

    def make(
        body: str = "",
        *,
        title: str = "",
        lead: str = "",
        captions: tuple[str, ...] = (),
        on: str = "",
        section: str = "",
    ) -> Article:
        day = datetime.fromisoformat(on).replace(tzinfo=timezone(timedelta(hours=7))) if on else None
        images = tuple(Image(url="", caption=caption) for caption in captions)
        return Article(
            article_id="x",
            url="",
            source_id="x",
            title=title,
            lead=lead,
            body=body,
            published_at=day,
            images=images,
            section=section,
        )

    return make
