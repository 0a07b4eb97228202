"""Conditional answers: what a program asks again with, so that what has not changed is not sent again."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from search.about import code_digest
from search.engine import Results
from search.query import Query
from search.web.headers import holds
from search.web.site import language_of, site_of


def validators(request: Request, query: Query) -> dict[str, str]:
    """ETag, Last-Modified and who may keep the answer.

    It changes only with the index, the code, the query, the language and the address it is asked at.
    """
    site = site_of(request)
    edition = site.edition()
    base, lang = site.base(request), language_of(request).code
    parts = (code_digest(), edition.build, edition.watermark, edition.built_at, query, lang, request.url.path, base)
    digest = sha256(repr(parts).encode()).hexdigest()[:24]
    # Without an address of its own the app takes the Host header's word for it: what one asker made up is for him alone.
    whose, vary = ("public", "") if site.public_url else ("private", ", Host")
    headers = {"Cache-Control": f"{whose}, max-age=300", "Vary": f"Accept-Language, Cookie{vary}"}
    if edition.built_at:
        headers["Last-Modified"] = format_datetime(edition.built_at.astimezone(UTC), usegmt=True)
    return {"ETag": f'W/"{digest}"', **headers}


def unchanged(request: Request, headers: dict[str, str]) -> Response | None:
    """The answer 304 where what the asker has is still right; a tag weighs more than a date (RFC 9110, 13.2.2)."""
    given = request.headers.get("if-none-match")
    if given is not None:
        same = holds(given, headers["ETag"])
    else:
        same = _not_since(request.headers.get("if-modified-since", ""), headers.get("Last-Modified"))
    return Response(status_code=304, headers=headers) if same else None


def of_what_was_found(headers: dict[str, str], results: Results) -> dict[str, str]:
    """The headers of an answer; one that a part of the index is missing from is neither kept nor asked for again."""
    if not any(notice.code == "partial" for notice in results.notices):
        return headers
    return {"Cache-Control": "no-store", "Vary": headers["Vary"]}


def _not_since(given: str, last: str | None) -> bool:
    """Whether nothing changed after the moment given; what is no date counts as never (RFC 9110, 13.1.3)."""
    since, changed = _moment(given), _moment(last or "")
    return since is not None and changed is not None and changed <= since


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
