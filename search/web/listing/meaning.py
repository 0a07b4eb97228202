"""A question as a query in one unit: its filters over those that are set, and its other words; pure."""

from collections.abc import Mapping

import msgspec

from search.query import Query, Unit, make_query
from search.questions.question import PARTS, Claim, PartKind, Question
from search.synonyms import forms
from transforms.text import fold, has_diacritics

UNITS: tuple[Unit, ...] = ("events", "agreements", "articles")
# What no document of a unit has, so that it can't be filtered by: its words are searched.
WORDS: dict[Unit, tuple[PartKind, ...]] = {"articles": (), "events": ("sector",), "agreements": ("sector",)}
PASSED_OVER: dict[Unit, tuple[PartKind, ...]] = {"articles": (), "events": (), "agreements": ("event_type",)}


def in_unit(question: Question, unit: Unit, base: Query) -> Query:
    """The question's filters in one unit, over those that are set already."""
    paired = _is_paired(question, unit)
    passed_over = (*WORDS[unit], *PASSED_OVER[unit], *(("province",) if paired else ()))
    parts = [part for part in question.parts if part.kind not in passed_over]
    raw = {name: value for part in parts for name, value in raw_filters(question, part, unit).items()}
    names = [_any_form(name, question.text) for name in question.of("province")] if paired else []
    return with_filters(base, unit, " ".join([*names, question.left(WORDS[unit])]).strip(), raw)


def units_of(question: Question, unit: Unit) -> list[Unit]:
    """Where to look, one after the other: what is asked for, else the list that is open; signings and meetings first
    where the list is that of articles, which is what opens by itself."""
    happens = bool(question.of("signed") or question.of("event_type") or asks_for_two(question))
    first: Unit = question.wants or ("events" if unit == "articles" and happens else unit)
    signed = bool(question.of("signed") or question.wants == "agreements")
    others = UNITS if signed else ("events", "articles") if happens else (unit,)
    return list(dict.fromkeys((first, *others)))


def asks_for_two(question: Question) -> bool:
    """Whether it asks for what two provinces did together."""
    return question.asks and question.together and len(question.of("province")) > 1


def _is_paired(question: Question, unit: Unit) -> bool:
    """Whether provinces must both be in the text: articles know no two parties."""
    return unit == "articles" and question.together and len(question.of("province")) > 1


def _any_form(name: str, typed: str) -> str:
    """A province in the query language, by any of its forms, as a phrase: ("Hồ Chí Minh" OR "tp hcm" OR "tphcm")."""
    others = [form for form in (*forms(name), *forms(f"TP {name}")) if name.lower() not in form]
    phrases = [f'"{form if has_diacritics(typed) else fold(form)}"' for form in dict.fromkeys((name, *others))]
    return phrases[0] if len(phrases) == 1 else f"({' OR '.join(phrases)})"


def raw_filters(question: Question, part: Claim, unit: Unit) -> dict[str, object]:
    """A part as filters by their names; those of a list hold all of the question's values."""
    if part.kind == "when":
        when = question.when
        assert when
        return {"year": when.years, "from": when.first, "to": when.last}
    if part.kind == "signed":
        return {"signed": True}
    assert part.kind in PARTS
    party = part.kind == "province" and unit != "articles" and question.together
    return {"partner" if party else part.kind: question.of(part.kind)}


def with_filters(base: Query, unit: Unit, words: str, raw: Mapping[str, object]) -> Query:
    """The query with other words and some filters in place of its own of that name; a time in place of any time."""
    times = ("year", "from", "to") if {"year", "from", "to"} & set(raw) else ()
    kept = base.without(*(name for name in (*raw, *times)))
    own = {name: value for name, value in msgspec.to_builtins(kept).items() if name in kept.filters}
    made = make_query(own | {"basis": base.basis} | dict(raw))
    return msgspec.structs.replace(
        made, q=words, unit=unit, role=base.role, sort=base.sort, limit=base.limit, with_reprints=base.with_reprints
    )
