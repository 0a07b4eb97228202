"""Knows a page whose elements are nested so deep that reading it would take minutes: the time grows with the square."""

import re
from collections import Counter

_DEEPEST = 12_000  # elements in each other; browsers stop at a few hundred
_LEAST_BYTES = 100_000  # what is shorter is read within seconds however deep it is
_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/>]*)")
# Elements that hold nothing, or that the next of their kind closes: links too, which old pages leave open by the hundred.
_FLAT = frozenset(
    b"a area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option optgroup"
    b" colgroup".split()
)


def is_too_deep(html: bytes) -> bool:
    """Whether more elements are open at once than any page has; told by its tags, without parsing it."""
    if len(html) < _LEAST_BYTES or html.count(b"<") <= _DEEPEST:
        return False
    opened: Counter[bytes] = Counter()
    depth = 0
    for closing, name in _TAG.findall(html.lower()):
        if name in _FLAT:
            continue
        if not closing:
            opened[name] += 1
            depth += 1
            if depth > _DEEPEST:
                return True
        elif opened[name]:  # one that was never opened closes nothing
            opened[name] -= 1
            depth -= 1
    return False
