"""A question typed as a sentence, answered by filters: which query it means, what to tell of it, what to offer instead."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

import msgspec

from records.base import Record
from search.engine import Reader, Results
from search.query import Query
from search.questions.question import Question
from search.questions.reading import read
from search.web import addresses, wording
from search.web.asking import MAX_VALUE_LENGTH
from search.web.i18n import Language
from search.web.listing import filters
from search.web.listing.meaning import (
    PASSED_OVER,
    UNITS,
    WORDS,
    asks_for_two,
    in_unit,
    raw_filters,
    units_of,
    with_filters,
)
from search.web.listing.unanswerable import unanswerable

# How the results are shown, which a question says nothing of.
SHOWN_AS = ("basis", "role", "sort", "with_reprints")
_QUOTES = '"“”'  # what stands in them is meant exactly


class Offer(Record, frozen=True):
    """A way to take the words otherwise: what it is called, how much it would find ("" if not counted), its address."""

    text: str
    href: str
    count: str = ""


class Told(Record, frozen=True):
    """What a page says of the words as typed, and their language. `asked`: they were taken as filters; `failed`: they mean
    filters, by which nothing is found, as `headline` says; neither: `filters` are offered, to be set one by one. `instead` is
    to take all of them as filters, or (where they were) none; `others` are the same filters elsewhere, and what the words ask
    for. `beyond` is what no filter can answer."""

    asked: str = ""
    language: Literal["vi", "en"] = "vi"
    failed: tuple[str, ...] = ()
    headline: str = ""
    beyond: tuple[str, ...] = ()
    filters: tuple[Offer, ...] = ()
    instead: Offer | None = None
    others: tuple[Offer, ...] = ()


NOTHING = Told()


def answer(engine: Reader, question: Question, base: Query) -> Query | None:
    """The query that a question means, in the first unit that has something; None where none has.

    What holds all words that are left comes before what holds some, which only answers where something is asked. Who
    asks for two that have nothing together is shown that they have nothing.
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
    return some or (in_unit(question, units_of(question, base.unit)[0], base) if asks_for_two(question) else None)


def is_tried(query: Query) -> bool:
    """Whether words are tried as a question: on the first page, within bounds."""
    return query.page == 1 and not query.after and len(query.q) <= MAX_VALUE_LENGTH


def _tried(question: Question, base: Query) -> Iterator[Query]:
    """The queries a question may mean, the best first; agreements of which no text says who signed come last of all."""
    units = units_of(question, base.unit)
    for unit in units:
        yield in_unit(question, unit, base)
    if "agreements" in units and question.of("signed") and not base.signed:
        inferred = in_unit(question, "agreements", base).without("signed")
        if inferred.filters:
            yield inferred


def told(
    engine: Reader, base: Query, typed: str, *, taken: bool, exact: bool, lang: Language, today: date
) -> Told:  # fmt: skip
    """What to say of a page's words: `typed` as a question that was answered by filters (`taken`), or searched as they are."""
    question = read(typed, today)
    if taken:
        is_answer = question is not None and question.is_sure and _is_answer(question, base)
        return _answered(engine, question, base, lang) if question and is_answer else NOTHING
    if question and question.is_sure and exact:
        return Told(instead=Offer(text=lang.text("Hiểu thành bộ lọc"), href=addresses.question(base)))
    beyond = () if exact or any(mark in typed for mark in _QUOTES) else unanswerable(typed, question, lang)
    if question is None:
        return Told(beyond=beyond)
    offers = tuple(_offers(question, base, lang))
    if question.is_sure and is_tried(base) and offers:
        return Told(failed=tuple(offer.text for offer in offers), headline=_nothing(question, lang), filters=offers)
    others = () if beyond else tuple(_wanted(engine, question, base, lang))
    return Told(beyond=beyond, filters=offers, others=others)


def _answered(engine: Reader, question: Question, base: Query, lang: Language) -> Told:
    """What to say of a question that the page answers."""
    words = msgspec.structs.replace(_own(question, base), q=question.text)
    count = wording.counted(_found(engine, words).total, words.unit, lang)
    return Told(
        asked=question.text,
        language="en" if question.english else "vi",
        instead=Offer(text=lang.text("Tìm theo từ khóa"), href=addresses.listing(words), count=count),
        others=tuple(_others(engine, question, base, lang)),
    )


def _nothing(question: Question, lang: Language) -> str:
    """That there is none of what was asked for, by its name."""
    kinds = question.of("event_type")
    if len(kinds) == 1 and question.wants != "agreements":
        kind = wording.coded("event_types", kinds[0], lang.code).lower()
        return lang.text("Không có {kind} nào đúng như câu hỏi", kind=kind)
    if question.wants == "agreements":
        return lang.text("Không có thỏa thuận nào đúng như câu hỏi")
    if question.of("signed"):
        return lang.text("Không có việc ký kết nào đúng như câu hỏi")
    return lang.text("Không có gì đúng như câu hỏi")


def _wanted(engine: Reader, question: Question, base: Query, lang: Language) -> Iterator[Offer]:
    """The list of what the words ask for ("agreements between …"), by all their filters, where they don't say enough to be
    answered unasked."""
    if question.wants is None or not is_tried(base) or any(claim.unclear for claim in question.claims):
        return
    query = in_unit(question, question.wants, addresses.from_start(base))
    results = _found(engine, query)
    if results.total and not _is_relaxed(results):
        yield Offer(text=wording.counted(results.total, query.unit, lang), href=addresses.listing(query))


def _is_answer(question: Question, shown: Query) -> bool:
    """Whether the filters that are set may be the question's: those of an address that somebody made up are not."""
    meant = set(in_unit(question, shown.unit, Query(basis=shown.basis)).filters) - {"signed"}
    return bool(shown.filters) and meant <= set(shown.filters)


def _own(question: Question, shown: Query) -> Query:
    """What the reader had set before asking: the query less what the question brought, from its first page."""
    meant = in_unit(question, shown.unit, Query(basis=shown.basis))
    return addresses.from_start(shown.without(*meant.filters))


def _found(engine: Reader, query: Query) -> Results:
    return engine.search(msgspec.structs.replace(query, limit=0, page=1, after=""), facets=False)


def _is_relaxed(results: Results) -> bool:
    return any(notice.code == "relaxed" for notice in results.notices)


def _others(engine: Reader, question: Question, shown: Query, lang: Language) -> Iterator[Offer]:
    """The same filters in the other units, where they find something."""
    for unit in UNITS:
        query = in_unit(question, unit, _own(question, shown))
        if unit == shown.unit or not query.filters:
            continue
        results = _found(engine, query)
        if results.total and not _is_relaxed(results):
            yield Offer(text=wording.counted(results.total, unit, lang), href=addresses.listing(query))


def _offers(question: Question, base: Query, lang: Language) -> Iterator[Offer]:
    """Each part as a filter in place of its words, where it is not set already."""
    skipped = (*WORDS[base.unit], *PASSED_OVER[base.unit])
    for part in question.parts:
        if part.kind in skipped:
            continue
        one = msgspec.structs.replace(question, claims=(part,))
        raw = raw_filters(one, part, base.unit)
        chips = filters.chips(with_filters(Query(basis=base.basis), base.unit, "", raw), lang, {})
        query = with_filters(base, base.unit, question.less(part), raw)
        text = f"{chips[0].title}: {' – '.join(chip.value for chip in chips)}"
        if query.filters != base.filters:
            yield Offer(text=text, href=addresses.listing(addresses.from_start(query)))
