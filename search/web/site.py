"""What every page needs of the app: engine, archive and settings, in one place; and the page made from a template."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from secrets import token_bytes
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from search.alerting import Subscriptions
from search.engine import Edition, Reader, Stats
from search.protocols import Archive
from search.web import addresses
from search.web.i18n import CODES, Code, Language, choose, language
from search.web.limits import ASKED_AT, Slots
from search.web.recent import Recent
from search.web.templating import Environment

STATIC = Path(str(files("search.web").joinpath("static")))
_TEMPLATES = Path(str(files("search.web").joinpath("templates")))
SECONDS = 3.0  # that what the index holds is not asked anew: programs watch and poll it
_YEAR = 365 * 24 * 3600
_COOKIE = "lang"


def _environment() -> jinja2.Environment:
    environment = Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.tests["web_address"] = addresses.is_web
    environment.globals.update(document=addresses.document, version_address=addresses.version)
    environment.globals.update(snapshot_address=addresses.snapshot, export_address=addresses.export)
    environment.globals.update(feed_address=addresses.feed, api_address=addresses.api)
    environment.globals.update(alert_address=addresses.alert, about_address=addresses.about)
    environment.globals.update(analysis_address=addresses.analysis)
    return environment


@dataclass(frozen=True)
class Site:
    """The app's parts. `today` is the clock; `exports` lets only so many exports run at a time; `secret` signs forms;
    `contact` is the operator's address for readers, of mail or of a page; `subscriptions` what alert pages speak to."""

    engine: Reader
    archive: Archive
    public_url: str
    default_language: Code
    today: Callable[[], date]
    exports: Slots
    secret: bytes = field(default_factory=lambda: token_bytes(32), repr=False)
    contact: str = ""
    subscriptions: Subscriptions | None = None
    environment: jinja2.Environment = field(default_factory=_environment)

    @cached_property
    def style_version(self) -> str:
        """Changes with the files that a browser keeps, so that it may keep them for good."""
        kept = sorted([*STATIC.glob("*.css"), *STATIC.glob("*.js")])
        return sha256(b"".join(path.read_bytes() for path in kept)).hexdigest()[:12]

    @cached_property
    def stats(self) -> Recent[Stats]:
        """What the index holds, as it was some seconds ago at most."""
        return Recent(self.engine.stats, SECONDS)

    @cached_property
    def edition(self) -> Recent[Edition]:
        """Which state of the index answers, as it was some seconds ago at most."""
        return Recent(self.engine.edition, SECONDS)

    def source_names(self) -> dict[str, str]:
        """The sources' names by id."""
        return {source.id: source.name for source in self.archive.sources().values()}

    @cached_property
    def samples(self) -> bool:
        """Whether a source is a sample portal (its home ends in .example, which no real site can): readers are told."""
        homes = (urlsplit(source.home).hostname or "" for source in self.archive.sources().values())
        return any(host.endswith(".example") for host in homes)

    def base(self, request: Request) -> str:
        """The address of the app for links that leave it (feeds), without a slash at its end."""
        return (self.public_url or str(request.base_url)).rstrip("/")


def site_of(request: Request) -> Site:
    """The site that `create_app` put on the app."""
    site: Site = request.app.state.site
    return site


def language_of(request: Request) -> Language:
    """The language a request is answered in."""
    asked = request.query_params.get("lang")
    return language(asked if asked in CODES else preferred_language(request))


def preferred_language(request: Request) -> Code:
    """The language for who asks, where the address names none."""
    accepted = request.headers.get("accept-language", "")
    return choose(None, request.cookies.get(_COOKIE), accepted, site_of(request).default_language)


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """A page in the request's language; an explicit choice of language is kept in a cookie."""
    site, lang = site_of(request), language_of(request)
    html = site.environment.get_template(template).render(
        lang=lang,
        _=lang.text,
        _n=lang.many,
        style_version=site.style_version,
        samples=site.samples,
        other_language=_in_language(request, "vi" if lang.code == "en" else "en"),
        path=request.url.path,
        **context,
    )
    response = HTMLResponse(html, status_code=status, headers={"Content-Language": lang.code, "Vary": _VARY})
    response.headers["Cache-Control"] = "no-cache"
    if request.query_params.get("lang") == lang.code:
        response.set_cookie(_COOKIE, lang.code, max_age=_YEAR, samesite="lax", httponly=True)
    return response


_VARY = "Accept-Language, Cookie"


def _in_language(request: Request, code: Code) -> str:
    """The address of the same page in the other language."""
    path, query = asked_at(request)
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "lang"]
    return f"{path}?{urlencode([*kept, ('lang', code)])}"


def asked_at(request: Request) -> tuple[str, str]:
    """The path, as a link, and the query that a reader asked, also where the call was refused before it got there."""
    path, query = request.scope.get(ASKED_AT, (request.url.path, request.url.query))
    return f"/{quote(path).lstrip('/')}", query  # two slashes at its beginning would lead to another host
