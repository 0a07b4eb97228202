"""Bytes that strangers send: sound ones with something cut out, put in, repeated or changed, and no sound ones at all."""

import os
from collections.abc import Sequence

from hypothesis import settings
from hypothesis import strategies as st

# The same examples each time: what fails once is found again, and no run is the unlucky one. KHOTIN_EXAMPLES=5000 tries
# so many others.
_MORE = int(os.environ.get("KHOTIN_EXAMPLES", "0"))
BOUNDED = settings(max_examples=_MORE or 150, deadline=None, derandomize=not _MORE, database=None)

_ODD = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b", b"\xed\xa0\x80", b"<", b"&#x110000;", b"]]>", b"<!ENTITY a '&a;'>",
    b"\r\n\r\n", b"9" * 400, b"-1", b"%00", b"\xe1\xbb\x99", "ộ".encode("utf-16"), b"{", b"\x85", b"\xe2\x80\xa8", b"a" * 5000,
)  # fmt: skip


def _changed(text: bytes, changes: list[tuple[str, int, int, bytes]]) -> bytes:
    for kind, at, length, odd in changes:
        start = at % (len(text) + 1)
        end = min(start + length, len(text))
        middle = {"cut": b"", "put": odd + text[start:end], "replace": odd, "repeat": text[start:end] * 3, "end": b""}[
            kind
        ]
        text = text[:start] + middle + (b"" if kind == "end" else text[end:])
    return text


def spoilt(*sound: bytes) -> st.SearchStrategy[bytes]:
    """One of the sound texts with up to six changes, or bytes at random."""
    kinds = st.sampled_from(("cut", "put", "replace", "repeat", "end"))
    change = st.tuples(kinds, st.integers(0, 100_000), st.integers(0, 60), st.sampled_from(_ODD))
    return st.builds(_changed, st.sampled_from(sound), st.lists(change, max_size=6)) | st.binary(max_size=300)


def written(*pieces: str, most: int = 12) -> st.SearchStrategy[str]:
    """Pieces side by side in any order, with any other text between them."""
    return st.lists(st.sampled_from(pieces) | st.text(max_size=12), max_size=most).map("".join)


def one_of_each(names: Sequence[str], values: st.SearchStrategy[str]) -> st.SearchStrategy[list[tuple[str, str]]]:
    """Pairs as an address has them: known names, others, any twice."""
    return st.lists(st.tuples(st.sampled_from(names) | st.text(max_size=8), values), max_size=8)
