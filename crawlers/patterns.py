"""What a site's articles are called: a regular expression made of addresses known to be articles and known to be none."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from crawlers.address_parts import Frame, Parts, is_title, number_place, parts_of
from crawlers.candidate import is_other_page, path_query

_KINDS = {"n": r"\d+", "d": r"\d{4}-\d{1,2}-\d{1,2}", "-": "-", "": "", "t": r"[^/?]+"}
_IN_QUERY = {"n": r"\d+", "d": r"\d{4}-\d{1,2}-\d{1,2}"}
_BARE_QUERY = _IN_QUERY | {"t": "[^&=]+", "": ""}
_PLACES = {"last": r"[^/?]*\d{3,}", "first": r"[^/?]*\d[^/?]*"}
# "trang-2", "page3": a listing's page among the articles of its section.
_PAGE = re.compile(r"(page|trang|pg|p)[-_]?\d{1,4}", re.I)
_PAGE_PATTERN = r"(?:page|trang|pg|p)[-_]?\d{1,4}"
# So many articles under one and the same name, and no other page there, that the name belongs to articles.
_SURE = 4
_MANY = 3
_MOST_NAMED = 60


@dataclass
class _Family:
    """Addresses of one frame: all that are known, those that proved articles, those that proved (or must be) others."""

    frame: Frame
    known: list[Parts] = field(default_factory=list)
    articles: list[Parts] = field(default_factory=list)
    others: list[Parts] = field(default_factory=list)

    def presume_others(self) -> None:
        """Files, tags and the like are others even where none was tried, unless articles are called so here."""
        tried = {p.url for p in (*self.articles, *self.others)}
        if not any(is_other_page(path_query(p.url)) for p in self.articles):
            self.others += [p for p in self.known if p.url not in tried and is_other_page(path_query(p.url))]


def learn_pattern(known: Iterable[str], articles: Iterable[str], others: Iterable[str]) -> str | None:
    """A regular expression to be searched in path and query, that all articles match and no other page known.

    `known` are addresses of the site of which nothing was proved; a frame of which none was proved is taken in where
    it is that of the articles but for the depth of its folders. None where there is no article.
    """
    families: dict[Frame, _Family] = {}
    proved = dict.fromkeys(articles, True) | dict.fromkeys(others, False)
    for url in dict.fromkeys((*proved, *known)):
        parts = parts_of(url)
        family = families.setdefault(parts.frame, _Family(parts.frame))
        family.known.append(parts)
        if url in proved:
            (family.articles if proved[url] else family.others).append(parts)
    for family in families.values():
        family.presume_others()
    sure = [family for family in families.values() if family.articles]
    if not sure:
        return None
    like = [f for f in families.values() if not f.articles and not f.others and _is_like(f, sure)]
    taken = (*_by_size(sure), *_by_size(like))
    numbered = {f.frame for f in families.values() if f.frame.last == "n" and f not in taken}
    return "|".join(dict.fromkeys(_pattern(family, numbered) for family in taken))


def _by_size(families: Iterable[_Family]) -> list[_Family]:
    return sorted(families, key=lambda f: (-len(f.known), str(f.frame)))


def _is_like(family: _Family, sure: Sequence[_Family]) -> bool:
    """Whether an untried frame differs from a sure one by the depth of its folders only, and its names are records'."""
    frame = family.frame
    for other in sure:
        same = (frame.last, frame.ending, frame.slash, frame.query) == (
            other.frame.last,
            other.frame.ending,
            other.frame.slash,
            other.frame.query,
        )
        places = {number_place(parts.last) for parts in other.articles}
        named = [number_place(p.last) in places and bool(number_place(p.last)) for p in family.known]
        titled = [is_title(p.last) for p in family.known] if "" in places else [False]
        if same and (frame.last in ("n", "d") or all(named) or all(titled)):
            return True
    return False


def _pattern(family: _Family, numbered: Collection[Frame]) -> str:
    """The family's own expression: its kinds, narrowed until none of its other pages matches; nor a bare number where
    pages `numbered` so are none ("/page/2/" beside "/kinh-te/le-hoi/")."""
    others = list(family.others)
    last = _KINDS[family.frame.last]
    if family.frame.last == "t":
        last, others = _last(family, others)
        if replace(family.frame, last="n") in numbered:
            last = rf"(?!\d+(?:[/.?]|$)){last}"
    allowed, refused, others = _values(family, others)
    named = sorted({re.escape(path_query(p.url)) for p in others})[:_MOST_NAMED]
    head = "^" + (f"(?!(?:{'|'.join(named)})$)" if named else "")
    slots = [
        _slot(kind, allowed.get(n), refused.get(n, ()), _KINDS, "/") for n, kind in enumerate(family.frame.folders)
    ]
    path = "/" + "".join(f"{slot}/" for slot in slots) + last + re.escape(family.frame.ending) + family.frame.slash
    return _plain(head + path + _query(family, allowed, refused) + "$")


def _plain(pattern: str) -> str:
    """Without the escapes that nobody needs to read."""
    return pattern.replace(r"\-", "-").replace(r"\%", "%").replace(r"\&", "&")


def _last(family: _Family, others: list[Parts]) -> tuple[str, list[Parts]]:
    """What the last name looks like, and which other pages that leaves: by its record's number where that tells."""
    places = Counter(number_place(p.last) for p in family.articles)
    place, count = places.most_common(1)[0] if places else ("", 0)
    lacking = [p for p in others if number_place(p.last) != place]
    if place and count == len(family.articles) and count >= _MANY and lacking:
        return _PLACES[place], [p for p in others if re.fullmatch(_PLACES[place], p.last)]
    pages = [p for p in family.known if _PAGE.fullmatch(p.last)]
    if pages and not any(_PAGE.fullmatch(p.last) for p in family.articles):
        return f"(?!{_PAGE_PATTERN}(?:[/.?]|$)){_KINDS['t']}", [p for p in others if p not in pages]
    return _KINDS["t"], others


def _values(
    family: _Family, others: list[Parts]
) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]], list[Parts]]:
    """For each folder and query value that tells articles from others: the values allowed or refused, and the other
    pages that no value tells."""
    allowed: dict[int, tuple[str, ...]] = {}
    refused: dict[int, tuple[str, ...]] = {}
    texts = [n for n, kind in enumerate((*family.frame.folders, *(k for _, k in family.frame.query))) if kind == "t"]
    for n in texts:
        own = {p.values[n] for p in family.articles}
        strange: dict[str, list[Parts]] = defaultdict(list)
        for p in others:
            if p.values[n] not in own:
                strange[p.values[n]].append(p)
        if not strange:
            continue
        if len(own) == 1 and len(family.articles) >= _SURE and len(strange) >= _MANY:
            allowed[n] = tuple(own)
        elif family.articles:
            refused[n] = tuple(sorted(strange))
        told = {p.url for found in strange.values() for p in found}
        others = [p for p in others if p.url not in told]
    return allowed, refused, others


def _slot(kind: str, allowed: tuple[str, ...] | None, refused: Sequence[str], kinds: dict[str, str], end: str) -> str:
    if allowed:
        return "|".join(map(re.escape, allowed))
    plain = kinds.get(kind, "[^&]*")
    if not refused:
        return plain
    return f"(?!(?:{'|'.join(map(re.escape, refused[:_MOST_NAMED]))}){end}){plain}"


def _kinds(key: str) -> dict[str, str]:
    return _IN_QUERY if key.endswith("=") else _BARE_QUERY


def _query(family: _Family, allowed: dict[int, tuple[str, ...]], refused: dict[int, tuple[str, ...]]) -> str:
    """Look-aheads for the parameters, in whatever order they stand, and no others beside them."""
    query = family.frame.query
    if not query:
        return ""
    first = len(family.frame.folders)
    each = "".join(
        rf"(?=(?:[^#]*&)?{re.escape(key)}"
        rf"{_slot(kind, allowed.get(first + n), refused.get(first + n, ()), _kinds(key), '(?:&|$)')}(?:&|$))"
        for n, (key, kind) in enumerate(query)
    )
    return rf"\?{each}[^&]*(?:&[^&]*){{{len(query) - 1}}}"
