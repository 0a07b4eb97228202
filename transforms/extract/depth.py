"""Knows a page whose elements are nested so deep that reading it would take minutes: the time grows with the square."""

import re
from collections import Counter

_DEEPEST = 12_000  # elements in each other; browsers stop at a few hundred
_LEAST_BYTES = 100_000  # what is shorter is read within seconds however deep it is
# What holds no elements is read over, to the page's end where it is never closed; then a tag and what stands in it.
_TAG = re.compile(
    rb"<!--(?:-?>|.*?(?:--!?>|\Z))"
    rb"|<(?:script(?=[\s/>]).*?(?:</script|\Z)|style(?=[\s/>]).*?(?:</style|\Z))"
    rb"|<(/?)([a-z][^\s/>]*)([^>]*)",
    re.DOTALL,
)
# Elements that hold nothing, or that the next of their kind closes: links too, which old pages leave open by the hundred.
_FLAT = frozenset(
    b"a area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option optgroup"
    b" colgroup".split()
)
# Elements that end a drawing in which they stand.
_NOT_DRAWN = frozenset(
    b"b big blockquote center code dl div em font h1 h2 h3 h4 h5 h6 i menu ol pre ruby s small span strong strike sub sup table tt"
    b" u ul var".split()
)


def is_too_deep(html: bytes) -> bool:
    """Whether more elements are open at once than any page has; told by its tags, without parsing it. Tags in scripts,
    styles and comments open nothing; "/>" closes an element of a drawing, and none of HTML's."""
    if len(html) < _LEAST_BYTES or html.count(b"<") <= _DEEPEST:
        return False
    opened: Counter[bytes] = Counter()
    depth = 0
    for found in _TAG.finditer(html.lower()):
        closing, name, rest = found.groups()
        if not name or name in _FLAT:
            continue
        if closing:
            if opened[name]:  # one that was never opened closes nothing
                opened[name] -= 1
                depth -= 1
            continue
        if name in _NOT_DRAWN:
            depth -= opened.pop(b"svg", 0)
        if not (opened[b"svg"] and rest.endswith(b"/")):
            opened[name] += 1
            depth += 1
        if depth > _DEEPEST:
            return True
    return False
