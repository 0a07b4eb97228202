"""The alert pages at their addresses, and what signed links lead to; nothing is changed by opening a link."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from search.alerting import FREQUENCIES, Alert, Frequency
from search.web import addresses, forms
from search.web.alerts import views
from search.web.alerts.answers import desk_of, private, told
from search.web.alerts.asking import Asking, find, new
from search.web.alerts.searches import in_words, read_saved
from search.web.site import language_of, page, site_of


def confirm(request: Request) -> Response:
    """Asks once more: programs that look into letters open every link. The button confirms."""
    desk, lang = desk_of(request), language_of(request)
    about = desk.waiting(_token(request)) if desk else "gone"
    if not isinstance(about, Alert):
        return told(request, views.bad_link(about, lang), "/alerts", status=views.STATUS[about])
    if about.confirmed and not about.suspended:
        return told(request, views.confirmed(lang), addresses.listing(read_saved(about.search)))
    return _button(request, about, lang.text("Xác nhận nhận tin"), lang.text("Bạn muốn nhận tin này?"))


def confirmed(request: Request) -> Response:
    """Confirms."""
    desk, lang = desk_of(request), language_of(request)
    about = desk.confirm(_token(request)) if desk else "gone"
    if not isinstance(about, Alert):
        return told(request, views.bad_link(about, lang), "/alerts", status=views.STATUS[about])
    return told(request, views.confirmed(lang), addresses.listing(read_saved(about.search)))


def unsubscribe(request: Request) -> Response:
    """The page with the button that ends it."""
    desk, lang = desk_of(request), language_of(request)
    about = desk.subscribed(_token(request)) if desk else "gone"
    if isinstance(about, Alert):
        return _button(request, about, lang.text("Ngừng nhận tin này"), lang.text("Ngừng nhận tin này?"))
    if about == "gone":
        return told(request, views.ended(lang), "/")
    return told(request, views.bad_link(about, lang), "/alerts", status=views.STATUS[about])


def unsubscribed(request: Request) -> Response:
    """Ends it, by the button or by a mail program's own (RFC 8058); the same answer however often."""
    desk, lang = desk_of(request), language_of(request)
    wrong = desk.unsubscribe(_token(request)) if desk else "gone"
    if wrong in (None, "gone"):
        return told(request, views.ended(lang), "/")
    return told(request, views.bad_link(wrong, lang), "/alerts", status=views.STATUS[wrong])


def manage(request: Request, done: str = "") -> Response:
    """All alerts of a reader."""
    desk, lang, sources = desk_of(request), language_of(request), site_of(request).source_names()
    found = desk.overview(_token(request)) if desk else "gone"
    if isinstance(found, str):
        return told(request, views.bad_link(found, lang), "/alerts", status=views.STATUS[found])
    rows = [views.kept(alert, lang, sources) for alert in found]
    return private(page(request, "alert_manage.html", rows=rows, done=done, frequencies=views.frequencies(lang)))


async def change(request: Request) -> Response:
    """Changes or ends one alert of a reader; the link is the proof, so the form needs no other."""
    given, lang, desk = await forms.read_unsigned_form(request), language_of(request), desk_of(request)
    wanted = given.get("do", "")
    frequency: Frequency | None = next((known for known in FREQUENCIES if known == wanted), None)
    if desk is None or (frequency is None and wanted != "end"):
        return await run_in_threadpool(manage, request)
    wrong = await run_in_threadpool(desk.change, _token(request), given.get("id", ""), frequency)
    done = "" if wrong else lang.text("Đã ngừng một tin.") if frequency is None else lang.text("Đã đổi nhịp nhận thư.")
    return await run_in_threadpool(manage, request, done)


def _button(request: Request, about: Alert, button: str, title: str) -> Response:
    """A page with one button, which does what the link is for."""
    query, lang = read_saved(about.search), language_of(request)
    words = in_words(query, lang, site_of(request).source_names())
    return private(page(request, "alert_button.html", title=title, button=button, words=words))


def _token(request: Request) -> str:
    return request.query_params.get("t", "")


def router() -> APIRouter:
    """The pages at their addresses."""
    routes = APIRouter(include_in_schema=False)
    shown: dict[str, Callable[..., Any]] = {
        "/alerts": find, "/alerts/new": new, "/alerts/confirm": confirm, "/alerts/unsubscribe": unsubscribe,
        "/alerts/manage": manage_page,
    }  # fmt: skip
    asking = Asking()
    taken: dict[str, Callable[..., Any]] = {
        "/alerts": asking.remind, "/alerts/new": asking.ask, "/alerts/confirm": confirmed,
        "/alerts/unsubscribe": unsubscribed, "/alerts/manage": change,
    }  # fmt: skip
    for path, endpoint in shown.items():
        routes.add_api_route(path, endpoint, methods=["GET", "HEAD"], response_model=None)
    for path, endpoint in taken.items():
        routes.add_api_route(path, endpoint, methods=["POST"], response_model=None)
    return routes


def manage_page(request: Request) -> Response:
    """All alerts of a reader, as the link in a letter opens them."""
    return manage(request)
