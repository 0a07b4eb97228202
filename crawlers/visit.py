"""A polite visit to one site for a probe: one request at a time, spaced, capped, and over in time."""

import ipaddress
import socket
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic, sleep
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from crawlers.facts import SitePage
from crawlers.further import Ask
from crawlers.robots import Robots
from crawlers.safety import is_public

_MOST_HOPS = 5
# ssl.OP_LEGACY_SERVER_CONNECT, which has a name from Python 3.12 on.
_LEGACY_SERVER_CONNECT = 0x4
_MOST_BYTES = 20_000_000
_ONE_PAGE_SECONDS = 15.0
# What may be over the next time, and the seconds before that.
_PASSING = (429, 500, 502, 503, 504)
_PAUSE = 0.5
_LONGEST_PAUSE = 5.0


def _lenient() -> ssl.SSLContext:
    """Whatever certificate and cipher an old server still has, as the crawl takes them of such a source."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.options |= _LEGACY_SERVER_CONNECT
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def _pause(page: SitePage) -> float:
    """Seconds to wait before a site that was busy is asked once more."""
    asked = page.headers.get("retry-after", "")
    return min(float(asked), _LONGEST_PAUSE) if asked.isdecimal() else _PAUSE


class Visit:
    """Fetches pages of a site until its time is over; never raises for what a site does.

    `delay_seconds` lies between the starts of two requests; robots.txt and its crawl-delay are obeyed once it is read.
    `private_host` is the one host that may lie on a private network ("": none); `lenient_tls` takes an old server's
    encryption as it is. `reserved` are the seconds at the end that looking around must leave to what comes after it.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        delay_seconds: float,
        private_host: str,
        most_seconds: float,
        progress: Callable[[str], None],
        lenient_tls: bool = False,
    ) -> None:
        headers = {"User-Agent": user_agent, "Accept-Language": "vi,en;q=0.5"}
        verify = _lenient() if lenient_tls else True
        self._client = httpx.Client(headers=headers, follow_redirects=False, trust_env=False, verify=verify)
        self._private_host = private_host.lower()
        self._progress = progress
        self._begun = monotonic()
        self._until = self._begun + most_seconds
        self._next_at = 0.0
        self._cache: dict[str, SitePage] = {}
        self.delay_seconds = delay_seconds
        self.reserved = 0.35 * most_seconds
        self.robots = Robots()
        self.requests = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    @property
    def seconds(self) -> float:
        """How long the visit has lasted."""
        return monotonic() - self._begun

    @property
    def seconds_left(self) -> float:
        """How long it may still last."""
        return self._until - monotonic()

    def get(self, url: str) -> SitePage:
        """The page at an address, redirects followed; each address is asked for once."""
        if url not in self._cache:
            self._cache[url] = self._follow(url)
        return self._cache[url]

    def ask(self, ask: Ask) -> SitePage:
        """The answer to a request that is more than an address; redirects are not followed."""
        key = f"{ask.method} {ask.address} {ask.body.decode(errors='replace')}"
        if key not in self._cache:
            self._cache[key] = self._send(ask.address, ask.address, ask)
        return self._cache[key]

    def was_asked(self, url: str) -> bool:
        """Whether the address was asked for in this visit."""
        return url in self._cache

    def pages(self) -> list[SitePage]:
        """All pages asked for so far, in that order."""
        return list(self._cache.values())

    def _follow(self, url: str) -> SitePage:
        address = url
        for _ in range(_MOST_HOPS):
            page = self._send(url, address)
            if page.status in _PASSING:
                # A site that is busy for a moment must not lose a section for good.
                self._next_at = max(self._next_at, monotonic() + _pause(page))
                page = self._send(url, address)
            location = page.headers.get("location", "")
            if page.status not in (301, 302, 303, 307, 308) or not location:
                return page
            try:
                address = urljoin(address, location)
            except ValueError:
                return SitePage(url=url, failure=f"redirected to no address: {location!r}")
        return SitePage(url=url, failure="redirect-loop")

    def _send(self, url: str, address: str, ask: Ask | None = None) -> SitePage:
        refusal = self._refusal(address)
        if refusal:
            return SitePage(url=url, final_url=address, failure=refusal)
        wait = max(0.0, self._next_at - monotonic())
        if wait >= self.seconds_left:
            return SitePage(url=url, final_url=address, failure="out of time")
        sleep(wait)
        self._next_at = monotonic() + max(self.delay_seconds, self.robots.delay_seconds)
        self.requests += 1
        self._progress(address)
        try:
            return self._read(url, ask or Ask(address=address))
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as exc:
            return SitePage(url=url, final_url=address, failure=f"{type(exc).__name__}: {exc}")

    def _read(self, url: str, ask: Ask) -> SitePage:
        address = ask.address
        seconds = max(1.0, min(_ONE_PAGE_SECONDS, self.seconds_left))
        until = monotonic() + seconds
        sent = self._client.stream(ask.method, address, content=ask.body or None, headers=ask.headers, timeout=seconds)
        with sent as response:
            self._check_peer(response)
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > _MOST_BYTES or monotonic() > until:
                    reason = "too-large" if len(body) > _MOST_BYTES else "timeout"
                    return SitePage(url=url, final_url=address, failure=reason)
            return SitePage(
                url=url,
                final_url=address,
                status=response.status_code,
                headers=dict(response.headers),
                body=bytes(body),
                fetched_at=datetime.now(UTC),
            )

    def _refusal(self, address: str) -> str:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return f"not an http(s) address: {address}"
        if not self.robots.allows(address):
            return "robots.txt forbids it"
        if parts.hostname == self._private_host:
            return ""
        try:
            infos = socket.getaddrinfo(parts.hostname, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return "unknown-host"
        private = [str(info[4][0]) for info in infos if not is_public(str(info[4][0]).partition("%")[0])]
        return f"private-address: {parts.hostname} is at {private[0]}" if private else ""

    def _check_peer(self, response: httpx.Response) -> None:
        """The name may have resolved otherwise when the connection was made: look at the other end itself."""
        stream = response.extensions.get("network_stream")
        peer = stream.get_extra_info("server_addr") if stream else None
        may_be_private = response.request.url.host.lower() == self._private_host
        if peer and not may_be_private and not is_public(str(ipaddress.ip_address(peer[0]))):
            raise httpx.ConnectError(f"private-address: connected to {peer[0]}")
