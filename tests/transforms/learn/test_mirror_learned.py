"""Pinned scores of learned rules on the NukeViet mirror and three harder variants of it, platforms left aside.

Read are 40 articles and up to 40 other pages of each; `python -m benchmarks.learning` reads all. Lower a floor only with a line
in the changelog.
"""

from pathlib import Path

import pytest

from benchmarks.learning import Portal, Result, mirror, score
from benchmarks.stress import VARIANTS

_TRIED = ("plain", "names hashed, no h1, no meta", "no names at all", "two templates")
_FLOORS = {"title": 0.99, "minute": 0.97, "author": 0.95, "credit": 0.95, "lead": 0.97}


@pytest.fixture(scope="module")
def portal(shared: Path) -> Portal:
    return mirror(shared)


@pytest.fixture(scope="module", params=_TRIED)
def result(portal: Portal, request: pytest.FixtureRequest) -> Result:
    change = VARIANTS.get(request.param, lambda _, body: body)
    pages = {path: change(path, body) for path, body in portal.pages.items()}
    return score(Portal(request.param, pages, portal.truth, portal.fetched_at), pages=12, least=40)


def test_all_articles_and_nothing_else(result: Result) -> None:
    assert (result.found, result.false) == (40, 0), result.misses


@pytest.mark.parametrize("field", _FLOORS)
def test_field(result: Result, field: str) -> None:
    assert result.share(field) >= _FLOORS[field], result.misses


def test_body(result: Result) -> None:
    assert result.mean_f1 >= 0.98, result.misses


def test_nobody_is_named_who_did_not_write(result: Result) -> None:
    assert result.false_authors <= 0.01 * result.articles, result.misses


def test_learning_says_what_it_learned_from(result: Result) -> None:
    learned = result.learned
    assert learned.learned is not None
    assert len(learned.articles) >= 7
    assert learned.learned.pages == learned.articles
    assert learned.learned.scores["title"] == 1.0
    assert learned.problems == ()
