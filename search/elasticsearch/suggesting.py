"""Candidates for suggestions from Elasticsearch, in one round trip; and for spellings."""

from collections.abc import Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.elasticsearch.requests import PRESENT
from search.matching import Json
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

_TIMEOUT = "2s"  # a hint that comes later helps nobody


def candidates(said: Typed, client: Elasticsearch, articles: str, agreements: str) -> Candidates:
    """Titles and names that may be meant, from the indexes of these names."""
    asked: list[tuple[str, Json]] = [
        *((index, _newest(clause)) for index in (articles, agreements) for clause in title_clauses(said)),
        (articles, _people(said)),
    ]
    *listed, people = _answers(client, asked)
    found = [titles(hit["_source"]["record"] for hit in answer["hits"]["hits"]) for answer in listed]
    return Candidates(
        titles=(*found[0], *found[1]),
        agreements=(*found[2], *found[3]),
        officials=official_names(people["aggregations"]["names"]),
    )


def counts(words: Sequence[str], client: Elasticsearch, articles: str) -> list[int]:
    """How many articles hold each of some folded words."""
    asked = [
        (articles, {"query": _leads(word_clause(word)), "size": 0, "track_total_hits": True, "timeout": _TIMEOUT})
        for word in words
    ]
    return [answer["hits"]["total"]["value"] for answer in _answers(client, asked)]


def titles_alike(word: str, client: Elasticsearch, articles: str) -> list[str]:
    """The newest titles with a word like one."""
    (answer,) = _answers(client, [(articles, _newest(alike_clause(word)))])
    return [title for _, title in titles(hit["_source"]["record"] for hit in answer["hits"]["hits"])]


def _answers(client: Elasticsearch, asked: Sequence[tuple[str, Json]]) -> list[dict[str, Any]]:
    """The answers of some searches, (index, body) each; one that failed found nothing."""
    searches = [line for index, body in asked for line in ({"index": index}, body)]
    answers: list[dict[str, Any]] = client.msearch(searches=searches).body["responses"]
    return answers


def _newest(clause: Json) -> Json:
    return {
        "query": _leads(clause),
        "size": CANDIDATES,
        "sort": [{"sort_key": {"order": "desc"}}],
        "_source": ["record.id", "record.article.title", "record.agreement"],
        "track_total_hits": False,
        "timeout": _TIMEOUT,
    }


def _people(said: Typed) -> Json:
    return {
        "query": _leads(people_clause(said)),
        "size": 0,
        "aggs": {"names": {"terms": {"field": "officials", "size": NAMES_COUNTED}}},
        "track_total_hits": False,
        "timeout": _TIMEOUT,
    }


def _leads(clause: Json) -> Json:
    return {"bool": {"filter": [clause, PRESENT, {"term": {"is_lead": {"value": True}}}]}}
