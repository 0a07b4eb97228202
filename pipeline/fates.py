"""What became of ids that were once shown: merged into others, withheld by a correction, or no longer told by any text."""

import re
from html import unescape
from typing import Any

from sqlalchemy import Connection, select

from pipeline.corrections import force_of
from pipeline.ledger.tables import articles, linked
from pipeline.linking.book import SILENT
from pipeline.linking.careers import KeptPerson
from pipeline.linking.corrected import InForce, applied
from pipeline.linking.names import masked, masked_text, name_key
from pipeline.views import merged_into
from records.article import Article
from records.base import decode
from records.correction import Applied
from records.links import LinkedEvent
from search.protocols import Fate, Kept

_TAG = re.compile(r"<[^>]*>")
_GONE = Fate(kind="withdrawn")


def fate_of(connection: Connection, unit: Kept, known: str) -> Fate | None:
    """Where an id leads, or why nothing is shown there any more; None for what is present or never was."""
    if unit == "articles":
        return _article_fate(connection, known)
    into = merged_into(connection, unit, known)
    if into is not None:
        return Fate(kind="merged", into=into)
    row = connection.execute(select(linked).where(linked.c.unit == unit, linked.c.id == known)).one_or_none()
    if row is None or row.state not in ("withheld", "dissolved"):
        return None
    return _person_fate(connection, row) if unit == "people" else _linked_fate(unit, row)


def _article_fate(connection: Connection, known: str) -> Fate | None:
    state = connection.scalar(select(articles.c.state).where(articles.c.article_id == known))
    if state not in SILENT:
        return None
    force = force_of(connection)
    asked = force.suppressed.get(known)
    return _asked(masked(applied(asked)[0], force.names_in(known))) if asked is not None else _GONE


def _person_fate(connection: Connection, row: Any) -> Fate:
    """Of a person whom no text names any more: by the correction that withholds the name, where one does."""
    key = name_key(decode(row.record, KeptPerson).name)
    said = [correction for name, _, correction in force_of(connection).names if name == key]
    return _asked(applied(said[-1])[0]) if said else _GONE


def _linked_fate(unit: Kept, row: Any) -> Fate:
    """A withheld event by the correction that says it is none; what no text tells of any more is just gone."""
    if unit != "events" or row.state != "withheld":
        return _GONE
    said = [c for c in decode(row.record, LinkedEvent).corrections if c.what == "not an event"]
    return _asked(said[-1]) if said else _GONE


def _asked(correction: Applied) -> Fate:
    return Fate(kind="suppressed", by=correction.by, reason=correction.why, on=correction.asked_on)


def page_fate(force: InForce, article: Article | None, article_id: str, text: str) -> Fate | None:
    """Why an archived page is not shown though its article is: a name that is withheld stands in it.

    Names are hidden in articles letter by letter; in a page's source tags and entities may part them, so the whole is kept.
    """
    names = [(key, correction) for key, only, correction in force.names if only in (None, article_id)]
    told = unescape(text) if names else ""
    forms = (told, _TAG.sub(" ", told), _TAG.sub("", told))
    for key, correction in names:
        read = article is not None and masked(article, (key,)) is not article
        if read or any(masked_text(form, (key,)) != form for form in forms):
            return _asked(applied(correction)[0])
    return None
