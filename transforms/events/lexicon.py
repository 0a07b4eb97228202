"""The event finder's words, read from the YAML files beside this module and compiled once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from records.event import EventType, OfficialRole
from records.yaml_text import read_yaml

_Trie = dict[str, "_Trie"]


def _trie_pattern(node: _Trie) -> str:
    """One group that matches the longest phrase of a trie; "" marks a phrase's end."""
    branches = [re.escape(char) + _trie_pattern(rest) for char, rest in sorted(node.items()) if char]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if "" in node else joined


def alternation(phrases: Iterable[str]) -> str:
    """A pattern that matches the longest of the phrases, in time that does not grow with their number."""
    root: _Trie = {}
    for phrase in phrases:
        node = root
        for char in phrase:
            node = node.setdefault(char, {})
        node.setdefault("", {})
    return _trie_pattern(root) or r"(?!)"


def whole(phrases: Iterable[str]) -> re.Pattern[str]:
    """The phrases as whole words."""
    return re.compile(rf"(?<!\w)(?:{alternation(phrases)})(?!\w)")


def read_words(name: str) -> Any:
    """The content of one YAML file of the lexicon."""
    text = files("transforms.events").joinpath(f"lexicon/{name}.yaml").read_text("utf-8")
    return read_yaml(text)


@dataclass(frozen=True)
class Kinds:
    """What happenings are called; `types` and `weights` are by noun or verb."""

    types: dict[str, EventType]
    weights: dict[str, float]
    noun: re.Pattern[str]
    verb: re.Pattern[str]
    personal: frozenset[str]
    opened: frozenset[str]
    subtype: re.Pattern[str]
    weak_subtype: re.Pattern[str]
    held: re.Pattern[str]
    future: re.Pattern[str]
    frame: re.Pattern[str]
    inside: re.Pattern[str]
    not_noun: re.Pattern[str]
    participants: re.Pattern[str]
    unlikely: re.Pattern[str]
    investigators: re.Pattern[str]


@dataclass(frozen=True)
class People:
    """How people in office are named."""

    surnames: frozenset[str]
    strong_surnames: frozenset[str]
    not_names: frozenset[str]
    honorific: re.Pattern[str]
    before_name: re.Pattern[str]
    title: re.Pattern[str]
    private: re.Pattern[str]
    public: re.Pattern[str]
    former: re.Pattern[str]
    absent: re.Pattern[str]
    verb: re.Pattern[str]
    roles: dict[str, OfficialRole]


@dataclass(frozen=True)
class Parties:
    """What makes cooperation, signings and periods."""

    cooperation: re.Pattern[str]
    not_cooperation: re.Pattern[str]
    other: re.Pattern[str]
    document: re.Pattern[str]
    weak_document: re.Pattern[str]
    not_agreement: re.Pattern[str]
    sign: re.Pattern[str]
    past: re.Pattern[str]
    future: re.Pattern[str]
    now: re.Pattern[str]
    not_signing: re.Pattern[str]
    programme: re.Pattern[str]
    reviewed: re.Pattern[str]
    planned: re.Pattern[str]
    not_period: re.Pattern[str]
    body: re.Pattern[str]
    guests: tuple[str, ...]
    not_party: re.Pattern[str]


def _ends_at(phrases: Iterable[str]) -> re.Pattern[str]:
    """The phrases as whole words at the very end of a text, blanks after them allowed."""
    return re.compile(rf"(?<!\w)(?:{alternation(phrases)})\s*$")


# "buổi trao đổi" and "cuộc trao đổi" are said of the same.
_CLASSIFIERS = {"buổi ": "cuộc ", "cuộc ": "buổi "}
# … but a paper's "cuộc trao đổi" with somebody is an interview.
_ONE_WAY = frozenset({"buổi trao đổi"})


def _either_way(nouns: dict[str, EventType], weights: dict[str, float]) -> None:
    """Add to nouns that begin with one word for an occasion the same with the other."""
    for noun, kind in list(nouns.items()):
        for one, other in _CLASSIFIERS.items():
            if noun.startswith(one) and noun not in _ONE_WAY:
                said = other + noun.removeprefix(one)
                weights.setdefault(said, weights[noun])
                nouns.setdefault(said, kind)


def _counted(verbs: Iterable[str], counts: Iterable[str], given_by: str = "trao giấy") -> list[str]:
    """Verbs, and those of handing something over with a number before what is handed over: "trao 8 giấy chứng nhận"."""
    verbs, numbers = list(verbs), [*counts, *map(str, range(2, 60))]
    given = [verb.removeprefix("trao ") for verb in verbs if verb.startswith(given_by)]
    return [*verbs, *(f"trao {number} {thing}" for number in numbers for thing in given)]


@cache
def kinds() -> Kinds:
    """The words of kinds.yaml."""
    raw = read_words("kinds")
    types: dict[str, EventType] = {}
    weights: dict[str, float] = {}
    for kind, groups in raw["nouns"].items():
        for weight, nouns in groups.items():
            types.update(dict.fromkeys(nouns, kind))
            weights.update(dict.fromkeys(nouns, float(weight)))
    _either_way(types, weights)
    nouns = list(types)
    verbs = {
        verb: kind for kind, groups in raw["verbs"].items() for verb in _counted(groups["official"], raw["counts"])
    }
    types.update({verb: kind for verb, kind in verbs.items() if verb not in types})
    return Kinds(
        types=types,
        weights=weights,
        noun=whole(nouns),
        verb=whole(verbs),
        personal=frozenset(raw["personal"]),
        opened=frozenset(raw["opened"]),
        subtype=whole(raw["subtypes"]),
        weak_subtype=whole(raw["weak_subtypes"]),
        held=whole(raw["held"]),
        future=whole(raw["future"]),
        frame=_ends_at(raw["frame"]),
        inside=_ends_at(raw["inside"]),
        not_noun=whole(raw["not_nouns"]),
        participants=whole(raw["participants"]),
        unlikely=whole(raw["unlikely"]),
        investigators=whole(raw["investigators"]),
    )


@cache
def people() -> People:
    """The words of people.yaml."""
    raw = read_words("people")
    roles: dict[str, OfficialRole] = {verb: role for role, verbs in raw["roles"].items() for verb in verbs}
    address = alternation([*raw["honorifics"], *raw["ranks"]])
    return People(
        surnames=frozenset(raw["surnames"]),
        strong_surnames=frozenset(raw["strong_surnames"]),
        not_names=frozenset(raw["not_names"]),
        honorific=whole(raw["honorifics"]),
        before_name=re.compile(rf"(?:(?<!\w)(?:{address})[\s.,:]+)+$"),
        title=whole(raw["titles"]),
        private=whole(raw["private"]),
        public=whole(raw["public"]),
        former=_ends_at(raw["former"]),
        absent=_ends_at(raw["absent"]),
        verb=whole(roles),
        roles=roles,
    )


@cache
def parties() -> Parties:
    """The words of parties.yaml."""
    raw = read_words("parties")
    return Parties(
        cooperation=whole(raw["cooperation"]),
        not_cooperation=whole(raw["not_cooperation"]),
        other=whole(raw["others"]),
        document=whole(raw["documents"]),
        weak_document=whole(raw["weak_documents"]),
        not_agreement=whole(raw["not_agreements"]),
        sign=whole(_counted(raw["sign"], read_words("kinds")["counts"], "trao ")),
        past=whole(raw["past"]),
        future=whole(raw["future"]),
        now=whole(raw["now"]),
        not_signing=whole([*raw["not_signing"], *(p.replace("ký", "kí") for p in raw["not_signing"])]),
        programme=whole(raw["programmes"]),
        reviewed=whole(raw["reviewed"]),
        planned=whole(raw["planned"]),
        not_period=whole(raw["not_periods"]),
        body=whole(raw["bodies"]),
        guests=tuple(raw["guests"]),
        not_party=whole(raw["not_parties"]),
    )
