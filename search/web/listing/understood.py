"""A question typed as a sentence, answered by filters: which query it means, what to tell of it, what to offer instead."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

import msgspec

from records.base import Record
from search.engine import Reader, Results
from search.query import Query, Unit, make_query
from search.questions.question import PARTS, Claim, PartKind, Question
from search.questions.reading import read
from search.web import addresses, wording
from search.web.asking import MAX_VALUE_LENGTH
from search.web.i18n import Language
from search.web.listing import filters

_UNITS: tuple[Unit, ...] = ("events", "agreements", "articles")
# What no document of a unit has, so that it can't be filtered by: its words are searched.
_WORDS: dict[Unit, tuple[PartKind, ...]] = {"articles": (), "events": ("sector",), "agreements": ("sector",)}
_PASSED_OVER: dict[Unit, tuple[PartKind, ...]] = {"articles": (), "events": (), "agreements": ("event_type",)}
# How the results are shown, which a question says nothing of.
SHOWN_AS = ("basis", "role", "sort", "with_reprints")


class Offer(Record, frozen=True):
    """A way to take the words otherwise: what it is called, how much it would find ("" if not counted), its address."""

    text: str
    href: str
    count: str = ""


class Told(Record, frozen=True):
    """What a page says of the words as typed, and their language. `asked`: they were taken as filters; `failed`: they mean
    filters, by which nothing is found; neither: `filters` are offered, to be set one by one. `instead` is to take all of
    them as filters, or (where they were) none; `others` are the same filters elsewhere."""

    asked: str = ""
    language: Literal["vi", "en"] = "vi"
    failed: tuple[str, ...] = ()
    filters: tuple[Offer, ...] = ()
    instead: Offer | None = None
    others: tuple[Offer, ...] = ()


NOTHING = Told()


def answer(engine: Reader, question: Question, base: Query) -> Query | None:
    """The query that a question means, in the first unit that has something; None where none has.

    What holds all words that are left comes before what holds some, which only answers where something is asked.
    """
    if not question.is_sure or not is_tried(base):
        return None
    some: Query | None = None
    for query in _tried(question, base):
        results = _found(engine, query)
        if results.total and not _is_relaxed(results):
            return query
        if results.total and question.asks:
            some = some or query
    return some


def is_tried(query: Query) -> bool:
    """Whether words are tried as a question: on the first page, within bounds."""
    return query.page == 1 and not query.after and len(query.q) <= MAX_VALUE_LENGTH


def _tried(question: Question, base: Query) -> Iterator[Query]:
    """The queries a question may mean, the best first; agreements of which no text says who signed come last of all."""
    units = _units(question, base.unit)
    for unit in units:
        yield in_unit(question, unit, base)
    if "agreements" in units and question.of("signed") and not base.signed:
        inferred = in_unit(question, "agreements", base).without("signed")
        if inferred.filters:
            yield inferred


def in_unit(question: Question, unit: Unit, base: Query) -> Query:
    """The question's filters in one unit, over those that are set already."""
    words = _words(question, unit)
    parts = [part for part in question.parts if part.kind not in (*words, *_PASSED_OVER[unit])]
    raw = {name: value for part in parts for name, value in _raw(question, part, unit).items()}
    return _with(base, unit, question.left(words), raw)


def told(
    engine: Reader, base: Query, typed: str, *, taken: bool, exact: bool, lang: Language, today: date
) -> Told:  # fmt: skip
    """What to say of a page's words: `typed` as a question that was answered by filters (`taken`), or searched as they are."""
    question = read(typed, today)
    if question is None or (taken and not (question.is_sure and _is_answer(question, base))):
        return NOTHING
    if taken:
        words = msgspec.structs.replace(_own(question, base), q=typed)
        count = wording.counted(_found(engine, words).total, words.unit, lang)
        return Told(
            asked=typed,
            language="en" if question.english else "vi",
            instead=Offer(text=lang.text("Tìm đúng nguyên văn"), href=addresses.listing(words), count=count),
            others=tuple(_others(engine, question, base, lang)),
        )
    if question.is_sure and exact:
        return Told(instead=Offer(text=lang.text("Hiểu thành bộ lọc"), href=addresses.question(base)))
    offers = tuple(_offers(question, base, lang))
    failed = tuple(offer.text for offer in offers) if question.is_sure and is_tried(base) else ()
    return Told(failed=failed, filters=offers)


def _is_answer(question: Question, shown: Query) -> bool:
    """Whether the filters that are set may be the question's: those of an address that somebody made up are not."""
    meant = set(in_unit(question, shown.unit, Query(basis=shown.basis)).filters) - {"signed"}
    return bool(shown.filters) and meant <= set(shown.filters)


def _own(question: Question, shown: Query) -> Query:
    """What the reader had set before asking: the query less what the question brought, from its first page."""
    meant = in_unit(question, shown.unit, Query(basis=shown.basis))
    return addresses.from_start(shown.without(*meant.filters))


def _units(question: Question, unit: Unit) -> list[Unit]:
    """Where to look, one after the other: what is asked for, else the list that is open; signings and meetings first
    where the list is that of articles, which is what opens by itself."""
    happens = bool(question.of("signed") or question.of("event_type"))
    first: Unit = question.wants or ("events" if unit == "articles" and happens else unit)
    signed = bool(question.of("signed") or question.wants == "agreements")
    others = _UNITS if signed else ("events", "articles") if happens else (unit,)
    return list(dict.fromkeys((first, *others)))


def _words(question: Question, unit: Unit) -> tuple[PartKind, ...]:
    """The kinds whose words are searched: articles know no two parties, so that both names must be in the text."""
    paired = unit == "articles" and question.together and len(question.of("province")) > 1
    return (*_WORDS[unit], "province") if paired else _WORDS[unit]


def _raw(question: Question, part: Claim, unit: Unit) -> dict[str, object]:
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


def _with(base: Query, unit: Unit, words: str, raw: Mapping[str, object]) -> Query:
    """The query with other words and some filters in place of its own of that name; a time in place of any time."""
    times = ("year", "from", "to") if {"year", "from", "to"} & set(raw) else ()
    kept = base.without(*(name for name in (*raw, *times)))
    own = {name: value for name, value in msgspec.to_builtins(kept).items() if name in kept.filters}
    made = make_query(own | {"basis": base.basis} | dict(raw))
    return msgspec.structs.replace(
        made, q=words, unit=unit, role=base.role, sort=base.sort, limit=base.limit, with_reprints=base.with_reprints
    )


def _found(engine: Reader, query: Query) -> Results:
    return engine.search(msgspec.structs.replace(query, limit=0, page=1, after=""), facets=False)


def _is_relaxed(results: Results) -> bool:
    return any(notice.code == "relaxed" for notice in results.notices)


def _others(engine: Reader, question: Question, shown: Query, lang: Language) -> Iterator[Offer]:
    """The same filters in the other units, where they find something."""
    for unit in _UNITS:
        query = in_unit(question, unit, _own(question, shown))
        if unit == shown.unit or not query.filters:
            continue
        results = _found(engine, query)
        if results.total and not _is_relaxed(results):
            yield Offer(text=wording.counted(results.total, unit, lang), href=addresses.listing(query))


def _offers(question: Question, base: Query, lang: Language) -> Iterator[Offer]:
    """Each part as a filter in place of its words, where it is not set already."""
    skipped = (*_WORDS[base.unit], *_PASSED_OVER[base.unit])
    for part in question.parts:
        if part.kind in skipped:
            continue
        one = msgspec.structs.replace(question, claims=(part,))
        raw = _raw(one, part, base.unit)
        chips = filters.chips(_with(Query(basis=base.basis), base.unit, "", raw), lang, {})
        query = _with(base, base.unit, question.less(part), raw)
        text = f"{chips[0].title}: {' – '.join(chip.value for chip in chips)}"
        if query.filters != base.filters:
            yield Offer(text=text, href=addresses.listing(addresses.from_start(query)))
