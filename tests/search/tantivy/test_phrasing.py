"""Filters of the facets that ignore some of them, in tantivy's query language."""

import pytest
from msgspec.structs import replace

from records.links import Document
from search.query import Query, make_query
from search.tantivy.engine import TantivyEngine
from search.tantivy.phrasing import phrased

ODD = r'the "best" \ of: (all) [AND] *'


@pytest.fixture(scope="module")
def filled(documents: list[Document], tmp_path_factory: pytest.TempPathFactory) -> TantivyEngine:
    engine = TantivyEngine(tmp_path_factory.mktemp("phrasing"))
    engine.begin()
    engine.put(documents)
    one = next(document for document in documents if document.id == "conference")
    assert one.article is not None
    odd = replace(one.article, article_id="odd", source_id=ODD)
    engine.put([replace(one, id="odd", change=10_000, article=odd)])
    engine.commit()
    return engine


@pytest.mark.parametrize(
    "given",
    [
        {"sector": "tourism", "source": ODD},
        {"sector": ["tourism", "health"], "year": ["2023", "unknown"]},
        {"province": ["Nghệ An", "63:10"], "language": "vi", "event_type": "conference"},
        {"year": "2023", "from": "2023-03-25", "to": "2023"},
        {"sector": "tourism", "from": "0001-01-01", "to": "9999-12-31"},
        {"official": "nguyen van thang", "signed": True, "region": "Đồng bằng sông Cửu Long", "basis": "today"},
        {"partner": "Nghệ An", "role": "about", "province": "Nghệ An", "with_reprints": True},
    ],
    ids=str,
)
def test_each_facet_counts_what_the_other_filters_leave(filled: TantivyEngine, given: dict[str, object]) -> None:
    query = make_query(given)
    found = filled.search(query)
    assert found.total == filled.search(query, facets=False).total
    for facet in ("province", "sector", "source", "year", "event_type", "official", "language", "signed", "region"):
        alone = filled.search(query.without(facet)).facets[facet]
        left = {value.value: value.count for value in found.facets[facet] if value.count}
        assert left == {value.value: value.count for value in alone}, facet
    years = filled.search(query.without("year", "from", "to")).years
    assert found.years == years


def test_what_is_chosen_is_shown_with_its_count(filled: TantivyEngine) -> None:
    sources = filled.search(make_query({"source": ODD})).facets["source"]
    assert [(value.value, value.count) for value in sources if value.chosen] == [(ODD, 1)]


def test_a_filter_that_no_facet_ignores_is_refused() -> None:
    with pytest.raises(KeyError):
        phrased([{"match_all": {}}])
    assert phrased([{"terms": {"sectors": ["a", "b"]}}]) == '(sectors:"a" OR sectors:"b")'
    assert Query().filters == {}
