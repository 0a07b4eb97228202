"""docs/reliability.md tells of every kind of hostile page and portal, and of each how it ends."""

import re
from pathlib import Path

import pytest

from tests.crawlers.hostile.pages import PAGES
from tests.crawlers.hostile.portals import PORTALS

_PAGE = Path(__file__).resolve().parents[3] / "docs" / "reliability.md"
_ROW = re.compile(r"^\| (.+?) \| `(.+?)` \|$", re.MULTILINE)


@pytest.mark.parametrize(("head", "cases"), [("| a page that is |", PAGES), ("| a portal that is |", PORTALS)])
def test_the_table_is_what_the_tests_say(head: str, cases: dict[str, tuple[object, str]]) -> None:
    text = _PAGE.read_text("utf-8")
    assert text.count(head) == 1
    table = text[text.index(head) :].partition("\n\n")[0]
    assert dict(_ROW.findall(table)) == {case: end for case, (_, end) in cases.items()}
