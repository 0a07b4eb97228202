"""Tells whether an address is made like those of pages that are known to be articles."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from transforms.addresses import query_pairs

_SLUG = re.compile(r"[^-]+(?:-[^-]+){2,}")
_NUMBERED = re.compile(r".*[-_.]?\d{3,}|.+[-_]\d{2,}")
_ENOUGH = 6  # pages whose common first part means something

Make = tuple[str, str, tuple[str, ...]]


def is_made_like(address: str, pages: Iterable[str]) -> bool:
    """Whether the last part of an address, its ending and the names in its query are those of one of the pages, and
    its first part is theirs where they all share it."""
    known = tuple(pages)
    firsts = _firsts(known)
    alike = len(firsts) > 1 or len(known) < _ENOUGH or _first(address) in firsts
    return alike and _make(address) in _makes(known)


@lru_cache(maxsize=64)
def _firsts(pages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_first, pages))


def _first(address: str) -> str:
    """The first of several parts of an address, "" where it has one or none."""
    segments = [s for s in urlsplit(address).path.split("/") if s]
    return segments[0] if len(segments) > 1 else ""


@lru_cache(maxsize=64)
def _makes(pages: tuple[str, ...]) -> frozenset[Make]:
    return frozenset(map(_make, pages))


def _make(address: str) -> Make:
    parts = urlsplit(address)
    segments = [s for s in parts.path.split("/") if s]
    last = segments[-1] if segments else ""
    stem, dot, ending = last.rpartition(".")
    if not dot or not ending.isalnum() or len(ending) > 5:
        stem, ending = last, ""
    # A bare number says nothing: what stands before it does ("/tin/12", "/page/12").
    kind = f"{segments[-2] if len(segments) > 1 else ''}/9" if stem.isdigit() else _kind(stem)
    return kind, ending.lower(), tuple(sorted(map(_asked, query_pairs(parts.query))))


def _asked(pair: tuple[str, str]) -> str:
    """The name of a parameter; one without "=" tells by its value too."""
    name, value = pair
    return name if name.endswith("=") or not value else f"{name}{'9' if value.isdigit() else _kind(value)}"


def _kind(stem: str) -> str:
    if _NUMBERED.fullmatch(stem):
        return "numbered"
    return "slug" if _SLUG.fullmatch(stem) else "word"
