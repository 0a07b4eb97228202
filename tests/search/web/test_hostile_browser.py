"""A real browser over the hostile archive: nothing runs, nothing is loaded from elsewhere; and forms only from our pages."""

from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from search.app import create_app
from search.web import forms
from tests.search.web.hostile import PAYLOADS, WORDS, build_hostile, identity
from tests.search.web.sample_archive import TODAY
from tests.search.web.windows import CHROMIUM, WITHOUT, chromium, window
from tests.serving import served

pytestmark = [pytest.mark.smoke, pytest.mark.skipif(not CHROMIUM.exists(), reason=WITHOUT)]


def _with_form(app: FastAPI) -> FastAPI:
    def show(request: Request) -> Response:
        hidden = f'<input type="hidden" name="token" value="{forms.token(request)}">'
        return HTMLResponse(f'<form method="post" action="/try">{hidden}<input name="mail"><button>Gửi</button></form>')

    async def take(request: Request) -> Response:
        return PlainTextResponse((await forms.read_form(request))["mail"])

    app.add_api_route("/try", show, methods=["GET"], response_model=None)
    app.add_api_route("/try", take, methods=["POST"], response_model=None)
    return app


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    engine, archive = build_hostile(tmp_path_factory.mktemp("hostile"))
    with served(_with_form(create_app(engine, archive=archive, today=lambda: TODAY))) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_nothing_runs_and_nothing_is_loaded_from_elsewhere(browser: Browser, address: str) -> None:
    every = "/?sort=newest&q=" + quote(PAYLOADS[1])
    paths = [
        every,
        "/events",
        "/agreements",
        "/people",
        "/cooperation",
        "/analysis?rows=official&columns=partner",
        "/alerts/new",
    ]
    for number in range(0, len(WORDS), 21):  # each kind of tag and each beginning comes up
        key = quote(identity(number), safe="")
        paths += [f"/articles/{key}", f"/events/e{key}", f"/articles/{key}?version=1", f"/snapshots/{key}?version=1"]
    seen: list[str] = []
    with window(browser) as page:
        page.on("dialog", lambda dialog: (seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda message: seen.append(message.text) if "Security Policy" in message.text else None)
        page.on("pageerror", lambda error: seen.append(str(error)))
        page.on(
            "request", lambda request: seen.append(request.url) if urlsplit(request.url).netloc not in address else None
        )
        for path in paths:
            page.goto(address + path)
            assert page.evaluate("document.querySelectorAll('iframe, object, embed, img, base').length") == 0
        page.goto(f"{address}/?q=")
        page.locator("input[type=search], input[name=q]").first.press_sequentially("<img src", delay=20)
        page.wait_for_timeout(300)
    assert seen == []


def test_a_form_is_taken_from_our_page_and_refused_from_another(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(f"{address}/try")
        page.fill("input[name=mail]", "a@b.vn")
        page.click("button")
        assert page.inner_text("body") == "a@b.vn"
        page.goto(f"{address}/try")
        token = page.get_attribute("input[name=token]", "value") or ""
        # Another site's page, in the same browser, that even knows the token.
        other = (
            f'<form method="post" action="{address}/try"><input name="token" value="{token}"><button>x</button></form>'
        )
        page.route("http://evil.test/", lambda route: route.fulfill(body=other, content_type="text/html"))
        page.goto("http://evil.test/")
        with page.expect_response(f"{address}/try") as answer:
            page.click("button")
        assert answer.value.status == 403
        assert "Biểu mẫu không được nhận" in page.inner_text("h1")
