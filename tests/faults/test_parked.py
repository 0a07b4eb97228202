"""A portal whose domain was sold: what it published stays, nothing of the new owner's comes in, and the night says so."""

from pathlib import Path

import pytest

from tests.faults.desks import Around, said
from tests.smoke.desk import Desk
from tests.smoke.small_portal import Answer, small_portal

pytestmark = pytest.mark.smoke
_FOR_SALE = (
    b"<html><head><title>cong.vn</title></head><body><h1>This domain is for sale</h1><p>Buy it.</p></body></html>"
)


class Sold(dict[str, Answer]):
    """One page for every address."""

    def get(self, path: str, otherwise: object = None) -> Answer:  # type: ignore[override]
        return Answer(_FOR_SALE)


def test_a_portal_replaced_by_a_parked_domain(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with small_portal(12) as portal:
        source = desk.source("cong", portal.base, "platform: nukeviet")
        said(desk, Around(off=-2 * 86_400), "run", source)
        before = desk.texts()
        portal.pages = Sold()
        told = said(desk, Around(), "run", source, code=1)
    assert "failed: cong: broken extraction: body: the rules read" in told.err
    assert desk.texts() == before
    (row,) = desk.status()["sources"]
    assert (row["articles"], row["gone"], row["quarantined"]) == (12, 0, 0)
