"""How often each document is in some sets."""

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from search.tantivy.sets.at_least import at_least

_SETS = st.lists(st.frozensets(st.integers(0, 200_000), max_size=40), min_size=1, max_size=20)


@given(_SETS, st.data())
def test_it_is_what_counting_gives(sets: list[frozenset[int]], data: st.DataObject) -> None:
    needed = data.draw(st.integers(1, len(sets)))
    expected = {one for found in sets for one in found if sum(one in other for other in sets) >= needed}
    assert set(at_least(needed, [BitMap(found) for found in sets])) == expected


@given(_SETS, st.integers(1, 20))
def test_the_sets_stay_as_they_were(sets: list[frozenset[int]], needed: int) -> None:
    given_sets = [BitMap(found) for found in sets]
    at_least(min(needed, len(sets)), given_sets)
    assert [set(found) for found in given_sets] == [set(found) for found in sets]


def test_more_than_can_be_is_nothing() -> None:
    assert not at_least(9, [BitMap([1]), BitMap([1, 2]), BitMap([1])])
