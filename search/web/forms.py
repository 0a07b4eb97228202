"""Forms that change something: a signed token bound to the browser, the page it was sent from, and a bounded body."""

import hmac
import secrets
import time
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

from search.web.headers import FORM_COOKIE, NEW_KEY
from search.web.site import site_of

FIELD = "token"  # the hidden field that carries the token
MAX_BODY = 64 * 1024  # bytes
MAX_FIELDS = 200
MAX_AGE = 24 * 3600  # seconds that a page with a form may stay open
_KEY_LENGTH = 43
_FORM = "application/x-www-form-urlencoded"


class RefusedForm(HTTPException):
    """Raised for a form that is too large, malformed, expired or not sent from our own page; answered as a page."""


def token(request: Request) -> str:
    """What the hidden field `token` of a form must hold; the answer then sets the cookie it is bound to (see Guard)."""
    key = _key(request)
    if not key:
        key = getattr(request.state, NEW_KEY, "") or secrets.token_urlsafe(32)
        setattr(request.state, NEW_KEY, key)
    made = str(int(time.time()))
    return f"{made}.{_signature(request, key, made)}"


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form sent from our own page, without the token; of a name given twice the last counts.

    Raises RefusedForm: 403 for another site's form and for a bad or expired token, 413 beyond 64 KB, 415 for another
    kind of body, 400 for one that is no form.
    """
    _from_here(request)
    fields = await read_unsigned_form(request)
    _valid(request, fields.pop(FIELD, ""))
    return fields


async def read_unsigned_form(request: Request) -> dict[str, str]:
    """The fields of a form that needs no token, as its address is itself a signed one; bounded as any other."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _FORM:
        raise RefusedForm(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"a form comes as {_FORM}, not as {kind[:60]!r}")
    body = await _bounded_body(request)
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS))
    except ValueError as exc:  # not UTF-8, or too many fields
        raise RefusedForm(HTTPStatus.BAD_REQUEST, "the form can't be read: send it again from its page") from exc


async def _bounded_body(request: Request) -> bytes:
    """The body, read no further than the bound whatever its length is said to be."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            detail = f"the form is larger than {MAX_BODY // 1024} KB: shorten it"
            raise RefusedForm(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
    return bytes(body)


def _from_here(request: Request) -> None:
    """A browser says which site a form was sent from: it must be ours. Programs say nothing and still need the token."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    ours = {request.url.netloc, urlsplit(site_of(request).public_url).netloc} - {""}
    # The host alone: a proxy may speak https outside and http to us.
    if site not in (None, "same-origin") or (origin is not None and urlsplit(origin).netloc not in ours):
        raise RefusedForm(
            HTTPStatus.FORBIDDEN, "the form was sent from another site: open its page here and send again"
        )


def _valid(request: Request, given: str) -> None:
    made, _, signature = given.partition(".")
    key = _key(request)
    expected = _signature(request, key, made)
    if not key or not hmac.compare_digest(signature.encode(), expected.encode()):
        raise RefusedForm(HTTPStatus.FORBIDDEN, "the form's token is not valid: open the page again and send it anew")
    if not 0 <= time.time() - int(made) <= MAX_AGE:
        raise RefusedForm(HTTPStatus.FORBIDDEN, "the form has expired: open the page again and send it anew")


def _signature(request: Request, key: str, made: str) -> str:
    message = f"form\0{key}\0{made}".encode()
    return hmac.new(site_of(request).secret, message, sha256).hexdigest()


def _key(request: Request) -> str:
    """The browser's key; anything that we can't have set counts as none."""
    key = request.cookies.get(FORM_COOKIE, "")
    return key if len(key) == _KEY_LENGTH and key.replace("-", "").replace("_", "").isalnum() and key.isascii() else ""
