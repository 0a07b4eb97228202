"""The sample portals through `khotin samples try`: two nights, every article exact, nothing twice."""

from typing import Any

import pytest

from samples.content import TRIED, load_portals
from samples.expected import expected_article
from tests.smoke.desk import Said

pytestmark = pytest.mark.smoke

Row = dict[str, Any]
FIELDS = ("url", "source_id", "title", "lead", "body", "byline", "authors", "credit", "section", "published_at")


@pytest.fixture(scope="module")
def nights(sample_nights) -> list[tuple[Said, dict[str, Row]]]:
    """What each night said, and what was searchable after it by address."""
    return [(said, {row["url"]: row for row in rows}) for said, rows in sample_nights]


def expected(night: int) -> dict[str, Row]:
    """The exact answers, by address."""
    found = (
        expected_article(portal, article) for portal in load_portals(night, only=TRIED) for article in portal.articles
    )
    return {row["url"]: row for row in found}


@pytest.mark.parametrize("field", [*FIELDS, "captions", "attachments", "keywords"])
@pytest.mark.parametrize("night", [1, 2])
def test_field(nights, night, field):
    found, wanted = nights[night - 1][1], expected(night)
    assert wanted.keys() <= found.keys()
    told = {
        "captions": lambda row: [image["caption"] for image in row["images"] if image["caption"]],
        "attachments": lambda row: [{"name": attachment["name"]} for attachment in row["attachments"]],
    }.get(field, lambda row: row[field])
    wrong = {url: (told(found[url]), row[field]) for url, row in wanted.items() if told(found[url]) != row[field]}
    assert not wrong


def test_first_night_brings_all_and_nothing_else(nights):
    _, found = nights[0]
    assert found.keys() == expected(1).keys()
    assert {(row["version"], row["state"]) for row in found.values()} == {(1, "present")}


def test_second_night_brings_what_is_new(nights):
    (_, before), (said, after) = nights
    first, second = expected(1), expected(2)
    new, edited = second.keys() - first.keys(), {u for u in second if u in first and second[u] != first[u]}
    assert new
    assert edited
    assert after.keys() == first.keys() | second.keys()
    assert {url for url, row in after.items() if row["version"] == 2} == edited
    assert {url: after[url]["id"] for url in before} == {url: row["id"] for url, row in before.items()}
    assert f"{len(new)} new articles, {len(edited)} new versions" in said.out
