"""What a reader may mean while still typing: names and titles whose syllables begin as typed; pure, for both engines."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import msgspec

from records.agreement import Agreement
from records.base import Record, decode, from_builtins
from records.places import provinces
from records.vocabulary import names
from search.engine import Suggestion, SuggestionKind
from search.matching import Json
from search.synonyms import alternatives
from transforms.analyser import tokens
from transforms.text import fold, has_diacritics

MAX_TYPED = 100  # characters; nobody needs a hint who has typed more
CANDIDATES = 40  # titles that an engine gives for one clause, newest first
NAMES_COUNTED = 1000
_SHORTEST = 2  # letters before titles and names of people are looked for
# How many of each kind are shown at most, in the order of the list; titles take the room that is left.
_ROOM: dict[SuggestionKind, int] = {"province": 2, "sector": 2, "official": 3, "agreement": 2}
_KINDS_OF_UNIT = (("tinh",), ("thanh", "pho"), ("tp",))


class Typed(Record, frozen=True):
    """The tokens typed so far: `words` are whole, `last` may be the beginning of one ("" after a space).

    `written` is whether any has diacritics: names as written then come before those that only look alike.
    """

    words: tuple[str, ...]
    last: str
    written: bool

    @property
    def long_enough(self) -> bool:
        """Whether there is enough of it to look for titles."""
        return len("".join(self.words) + self.last) >= _SHORTEST


class Candidates(Record, frozen=True):
    """What an engine found: titles of articles and agreements by document id, newest first, and names of officials
    with the number of articles that name them."""

    titles: tuple[tuple[str, str], ...] = ()
    agreements: tuple[tuple[str, str], ...] = ()
    officials: tuple[tuple[str, int], ...] = ()


class _Titled(msgspec.Struct):
    title: str = ""


class _Stored(msgspec.Struct):
    """The little of a stored document that a title is made of; the rest is skipped unread."""

    id: str
    article: _Titled | None = None
    agreement: Agreement | None = None


def typed(text: str) -> Typed | None:
    """What was typed; None where there is nothing to go by, or too much."""
    words = tokens(text[: MAX_TYPED + 1])
    if not words or len(text) > MAX_TYPED:
        return None
    ended = not (text[-1].isalnum() or text[-1] == "_")
    return Typed(
        words=tuple(words) if ended else tuple(words[:-1]),
        last="" if ended else words[-1],
        written=has_diacritics(text),
    )


def title_clauses(said: Typed) -> tuple[Json, Json]:
    """Two clauses on titles: the words side by side (as written, where they are), and the words anywhere (folded)."""
    field = "title" if said.written else "title.folded"
    return _beginning(field, said, together=True), _beginning("title.folded", said, together=False)


def people_clause(said: Typed) -> Json:
    """Articles that name a person, or the title of one, whose syllables begin so."""
    return _beginning("people.folded", said, together=False)


def _beginning(field: str, said: Typed, *, together: bool) -> Json:
    folded = field.endswith("folded")
    words = [fold(word) if folded else word for word in said.words]
    last = fold(said.last) if folded else said.last
    must: list[Json] = [{"prefix": {field: {"value": last}}}] if last else []
    if together and len(words) > 1:
        must.append({"match_phrase": {field: {"query": " ".join(words), "analyzer": "whitespace"}}})
    else:
        must += [{"term": {field: {"value": word}}} for word in words]
    return {"bool": {"must": must}}


def official_names(aggregation: Json) -> tuple[tuple[str, int], ...]:
    """Names and counts of a terms aggregation."""
    return tuple((str(bucket["key"]), bucket["doc_count"]) for bucket in aggregation["buckets"])


def titles(records: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    """(id, title) of stored documents, given as JSON or as what JSON holds."""
    read: list[_Stored] = [decode(r, _Stored) if isinstance(r, bytes) else from_builtins(r, _Stored) for r in records]
    told = ((one.id, (one.article or one.agreement or _Titled()).title) for one in read)
    return tuple((name, title) for name, title in told if title)


def suggestions(text: str, limit: int, ask: Callable[[Typed], Candidates]) -> tuple[Suggestion, ...]:
    """What may be meant: provinces and sectors of the vocabulary, then what an engine's candidates hold, best first."""
    said = typed(text)
    if said is None or limit < 1:
        return ()
    found = ask(said) if said.long_enough else Candidates()
    people = [(name, name) for name, _ in sorted(found.officials, key=lambda one: (-one[1], one[0]))]
    listed: dict[SuggestionKind, list[Suggestion]] = {
        "province": _provinces_meant(said),
        "sector": _ranked("sector", said, _sectors()),
        "official": _ranked("official", said, people) if said.long_enough else [],
        "agreement": _ranked("agreement", said, found.agreements),
        "title": _ranked("title", said, found.titles, scattered=True),
    }
    first = [one for kind, most in _ROOM.items() for one in listed[kind][:most]]
    return tuple([*first, *listed["title"]][:limit])


def _ranked(
    kind: SuggestionKind, said: Typed, choices: Iterable[tuple[str, str]], *, scattered: bool = False
) -> list[Suggestion]:
    """The choices (value, text) that hold what was typed, each text once; equals stay in their order."""
    best: dict[str, tuple[tuple[int, ...], Suggestion]] = {}
    for value, text in choices:
        words = tokens(text)
        rank = _rank(said, words, scattered=scattered)
        if rank is not None:
            best.setdefault(" ".join(words), (rank, Suggestion(kind=kind, text=text, value=value)))
    return [one for _, one in sorted(best.values(), key=lambda ranked: ranked[0])]


def _rank(said: Typed, words: list[str], *, scattered: bool) -> tuple[int, ...] | None:
    """How well a text begins as typed: first side by side, as written, from its beginning; None where it does not."""
    bare = [fold(word) for word in words]
    places = [at for at in range(len(words)) if _stands(said, bare, at, folded=True)]
    if not places:
        whole = set(bare)
        holds = all(fold(word) in whole for word in said.words) and any(
            word.startswith(fold(said.last)) for word in bare
        )
        return (1, 1, 1) if scattered and holds else None
    written = [at for at in places if _stands(said, words, at, folded=False)]
    return (0, int(said.written and not written), int((written or places)[0] > 0))


def _stands(said: Typed, words: list[str], at: int, *, folded: bool) -> bool:
    wanted = [*said.words, *([said.last] if said.last else [])]
    if folded:
        wanted = [fold(word) for word in wanted]
    there = words[at : at + len(wanted)]
    if len(there) < len(wanted):
        return False
    whole = len(said.words)
    return there[:whole] == wanted[:whole] and (not said.last or there[whole].startswith(wanted[whole]))


def _provinces_meant(said: Typed) -> list[Suggestion]:
    """The provinces that begin as typed, or that an abbreviation typed whole stands for ("tphcm")."""
    short = tuple(fold(word) for word in (*said.words, *filter(None, [said.last])))
    forms = [Typed(words=form[:-1], last=form[-1], written=False) for form in alternatives(short, written=False)]
    found = [one for form in (said, *forms) for one in _ranked("province", _without_kind(form), _provinces())]
    return list(dict.fromkeys(found))


def _without_kind(said: Typed) -> Typed:
    """ "tỉnh đồng n" as "đồng n": the kind of unit is no part of a province's name."""
    bare = tuple(fold(word) for word in said.words)
    for kind in _KINDS_OF_UNIT:
        rest = said.words[len(kind) :]
        if bare[: len(kind)] == kind and (rest or said.last):
            return msgspec.structs.replace(said, words=rest)
    return said


@cache
def _provinces() -> tuple[tuple[str, str], ...]:
    listed = dict.fromkeys(unit.name for unit in provinces().values())
    return tuple((name, name) for name in listed)


@cache
def _sectors() -> tuple[tuple[str, str], ...]:
    return tuple((code, vietnamese) for code, (vietnamese, _) in names("sectors").items())
