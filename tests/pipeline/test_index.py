"""The index step: what is new, a rebuild that is checked before it serves, and the way back."""

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.engines import open_engine
from pipeline.index import archive_of, index_all, roll_back
from pipeline.index_check import check_whole, usual_queries
from pipeline.settings import Settings
from records import Article
from records.errors import IndexStateError, UsageError
from search.engine import IndexFailure
from search.query import make_query


@pytest.fixture
def indexed(world: Any, article: Callable[..., Article]) -> Any:
    """Two articles, indexed."""
    world.put(article("a", "Một bài."), article("b", "Hai bài."))
    index_all(world.settings, world.ledger)
    return world


def test_only_what_is_new_is_put(indexed: Any, article: Callable[..., Article]) -> None:
    assert index_all(indexed.settings, indexed.ledger).documents == 0
    indexed.put(article("c", "Ba bài."))
    assert index_all(indexed.settings, indexed.ledger).documents == 1


def test_a_rebuild_of_the_same_differs_in_nothing(indexed: Any) -> None:
    counts = index_all(indexed.settings, indexed.ledger, rebuild=True)
    assert (counts.documents, counts.differences, counts.failures) == (2, [], [])


def test_a_rebuild_tells_what_differs_and_can_be_taken_back(indexed: Any, article: Callable[..., Article]) -> None:
    indexed.put(article("c", "Ba bài."))
    counts = index_all(indexed.settings, indexed.ledger, rebuild=True)
    assert "articles: 2 before, 3 now" in counts.differences
    assert roll_back(indexed.settings) < counts.watermark
    assert open_engine(indexed.settings).search(make_query({})).total == 2


def test_a_fresh_index_that_lacks_something_never_serves(indexed: Any) -> None:
    engine = open_engine(indexed.settings)
    check_whole(engine, {"articles": 2}, ())
    with pytest.raises(IndexStateError, match="2 of 3 articles: the old one stays"):
        check_whole(engine, {"articles": 3}, ())
    refused = IndexFailure(unit="articles", id="x", change=1, reason="immense term")
    check_whole(engine, {"articles": 3}, (refused,))
    with pytest.raises(
        IndexStateError, match=r"11 of 13 documents were refused, the first articles/x \(immense term\)"
    ):
        check_whole(engine, {"articles": 13}, (refused,) * 11)


def test_a_ledger_is_known_by_its_first_run(indexed: Any, article: Callable[..., Article]) -> None:
    with indexed.ledger.read() as connection:
        first = archive_of(connection)
    indexed.put(article("c", "Ba bài."))
    with indexed.ledger.read() as connection:
        assert archive_of(connection) == first != ""


def test_elasticsearch_without_an_address_is_a_wrong_call(indexed: Any) -> None:
    settings = Settings(home=indexed.settings.home, engine="elasticsearch", elasticsearch_url="")
    with pytest.raises(UsageError, match="ELASTICSEARCH_URL"):
        open_engine(settings)


def test_usual_queries_are_queries() -> None:
    assert len(usual_queries()) > 10
    assert all(isinstance(words, str) for words in usual_queries())
