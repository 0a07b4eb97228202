"""The page of one agreement: parties, period, and the chain of events from its signing to its latest review."""

from typing import Literal

from records.agreement import Agreement
from records.base import Record
from search.engine import Reader
from search.protocols import Archive
from search.web import wording
from search.web.documents.citing import Citation, Where, cite_agreement
from search.web.documents.facts import EventFacts, FactGroup, agreement_groups, event_facts
from search.web.documents.history import History, agreement_history
from search.web.documents.known import documents_of
from search.web.documents.tellers import Teller, tellers
from search.web.i18n import Language


class Step(Record, frozen=True):
    """One event in the life of an agreement: its signing or a review; `after` says how long after the signing."""

    what: Literal["signed", "reviewed"]
    event: EventFacts
    place: str
    after: str


class AgreementPage(Record, frozen=True):
    """An agreement (`title` tells it from others of its kind), its life in the order of time (what has no date last), and
    the articles; `quotes` are the words of the articles, each with the one it stands in."""

    agreement: Agreement
    title: str
    groups: tuple[FactGroup, ...]
    steps: tuple[Step, ...]
    articles: tuple[Teller, ...]
    quotes: tuple[tuple[str, Teller | None], ...]
    history: History
    citation: Citation


def agreement_page(
    engine: Reader, archive: Archive, agreement: Agreement, where: Where, lang: Language
) -> AgreementPage:
    """The page of an agreement at the address `where`."""
    articles = tellers(engine, agreement.article_ids, archive.sources(), lang)
    by_id = {one.id: one for one in articles}
    pairs = zip(agreement.evidence, (*agreement.evidence_article_ids, *("",) * len(agreement.evidence)), strict=False)
    quotes = {" ".join(one.text.split()): by_id.get(known) for one, known in pairs if one.text.strip()}
    return AgreementPage(
        agreement=agreement,
        title=wording.agreement_title(agreement),
        groups=agreement_groups(agreement, lang),
        steps=_steps(engine, agreement, lang),
        articles=articles,
        quotes=tuple(quotes.items()),
        history=agreement_history(agreement, lang),
        citation=cite_agreement(agreement, articles, where),
    )


def _steps(engine: Reader, agreement: Agreement, lang: Language) -> tuple[Step, ...]:
    ids: list[tuple[Literal["signed", "reviewed"], str]] = []
    if agreement.signing_event_id:
        ids.append(("signed", agreement.signing_event_id))
    ids += [("reviewed", known) for known in agreement.review_event_ids]
    found = documents_of(engine, "events", [known for _, known in ids])
    by_id = {document.id: document.event.event for document in found if document.event}
    told = [(what, known, by_id[known]) for what, known in ids if known in by_id]
    # What is signed is signed first, whatever an article has as its date.
    told.sort(key=lambda step: (step[0] != "signed", str(step[2].starts_on or "9999")))
    return tuple(
        Step(
            what=what,
            event=event_facts(event, (), lang, event_id=known),
            place=event.place_province or event.place_text or "",
            after=_after(agreement.signed_on, str(event.starts_on or ""), lang) if what == "reviewed" else "",
        )
        for what, known, event in told
    )


def _after(signed: str | None, reviewed: str, lang: Language) -> str:
    """How long after the signing a review was, in years or months; "" where a date is not known so closely."""
    if not signed or not reviewed or len(signed) < len("2023-03") or signed >= reviewed:
        return ""
    months = 12 * (int(reviewed[:4]) - int(signed[:4])) + int(reviewed[5:7]) - int(signed[5:7])
    if len(signed) == len(reviewed) and reviewed[8:] < signed[8:]:
        months -= 1
    if months < 1:
        return lang.text("chưa đầy một tháng sau khi ký")
    if months < 12:
        return lang.many("{n} tháng sau khi ký", months)
    return lang.many("{n} năm sau khi ký", months // 12)
