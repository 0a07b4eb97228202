"""Candidates for suggestions and spellings from the embedded index."""

from collections.abc import Callable, Sequence

import tantivy

from search.matching import Json
from search.query import Unit
from search.spelling import alike_clause, word_clause
from search.suggestions import (
    CANDIDATES,
    NAMES_COUNTED,
    Candidates,
    Typed,
    official_names,
    people_clause,
    title_clauses,
    titles,
)
from search.tantivy.query import whole_query
from search.tantivy.schema import RECORD
from search.tantivy.view import View, counted

_LEADS: list[Json] = [{"bool": {"must_not": [{"term": {"is_lead": {"value": False}}}]}}]


def candidates(said: Typed, view_of: Callable[[Unit], View]) -> Candidates:
    """Titles and names that may be meant."""
    articles, agreements = view_of("articles").searcher, view_of("agreements").searcher
    people = whole_query("articles", people_clause(said), _LEADS, [])
    counted = articles.aggregate(people, {"names": {"terms": {"field": "officials", "size": NAMES_COUNTED}}})
    return Candidates(
        titles=tuple(found for clause in title_clauses(said) for found in _newest(articles, "articles", clause)),
        agreements=tuple(
            found for clause in title_clauses(said) for found in _newest(agreements, "agreements", clause)
        ),
        officials=official_names(counted["names"]),
    )


def counts(words: Sequence[str], view: View) -> list[int]:
    """How many articles hold each of some folded words."""
    return [counted(view.searcher.search(whole_query("articles", word_clause(word), _LEADS, []), 1)) for word in words]


def titles_alike(word: str, view: View) -> list[str]:
    """The newest titles with a word like one."""
    return [title for _, title in _newest(view.searcher, "articles", alike_clause(word))]


def _newest(searcher: tantivy.Searcher, unit: Unit, clause: Json) -> tuple[tuple[str, str], ...]:
    query = whole_query(unit, clause, _LEADS, [])
    hits = searcher.search(query, CANDIDATES, count=False, order_by_field="sort_key", order=tantivy.Order.Desc).hits
    return titles(bytes(searcher.doc(address).get_all(RECORD)[0]) for _, address in hits)
