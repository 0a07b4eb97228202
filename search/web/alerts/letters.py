"""The letters: one that asks to confirm, one that tells what is new, one that leads to a reader's alerts; pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import msgspec

from records.base import Record
from search.alerting import Frequency
from search.engine import Hit
from search.query import Query
from search.web import addresses
from search.web.alerts.searches import harmless, in_words, short
from search.web.i18n import Code, Language, language
from search.web.listing.rows import Row, row

_TEMPLATES = Path(str(files("search.web").joinpath("templates", "mail")))
_SUBJECT = 120  # characters


class Letter(Record, frozen=True):
    """A letter without its addressee; `unsubscribe` is the address that ends the subscription, "" where there is none."""

    language: Code
    subject: str
    text: str
    html: str
    unsubscribe: str = ""


class Links(Record, frozen=True):
    """Where letters lead: the page's own address (no slash at its end) and signed links; "" where one is not needed."""

    base: str
    confirm: str = ""
    unsubscribe: str = ""
    manage: str = ""


def confirmation(query: Query, code: Code, sources: Mapping[str, str], links: Links, until: datetime) -> Letter:
    """Asks whether its reader wants a search's news. Anybody may have it sent to anybody, so it carries nobody's message."""
    lang = language(code)
    search = harmless(in_words(query, lang, sources))
    return _letter("confirm", lang, lang.text("Xác nhận nhận tin của Kho Tin"), links, search=search, until=until)


def overview(code: Code, links: Links) -> Letter:
    """Leads a reader to all alerts of the address."""
    lang = language(code)
    return _letter("overview", lang, lang.text("Các tin đang theo dõi tại Kho Tin"), links)


def news(
    query: Query, hits: Sequence[Hit], total: int, *, code: Code, frequency: Frequency, sources: Mapping[str, str], links: Links
) -> Letter:  # fmt: skip
    """Tells what is new: the newest of it, and how much more there is."""
    lang = language(code)
    counted = {
        "articles": lang.many("{n} bài mới", total),
        "events": lang.many("{n} sự kiện mới", total),
        "agreements": lang.many("{n} thỏa thuận mới", total),
    }[query.unit]
    subject = f"{counted}: {short(query, lang, sources)}"
    newest = msgspec.structs.replace(addresses.from_start(query), sort="newest")
    return _letter(
        "news", lang, subject, links,
        counted=counted, search=in_words(query, lang, sources), rows=[row(hit, lang, sources) for hit in hits],
        more=total - len(hits), listing=links.base + addresses.listing(newest), frequency=frequency,
        title=_title,
    )  # fmt: skip


def _title(one: Row) -> str:
    return "".join(text for text, _ in one.title)


def _letter(name: str, lang: Language, subject: str, links: Links, **values: Any) -> Letter:
    """Text and HTML of the same; what stands in a subject is one line."""
    subject = " ".join("".join(c if c.isprintable() else " " for c in subject).split())
    subject = subject if len(subject) <= _SUBJECT else f"{subject[: _SUBJECT - 1].rstrip()}…"
    values |= {"lang": lang, "_": lang.text, "_n": lang.many, "links": links, "subject": subject}
    text, html = (_sendable(_environment().get_template(f"{name}.{form}").render(values)) for form in ("txt", "html"))
    return Letter(language=lang.code, subject=subject, text=text, html=html, unsubscribe=links.unsubscribe)


def _sendable(text: str) -> str:
    """Text that any encoding holds: half a pair, which broken pages have, becomes "?"."""
    return text.encode(errors="replace").decode()


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=jinja2.select_autoescape(enabled_extensions=("html",), default=False),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
