"""What linking and people did to a record, as its page shows it: where texts differ, corrections, joins, what others filled in."""

from collections.abc import Mapping, Sequence

from records.agreement import Agreement
from records.base import Record
from records.correction import Applied
from records.links import ArticleLinks, Contradiction, Filled, LinkedEvent
from records.person import Person
from search.protocols import Kept
from search.web import addresses, wording
from search.web.documents.fact_names import fact_name
from search.web.documents.tellers import Teller
from search.web.i18n import Language

_IDS_AFTER = ("joined with ", "split from ")


class SaidBy(Record, frozen=True):
    """One of the values that texts give, and the articles that give it."""

    value: str
    articles: tuple[Teller, ...] = ()


class Difference(Record, frozen=True):
    """A fact on which texts differ, with all they say."""

    fact: str
    said: tuple[SaidBy, ...]


class Corrected(Record, frozen=True):
    """A correction as readers see it: what was changed, who asked for it, why and when."""

    what: tuple[str, ...]
    by: str
    why: str
    day: str


class Note(Record, frozen=True):
    """What an id was joined with or split from: the words before, and (address, id) of each."""

    text: str
    ids: tuple[tuple[str, str], ...]


class History(Record, frozen=True):
    """All of it; `filled` are the articles that gave facts which the first lacks, each with these facts."""

    differences: tuple[Difference, ...] = ()
    corrections: tuple[Corrected, ...] = ()
    notes: tuple[Note, ...] = ()
    filled: tuple[tuple[Teller, tuple[str, ...]], ...] = ()


def event_history(linked: LinkedEvent, tellers: Mapping[str, Teller], lang: Language) -> History:
    """Of an event; `tellers` are the articles that can be shown, by id."""
    return History(
        differences=tuple(_difference(one, tellers, lang) for one in linked.contradictions),
        corrections=_corrections(linked.corrections, lang),
        notes=_notes(linked.note, "events", lang),
        filled=_filled(linked.filled, tellers, lang),
    )


def article_history(links: ArticleLinks, lang: Language) -> History:
    """Of an article: the corrections of what it tells."""
    return History(corrections=_corrections(links.corrections, lang))


def agreement_history(agreement: Agreement, lang: Language) -> History:
    """Of an agreement: its texts' differences come as lines, "signed_on: 2022-03-25 / 2023-03-25"."""
    differences = []
    for line in agreement.disagreements:
        fact, _, values = line.partition(": ")
        said = tuple(SaidBy(value=_value(fact, value, lang)) for value in values.split(" / "))
        differences.append(Difference(fact=fact_name(fact, lang), said=said))
    return History(differences=tuple(differences), notes=_notes(agreement.note, "agreements", lang))


def person_history(person: Person, lang: Language) -> History:
    """Of a person: the corrections, and what the id was joined with or split from."""
    return History(corrections=_corrections(person.corrections, lang), notes=_notes(person.note, "people", lang))


def _difference(one: Contradiction, tellers: Mapping[str, Teller], lang: Language) -> Difference:
    return Difference(
        fact=fact_name(one.fact, lang),
        said=tuple(
            SaidBy(
                value=_value(one.fact, said.value, lang),
                articles=tuple(tellers[known] for known in said.article_ids if known in tellers),
            )
            for said in one.said
        ),
    )


def _value(fact: str, value: str, lang: Language) -> str:
    """A fact's value as pages write it: codes by name, days as the language has them."""
    if fact == "type":
        return wording.coded("event_types", value, lang.code)
    if fact in ("starts_on", "ends_on", "signed_on"):
        return lang.day(value)
    if fact == "signed":
        return lang.text("có ký kết") if value == "True" else lang.text("không ký kết")
    return value


def _corrections(applied: Sequence[Applied], lang: Language) -> tuple[Corrected, ...]:
    return tuple(
        Corrected(what=_what(one.what, lang), by=one.by, why=one.why, day=lang.day(one.asked_on)) for one in applied
    )


def _what(what: str, lang: Language) -> tuple[str, ...]:
    """What a correction does: "name: value" of each fact, or the words for the rest."""
    plain = {
        "not an event": lang.text("không phải là một sự kiện"),
        "a name is withheld": lang.text("không nêu một tên người"),
        "withheld": lang.text("không hiển thị"),
    }
    if what in plain:
        return (plain[what],)
    told = []
    for part in what.split("; "):
        fact, parted, value = part.partition(": ")
        told.append(f"{fact_name(fact, lang)}: {_value(fact, value, lang)}" if parted else part)
    return tuple(told)


def _notes(note: str, unit: Kept, lang: Language) -> tuple[Note, ...]:
    """ "joined with e3, e4; split from e1" in the reader's words, each id with its address."""
    words = {
        _IDS_AFTER[0]: lang.text("Trước đây tách riêng, nay gộp vào đây:"),
        _IDS_AFTER[1]: lang.text("Tách ra từ:"),
    }
    found = []
    for part in filter(None, note.split("; ")):
        before = next((known for known in _IDS_AFTER if part.startswith(known)), None)
        ids = part.removeprefix(before).split(", ") if before else []
        shown = tuple((addresses.document(unit, known), known) for known in ids)
        found.append(Note(text=words[before] if before else part, ids=shown))
    return tuple(found)


def _filled(
    filled: Sequence[Filled], tellers: Mapping[str, Teller], lang: Language
) -> tuple[tuple[Teller, tuple[str, ...]], ...]:
    """The facts by the article that gave them; how a year came to be known goes with its day."""
    by_article: dict[str, dict[str, None]] = {}
    for one in filled:
        if one.fact != "year_from" and one.article_id in tellers:
            by_article.setdefault(one.article_id, {})[fact_name(one.fact, lang)] = None
    return tuple((tellers[known], tuple(facts)) for known, facts in by_article.items())
