"""The query language: words, "phrases", -word, OR, parentheses, title:, official:; the malformed is plain words."""

import re
from typing import Literal, TypeAlias

from records.base import Record
from search.english import english_words
from transforms.analyser import tokens
from transforms.text import composed, has_diacritics

MAX_WORDS = 64
MAX_CHARACTERS = 2000
MAX_NESTING = 8

Field = Literal["text", "title", "official"]


class Word(Record, frozen=True):
    """One plain word (a token): it counts in the rule of how many words must match."""

    token: str


class Phrase(Record, frozen=True):
    """Tokens that must stand side by side in a field."""

    tokens: tuple[str, ...]
    field: Field = "text"


class Group(Record, frozen=True):
    """Items side by side: words by the rule of how many must match, all else required; none of `excluded`."""

    items: tuple["Node", ...] = ()
    excluded: tuple["Node", ...] = ()


class Either(Record, frozen=True):
    """At least one of the options."""

    options: tuple[Group, ...]


Node: TypeAlias = Word | Phrase | Group | Either


class Parsed(Record, frozen=True):
    """What a query's words mean. `written`: it has diacritics and is matched as written, else folded. `english` are words of
    an English sentence, which are no abbreviations."""

    tree: Group
    written: bool
    malformed: bool = False
    too_long: bool = False
    english: frozenset[str] = frozenset()


def parse(text: str) -> Parsed:
    """The tree of a query; never fails: what can't be read is searched as plain words."""
    text = composed(text[: MAX_CHARACTERS + 1])
    written = has_diacritics(text)
    words = tokens(text)
    english = english_words(text)
    if len(words) > MAX_WORDS or len(text) > MAX_CHARACTERS:
        return Parsed(tree=_plain(words[:MAX_WORDS]), written=written, too_long=True, english=english)
    try:
        tree = _Parser(_LEXEME.findall(_LONE_DASH.sub(" ", text))).query()
    except _Malformed:
        return Parsed(tree=_plain(words), written=written, malformed=True, english=english)
    return Parsed(tree=tree, written=written, english=english)


def is_empty(group: Group) -> bool:
    """Whether nothing is asked for or excluded: all documents match."""
    return not group.items and not group.excluded


def positive(node: Node) -> list[list[str]]:
    """Runs of neighbouring tokens that are asked for (plain words and phrases), in the order of the query."""
    match node:
        case Word(token=token):
            return [[token]]
        case Phrase(tokens=words):
            return [list(words)]
        case Either(options=options):
            return [run for option in options for run in positive(option)]
        case Group(items=items):
            return _runs(items)


def _runs(items: tuple[Node, ...]) -> list[list[str]]:
    runs: list[list[str]] = []
    after_word = False
    for item in items:
        if isinstance(item, Word) and after_word:
            runs[-1].append(item.token)
        else:
            runs.extend(positive(item))
        after_word = isinstance(item, Word)
    return runs


class _Malformed(Exception):  # noqa: N818 (no error of the tree: it never leaves this module)
    """The text follows no grammar."""


# A prefix (-, title:, official:) before something; a quoted phrase; a lone quote; a bracket; a run of anything else.
_LEXEME = re.compile(
    r"""(?:(?<=\s)|(?<=\()|^)-(?=[^\s\-)])|(?:title|official):|["“”][^"“”]*["“”]|["“”]|[()]|[^\s()"“”]+"""
)
_LONE_DASH = re.compile(r"(?<!\S)-+(?!\S)")  # "Bắc Ninh - Bắc Giang" excludes nothing
_FIELDS: dict[str, Field] = {"title:": "title", "official:": "official"}


def _plain(words: list[str]) -> Group:
    return Group(items=tuple(Word(token=word) for word in words if word != "or"))


class _Parser:
    """Recursive descent over the lexemes; `either := group (OR group)*`, `group := ([-] [field:] atom)*`."""

    def __init__(self, lexemes: list[str]) -> None:
        self._lexemes = lexemes
        self._at = 0
        self._depth = 0

    def query(self) -> Group:
        tree = self._either(None)
        if self._at < len(self._lexemes):
            raise _Malformed(self._lexemes[self._at])
        return tree

    def _peek(self) -> str | None:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else None

    def _take(self) -> str:
        lexeme = self._peek()
        if lexeme is None:
            raise _Malformed("end")
        self._at += 1
        return lexeme

    def _either(self, field: Field | None) -> Group:
        options = [self._group(field)]
        while self._peek() == "OR":
            self._take()
            options.append(self._group(field))
        if len(options) == 1:
            return options[0]
        if not all(option.items for option in options):
            raise _Malformed("OR")
        return Group(items=(Either(options=tuple(options)),))

    def _group(self, field: Field | None) -> Group:
        items: list[Node] = []
        excluded: list[Node] = []
        while self._peek() not in (None, ")", "OR"):
            if self._peek() == "-":
                self._take()
                excluded.extend(self._exclusion(field))
                continue
            atom = self._atom(field)
            if isinstance(atom, Group) and not atom.excluded:
                items.extend(atom.items)
            else:
                items.append(atom)
        return Group(items=tuple(items), excluded=tuple(excluded))

    def _exclusion(self, field: Field | None) -> list[Node]:
        """What is excluded: a word of several tokens ("-TP.HCM") as a phrase, brackets as what matches them."""
        nested = self._peek() == "("
        atom = self._atom(field)
        if not isinstance(atom, Group):
            return [atom]
        if nested:
            return [atom] if atom.items else []
        words = tuple(item.token for item in atom.items if isinstance(item, Word))
        return [Phrase(tokens=words)] if words else []

    def _atom(self, field: Field | None) -> Node:
        lexeme = self._take()
        if lexeme in _FIELDS:
            if field or self._peek() in (None, ")", "OR", "-", *_FIELDS):
                raise _Malformed(lexeme)
            return self._atom(_FIELDS[lexeme])
        if lexeme == "(":
            return self._nested(field)
        if lexeme in (")", '"', "“", "”"):
            raise _Malformed(lexeme)
        words = tuple(tokens(lexeme))
        if lexeme[0] in '"“”' or field:
            return Phrase(tokens=words, field=field or "text") if words else Group()
        return Group(items=tuple(Word(token=word) for word in words))

    def _nested(self, field: Field | None) -> Group:
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise _Malformed("(")
        inside = self._either(field)
        if self._take() != ")":
            raise _Malformed("(")
        self._depth -= 1
        return inside
