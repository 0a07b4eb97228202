"""Partners are an open list, so a misspelt one is known only by asking: nobody in the index is called so."""

from msgspec.structs import replace

from records.errors import QueryError
from records.places import provinces
from records.vocabulary import region_names
from search.engine import Reader
from search.query import Query
from search.values import near


def check_partners(reader: Reader, query: Query) -> Query:
    """The query itself; raises QueryError for a partner who is no province or region, and took part in nothing.

    Asks the index once a partner that is neither; what else the query filters by makes no difference.
    """
    known = {unit.name for unit in provinces().values()} | set(provinces()) | set(region_names())
    for name in query.partner:
        alone = Query(unit=query.unit, basis=query.basis, partner=(name,), with_reprints=True, limit=0)
        if name in known or reader.search(alone, facets=False).total:
            continue
        all_of_them = reader.search(replace(alone, partner=())).facets["partner"]
        alike = near(name, (value.value for value in all_of_them))
        raise QueryError(f"unknown partner {name!r}: nobody of that name is in the {query.unit}{alike}")
    return query
