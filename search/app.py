"""Makes the web app: search page, API, feeds and exports over one engine and one archive."""

import threading
from collections.abc import Callable
from datetime import date, datetime

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from search.engine import Reader
from search.protocols import Archive
from search.web import errors
from search.web.documents import routes as documents
from search.web.headers import Guard
from search.web.i18n import HANOI, Code
from search.web.listing import routes as listing
from search.web.out import api, feeds
from search.web.site import STATIC, Site

VERSION = "0.1.0"


def _today_in_hanoi() -> date:
    return datetime.now(HANOI).date()


def create_app(
    engine: Reader,
    *,
    archive: Archive,
    public_url: str = "",
    default_language: Code = "vi",
    max_exports: int = 2,
    today: Callable[[], date] = _today_in_hanoi,
) -> FastAPI:
    """The app over an index and what the archive knows beyond it.

    `public_url` is the address that readers know the app by (links in feeds; the request's own where it is ""),
    `default_language` that of readers whose browser wants neither Vietnamese nor English, `max_exports` how many
    exports may run at a time, `today` the clock. The engine may still be empty: pages then answer 503 and say so.
    """
    app = FastAPI(title="Kho Tin", version=VERSION, docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    app.state.site = Site(
        engine=engine,
        archive=archive,
        public_url=public_url,
        default_language=default_language,
        today=today,
        exports=threading.BoundedSemaphore(max_exports),
    )
    app.mount("/static", StaticFiles(directory=STATIC))
    app.include_router(api.router())
    app.include_router(feeds.router())
    app.include_router(listing.router())
    app.include_router(documents.router())
    api.describe(app)
    errors.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=600, compresslevel=6)
    app.add_middleware(Guard)
    return app
