"""The page on which a reader tells the operator of an error, with the correction that would mend it."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from records.links import Document
from search.protocols import Kept
from search.web import addresses, wording
from search.web.documents import reporting
from search.web.documents.facts import agreement_groups, event_facts
from search.web.documents.people import person_page
from search.web.documents.reporting import Report
from search.web.errors import absent, refuse_taken_down
from search.web.i18n import Language
from search.web.site import Site, language_of, page, site_of


def report_page(request: Request, unit: str, document_id: str) -> Response:
    """The report of an article, event, agreement or person."""
    site, lang = site_of(request), language_of(request)
    match unit:
        case "articles" | "events" | "agreements":
            refuse_taken_down(request, unit, document_id)
            document = site.engine.get(unit, document_id)
            if document is None:
                return absent(request, unit, document_id)
            title, shown, draft = _of(document, site, lang)
            view = _report(request, document, title, shown, draft)
        case "people":
            refuse_taken_down(request, "people", document_id)
            found = site.archive.people(ids=[document_id])
            if not found:
                return absent(request, "people", document_id)
            told = person_page(site.engine, site.archive, found[0], lang)
            lines = [f"{held.title}, {held.when}" for held in told.offices]
            ids = [found[0].person_id, *found[0].namesakes]
            draft = reporting.people_draft(ids, site.today()) if len(ids) > 1 else ""
            view = _report(request, None, found[0].name, lines, draft, person_id=document_id)
        case _:
            raise HTTPException(HTTPStatus.NOT_FOUND, f"no errors are reported of {unit!r}")
    return page(request, "report.html", view=view)


def _of(document: Document, site: Site, lang: Language) -> tuple[str, list[str], str]:
    """The title, what is shown in lines, and the draft of a correction."""
    today = site.today()
    if document.event is not None:
        event = document.event.event
        groups = event_facts(event, (), lang).groups
        draft = reporting.event_draft(document.id, event, today)
        return wording.event_title(event, lang), reporting.shown_lines(groups), draft
    if document.agreement is not None:
        agreement = document.agreement
        signing = site.engine.get("events", agreement.signing_event_id) if agreement.signing_event_id else None
        draft = reporting.event_draft(signing.id, signing.event.event, today) if signing and signing.event else ""
        return agreement.title, reporting.shown_lines(agreement_groups(agreement, lang)), draft
    assert document.article is not None
    article = document.article
    lines = [line for event in article.events for line in reporting.shown_lines(event_facts(event, (), lang).groups)]
    lines += [", ".join(tag.name for tag in article.provinces if tag.role != "source")]
    draft = reporting.article_draft(article.article_id, article.events[0] if article.events else None, today)
    return article.title or lang.text("(không có tít)"), [line for line in lines if line], draft


def _report(
    request: Request, document: Document | None, title: str, shown: list[str], draft: str, *, person_id: str = ""
) -> Report:
    site = site_of(request)
    unit: Kept = document.unit if document else "people"
    known = document.id if document else person_id
    return reporting.report(
        unit, known, title, shown, draft,
        back=addresses.document(unit, known), base=site.base(request), contact=site.contact, lang=language_of(request),
    )  # fmt: skip
