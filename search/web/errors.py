"""Every failure as a page that says what to do next, or as problem+json for programs; never a stack trace."""

import logging
from http import HTTPStatus
from urllib.parse import parse_qsl

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from records.base import Record
from records.errors import IndexStateError, QueryError
from search.protocols import Fate, Kept
from search.query import Query, Unit
from search.web import addresses
from search.web.asking import MAX_VALUE_LENGTH
from search.web.headers import REFUSED, SECURITY, Refusal, for_programs
from search.web.i18n import Language
from search.web.site import asked_at, language_of, page, site_of

_LOG = logging.getLogger("khotin.web")
_PASSING = (429, 500, 503)  # failures that pass by themselves


class Problem(Record, frozen=True):
    """RFC 9457: what went wrong with a program's call; `detail` names the value and the way out."""

    title: str
    status: int
    detail: str = ""
    type: str = "about:blank"


class TakenDown(HTTPException):
    """Raised by a page whose document must not be shown any more; answers 410 with the notice."""

    def __init__(self, fate: Fate) -> None:
        super().__init__(HTTPStatus.GONE, _told(fate))
        self.fate = fate


def _told(fate: Fate) -> str:
    """The notice for programs: who asked for it, when and why, as far as known."""
    if fate.kind == "withdrawn":
        return "withdrawn: read again, no text tells of it"
    asked = "".join((f" on {fate.on}" if fate.on else "", f" at the request of {fate.by}" if fate.by else ""))
    return f"taken down{asked}: {fate.reason}" if fate.reason else f"taken down{asked}"


def install(app: FastAPI) -> None:
    """Makes the app answer all failures in its own way."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(QueryError, _query)
    app.add_exception_handler(IndexStateError, _no_index)
    app.add_exception_handler(Exception, _unexpected)


def absent(request: Request, unit: Kept, document_id: str, *, api: bool = False) -> Response:
    """The answer for an id that is not in the index: redirected if merged, 410 if taken down or withdrawn, else 404."""
    fate = site_of(request).archive.fate(unit, document_id)
    if fate is not None and fate.kind != "merged":
        raise TakenDown(fate)
    if fate is not None and fate.into:
        return RedirectResponse(("/api" if api else "") + addresses.document(unit, fate.into), status_code=308)
    raise HTTPException(HTTPStatus.NOT_FOUND, f"there is nothing of the id {document_id!r} in {unit}")


def refuse_taken_down(request: Request, unit: Kept, document_id: str) -> None:
    """Raises TakenDown for what must not be shown, even while an index still holds it."""
    fate = site_of(request).archive.fate(unit, document_id)
    if fate is not None and fate.kind == "suppressed":
        raise TakenDown(fate)


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """A problem+json answer."""
    body = msgspec.json.encode(Problem(title=HTTPStatus(status).phrase, status=status, detail=detail))
    return Response(body, status_code=status, media_type="application/problem+json", headers=headers)


def _answer(
    request: Request, status: int, detail: str, *, headers: dict[str, str] | None = None, fate: Fate | None = None
) -> Response:
    if for_programs(request.url.path):
        return problem(status, detail, headers)
    lang = language_of(request)
    title, advice = _withdrawn(lang) if fate is not None and fate.kind == "withdrawn" else _wording(status, lang)
    response = page(
        request, "error.html", status=status, title=title, advice=advice, fate=fate, again=_again(request, status),
        wait=int((headers or {}).get("Retry-After", 0)), query=_typed(request),
    )  # fmt: skip
    response.headers.update(headers or {})
    return response


def _again(request: Request, status: int) -> str:
    """The address itself where asking it once more may help, "" elsewhere."""
    if status not in _PASSING or request.method not in ("GET", "HEAD"):
        return ""
    path, query = asked_at(request)
    return f"{path}?{query}" if query else path


def _typed(request: Request) -> Query:
    """What was typed, so that the box still holds it."""
    path, query = asked_at(request)
    units: dict[str, Unit] = {path: unit for unit, path in addresses.PATHS.items()}
    typed = dict(parse_qsl(query)).get("q", "")
    return Query(q=typed[:MAX_VALUE_LENGTH], unit=units[path]) if path in units else Query()


def _withdrawn(lang: Language) -> tuple[str, str]:
    return (
        lang.text("Trang này không còn nữa"),
        lang.text(
            "Đọc lại kỹ hơn thì không có văn bản nào nói về điều từng ghi ở đây. "
            "Địa chỉ được giữ để người đọc biết điều đó."
        ),
    )


def _wording(status: int, lang: Language) -> tuple[str, str]:
    """What happened and what to do, for people."""
    told = {
        400: (lang.text("Không hiểu được địa chỉ này"), lang.text("Hãy tìm lại từ trang đầu.")),
        403: (
            lang.text("Biểu mẫu không được nhận"),
            lang.text(
                "Biểu mẫu đã quá hạn, hoặc không gửi từ trang này. Hãy mở lại trang có biểu mẫu rồi gửi lần nữa."
            ),
        ),
        404: (
            lang.text("Không có trang này"),
            lang.text("Địa chỉ có thể đã chép thiếu. Hãy tìm theo tít, hoặc theo vài từ nhớ được trong bài."),
        ),
        405: (lang.text("Không hiểu được yêu cầu này"), lang.text("Hãy tìm lại từ trang đầu.")),
        410: (
            lang.text("Trang này đã được gỡ"),
            lang.text("Nội dung không còn được hiển thị ở đây. Địa chỉ được giữ để người đọc biết điều đó."),
        ),
        413: (
            lang.text("Nội dung gửi quá dài"),
            lang.text("Hãy viết ngắn lại rồi gửi lần nữa."),
        ),
        414: (
            lang.text("Câu hỏi quá dài"),
            lang.text("Địa chỉ có quá nhiều chữ. Hãy bớt từ hoặc bớt bộ lọc rồi tìm lại."),
        ),
        429: (
            lang.text("Quá nhiều yêu cầu trong một lúc"),
            lang.text("Để ai cũng dùng được, mỗi nơi chỉ được hỏi một số lượt mỗi phút."),
        ),
        503: (
            lang.text("Kho chưa sẵn sàng"),
            lang.text("Chỉ mục đang được dựng hoặc dựng lại; việc này thường chỉ mất ít phút."),
        ),
    }
    failed = (
        lang.text("Có lỗi ở phía chúng tôi"),
        lang.text("Lỗi đã được ghi lại. Hãy thử lại; nếu vẫn lỗi, hãy báo cho người vận hành."),
    )
    return told.get(status, failed if status >= 500 else told[400])


def _http(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)
    refusal: Refusal | None = request.scope.get(REFUSED)
    if refusal is not None:
        return _answer(request, refusal.status, refusal.detail, headers=refusal.headers)
    fate = exc.fate if isinstance(exc, TakenDown) else None
    return _answer(request, exc.status_code, str(exc.detail), headers=dict(exc.headers or {}), fate=fate)


def _invalid(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, RequestValidationError)
    first = exc.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return _answer(request, 400, f"{where}: {first['msg']}")


def _query(request: Request, exc: Exception) -> Response:
    return _answer(request, 400, str(exc))


def _no_index(request: Request, exc: Exception) -> Response:
    # The message names a folder of the server: it is for the operator's log.
    _LOG.error("%s", exc)
    return _answer(request, 503, "the index can't be read now; try again later", headers={"Retry-After": "60"})


def _unexpected(request: Request, exc: Exception) -> Response:
    _LOG.error("%s failed: %r", request.url.path, exc)
    # This answer is made outside of the layer that adds the headers.
    return _answer(request, 500, "the server failed; the failure was logged", headers=dict(SECURITY))
