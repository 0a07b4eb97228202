"""The first page and the result pages of articles, events and agreements."""

from collections.abc import Callable

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from search.query import Query, Unit
from search.questions.reading import read
from search.web import addresses
from search.web.asking import MAX_VALUE_LENGTH, MAX_VALUES, Asking, forgiving, on_page
from search.web.counting.home import home
from search.web.keeping import is_of_more
from search.web.listing import suggest as suggestions
from search.web.listing.listing import listing
from search.web.listing.understood import answer, is_tried
from search.web.site import Site, language_of, page, site_of


def start(request: Request) -> Response:
    """The first page, or the results of a search in articles."""
    given = request.query_params.multi_items()
    units = dict(given).get("unit")
    if units in ("events", "agreements"):
        return RedirectResponse(_moved(request, "events" if units == "events" else "agreements"), status_code=307)
    asking = on_page(given, "articles")
    if asking.ignored or addresses.pairs(asking.query, "basis", "unit", "limit"):
        return results(request, "articles")
    is_of_more(request)
    site, lang = site_of(request), language_of(request)
    basis = asking.query.basis if "basis" in request.query_params else "today"
    view = home(site.engine, site.archive, basis, lang, site.source_names(), site.today())
    return page(request, "home.html", view=view, query=asking.query)


def results(request: Request, unit: Unit) -> Response:
    """The results of a search in one unit; words that are a question lead to the results that answer it."""
    site, lang = site_of(request), language_of(request)
    given = request.query_params
    asking = on_page(given.multi_items(), unit)
    asked, exact = given.get("asked", "")[:MAX_VALUE_LENGTH], given.get("exact", "") == "true"
    if not (asked or exact) and (answered := _answered(site, asking)):
        # What was not understood is told on the page that is led to.
        ignored = [(name, value[: MAX_VALUE_LENGTH + 1]) for name, value in asking.ignored]
        also = [*_language(request), *(ignored if len(given) <= MAX_VALUES else ())]
        return RedirectResponse(addresses.question(answered, asking.query.q, also), status_code=303)
    view = listing(site.engine, asking, lang, site.source_names(), site.today(), asked=asked, exact=exact)
    return page(request, "listing.html", view=view, query=asking.query)


def _answered(site: Site, asking: Asking) -> Query | None:
    """The query that answers the words as a question; None where they are none, or nothing answers it."""
    query = asking.query
    question = read(query.q, site.today()) if is_tried(query) else None
    return answer(site.engine, question, query) if question else None


def _moved(request: Request, unit: Unit) -> str:
    """The list of a unit that was asked for at the first page's address; words are still read, unless they said not to."""
    given = request.query_params
    asking = forgiving(given.multi_items(), unit)
    marks = [(name, given[name][:MAX_VALUE_LENGTH]) for name in ("asked", "exact") if given.get(name)]
    ignored = [(name, value[: MAX_VALUE_LENGTH + 1]) for name, value in asking.ignored[:MAX_VALUES]]
    return addresses.question(asking.query, also=[*_language(request), *marks, *ignored])


def _language(request: Request) -> list[tuple[str, str]]:
    """The language of the page, where the address chose it."""
    return [("lang", language_of(request).code)] if "lang" in request.query_params else []


def events(request: Request) -> Response:
    """The list of events."""
    return results(request, "events")


def agreements(request: Request) -> Response:
    """The list of agreements."""
    return results(request, "agreements")


def explained(request: Request) -> Response:
    """How a query is written, for browsers that can't open the help of the box."""
    return page(request, "help.html")


def suggest(request: Request) -> Response:
    """What may be meant by what is typed so far, as JSON for the box."""
    given = request.query_params
    unit: Unit = "events" if given.get("unit") == "events" else "articles"
    site, lang = site_of(request), language_of(request)
    found = suggestions.options(site.engine.suggest(given.get("q", ""), suggestions.MOST), unit, lang, site.archive)
    headers = {"Cache-Control": "private, max-age=60", "Vary": "Accept-Language, Cookie", "Content-Language": lang.code}
    body = msgspec.json.encode({"suggestions": found})
    return Response(body, media_type="application/json", headers=headers)


def router() -> APIRouter:
    """The pages at their addresses."""
    pages: dict[str, Callable[..., Response]] = {
        "/": start,
        "/events": events,
        "/agreements": agreements,
        "/help": explained,
        "/api/suggest": suggest,
    }
    routes = APIRouter(include_in_schema=False)
    for path, endpoint in pages.items():
        routes.add_route(path, endpoint, methods=["GET", "HEAD"])
    return routes
