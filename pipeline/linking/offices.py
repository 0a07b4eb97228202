"""Which offices a title names, in a form that is equal for all ways of writing one office; pure."""

import re
from functools import cache, lru_cache
from importlib.resources import files

from records.places import provinces
from records.yaml_text import read_yaml
from transforms.analyser import tokens
from transforms.text import fold

_VOWELS = frozenset("aeiouy")
_MINISTERS = ("bộ trưởng", "thứ trưởng")
# Stands for a province that both of two compared titles belong to.
_SAME = "?"


@cache
def _words() -> dict[str, tuple[str, ...]]:
    raw = read_yaml(files("pipeline.linking").joinpath("offices.yaml").read_text("utf-8"))
    return {
        name: tuple(sorted((" ".join(tokens(row)) for row in rows), key=len, reverse=True))
        for name, rows in raw.items()
    }


@cache
def _any_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _words()[name]))})(?!\w)")


@cache
def _cities() -> frozenset[str]:
    return frozenset(unit.name for unit in provinces().values() if unit.kind == "city")


def offices_of(title: str, province: str | None) -> frozenset[str]:
    """The offices a title names: "leaders:Nghệ An", "Nghệ An:sở:yt", ":bộ:ct". () where it tells nobody from another.

    `province` is whose official it is, as far as that is told.
    """
    return _offices(title, province)


@lru_cache(1 << 14)
def _offices(title: str, province: str | None) -> frozenset[str]:
    found = {_office(rank, body, province) for rank, body in _posts(" ".join(tokens(title)))}
    return frozenset(found - {""})


def offices_differ(one: str, other: str) -> bool:
    """Whether two titles name offices, and none that both name; as of one province's people."""
    a, b = offices_of(one, _SAME), offices_of(other, _SAME)
    return bool(a) and bool(b) and a.isdisjoint(b)


def _posts(text: str) -> list[tuple[str, str]]:
    """The ranks in a title, each with the body after it."""
    ranks = list(_any_of("ranks").finditer(text))
    ends = [match.start() for match in ranks[1:]] + [len(text)] * bool(ranks)
    return [(match[0], text[match.end() : end].strip()) for match, end in zip(ranks, ends, strict=True)]


def _office(rank: str, body: str, province: str | None) -> str:
    if rank in _words()["shared"]:
        return ""
    if rank in _words()["state"]:
        return "state"
    words = body.split()
    while words and words[0] in _words()["between"]:
        words = words[1:]
    own = " ".join(words)
    leading = _any_of("leading").match(own)
    if leading and province and not _is_below(own, province):
        return f"leaders:{province}"
    is_local = bool(leading or _any_of("local").match(own))
    if is_local and province is None:
        return ""
    if not is_local and (rank in _MINISTERS or _any_of("national").match(own)):
        province = None
    key = _body_key(rank, words, province)
    return f"{province or ''}:{key}" if key else ""


def _is_below(body: str, province: str) -> bool:
    """ "UBND huyện …"; "UBND TP Vinh" of a province that is no city."""
    if _any_of("below").search(body):
        return True
    is_city = province in _cities() or province == _SAME
    return not is_city and bool(re.search(r"(?<!\w)(?:tp|thành phố)(?!\w)", body))


def _body_key(rank: str, words: list[str], province: str | None) -> str:
    """The kind of body and the initials of the rest: "Bộ VHTT&DL" and "Bộ Văn hóa, Thể thao và Du lịch" are one."""
    text = " ".join(words)
    head = _any_of("kinds").match(text)
    kind = head[0] if head else next((word for word in rank.split() if word in _words()["kinds"]), "")
    kind = "bộ" if rank in _MINISTERS else kind
    rest = text[head.end() :] if head else text
    of_place = frozenset(tokens(province or "")) | frozenset(_words()["dull"])
    named = [word for word in rest.split() if word not in of_place]
    return f"{kind}:{''.join(_initial(word) for word in named)}" if named else ""


def _initial(word: str) -> str:
    """An abbreviation stays whole: it has no vowel."""
    return word if _VOWELS.isdisjoint(fold(word)) or word.isdigit() else word[0]
