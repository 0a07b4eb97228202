"""What is sent to Elasticsearch for a query: its hits, and its counts (all facets and histograms at once); pure."""

from search.answers import Asked, page_offset
from search.counts import facet_request
from search.facets import Json
from search.query import Query
from transforms.addresses import digest

_TIMEOUT = "20s"  # of the search itself: what was found until then is shown as partial
_LONGEST_ID = 512  # bytes
PRESENT: Json = {"bool": {"must_not": [{"term": {"state": {"value": "removed"}}}]}}


def index_id(document_id: str) -> str:
    """What Elasticsearch knows a document by: its id, or a digest of one longer than Elasticsearch takes."""
    return document_id if len(document_id.encode()) <= _LONGEST_ID else f"digest:{digest(document_id)}"


def page_request(asked: Asked, *, facets: bool) -> Json:
    """The total and one page of hits, and all facets, each less its own filter. Raises QueryError beyond the depth of
    relevance.

    One request for all: two in one round trip (_msearch), of which Elasticsearch would keep the facets' answer for the
    next page, match twice and took half as long again, for the next page too.
    """
    query = asked.query
    shared, aggregations = facet_request(query, _all_of) if facets else (asked.filters(), {})
    left = [clause for clause in asked.filters() if clause not in shared]
    body = _matching(asked, shared) | {"size": query.limit, "timeout": _TIMEOUT}
    body |= {"aggs": aggregations} if facets else {}
    body |= {"post_filter": {"bool": {"filter": left}}} if left else {}
    if not query.limit:
        return body
    if query.order == "relevance":
        body["query"]["bool"]["should"] = asked.ranking()
        return body | {"from": page_offset(query)}
    return body | by_date(query, query.after)


def by_date(query: Query, after: str) -> Json:
    """The order by date or by what is known, following a mark ("" for the first)."""
    field = "change" if query.order == "known" else "sort_key"
    order: Json = {"sort": [{field: {"order": "asc" if query.order == "oldest" else "desc"}}]}
    return order | ({"search_after": [int(after) if field == "change" else after]} if after else {})


def counting_request(asked: Asked, aggregations: Json) -> Json:
    """The total and aggregations over all that matches."""
    body = _matching(asked, asked.filters()) | {"size": 0, "timeout": _TIMEOUT}
    return body | ({"aggs": aggregations} if aggregations else {})


def documents_request(asked: Asked, after: str, size: int) -> Json:
    """Records in the order asked for."""
    body = _matching(asked, asked.filters()) | {"size": size, "track_total_hits": False}
    return body | by_date(asked.query, after)


def holdings_request() -> Json:
    """How many documents each index holds."""
    return {"size": 0, "query": PRESENT, "aggs": {"indices": {"terms": {"field": "_index", "size": 10}}}}


def _matching(asked: Asked, filters: list[Json]) -> Json:
    query: Json = {"bool": {"must": [asked.match()], "filter": [PRESENT, *filters]}}
    return {"query": query, "track_total_hits": True}


def _all_of(clauses: list[Json]) -> Json:
    return {"bool": {"filter": clauses}}
