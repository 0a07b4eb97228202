"""A browser without windows: asks the app itself, keeps cookies, follows no redirect."""

import asyncio

import httpx
from fastapi import FastAPI


class Browser:
    """Sends requests to an app; failures of the app come back as its answers, as they would over a wire."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self.cookies = httpx.Cookies()

    def request(self, method: str, address: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return asyncio.run(self._ask(method, address, headers))

    def get(self, address: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return self.request("GET", address, headers)

    async def _ask(self, method: str, address: str, headers: dict[str, str] | None) -> httpx.Response:
        wire = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=wire, base_url="http://kho.test", cookies=self.cookies) as client:
            return await client.request(method, address, headers=headers)
