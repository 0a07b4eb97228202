"""A portal that is broken or hostile as a whole: each night ends, in its named outcome, after few requests."""

from pathlib import Path
from typing import Any

import pytest

from tests.crawlers.conftest import Portal
from tests.crawlers.hostile.portals import PORTALS, end_of


@pytest.mark.parametrize("case", PORTALS)
def test_a_night_over_a_hostile_portal_ends_as_named(case: str, portal: Portal, run_crawl: Any, tmp_path: Path) -> None:
    arrange, wanted = PORTALS[case]
    ran = run_crawl(arrange(portal, tmp_path))
    told = end_of(ran)
    assert told.startswith(wanted) if wanted.startswith("failed") else told == wanted
    assert len(portal.log) <= 120
