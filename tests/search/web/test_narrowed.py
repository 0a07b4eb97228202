"""The short way to the hundreds of addresses of a page gives what the long way gives."""

import pytest

from search.query import Query, make_query
from search.web import addresses

QUERIES = (
    Query(),
    make_query({"q": "official=%00 & \0?province=\0", "official": ["\0", "Nguyễn Văn A"], "page": 3}),
    make_query({"q": "Nghệ An ký gì với Cà Mau", "province": ["Nghệ An"], "basis": "today", "year": ["2023"]}),
    make_query({"unit": "events", "partner": ["a&b=c"], "sort": "newest", "after": "2023-01-01 x"}),
)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize(
    "facet", ["province", "region", "sector", "year", "source", "event_type", "official", "partner"]
)
@pytest.mark.parametrize("value", ["Thừa Thiên Huế", "a=b&official=%00", "\0", "2023"])
def test_an_address_narrowed_by_one_more_value(query: Query, facet: str, value: str) -> None:
    assert addresses.narrowed(query, facet, value) == addresses.listing(addresses.with_value(query, facet, value))
