"""One night over a portal of every platform through `khotin samples try --all`: every article exact, and nothing else."""

from pathlib import Path

import pytest

from samples.expected import expected_article
from samples.filling import full_portals
from tests.smoke.desk import Desk

pytestmark = pytest.mark.smoke

FIELDS = ("source_id", "title", "lead", "body", "byline", "authors", "credit", "section", "published_at")


def test_every_platform_comes_in_whole(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.khotin("samples", "try", "--once", "--all", within=240)
    found = {row["url"]: row for row in desk.exported()}
    portals = full_portals()
    wanted = {row["url"]: row for p in portals for row in (expected_article(p, a) for a in p.articles)}
    assert len({p.platform for p in portals}) == len(portals) > 10
    assert found.keys() == wanted.keys()
    wrong = [(url, key) for url, row in wanted.items() for key in FIELDS if found[url][key] != row[key]]
    assert wrong == []
