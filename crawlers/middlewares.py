"""The downloader middlewares: safety, conditional requests, pace and repeats. One site a crawl, so one state each."""

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.resolver import dnscache

from crawlers.challenges import is_flood_page, stub_cookie
from crawlers.failures import PASSING, NotSent, Refused, reason_of
from crawlers.night import Night
from crawlers.pace import retry_after
from crawlers.protocols import Known
from crawlers.safety import PrivateAddressError, public_address

# An honest answer's headers are under 8 KB.
_MOST_HEADER_BYTES = 64_000
# A page that sets cookies is asked for again so many times.
_MOST_COOKIES = 3
_FLOODED = frozenset({429, 503})
_BROKEN = frozenset({500, 502, 504, 520, 522, 524})


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
        """Raises Refused for an address that must not be asked, CannotResolveHostError for a name without one."""
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
        except OSError as exc:
            # Not let through: the library would look the name up again, and nobody would look at what it finds.
            raise CannotResolveHostError(host) from exc
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


class ChallengeMiddleware(_OfNight):
    """Knows answers of status 200 that are no page: waits out a flood page, sends the cookie that a stub sets.

    It stands behind the unpacking of what came packed. No other cookies are kept.
    """

    def __init__(self, night: Night) -> None:
        super().__init__(night)
        self._words = tuple(c.encode() for c in (night.job.platform.challenge if night.job.platform else ()))

    def process_request(self, request: Request) -> None:
        """Adds the cookies that the site insists on."""
        if self.night.cookies:
            request.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.night.cookies.items())

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Repeats after a flood page or a cookie stub; raises Refused where that is of no use."""
        if response.status != 200:
            return response
        cookie = stub_cookie(response.body)
        if cookie and self.night.cookies.get(cookie[0]) == cookie[1]:
            raise Refused("challenge: it sets the same cookie again and again")
        if cookie and request.meta.get("tries", 0) >= _MOST_COOKIES:
            raise Refused("challenge: it sets another cookie each time")
        if cookie:
            self.night.cookies[cookie[0]] = cookie[1]
            # The stub's own validators are not the page's.
            return _again(request.replace(meta={**request.meta, "known": None}))
        if is_flood_page(response.body, self._words):
            if self.night.pace.flooded(request.meta.get("tries", 0), _rest(self.night, response), slow_down=True):
                return _again(request)
            raise Refused("challenge")
        self.night.pace.answered()
        return response


class PaceMiddleware(_OfNight):
    """Counts and spaces requests, and repeats those that a busy or broken site did not answer."""

    def __init__(self, night: Night) -> None:
        super().__init__(night)
        self._lenient = night.job.source.politeness.tls == "lenient"

    async def process_request(self, request: Request) -> None:
        """Waits for its turn; raises NotSent where the budget is used up or the site is given up."""
        account = self.night.account
        self._check(account.left)
        await self.night.pace.turn()
        self._check(account.left)
        account.requests += 1
        account.lenient_tls += self._lenient and request.url.startswith("https:")

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Repeats after 429 or 503 (as Retry-After says), and after other server errors."""
        pace, tries = self.night.pace, request.meta.get("tries", 0)
        self.night.account.statuses[str(response.status)] += 1
        if response.status in _FLOODED:
            if pace.flooded(tries, _rest(self.night, response), slow_down=response.status == 429):
                return _again(request)
        elif response.status in _BROKEN:
            if pace.broken(tries):
                return _again(request)
        elif response.status != 200:  # a page may yet prove to be none
            pace.answered()
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


def _rest(night: Night, response: Response) -> float | None:
    """How long the answer asks us to wait, None where it doesn't say."""
    said = (response.headers.get("Retry-After") or b"").decode("latin-1")
    return retry_after(said, now=night.account.now().timestamp())


def _again(request: Request) -> Request:
    return request.replace(meta={**request.meta, "tries": request.meta.get("tries", 0) + 1}, dont_filter=True)
