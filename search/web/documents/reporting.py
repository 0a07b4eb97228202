"""Telling the operator of an error: what is shown, and the correction that would mend it, ready to be sent or kept."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

import yaml

from records.base import Record
from records.event import Event
from search.protocols import Kept
from search.web.documents.facts import FactGroup
from search.web.i18n import Language

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_MAX_MAIL = 1800  # characters of a mail's address that all mail programs take


class Report(Record, frozen=True):
    """The page for one document: `shown` is what is shown of it now in lines, `draft` the correction's YAML, `mail` an
    address to write to with all of it filled in ("" where the operator gave none), `contact` what the operator gave."""

    unit: Kept
    id: str
    title: str
    back: str
    shown: str
    draft: str
    mail: str
    contact: str


def report(
    unit: Kept, document_id: str, title: str, shown: Sequence[str], draft: str, *, back: str, base: str, contact: str,
    lang: Language,
) -> Report:  # fmt: skip
    """The report of a document at the address `base` + `back`."""
    lines = "\n".join(_one_line(line) for line in (title, *shown))
    return Report(
        unit=unit,
        id=document_id,
        title=title,
        back=back,
        shown=lines,
        draft=draft,
        mail=_mail(contact, f"{unit} {document_id}", base + back, lines, draft, lang),
        contact=contact,
    )


def shown_lines(groups: Sequence[FactGroup]) -> list[str]:
    """Facts as plain lines: "Khi nào: 25/3/2023; …"."""
    return [
        f"{group.title}: " + "; ".join(" - ".join(filter(None, (fact.text, fact.note))) for fact in group.facts)
        for group in groups
    ]


def event_draft(event_id: str, event: Event, today: date) -> str:
    """A correction of an event with its facts as they are shown, to be changed."""
    told = {
        "starts_on": str(event.starts_on) if event.starts_on else None,
        "place_province": event.place_province,
        "partners": list(event.partners) or None,
        "signed": event.signed,
    }
    fix = {name: value for name, value in told.items() if value is not None}
    return _draft(f"event-{event_id}", {"event": event_id, "fix": fix}, today)


def article_draft(article_id: str, event: Event | None, today: date) -> str:
    """A correction of what one article tells; of one without an event, that it must not be shown."""
    if event is None:
        return _draft(f"article-{article_id}", {"article": article_id, "suppress": True}, today)
    fix = {"starts_on": str(event.starts_on) if event.starts_on else None, "place_province": event.place_province}
    given = {name: value for name, value in fix.items() if value is not None} or {"type": event.type}
    return _draft(f"article-{article_id}", {"article": article_id, "number": 1, "fix": given}, today)


def people_draft(ids: Sequence[str], today: date) -> str:
    """A correction that makes people of one name one, the first with the others."""
    return _draft(f"people-{ids[0]}", {"same": list(ids)}, today)


def _draft(known: str, about: dict[str, Any], today: date) -> str:
    known = re.sub(r"[^a-z0-9]+", "-", known.lower()).strip("-")[:60].strip("-") or "id"
    head = {"kind": "correction", "id": known, "by": "…", "why": "…", "asked_on": today}
    text: str = yaml.safe_dump(head | about, allow_unicode=True, sort_keys=False, width=1000)
    return text


def mail_address(contact: str) -> str:
    """The operator's contact where it is an address of mail, else ""."""
    return contact if _MAIL.fullmatch(contact) else ""


def _mail(contact: str, subject: str, address: str, shown: str, draft: str, lang: Language) -> str:
    """A mailto address; what is too long for one is left out from its end, which then says so."""
    if not mail_address(contact):
        return ""
    asked = lang.text("Điều sai và nguồn để kiểm lại:")
    head = f"mailto:{quote(contact, safe='@')}?subject={quote(f'Kho Tin: {subject}')}&body="
    text = f"{address}\n\n{asked}\n\n\n{shown}\n\n{draft}"
    if len(head) + len(quote(text)) <= _MAX_MAIL:
        return head + quote(text)
    more = "\n\n" + lang.text("[Thư không đủ chỗ cho phần còn lại; xem cả ở địa chỉ trên.]")
    while len(head) + len(quote(text + more)) > _MAX_MAIL:
        text = text[: len(text) * 9 // 10]
    return head + quote(text + more)


def _one_line(text: str) -> str:
    return " ".join(text.split())
