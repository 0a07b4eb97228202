"""The page of an article, its older texts, and its archived pages as plain text."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from search.web import addresses
from search.web.documents.articles import article_page
from search.web.documents.citing import Where
from search.web.documents.versions import version_page
from search.web.errors import TakenDown, absent, refuse_taken_down
from search.web.site import language_of, page, site_of

MAX_SNAPSHOT = 2_000_000  # characters of an archived page that are shown
# An archived page is crawled text: whatever it holds, it is shown as text, in a sandbox of no origin.
_SNAPSHOT_HEADERS = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Robots-Tag": "noindex"}


def article(request: Request, document_id: str) -> Response:
    """One article, or one of the texts it has had (?version=), against the next or another (&with=)."""
    site, lang = site_of(request), language_of(request)
    refuse_taken_down(request, "articles", document_id)
    document = site.engine.get("articles", document_id)
    if document is None or document.article is None or document.links is None:
        return absent(request, "articles", document_id)
    wanted = request.query_params.get("version", "")
    if wanted and wanted != str(document.links.version):
        return _version(request, document_id, wanted)
    where = Where(address=site.base(request) + addresses.document("articles", document_id), today=site.today())
    view = article_page(site.engine, site.archive, document.article, document.links, where, lang)
    return page(request, "article.html", view=view)


def _version(request: Request, article_id: str, wanted: str) -> Response:
    """An older text, with what a later one put in and took out."""
    given = request.query_params.get("with", "")
    against = _number(given) if given else None
    view = version_page(site_of(request).archive, article_id, _number(wanted), against, language_of(request))
    if view is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"article {article_id!r} has no version {wanted!r}")
    return page(request, "version.html", view=view)


def snapshot(request: Request, document_id: str) -> Response:
    """The archived page behind one version, as plain text."""
    refuse_taken_down(request, "articles", document_id)
    number = _number(request.query_params.get("version", ""))
    kept = site_of(request).archive.snapshot(document_id, number, max_characters=MAX_SNAPSHOT)
    if kept is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"no page of {document_id!r}, version {number}, is kept")
    if kept.withheld is not None:
        raise TakenDown(kept.withheld)
    return PlainTextResponse(kept.text, headers=_SNAPSHOT_HEADERS)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise HTTPException(HTTPStatus.NOT_FOUND, f"version {text!r} is no number")
    return int(text)
