"""What readers ask a server for, as addresses: nothing twice, which is the hardest, or a mix as readers make it; seeded."""

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from urllib.parse import urlencode

import msgspec
from msgspec.structs import replace

from search.query import NAMES, Query

# Of a hundred things asked for: the first page, the next page of a search, a search narrowed by a facet; the rest are
# searches. This is assumed: no log of real readers was at hand.
HOME, NEXT, NARROWED = 15, 15, 15
_FACETS = ({"year": ("2017",)}, {"sector": ("tourism",)}, {"event_type": ("signing",)}, {"source": ("source-3",)})
_PAGES = 4  # to which readers turn


def different(path: str, queries: Sequence[Query]) -> Iterator[str]:
    """The address of each query, in their order."""
    return (address(path, query) for query in queries)


def mixed(queries: Sequence[Query], number: int, seed: int = 1) -> Iterator[str]:
    """So many addresses of pages: the query of rank r is asked for 1/r as often as the first (Zipf), the first page, next pages
    and chosen facets by their share."""
    chance = random.Random(seed)
    weights = list(accumulate(1 / rank for rank in range(1, len(queries) + 1)))
    for query in chance.choices(queries, cum_weights=weights, k=number):
        drawn = chance.randrange(100)
        if drawn < HOME:
            yield "/"
        elif drawn < HOME + NEXT:
            yield address("/", replace(query, page=chance.randint(2, _PAGES)))
        elif drawn < HOME + NEXT + NARROWED:
            yield address("/", replace(query, **chance.choice(_FACETS)))
        else:
            yield address("/", query)


def address(path: str, query: Query) -> str:
    """A query as an address."""
    return f"{path}?{urlencode(given(query), doseq=True)}"


def given(query: Query) -> Mapping[str, object]:
    """What of a query an address gives."""
    raw, plain = msgspec.to_builtins(query), msgspec.to_builtins(Query())
    return {name: raw[name] for name in NAMES if name in raw and raw[name] != plain[name]}
