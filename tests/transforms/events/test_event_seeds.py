"""The five seeds, read as `extract` reads them, give exactly what a careful reader took from them."""

import json

import pytest

from benchmarks.events import seed

SEEDS = (
    "000_d66c4f0f6a2a40de",
    "001_fe01e4b01fc6c829",
    "002_0b6100ee20904256",
    "003_f55f63b05124dd74",
    "004_c75289eb69a3ea35",
)


@pytest.fixture(scope="module", params=SEEDS)
def read(request, shared, finder):
    gold = json.loads((shared / "seeds" / "gold.json").read_text("utf-8"))[request.param]
    events = finder.find(seed(shared, request.param))
    assert len(events) == 1
    return events[0], gold


def _text(day):
    return day.isoformat() if day else None


def test_kind_and_date(read):
    event, gold = read
    true = gold["event"]
    assert event.type == true["type"]
    assert event.subtype == true.get("subtype", event.subtype)
    assert event.month_day == true["event_month_day"]
    assert _text(event.starts_on) == true["event_date"]
    if "not_before" in true:
        assert _text(event.not_before) == true["not_before"]
    if "not_after" in true:
        assert _text(event.not_after) == true["not_after"]


def test_place(read):
    event, gold = read
    assert event.place_province == gold["event"]["place_province"]
    assert event.place_text == gold["event"].get("place_text", event.place_text)


def test_parties(read):
    event, gold = read
    true = gold["event"]["cooperating"]
    assert set(event.partners) == {true["lead"], *true.get("partners", ())}
    regions = [(true["partners_region"], true["partners_count"])] if "partners_region" in true else []
    assert [(region.name, region.count) for region in event.partner_regions] == regions


def test_signing(read):
    event, gold = read
    true = gold["event"]
    assert event.signed == true["signed"]
    assert event.signed_what == true.get("signed_what")
    if true.get("signed_evidence") == "caption":
        assert {proof.field for proof in event.evidence if proof.fact == "signed"} == {"captions"}
    assert [(r.what, r.signed_on) for r in event.refers_to] == [(r["what"], r["signed_on"]) for r in true["refers_to"]]


def test_periods(read):
    event, gold = read
    true = {tuple(period) for period in gold["event"]["periods"]}
    length = 3 if any(len(period) == 3 for period in true) else 2
    assert {period[:length] for period in event.periods} == true


def test_officials(read):
    event, gold = read
    assert len(event.officials) == gold["officials_count"]
    found = {official.name: official for official in event.officials}
    for true in gold["officials_some"]:
        official = found[true["name"]]
        assert official.province == true["province"]
        assert true["title"].lower() in official.title.lower()
    for name, role in gold.get("officials_roles", {}).items():
        assert found[name].role == role
