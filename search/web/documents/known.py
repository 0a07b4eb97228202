"""Documents by their ids, however many: a few questions to the index rather than one a document."""

from collections.abc import Iterator, Sequence

from records.links import Document
from search.engine import Hit, Reader
from search.query import Query, Unit

_PORTION = 500  # ids a question


def documents_of(engine: Reader, unit: Unit, ids: Sequence[str]) -> tuple[Document, ...]:
    """The documents of these ids that are in the index, in the order of the ids."""
    found = {hit.id: hit.document for hits, _ in _portions(engine, unit, ids, _PORTION) for hit in hits}
    return tuple(found[known] for known in dict.fromkeys(ids) if known in found)


def newest_of(engine: Reader, unit: Unit, ids: Sequence[str], limit: int) -> tuple[tuple[Document, ...], int]:
    """The newest documents of these ids, and how many of the ids are in the index."""
    portions = list(_portions(engine, unit, ids, limit))
    newest = sorted((hit for hits, _ in portions for hit in hits), key=lambda hit: hit.sort_key, reverse=True)
    return tuple(hit.document for hit in newest[:limit]), sum(total for _, total in portions)


def _portions(engine: Reader, unit: Unit, ids: Sequence[str], limit: int) -> Iterator[tuple[tuple[Hit, ...], int]]:
    """The newest hits among each portion of the ids, and how many there are."""
    wanted = tuple(dict.fromkeys(ids))
    for start in range(0, len(wanted), _PORTION):
        among = wanted[start : start + _PORTION]
        query = Query(unit=unit, among=among, with_reprints=True, sort="newest", limit=limit)
        results = engine.search(query, facets=False)
        yield results.hits, results.total
