"""The five seed documents: read exactly by `khotin extract`, linked to one another after `khotin import`."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.smoke.desk import Desk

pytestmark = pytest.mark.smoke

Row = dict[str, Any]
SEEDS = ("000", "001", "002", "003", "004")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("seeds"))


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Row]:
    """The answers by seed."""
    rows = json.loads((shared / "seeds/gold.json").read_text("utf-8"))
    return {name[:3]: row for name, row in rows.items() if not name.startswith("_")}


@pytest.fixture(scope="module")
def read(shared: Path, desk: Desk) -> dict[str, Row]:
    """What `khotin extract FILE --json` gives of each seed."""
    files = sorted((shared / "seeds").glob("*.txt"))
    return {file.name[:3]: desk.khotin("extract", file, "--json").json for file in files}


@pytest.mark.parametrize("field", ["title", "lead", "byline", "authors", "credit", "published_at", "language"])
@pytest.mark.parametrize("seed", SEEDS)
def test_field(read, gold, seed, field):
    if field in gold[seed]:
        assert read[seed]["outcome"] == "article"
        assert (read[seed][field] or None) == (gold[seed][field] or None)


@pytest.mark.parametrize("seed", SEEDS)
def test_captions_and_boilerplate_stay_out(read, gold, seed):
    lines = [line.strip() for name in ("title", "lead", "body") for line in read[seed][name].splitlines()]
    assert len(lines) > 5
    for kind in ("captions", "boilerplate"):
        assert not set(gold[seed][kind]) & set(lines)


@pytest.mark.parametrize("seed", SEEDS)
def test_subheadings_stay_in(read, gold, seed):
    assert set(gold[seed].get("subheadings", ())) <= set(read[seed]["body"].split("\n\n"))


@pytest.mark.parametrize("seed", SEEDS)
def test_provinces_and_regions_named(read, gold, seed):
    assert {tag["name"] for tag in read[seed]["provinces"]} == set(gold[seed]["provinces"])
    named = {tag["name"] for tag in read[seed]["regions"] if tag["role"] == "named"}
    assert named == set(gold[seed]["regions_named"])


# Key in the gold -> key in the answer.
EVENT = {
    "type": "type",
    "subtype": "subtype",
    "event_month_day": "month_day",
    "event_date": "starts_on",
    "place_province": "place_province",
    "signed": "signed",
    "not_before": "not_before",
    "not_after": "not_after",
}


@pytest.mark.parametrize("field", EVENT)
@pytest.mark.parametrize("seed", SEEDS)
def test_event(read, gold, seed, field):
    if field in gold[seed]["event"]:
        assert (read[seed]["events"][0][EVENT[field]] or None) == (gold[seed]["event"][field] or None)


@pytest.mark.parametrize("seed", SEEDS)
def test_partners(read, gold, seed):
    event, wanted = read[seed]["events"][0], gold[seed]["event"]["cooperating"]
    if "partners" in wanted:
        assert set(event["partners"]) == {wanted["lead"], *wanted["partners"]}
    else:
        assert wanted["lead"] in event["partners"]
        told = [(region["name"], region["count"]) for region in event["partner_regions"]]
        assert told == [(wanted["partners_region"], wanted["partners_count"])]


@pytest.fixture(scope="module")
def linked(shared: Path, desk: Desk) -> dict[str, list[Row]]:
    """Events and agreements after the seeds were imported."""
    desk.khotin("import", shared / "seeds")
    desk.khotin("link")
    return {unit: desk.exported(unit) for unit in ("events", "agreements")}


def test_signing_gets_its_year_from_another_document(linked, gold):
    (signing,) = [event for event in linked["events"] if event["signed"]]
    assert signing["starts_on"] == gold["000"]["event"]["linked_date"] == "2023-03-25"
    assert signing["year_from"] == "linked"


def test_agreement_stands_between_the_two(linked, gold):
    found = [a for a in linked["agreements"] if a["signed_on"] == "2023-03-25"]
    assert len(found) == 1
    cooperating = gold["000"]["event"]["cooperating"]
    assert set(found[0]["parties"]) == {cooperating["lead"], *cooperating["partners"]}
    by_id = {event["id"]: event for event in linked["events"]}
    assert by_id[found[0]["signing_event_id"]]["signed"]
    assert [by_id[known]["month_day"] for known in found[0]["review_event_ids"]] == ["10-02"]


def test_importing_again_changes_nothing(desk, linked, shared):
    again = desk.khotin("import", shared / "seeds", "--json").json
    assert (again["new"], again["changed"], again["indexed"]) == (0, 0, 0)
    assert again["unchanged"] == len(SEEDS)
