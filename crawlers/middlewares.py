"""The downloader middlewares: safety, conditional requests, pace and repeats. One site a crawl, so one state each."""

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.resolver import dnscache

from crawlers.failures import PASSING, NotSent, Refused, reason_of
from crawlers.night import Night
from crawlers.pace import retry_after
from crawlers.protocols import Known
from crawlers.safety import PrivateAddressError, public_address

# An honest answer's headers are under 8 KB.
_MOST_HEADER_BYTES = 64_000
_FLOODED = frozenset({429, 503})
_BROKEN = frozenset({500, 502, 504, 520, 522, 524})
# A flood or cookie page is small; an article that quotes its words is not.
_MOST_CHALLENGE_BYTES = 30_000


class _OfNight:
    """What the middlewares share: the run they serve."""

    def __init__(self, night: Night) -> None:
        self.night = night

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        night = getattr(crawler.spider, "night", None)
        if not isinstance(night, Night):
            raise TypeError(f"these middlewares serve a spider with a `night`, not {crawler.spider!r}")
        return cls(night)


class SafetyMiddleware(_OfNight):
    """Refuses foreign hosts, private networks and headers without end; every hop of a redirect passes here again."""

    def __init__(self, night: Night) -> None:
        super().__init__(night)
        self._checked: set[str] = set()

    async def process_request(self, request: Request) -> None:
        """Raises Refused for an address that must not be asked."""
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https") or self.night.site.canonical(request.url) is None:
            raise Refused(f"foreign-address: {request.url}")
        if host in self._checked or self.night.job.source.politeness.allow_private:
            return
        try:
            address = await public_address(host)
        except PrivateAddressError as exc:
            raise Refused(f"private-address: {exc}") from exc
        if address:
            # The connection uses what was checked: a name that resolves otherwise a moment later gains nothing.
            dnscache[host] = address
            self._checked.add(host)

    def process_response(self, request: Request, response: Response) -> Response:
        """Raises Refused for headers that are too large."""
        size = sum(len(key) + len(value) for key, values in response.headers.items() for value in values)
        if size > _MOST_HEADER_BYTES:
            raise Refused(f"too-large: {size} bytes of headers from {request.url}")
        return response


class ConditionalMiddleware(_OfNight):
    """Asks for what changed only, where an earlier run kept what to ask with."""

    def process_request(self, request: Request) -> None:
        """Adds If-None-Match and If-Modified-Since from `meta["known"]`."""
        known: Known | None = request.meta.get("known")
        if known is None:
            return
        if known.etag:
            request.headers["If-None-Match"] = known.etag
        if known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified


class PaceMiddleware(_OfNight):
    """Counts and spaces requests, and repeats those that a busy or broken site did not answer."""

    def __init__(self, night: Night) -> None:
        super().__init__(night)
        self._challenges = tuple(c.encode() for c in (night.job.platform.challenge if night.job.platform else ()))

    async def process_request(self, request: Request) -> None:
        """Waits for its turn; raises NotSent where the budget is used up or the site is given up."""
        account = self.night.account
        self._check(account.left)
        await self.night.pace.turn()
        self._check(account.left)
        account.requests += 1

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Repeats after 429, 503 or a challenge page (as Retry-After says), and after other server errors."""
        pace, tries = self.night.pace, request.meta.get("tries", 0)
        self.night.account.statuses[str(response.status)] += 1
        challenged = self._is_challenge(response)
        if challenged or response.status in _FLOODED:
            rest = retry_after(
                (response.headers.get("Retry-After") or b"").decode("latin-1"), now=self.night.account.now().timestamp()
            )
            if pace.flooded(tries, rest, slow_down=challenged or response.status == 429):
                return _again(request)
            if challenged:
                raise Refused("challenge")
        elif response.status not in _BROKEN:
            pace.answered()
        elif pace.broken(tries):
            return _again(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Repeats after a failure of the network."""
        if isinstance(exception, PASSING) and self.night.pace.unreachable(
            request.meta.get("tries", 0), reason_of(exception)
        ):
            return _again(request)
        return None

    def _check(self, left: int) -> None:
        if self.night.pace.given_up:
            raise NotSent(f"site given up: {self.night.pace.given_up}")
        if left <= 0:
            raise NotSent("budget used up")

    def _is_challenge(self, response: Response) -> bool:
        body = response.body
        return response.status == 200 and len(body) < _MOST_CHALLENGE_BYTES and any(c in body for c in self._challenges)


def _again(request: Request) -> Request:
    return request.replace(meta={**request.meta, "tries": request.meta.get("tries", 0) + 1}, dont_filter=True)
