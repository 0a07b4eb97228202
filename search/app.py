"""Makes the web app: search page, API, feeds and exports over one engine and one archive."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from secrets import token_bytes
from time import monotonic

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from search.about import VERSION
from search.alerting import Subscriptions
from search.engine import Reader
from search.protocols import Archive
from search.web import errors, natural
from search.web.alerts import routes as alerts
from search.web.counting import routes as counting
from search.web.documents import routes as documents
from search.web.headers import Guard
from search.web.i18n import HANOI, Code
from search.web.keeping import MOST_BYTES, Keeper
from search.web.limits import Rate, Slots
from search.web.listing import routes as listing
from search.web.out import api, exports, feeds
from search.web.site import STATIC, Site
from search.web.watched import Watched

_ROOMS = (
    feeds,
    exports,
    natural,
    listing,
    counting,
    documents,
    alerts,
    api,
)  # the last answers for all that is unknown under /api/


def _today_in_hanoi() -> date:
    return datetime.now(HANOI).date()


def create_app(
    engine: Reader,
    *,
    archive: Archive,
    public_url: str = "",
    default_language: Code = "vi",
    max_exports: int = 2,
    rate: Rate | None = None,
    secret: str = "",
    contact: str = "",
    subscriptions: Subscriptions | None = None,
    at_once: int = 4,
    today: Callable[[], date] = _today_in_hanoi,
    clock: Callable[[], float] = monotonic,
) -> FastAPI:
    """The app over an index and what the archive knows beyond it.

    `public_url` is the address that readers know the app by (links in feeds; the request's own where it is ""),
    `default_language` that of readers whose browser wants neither Vietnamese nor English, `max_exports` how many
    exports may run at a time, `rate` what one client may ask for in a minute, `secret` signs forms (one of this
    process' own where it is ""), `contact` is where readers report errors (an address of mail or of a page),
    `subscriptions` what sends alerts (without it there are only feeds), `at_once` how many answers are worked on at a time
    (those beyond wait in their order: more would fight for Python's lock, and a slow answer among many takes longest; an
    engine that is elsewhere is waited for, so that more may), `today` the day in Hanoi, `clock` the seconds that
    `rate` is measured by and the first page is kept for. The engine may still be empty: pages then answer 503 and say so.
    """

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = at_once
        yield

    app = FastAPI(
        title="Kho Tin", version=VERSION, docs_url=None, redoc_url=None, openapi_url="/openapi.json", lifespan=lifespan
    )
    watched = Watched(engine)
    app.state.site = Site(
        engine=watched,
        archive=archive,
        public_url=public_url,
        default_language=default_language,
        today=today,
        exports=Slots(max_exports, each=max(1, max_exports // 2)),
        secret=secret.encode() or token_bytes(32),
        contact=contact,
        subscriptions=subscriptions,
    )
    app.mount("/static", StaticFiles(directory=STATIC))
    for room in _ROOMS:
        app.include_router(room.router())
    api.describe(app)
    errors.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=600, compresslevel=1)
    app.add_middleware(Keeper, most_bytes=MOST_BYTES, clock=clock, partial=lambda: watched.partial)
    app.add_middleware(Guard, rate=rate or Rate(), public=bool(public_url), clock=clock)
    return app
