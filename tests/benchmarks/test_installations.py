"""Other installations of known platforms keep their scores, as they were written and in themes that a seed makes of them;
what they scored at first is kept."""

from functools import cache
from pathlib import Path

import msgspec
import pytest

from benchmarks.installations import SEEDS, known, portals
from benchmarks.learning import FIELDS, Portal, score
from benchmarks.quality import FirstRun
from benchmarks.templates.installations import INSTALLATIONS, Installation

_NAMES = [made.name for made in INSTALLATIONS]


@cache
def _portals(seed: int | None = None, every: int = 1) -> dict[str, tuple[Installation, Portal]]:
    return dict(zip(_NAMES, portals(seed=seed, every=every), strict=True))


@pytest.mark.parametrize("name", _NAMES)
def test_read_by_its_platforms_rules(name: str) -> None:
    made, portal = _portals(every=3)[name]
    found = known(portal)
    assert set(found.by) == {(made.platform, "rule")}
    assert (found.found, found.false, found.false_authors) == (found.articles, 0, 0)
    assert min(found.share(field) for field in FIELDS) >= 0.99, found.misses
    assert found.mean_f1 >= 0.995


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", _NAMES)
def test_read_in_another_theme_and_order(name: str, seed: int) -> None:
    made, portal = _portals(seed, 15)[name]
    found = known(portal)
    assert set(found.by) == {(made.platform, "rule")}
    assert (found.found, found.false, found.false_authors) == (found.articles, 0, 0)
    assert min(found.share(field) for field in FIELDS) == 1.0, found.misses
    assert found.mean_f1 >= 0.99


@pytest.mark.parametrize("name", ["NukeViet of a department", "Khánh Hòa's WebForms of a department"])
def test_read_by_rules_learned_with_platforms_left_aside(name: str) -> None:
    _, portal = _portals()[name]
    found = score(portal, pages=24, least=31)
    assert (found.found, found.false, found.false_authors) == (found.articles, 0, 0)
    assert min(found.share(field) for field in FIELDS) >= 0.95, found.misses
    assert found.mean_f1 >= 0.98


def test_a_seed_makes_the_same_theme_each_time_and_another_than_its_neighbours() -> None:
    path = next(iter(_portals(1, 15)[_NAMES[0]][1].truth))
    pages = {seed: _portals(seed, 15)[_NAMES[0]][1].pages[path] for seed in SEEDS}
    assert len(set(pages.values())) == len(SEEDS)
    again = next(portals(_NAMES[0], seed=1, every=15))[1]
    assert again.pages[path] == pages[1]


def test_the_first_run_of_each_is_kept() -> None:
    path = Path(__file__).parents[2] / "benchmarks" / "first_installations.yaml"
    kept = msgspec.yaml.decode(path.read_bytes(), type=list[FirstRun])
    assert [run.template for run in kept] == 2 * _NAMES
    assert {run.rules for run in kept} == {"platform", "learned"}
