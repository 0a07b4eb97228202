"""Pinned scores of rules learned from the sample portals, platforms left aside: of each a dozen pages, all are read.

Lower a floor only with a line in the changelog.
"""

from functools import cache

import pytest

from benchmarks.learning import Result, samples, score

_FLOORS = {"title": 0.99, "minute": 0.99, "author": 0.95, "credit": 0.95, "lead": 0.97}
_LEAST_F1 = 0.98


@cache
def _results() -> dict[str, Result]:
    return {portal.name: score(portal, pages=12) for portal in samples()}


def _misses() -> list[str]:
    return [f"{name}{miss}" for name, result in _results().items() for miss in result.misses]


def test_all_articles_and_nothing_else() -> None:
    told = {name: (result.found, result.false) for name, result in _results().items()}
    assert told == {name: (result.articles, 0) for name, result in _results().items()}, _misses()


@pytest.mark.parametrize("field", _FLOORS)
def test_field_over_all_portals(field: str) -> None:
    exact = sum(result.exact[field] for result in _results().values())
    assert exact >= _FLOORS[field] * sum(result.articles for result in _results().values()), _misses()


def test_body_of_each_portal() -> None:
    for name, result in _results().items():
        assert result.mean_f1 >= _LEAST_F1, (name, result.misses)


def test_nobody_is_named_who_did_not_write() -> None:
    assert sum(result.false_authors for result in _results().values()) == 0, _misses()
