"""The index definitions: versioned, strict, and nothing kept that nobody reads."""

import json
from importlib.resources import files
from typing import Any

import pytest

from records.errors import IndexStateError
from search import mappings
from search.facets import COUNTABLE, field_of
from search.mappings import UNITS, definition, known_digests, mapping, note_digests, settings, unit_digest
from search.query import Query, Unit


@pytest.mark.parametrize("unit", UNITS)
def test_a_changed_definition_has_a_new_version(unit: Unit) -> None:
    noted, version = known_digests()[unit], mapping(unit).version
    assert noted.get(str(version)) == unit_digest(unit), (
        f"es_mappings/{unit}.json or analysis.json changed: raise _meta.version, then run python -m search.mappings"
    )
    assert max(map(int, noted)) == version
    assert len(set(noted.values())) == len(noted)


def test_a_known_version_is_never_noted_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(
        mappings, "known_digests", lambda: {unit: {str(mapping(unit).version): "other"} for unit in UNITS}
    )
    with pytest.raises(IndexStateError, match="raise _meta"):
        note_digests(tmp_path)


@pytest.mark.parametrize("unit", UNITS)
def test_every_analyser_and_normalizer_is_defined(unit: Unit) -> None:
    analysis = settings()["analysis"]
    raw = json.dumps(definition(unit))
    used = {part.analyzer for parts in mapping(unit).texts.values() for part in parts}
    assert used <= set(analysis["analyzer"])
    assert ("vi_key" in raw) == ("vi_key" in analysis["normalizer"])
    assert definition(unit)["dynamic"] == "strict"


@pytest.mark.parametrize("unit", UNITS)
def test_what_is_counted_has_columns_and_what_is_only_filtered_has_none(unit: Unit) -> None:
    properties = definition(unit)["properties"]
    for basis in ("then", "today"):
        for role in ("about", "named", "place", "any"):
            counted = {field_of(facet, Query(unit=unit, basis=basis, role=role)) for facet in COUNTABLE}
            assert all(properties[name].get("doc_values", True) for name in counted)
    for name in ("id", "official_keys", "partner_keys", "province_keys_any", "starts_on", "ends_on", "is_lead"):
        assert properties[name]["doc_values"] is False


def test_settings_hold_no_analysis_of_their_own() -> None:
    held = json.loads(files("es_mappings").joinpath("settings.json").read_text("utf-8"))
    assert "analysis" not in held
    assert set(settings()) == {"index", "analysis"}
