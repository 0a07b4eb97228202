"""Addresses that people and programs try by themselves: each leads to the page meant, or says what programs may read."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

# What is typed from habit -> what is meant; the query goes along.
LEADS_TO = {
    "/articles": "/?sort=newest",
    "/search": "/",
    "/gioi-thieu": "/about",
    "/lien-he": "/about",
    "/contact": "/about",
    "/tro-giup": "/help",
    "/feed": "/feed.atom",
    "/rss": "/feed.atom",
    "/favicon.ico": "/static/icon.svg",
    # Below these are documents, whose ids may hold slashes: one without an id is the list.
    "/articles/": "/?sort=newest",
    "/events/": "/events",
    "/agreements/": "/agreements",
    "/people/": "/people",
}
# What pages are drawn with has a version in its address, which "/*?" would forbid. Told before the rest: to some programs the
# longest rule that fits counts, to others the first.
_FOR_ROBOTS = ("/static/",)
# What costs much, or is nobody's to find again: searches in lists without end, files, forms.
_NOT_FOR_ROBOTS = ("/api/", "/export", "/alerts", "/report/", "/snapshots/", "/*?")


def lead(request: Request) -> Response:
    """To the page that is meant."""
    target, query = LEADS_TO[request.url.path], request.url.query
    return RedirectResponse(f"{target}{'&' if '?' in target else '?'}{query}" if query else target, status_code=307)


def robots(request: Request) -> Response:
    """What programs that read the web are asked to leave alone."""
    rules = [*(f"Allow: {path}" for path in _FOR_ROBOTS), *(f"Disallow: {path}" for path in _NOT_FOR_ROBOTS)]
    lines = ["User-agent: *", *rules, ""]
    return PlainTextResponse("\n".join(lines), headers={"Cache-Control": "max-age=86400"})


def router() -> APIRouter:
    """All of them."""
    routes = APIRouter(include_in_schema=False)
    for path in LEADS_TO:
        routes.add_route(path, lead, methods=["GET", "HEAD"])
    routes.add_route("/robots.txt", robots, methods=["GET", "HEAD"])
    return routes
