"""Asks the site for one canonical address and says what came of it."""

from collections.abc import Awaitable, Callable
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response

from crawlers.answer import Answer
from crawlers.failures import EXPECTED, NotSent, reason_of
from crawlers.further import Ask
from crawlers.night import Night
from crawlers.protocols import Known
from transforms.addresses import same_host

Download = Callable[[Request], Awaitable[Response]]

_MOST_HOPS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Fetcher:
    """Fetches through Scrapy's downloader and the middlewares; never raises for what a site does."""

    def __init__(self, night: Night, download: Download) -> None:
        self._night = night
        self._download = download

    async def get(
        self, url: str, *, known: Known | None = None, follow: bool = False, ask: Ask | None = None
    ) -> Answer:
        """The answer to a canonical address, asked conditionally where validators are known; `ask` says what to send
        where the address itself can't be asked for.

        A redirect to the same page under another scheme or with "www." is followed; any other only with `follow`, and
        only on the site.
        """
        site = self._night.site
        current = ask.address if ask else url
        if ask and site.canonical(current) is None:
            # Asked under our own host instead, it would be another page's address.
            return Answer(url=url, failure=f"foreign-address: {current}")
        address = site.fetch_address(current)
        for _ in range(_MOST_HOPS):
            response = await self._send(address, known, ask)
            if isinstance(response, Answer):
                return _renamed(response, url)
            target = self._target(response)
            if not target:
                return _answer(url, response, final_url=current)
            page = site.canonical(target)
            if page == current and self._is_new_base(target, address):
                site.answered_at(target)
                address = target
            elif follow and page is not None and page != current:
                current, address = page, site.fetch_address(page)
            else:
                return _answer(url, response, final_url=current, target=page or target)
        return Answer(url=url, failure="redirect-loop")

    async def _send(self, address: str, known: Known | None, ask: Ask | None) -> Response | Answer:
        try:
            request = Request(address, meta={"known": known, "tries": 0}, dont_filter=True)
            if ask:
                request = request.replace(method=ask.method, body=ask.body, headers=ask.headers)
            return await self._download(request)
        except NotSent as exc:
            return Answer(url=address, failure=str(exc), not_sent=True)
        except EXPECTED as exc:
            return Answer(url=address, failure=reason_of(exc))

    @staticmethod
    def _target(response: Response) -> str:
        location = (response.headers.get("Location") or b"").decode("utf-8", errors="replace")
        if response.status not in _REDIRECTS or not location.strip():
            return ""
        try:
            return urljoin(response.url, location.strip())
        except ValueError:
            return location

    def _is_new_base(self, target: str, address: str) -> bool:
        """Whether our site answers there under another scheme or with "www."; a mirror may also name its original."""
        new, old = urlsplit(target), urlsplit(address)
        bare = f"{new.scheme}://{new.hostname}"
        same_site = same_host(bare, f"{old.scheme}://{old.hostname}")
        return same_site and (new.scheme, new.netloc) != (old.scheme, old.netloc)


def _renamed(answer: Answer, url: str) -> Answer:
    return Answer(url=url, failure=answer.failure, not_sent=answer.not_sent)


def _answer(url: str, response: Response, *, final_url: str, target: str = "") -> Answer:
    request = response.request
    sent = {k.decode("latin-1"): v[0].decode("latin-1") for k, v in request.headers.items()} if request else {}
    return Answer(
        url=url,
        status=response.status,
        headers=_headers(response),
        body=response.body,
        final_url=final_url,
        target=target,
        request_headers={"Host": urlsplit(response.url).netloc, **sent},
    )


def _headers(response: Response) -> dict[str, str]:
    """Lower-case names; what they say of the body's wrapping is made true of the body as unwrapped."""
    headers = {k.decode("latin-1").lower(): b", ".join(v).decode("latin-1") for k, v in response.headers.items()}
    headers.pop("transfer-encoding", None)
    if "content-length" in headers:
        headers["content-length"] = str(len(response.body))
    return headers
