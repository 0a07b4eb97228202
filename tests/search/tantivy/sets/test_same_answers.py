"""Sets give what tantivy gives: totals, facets, histograms, and the hits in their order."""

from typing import Any

import pytest
import tantivy
from hypothesis import given, settings
from hypothesis import strategies as st

from search.answers import Asked, ask
from search.engine import FacetValue, Results
from search.query import make_query
from search.tantivy import view as view_module
from search.tantivy.reader import TantivyReader
from search.tantivy.sets import known as known_sets
from search.tantivy.view import Found, View

Both = tuple[TantivyReader, TantivyReader]

_TYPED = "hội nghị đầu tư phát triển du lịch bắc ninh kcn tp hcm sông rừng hiếm7 riêng30 zzz"
_LOOSE = "hội nghị đầu tư phát triển du lịch"
_ODDS = "biển rừng núi sông cầu đường"
_WORD = st.sampled_from(_TYPED.split())
_PLAIN = st.lists(_WORD, max_size=14).map(" ".join)
_ODD = st.sampled_from(
    [
        '"hội nghị" đầu tư',
        "hội -nghị",
        "du lịch OR (biển rừng núi sông cầu)",
        '"hội nghị" OR (biển rừng núi sông cầu đường)',
        '(biển rừng núi sông cầu đường) OR "thành phố"',
        "title:hội OR (biển rừng núi sông cầu đường)",
        "official:nguyễn OR (đầu tư phát triển du lịch tỉnh)",
        '("phát triển" OR title:hội) biển rừng núi sông cầu đường',
        'hội nghị đầu tư phát triển -("rừng núi" OR title:sông)',
        "title:hội nghị",
        "official:nguyễn văn",
        "hoi nghi dau tu phat trien",
        "-du",
        "(kcn OR tp hcm) bắc ninh công nghiệp khu xúc tiến hợp",
        '"thành phố hồ chí minh" hội nghị tỉnh',
    ]
)
_FILTERS: dict[str, st.SearchStrategy[Any]] = {
    "province": st.sampled_from(["Nghệ An", "Quảng Trị", ["Quảng Trị", "Cà Mau"]]),
    "basis": st.sampled_from(["then", "today"]),
    "role": st.sampled_from(["about", "named", "place", "any"]),
    "sector": st.sampled_from(["tourism", ["tourism", "health"]]),
    "year": st.sampled_from(["2021", ["2017", "2022"], "2030"]),
    "source": st.just("hatinh"),
    "event_type": st.just("signing"),
    "partner": st.sampled_from(["Quảng Trị", ["Quảng Trị", "Cà Mau"]]),
    "official": st.just("Nguyễn Văn A1"),
    "signed": st.just(True),
    "with_reprints": st.just(True),
    "from": st.sampled_from(["2017-03-15", "2021-12-31", "0001-01-01"]),
    "to": st.sampled_from(["2022-02-01", "2022-02-28", "9999-12-31"]),
    "page": st.integers(1, 6),
    "limit": st.sampled_from([1, 10, 30]),
    "sort": st.sampled_from(["relevance", "newest", "oldest", "known"]),
}  # fmt: skip
_ASKED = st.fixed_dictionaries({"q": _PLAIN | _ODD}, optional=_FILTERS)


def counts(facet: tuple[FacetValue, ...]) -> list[int]:
    return [value.count for value in facet]


def agree(ours: Results, plain: Results) -> None:
    """All the same; of values that are alike at the end of a list that is cut, tantivy shows any, and of scores the last
    digit may differ, so that hits whose scores are alike may change places."""
    assert (ours.total, ours.years, ours.months, ours.notices) == (
        plain.total,
        plain.years,
        plain.months,
        plain.notices,
    )
    for facet, values in plain.facets.items():
        assert counts(ours.facets[facet]) == counts(values)
        least = min(counts(values), default=0)
        assert {v for v in ours.facets[facet] if v.count > least} == {v for v in values if v.count > least}
    if all(hit.score is None for hit in plain.hits):
        assert [hit.id for hit in ours.hits] == [hit.id for hit in plain.hits]
    else:
        assert [hit.score for hit in ours.hits] == pytest.approx([hit.score for hit in plain.hits], rel=1e-5)


@settings(max_examples=250, deadline=None)
@given(_ASKED)
def test_the_same_is_answered(both: Both, raw: dict[str, Any]) -> None:
    query = make_query(raw)
    agree(both[0].search(query), both[1].search(query))
    assert both[0].count(["province", "year"], query) == both[1].count(["province", "year"], query)


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest", "known"])
def test_every_hit_is_on_one_page(both: Both, sort: str) -> None:
    raw = {"q": "hội nghị đầu tư phát triển du lịch", "limit": 9, "sort": sort}
    seen: list[str] = []
    for page in range(1, 100):
        found = both[0].search(make_query(raw | ({"page": page} if sort == "relevance" else {})))
        seen += [hit.id for hit in found.hits]
        if not found.hits or (sort != "relevance" and not found.next_after):
            break
        raw["after"] = found.next_after or ""
    assert len(seen) == len(set(seen)) == found.total > 100


@pytest.mark.parametrize("typed", [_LOOSE, _ODDS, f"({_LOOSE}) -rừng", f'"hội nghị" OR ({_ODDS})'])
def test_every_hit_is_on_one_page_where_many_are_alike(
    copies: TantivyReader, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    view, limit = copies._view("articles"), 30
    total = view.total(ask(make_query({"q": typed})))
    pages = [ask(make_query({"q": typed, "limit": limit, "page": page})) for page in range(1, total // limit + 2)]
    for candidates in range(5, 400, 11):  # where one way ends and the other begins
        monkeypatch.setattr(view_module, "_CANDIDATES", (candidates // 3, candidates))
        hits = [hit for page in pages for hit in view.best(page)]
        assert len(hits) == len({(address.segment_ord, address.doc) for _, address in hits}) == total > 150
        scores = [score for score, _ in hits if score]
        assert scores == pytest.approx(sorted(scores, reverse=True), rel=1e-5)


def test_a_page_past_the_sifted_ones_goes_on_where_they_end(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_module, "_CANDIDATES", (20, 30))
    for page in range(1, 6):
        query = make_query({"q": _LOOSE, "limit": 17, "page": page})
        agree(both[0].search(query), both[1].search(query))


@pytest.fixture
def ranked(monkeypatch: pytest.MonkeyPatch) -> list[int | str]:
    """What was ranked: so many candidates, or what "all" match."""
    done: list[int | str] = []
    few, plain = View.scored, View._ranked

    def scored(self: View, query: tantivy.Query, limit: int) -> Any:
        done.append(limit)
        return few(self, query, limit)

    def matching(self: View, asked: Asked, *more: int) -> Any:
        done.append("all")
        return plain(self, asked, *more)

    monkeypatch.setattr(View, "scored", scored)
    monkeypatch.setattr(View, "_ranked", matching)
    return done


@pytest.mark.parametrize(
    ("typed", "page", "ways"),
    [
        (_LOOSE, 12, [400]),  # all that match are among the candidates
        (f'"hội nghị" ({_LOOSE})', 1, ["all"]),  # what the phrase matches isn't listed
        (f"{_LOOSE} -du -hội -đầu -phát -nghị", 1, []),  # nothing matches
        ("hội nghị", 1, ["all"]),  # all words must be there
        (f"{_LOOSE} zzz yyy xxx www vvv uuu ttt", 1, [400]),
    ],
)
def test_ranked_once(
    both: Both, ranked: list[int | str], monkeypatch: pytest.MonkeyPatch, typed: str, page: int, ways: list[int | str]
) -> None:
    monkeypatch.setattr(known_sets, "MOST_LISTED", 3)
    view = TantivyReader(both[0]._store)._view("articles")
    assert bool(view.best(ask(make_query({"q": typed, "page": page})))) == bool(ways)
    assert ranked == ways


def test_what_holds_any_word_is_sifted_too(both: Both, ranked: list[int | str]) -> None:
    typed = f"{_LOOSE} zzz yyy xxx www vvv uuu ttt sss"
    for page in (1, 2):
        query = make_query({"q": typed, "page": page})
        agree(both[0].search(query), both[1].search(query))
    assert 400 in ranked


@pytest.mark.parametrize(("page", "ways"), [(1, [20]), (3, [60]), (9, [60, "all"])])
def test_a_deep_page_has_more_candidates(
    both: Both, ranked: list[int | str], monkeypatch: pytest.MonkeyPatch, page: int, ways: list[int | str]
) -> None:
    monkeypatch.setattr(view_module, "_CANDIDATES", (20, 60))
    assert both[0]._view("articles").best(ask(make_query({"q": _LOOSE, "page": page, "limit": 10})))
    assert ranked == ways


def test_of_more_candidates_the_same_come_first(copies: TantivyReader) -> None:
    view, asked = copies._view("articles"), ask(make_query({"q": _LOOSE}))
    of_all = view._sifted(asked, 600)
    assert of_all
    for candidates in range(1, 600, 7):
        few = view._sifted(asked, candidates)
        assert few
        assert _scored_places(few[0]) == _scored_places(of_all[0])[: len(few[0])]
        assert few[1] == (len(few[0]) == len(of_all[0]))


def _scored_places(hits: Found) -> list[tuple[float | None, int, int]]:
    return [(score, address.segment_ord, address.doc) for score, address in hits]


def test_tantivy_is_asked_for_what_would_be_long_to_list(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_sets, "MOST_LISTED", 3)
    fresh = TantivyReader(both[0]._store)
    asked: list[str] = []
    plain = View.aggregate

    def aggregate(self: View, query: Asked, *more: Any) -> Any:
        asked.append(query.query.q)
        return plain(self, query, *more)

    monkeypatch.setattr(View, "aggregate", aggregate)
    for words in ('"hội nghị" đầu tư', "hội nghị đầu tư phát triển"):
        fresh.search(make_query({"q": words}))
    assert asked == ['"hội nghị" đầu tư']


def test_facets_are_counted_from_sets(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(View, "aggregate")
    assert TantivyReader(both[0]._store).search(make_query({"q": "hội nghị đầu tư phát triển", "year": "2021"})).total
