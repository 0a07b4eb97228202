"""What visitors type, or put into an address, is answered or refused with a QueryError; nothing else is raised."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from records.errors import QueryError
from search.engine import Engine
from search.language import parse, positive
from search.matching import expanded, match_query, ranking_queries
from search.query import NAMES, Query, make_query
from search.suggestions import typed
from search.web import addresses
from search.web.asking import forgiving, on_page, strict
from tests.faults.strangers.spoilt import BOUNDED, one_of_each, written

_WORDS = written(
    "hợp tác", "HOP TAC", " OR ", "-", "(", ")", '"', "“", "title:", "official:", " ", "TP.HCM", "2023", "\0", "ộ", "o\u0323\u0302",
    "title:(", '-"', "((((", "))))", "a" * 300, "\u202e", "*", "?", "~", "\\", "/", "[1 TO 9]", "AND", "NOT", "\ud7ff", "🇻🇳",
)  # fmt: skip
_VALUES = st.sampled_from(
    ("2023", "Đồng Nai", "63:75", "events", "yes", "no", "newest", "0", "-1", "1e9", "99999999999999999999", "2023-02-30", "٢٠٢٣",
     "9999-12-31", "0000-00-00", "e12", "in:Huế", "\0", "²")
) | _WORDS  # fmt: skip
_GIVEN = one_of_each(NAMES, _VALUES)


@BOUNDED
@given(_WORDS)
def test_any_words_are_read(text: str) -> None:
    parsed = parse(text)
    assert parse(text) == parsed
    for relaxed in (False, True):
        match_query(parsed, relaxed=relaxed)
    ranking_queries(parsed)
    expanded(parsed)
    assert all(isinstance(token, str) for run in positive(parsed.tree) for token in run)
    typed(text)


@BOUNDED
@given(_GIVEN)
def test_a_programs_call_is_taken_or_refused(given_: list[tuple[str, str]]) -> None:
    try:
        query = strict(given_)
    except QueryError:
        return
    assert query == _again(query), "the address that names it is read otherwise"


def _again(query: Query) -> Query:
    pairs = addresses.pairs(query)
    return strict(pairs)


@BOUNDED
@given(_GIVEN, st.sampled_from(("articles", "events", "agreements")))
def test_a_page_leaves_aside_what_it_cannot_understand(given_: list[tuple[str, str]], unit: Any) -> None:
    query = forgiving(given_, unit).query
    assert query.unit == unit
    addresses.listing(on_page(given_, unit).query)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A small index of the embedded engine."""
    from search.tantivy.engine import TantivyEngine
    from tests.search.conftest import Made

    engine = TantivyEngine(tmp_path_factory.mktemp("index"))
    engine.begin()
    made = (Made().article(f"a{n}", f"Tin số {n}", "Hội nghị hợp tác.", change=n) for n in range(1, 8))
    engine.put(made)
    engine.commit()
    return engine


def test_any_cursor_goes_on_somewhere_or_nowhere(engine: Engine) -> None:
    """The place where a list goes on, as it stands in an address: any text is one."""

    @BOUNDED
    @example("")
    @example("9" * 5000)
    @given(st.text(max_size=60) | written("2026-03-01", "T02:00", "+07:00", "a1", "0000", "~", "\0", "|"))
    def ask(after: str) -> None:
        for order in ("newest", "oldest"):
            query = make_query({"sort": order, "after": after, "limit": 3})
            results = engine.search(query)
            assert results.total == 7
            assert len(results.hits) <= 3

    ask()


def test_following_the_cursor_meets_every_document_once(engine: Engine) -> None:
    for order in ("newest", "oldest"):
        seen: list[str] = []
        after: str | None = ""
        while after is not None and len(seen) < 20:
            results = engine.search(make_query({"sort": order, "limit": 2, "after": after}))
            seen += [hit.id for hit in results.hits]
            after = results.next_after
        assert sorted(seen) == [f"a{n}" for n in range(1, 8)]
