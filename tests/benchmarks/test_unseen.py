"""Pages of templates that no rules were written for keep their scores: floors of those that failed at first sight."""

import pytest

from benchmarks.learning import score
from benchmarks.unseen import at_first_sight, portals

_STRANGERS = (
    "daily's name",
    "district's facts",
    "department's day",
    "magazine's link",
    "ward's page",
    "agency's labels above the title",
    "hospital's facts",
    "tourism's icons",
    "committee's three",
    "school's name",
    "women's calendar leaf",
    "hospital's table",
    "department's definition list",
    "party's names",
)


@pytest.mark.parametrize(
    "name", ["font tags", "build with hashed names", "chip under the lead", "author's card", *_STRANGERS]
)
def test_read_without_any_rules(name: str) -> None:
    (portal,) = portals(name)
    found = at_first_sight(portal)
    assert found.false == 0
    assert found.found >= 0.98 * found.articles
    assert found.share("title") >= 0.98
    assert found.share("day") >= 0.98
    assert found.share("author") >= 0.97
    assert found.share("credit") >= 0.98
    assert found.share("lead") >= 0.97
    assert found.false_authors == 0
    assert found.mean_f1 >= 0.98


@pytest.mark.parametrize(
    "name",
    [
        "district's facts",
        "department's day",
        "agency's labels above the title",
        "tourism's icons",
        "site builder",
        "committee's three",
        "department's page",
        "hospital's table",
        "portal in tables",
        "department's definition list",
    ],
)
def test_read_by_rules_learned_from_a_few_pages(name: str) -> None:
    (portal,) = portals(name)
    found = score(portal, pages=24)
    assert found.false == 0
    assert found.found >= 0.98 * found.articles
    assert min(found.share(field) for field in ("title", "day", "author", "credit", "lead")) >= 0.98
    assert found.false_authors == 0
    assert found.mean_f1 >= 0.98


@pytest.mark.parametrize(("name", "rules"), [("investment centre's", "none"), ("hospital's box", "learned")])
def test_what_is_said_of_the_newest_is_true(name: str, rules: str) -> None:
    """Nothing else was mended for them."""
    (portal,) = portals(name)
    found = at_first_sight(portal) if rules == "none" else score(portal, pages=24)
    assert (found.false, found.false_authors) == (0, 0)
    assert found.share("day") >= 0.98
