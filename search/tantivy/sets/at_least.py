"""What is in so many of some sets: how often each document is in them is added up, all documents at once."""

from collections.abc import Sequence

from pyroaring import BitMap


def at_least(needed: int, sets: Sequence[BitMap]) -> BitMap:
    """What is in `needed` (one or more) of some sets."""
    if needed == 1:
        return BitMap.union(BitMap(), *sets)
    if needed == len(sets):
        return BitMap.intersection(*sets)
    return _not_below(needed, _sums(sets))


def _sums(sets: Sequence[BitMap]) -> list[BitMap]:
    """The first holds the ones of all sums, the next the twos, then the fours."""
    sums: list[BitMap] = []
    for carried in sets:
        for place, digit in enumerate(sums):
            sums[place], carried = digit ^ carried, digit & carried  # noqa: PLW2901 (it is carried on)
            if not carried:
                break
        if carried:
            sums.append(carried)
    return sums


def _not_below(needed: int, sums: list[BitMap]) -> BitMap:
    """Where sums reach a number: compared digit by digit, from the greatest."""
    above = BitMap()
    if needed >> len(sums):
        return above
    even = BitMap.union(above, *sums)
    for place in reversed(range(len(sums))):
        if needed >> place & 1:
            even &= sums[place]
        else:
            above |= even & sums[place]
            even -= sums[place]
    return above | even
