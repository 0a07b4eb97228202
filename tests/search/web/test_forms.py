"""Forms: only what was sent from our own page by the browser it was made for is read."""

import asyncio
import time
from collections.abc import Iterable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from search.web import forms
from tests.search.web.browser import Browser

KIND = {"Content-Type": "application/x-www-form-urlencoded"}


def with_form(app: FastAPI) -> FastAPI:
    """The app with one more page that has a form, and one that reads it."""

    def show(request: Request) -> Response:
        return PlainTextResponse(forms.token(request) + " " + forms.token(request))

    async def take(request: Request) -> Response:
        return JSONResponse(await forms.read_form(request))

    app.add_api_route("/try", show, methods=["GET"], response_model=None)
    app.add_api_route("/try", take, methods=["POST"], response_model=None)
    return app


@pytest.fixture
def sender(app: FastAPI) -> Browser:
    return Browser(with_form(app))


def opened(sender: Browser) -> tuple[str, str]:
    """The token of the page, and the cookie it set."""
    answer = sender.get("/try")
    assert answer.headers["cache-control"] == "no-store"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    first, second = answer.text.split()
    assert first == second
    return first, cookie.partition(";")[0]


def send(sender: Browser, body: bytes | Iterable[bytes], cookie: str = "", **headers: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        wire = httpx.ASGITransport(sender.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=wire, base_url="http://kho.test") as client:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            given: Any = body
            return await client.post("/try", content=given, headers=KIND | {"Cookie": cookie} | named)

    return asyncio.run(ask())


def test_a_form_of_our_own_is_read(sender: Browser) -> None:
    token, cookie = opened(sender)
    body = f"token={token}&mail=a%40b.vn&words=h%E1%BB%A3p+t%C3%A1c&words=b".encode()
    for headers in ({}, {"Origin": "http://kho.test", "Sec_Fetch_Site": "same-origin"}, {"Origin": "https://kho.test"}):
        answer = send(sender, body, cookie, **headers)
        assert (answer.status_code, answer.json()) == (200, {"mail": "a@b.vn", "words": "b"})
    name, value = cookie.split("=")
    sender.cookies.set(name, value)
    again = sender.get("/try")
    assert "set-cookie" not in again.headers  # the browser keeps its key, so that several pages may be open
    assert send(sender, f"token={again.text.split()[0]}".encode(), cookie).status_code == 200


def test_other_forms_are_refused(sender: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    token, cookie = opened(sender)
    _, other = opened(sender)
    body = f"token={token}".encode()
    assert send(sender, b"mail=x", cookie).status_code == 403
    assert send(sender, body).status_code == 403
    assert send(sender, body, other).status_code == 403
    assert send(sender, body, "form=%0d%0a").status_code == 403
    assert send(sender, body[:-1] + b"\xff", cookie).status_code == 400
    for forged in ("", ".", "x.y", "1.2.3", f"{int(time.time()) + 9}.{token.partition('.')[2]}", token + "0"):
        assert send(sender, f"token={forged}".encode(), cookie).status_code == 403
    for headers in ({"Origin": "http://evil.test"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"},
                    {"Sec_Fetch_Site": "same-site"}):  # fmt: skip
        refused = send(sender, body, cookie, **headers)
        assert (refused.status_code, refused.headers["content-type"]) == (403, "text/html; charset=utf-8")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + forms.MAX_AGE + 5)
    assert send(sender, body, cookie).status_code == 403


def test_bodies_are_bounded(sender: Browser) -> None:
    token, cookie = opened(sender)
    whole = f"token={token}&a=".encode()
    assert send(sender, whole + b"a" * (forms.MAX_BODY - len(whole)), cookie).status_code == 200
    assert send(sender, whole + b"a" * forms.MAX_BODY, cookie).status_code == 413
    assert send(sender, whole + b"&b=1" * forms.MAX_FIELDS, cookie).status_code == 400
    assert send(sender, b"{}", cookie, Content_Type="application/json").status_code == 415
    assert send(sender, b"{}", cookie, Content_Type="multipart/form-data; boundary=x").status_code == 415
