"""Takes the text of a script apart without running it: brackets that close, parts between signs, keys of an object.

Everything here is linear in the text, whatever is written there: a script is a stranger's.
"""

import re
from collections.abc import Iterator

STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`", re.S)
_QUOTES = "\"'`"
_STEP = re.compile(r"\+|\s*1\s*$")
# The arguments of one call and the keys of one object are not longer, nor more.
_MOST_INSIDE = 20_000
_MOST_KEYS = 60


def balanced(text: str, start: int) -> str:
    """What stands between the bracket at `start` and the one that closes it, "" where none does (or far off)."""
    for at, sign, depth in _signs(text, start, min(len(text), start + _MOST_INSIDE)):
        if depth == 0 and sign in ")]}":
            return text[start + 1 : at]
    return ""


def split(text: str, sign: str) -> list[str]:
    """The parts of an expression between a sign outside of strings and brackets; "++" and "+ 1" at the end are no "+"."""
    parts, begun, stepped = [], 0, -1
    for at, found, depth in _signs(text, 0, len(text)):
        if depth or found != sign or at == stepped:
            continue
        if sign == "+" and _STEP.match(text, at + 1):
            stepped = at + 1
            continue
        parts.append(text[begun:at])
        begun = at + 1
    return [*parts, text[begun:]]


def _signs(text: str, start: int, end: int) -> Iterator[tuple[int, str, int]]:
    """Each sign outside of strings with its place and how many brackets are open behind it.

    A quote that nothing closes is a sign like others, and so are those of its kind after it.
    """
    at, depth, unclosed = start, 0, set()
    while at < end:
        sign = text[at]
        if sign in _QUOTES and sign not in unclosed:
            string = STRING.match(text, at, end)
            if string:
                at = string.end()
                continue
            unclosed.add(sign)
        depth += (sign in "([{") - (sign in ")]}")
        yield at, sign, depth
        at += 1


def pairs_of(text: str) -> dict[str, str] | None:
    """The keys of an object literal and their values as written (the first ones of a long one); None for anything
    else."""
    text = text.strip()
    if text[:1] != "{" or text[-1:] != "}":
        return None
    pairs: dict[str, str] = {}
    for part in split(text[1:-1], ",")[:_MOST_KEYS]:
        key, colon, value = part.strip().partition(":")
        name = key.strip().strip("\"'")
        if name:
            pairs[name] = value.strip() if colon else name
    return pairs
