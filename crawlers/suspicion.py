"""Learns during a run which addresses lead to no articles: by the shape they have, and by the list that names them."""

from collections import defaultdict
from dataclasses import dataclass

from crawlers.account import Found, Way
from crawlers.shapes import shape_of

# A shape of which so many addresses were tried and none was an article is doubted,
_TRIED = 10
# and what one list names in a shape after so many in a row were none.
_IN_A_ROW = 10
# Where so many of a shape are articles, and next to all that were tried, no list that names others is doubted.
_SURELY_ARTICLES = 20
_MOSTLY_GOOD = 0.95
# Of what is doubted the 50th is tried all the same, then the 100th, the 200th…: the first may not speak for all.
_STILL_TRIED = 50
# Titles prove something only where they differ on some other group's pages.
_OWN_TITLES = 0.9


@dataclass
class _Group:
    good: int = 0
    bad: int = 0
    duplicates: int = 0
    repeated: int = 0
    bad_in_a_row: int = 0
    doubted: int = 0
    next_try: int = _STILL_TRIED


class Suspicion:
    """Groups of addresses and how their pages ended: an article, nothing, or a page whose title others have too."""

    def __init__(self) -> None:
        self._shapes: dict[str, _Group] = defaultdict(_Group)
        self._lists: dict[tuple[str, str], _Group] = defaultdict(_Group)

    def ended(self, item: Found, *, good: bool, repeated: bool = False, duplicate: bool = False) -> None:
        """Takes down how an address ended: as an article, as another address of one, or as nothing (gone, no page)."""
        if item.way is Way.REVISIT:
            return
        for group in self._groups(item):
            if duplicate:
                group.duplicates += 1
            elif not good:
                group.bad += 1
                group.bad_in_a_row += 1
            elif repeated:
                group.repeated += 1
            else:
                group.good += 1
                group.bad_in_a_row = 0

    def against(self, item: Found) -> str:
        """Why an address is not worth asking for, "" where it is."""
        if item.way is Way.REVISIT:
            return ""
        shape, listed = self._groups(item)
        if self._is_no_article(shape):
            return f"none of {shape.bad + shape.duplicates + shape.repeated} addresses like it is one: {shape_of(item.url)}"
        if listed.bad_in_a_row >= _IN_A_ROW and not _is_sure(shape):
            return f"none of the last {listed.bad_in_a_row} like it is one that {item.listed_on or 'was found'} names"
        return ""

    def is_nothing(self, item: Found) -> bool:
        """Whether all that was tried of its shape led to no article, or to none of its own."""
        return self._is_no_article(self._groups(item)[0])

    def is_tried_all_the_same(self, item: Found) -> bool:
        """Whether a doubted address is one of the few that are asked for, to know whether the doubt still holds."""
        group = self._groups(item)[0 if self._is_no_article(self._groups(item)[0]) else 1]
        group.doubted += 1
        if group.doubted < group.next_try:
            return False
        group.next_try *= 2
        return True

    def _groups(self, item: Found) -> tuple[_Group, _Group]:
        shape = shape_of(item.url)
        return self._shapes[shape], self._lists[item.listed_on, shape]

    def _is_no_article(self, group: _Group) -> bool:
        nothing = group.bad + group.duplicates + (group.repeated if self._titles_differ() else 0)
        return nothing >= _TRIED and not group.good

    def _titles_differ(self) -> bool:
        tried = (g for g in self._shapes.values() if g.good + g.repeated >= _TRIED)
        return any(g.good >= _OWN_TITLES * (g.good + g.repeated) for g in tried)


def _is_sure(shape: _Group) -> bool:
    tried = shape.good + shape.bad + shape.repeated
    return shape.good >= _SURELY_ARTICLES and shape.good >= _MOSTLY_GOOD * tried
