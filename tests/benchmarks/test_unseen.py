"""Pages of templates that no rules were written for keep their scores: floors of four that failed at first sight."""

import pytest

from benchmarks.unseen import at_first_sight, portals


@pytest.mark.parametrize("name", ["font tags", "build with hashed names", "chip under the lead", "author's card"])
def test_read_without_any_rules(name: str) -> None:
    (portal,) = portals(name)
    found = at_first_sight(portal)
    assert found.false == 0
    assert found.found >= 0.98 * found.articles
    assert found.share("title") >= 0.98
    assert found.share("day") >= 0.98
    assert found.share("author") >= 0.97
    assert found.share("credit") >= 0.98
    assert found.share("lead") >= 0.98
    assert found.false_authors == 0
    assert found.mean_f1 >= 0.98
